// What the scenarios claim of the eigenvalues of an iteration of networks.
#include <algorithm>
#include <cmath>

#include "tests/study/studies.h"
#include "tests/study/trial.h"

namespace gan {
namespace {

// The farthest that the samples' mean gets from the centre of the one mode in the next 64 iterations, a round.
double reach_in_a_round(Trial& trial, const Scenario& scenario) {
  const double x = scenario.settings.spec.data.radius;
  double most = 0;
  for (int i = 0; i < 16; ++i) {
    trial.train(4);
    const Matrix<float> mean = trial.particles().rowwise().mean();
    most = std::max(most, std::hypot(static_cast<double>(mean(0)) - x, static_cast<double>(mean(1))));
  }
  return most;
}

// Looked at before the schedule changes the weight: at 0.05 from 150 on, at 0.1 from 300 and at 0.2 from 450.
std::vector<Finding> play_r1_circle(const Scenario& scenario, std::uint64_t seed) {
  const double rate = scenario.settings.hyperparameters.generator.learning_rate;
  Trial trial(scenario, seed);
  trial.train(140);
  const Spectrum free = trial.spectrum();
  const double radius = std::abs(free.multipliers.front()), apart = std::abs(radius - std::sqrt(1 + rate * rate));
  trial.train(150);
  const double damped = std::abs(trial.spectrum().multipliers.front());
  trial.train(160);
  const double before = reach_in_a_round(trial, scenario);
  const int outside = count_outside(trial.spectrum());
  trial.train(scenario.steps - 514 - 64);
  const double left = reach_in_a_round(trial, scenario) / before;
  const bool alive = trial.alive();
  return {{alive && apart <= 5e-4 && count_outside(free) == 4, {radius, static_cast<double>(count_outside(free))}},
          {alive && damped > 1.002, {damped}},
          {alive && outside == 0 && left < 0.2, {static_cast<double>(outside), left}}};
}

}  // namespace

std::span<const Study> spectrum_studies() {
  static const std::vector<Study> table{
      {"r1-circle",
       kSeeds,
       {{"without R1 four outside, radius √(1 + η²) to 0.0005", 10, {"radius", "outside"}},
        {"weight 0.05: radius above 1.002", 10, {"radius"}},
        {"weight 0.2: none outside, a fifth of the distance left", 10, {"outside", "share left"}}},
       play_r1_circle},
  };
  return table;
}

}  // namespace gan
