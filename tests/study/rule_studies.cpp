// What the scenarios claim of update rules.
#include <algorithm>
#include <cmath>
#include <limits>

#include "core/game/rules/rule_list.h"
#include "tests/study/studies.h"
#include "tests/study/trial.h"

namespace gan {
namespace {

Scenario with_steps_ahead(const Scenario& scenario, int steps) {
  Scenario out = scenario;
  out.settings.hyperparameters.unroll_steps = steps;
  return out;
}

Look look_after(std::int64_t steps, const Scenario& scenario, int steps_ahead, std::uint64_t seed, bool& alive) {
  Trial trial(with_steps_ahead(scenario, steps_ahead), seed);
  trial.train(steps);
  alive = trial.alive();
  return trial.look();
}

std::vector<Finding> play_unrolled(const Scenario& scenario, std::uint64_t seed) {
  Trial trial(scenario, seed);
  const auto [most, hops] = trial.train_looking(scenario.steps, 20);
  const bool hopping = trial.alive() && most <= 3 && hops >= 50;
  trial.apply_remedy();
  trial.train(4000);
  const Look cured = trial.look();
  const bool spread = trial.alive() && cured.covered >= 7;
  bool alive_1 = false, alive_5 = false, alive_10 = false;
  const Look one = look_after(scenario.steps, scenario, 1, seed, alive_1),
             five = look_after(2 * scenario.steps, scenario, 5, seed, alive_5),
             ten = look_after(2 * scenario.steps, scenario, 10, seed, alive_10);
  return {{hopping, {double(most), double(hops)}},
          {alive_1 && one.covered <= 3, {double(one.covered), one.high_quality}},
          {alive_5 && five.covered >= 6, {double(five.covered), five.high_quality}},
          {alive_10 && ten.covered == 8 && ten.high_quality >= 0.7, {double(ten.covered), ten.high_quality}},
          {spread, {double(cured.covered), cured.high_quality}}};
}

// The farthest that the samples' mean gets from the centre of the one mode in the next 64 iterations, about a round.
double reach_in_next_round(Trial& trial, const Scenario& scenario) {
  double most = 0;
  for (int i = 0; i < 16; ++i) {
    trial.train(4);
    const Matrix<float> mean = trial.particles().rowwise().mean();
    most = std::max(most, std::hypot(static_cast<double>(mean(0)) - scenario.settings.spec.data.radius,
                                     static_cast<double>(mean(1))));
  }
  return most;
}

// The reach of the last round over that of the first. Both are of 64 iterations.
double growth_under(const char* rule, const Scenario& scenario, std::uint64_t seed, double& last) {
  Scenario played = scenario;
  played.settings.hyperparameters.rule = find_rule(rule);
  Trial trial(played, seed);
  const double first = reach_in_next_round(trial, played);
  trial.train(played.steps - 128);
  last = reach_in_next_round(trial, played);
  return trial.alive() ? last / first : std::numeric_limits<double>::quiet_NaN();
}

std::vector<Finding> play_extragradient(const Scenario& scenario, std::uint64_t seed) {
  Trial trial(scenario, seed);
  const double first = reach_in_next_round(trial, scenario);
  trial.train(scenario.steps - 128);
  const double before = reach_in_next_round(trial, scenario), kept = before / first;
  const bool circles = trial.alive() && kept >= 0.8 && kept <= 1.25;
  trial.apply_remedy();
  trial.train(scenario.steps - 64);
  const double left = reach_in_next_round(trial, scenario) / before;
  const bool closes = trial.alive() && left <= 0.125;
  double at_once = 0, ahead = 0;
  const double grown = growth_under("simultaneous", scenario, seed, at_once),
               shrunk = growth_under("extragradient", scenario, seed, ahead);
  return {{circles, {kept}}, {grown >= 50, {grown}}, {shrunk <= 0.125, {shrunk, ahead}}, {closes, {left}}};
}

}  // namespace

std::span<const Study> rule_studies() {
  static const std::vector<Study> table{
      {"unrolled",
       kSeeds,
       {{"K = 0: at most 3 modes at any moment, 50 changes", 8, {"most modes", "changes of mode"}},
        {"K = 1: at most 3 modes at the end", 9, {"modes", "high quality"}},
        {"K = 5: 6 modes or more after twice as long", 5, {"modes", "high quality"}},
        {"K = 10: 8 modes, high quality >= 0.7, as long", 8, {"modes", "high quality"}},
        {"remedy: 7 modes or more", 9, {"modes", "high quality"}}},
       play_unrolled},
      {"extragradient",
       kSeeds,
       {{"taking turns: the last round 0.8 to 1.25 of the first", 10, {"kept"}},
        {"at once: the last round 50 times the first", 10, {"grown"}},
        {"extragradient: an eighth of the first round is left", 10, {"share left", "distance"}},
        {"remedy: an eighth is left after 1000 iterations", 10, {"share left"}}},
       play_extragradient},
  };
  return table;
}

}  // namespace gan
