#include "tests/study/studies.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "app/machine/process_use.h"
#include "tests/study/trial.h"

namespace gan {
namespace {

using Findings = std::vector<Finding>;

double mean(std::span<const double> values) {
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

double deviation(std::span<const double> values) {
  const double centre = mean(values);
  double sum = 0;
  for (const double v : values) sum += (v - centre) * (v - centre);
  return std::sqrt(sum / static_cast<double>(values.size()));
}

int crossings_of_mean(std::span<const double> values) {
  const double centre = mean(values);
  int crossings = 0;
  for (std::size_t i = 1; i < values.size(); ++i) crossings += (values[i] > centre) != (values[i - 1] > centre);
  return crossings;
}

// The last `count` values of one scalar of the step records, each the mean of `width` iterations.
std::vector<double> last_means(const Trial& trial, float StepRecord::*scalar, std::size_t count, std::size_t width) {
  const std::vector<StepRecord>& records = trial.records();
  std::vector<double> means;
  for (std::size_t end = count; end > 0 && end * width <= records.size(); --end) {
    double sum = 0;
    for (std::size_t i = 0; i < width; ++i) sum += records[records.size() - end * width + i].*scalar;
    means.push_back(sum / static_cast<double>(width));
  }
  return means;
}

Findings play_ring8(const Scenario& scenario, std::uint64_t seed) {
  const double begin = thread_seconds();
  Trial trial(scenario, seed);
  trial.train(scenario.steps);
  const double seconds = thread_seconds() - begin;
  const Look look = trial.look();
  const bool holds = trial.alive() && look.covered == 8 && look.high_quality >= 0.9 && seconds <= 60;
  return {{holds, {double(look.covered), look.high_quality, seconds}}};
}

Findings play_mode_collapse(const Scenario& scenario, std::uint64_t seed) {
  Trial trial(scenario, seed);
  const auto [most, hops] = trial.train_looking(scenario.steps, 10);
  const bool collapsed = trial.alive() && most <= 3 && hops >= 50;
  trial.apply_remedy();
  trial.train(3000);
  const int recovered = trial.look().covered;
  return {{collapsed, {double(most), double(hops)}}, {trial.alive() && recovered >= 7, {double(recovered)}}};
}

Findings play_vanishing_gradient(const Scenario& scenario, std::uint64_t seed) {
  Trial trial(scenario, seed);
  trial.train(scenario.steps - 200);
  const Matrix<float> earlier = trial.particles();
  trial.train(200);
  const Matrix<float> stopped = trial.particles();
  const double first = trial.records().front().g_grad_norm;
  const double left = last_means(trial, &StepRecord::g_grad_norm, 1, 50).front() / first;
  const double drift = mean_distance(earlier, stopped);
  const bool vanished = trial.alive() && left < 0.01 && drift < 0.01;
  trial.apply_remedy();
  trial.train(400);
  const double revived = last_means(trial, &StepRecord::g_grad_norm, 1, 400).front() / first;
  const double travelled = mean_distance(stopped, trial.particles());
  const bool back = trial.alive() && revived > 0.1 && travelled > 0.5;
  trial.train(600);
  const int collapsed = trial.look().covered;
  trial.apply_remedy();
  trial.train(4000);
  const Look cured = trial.look();
  return {{vanished, {left, drift}},
          {back, {revived, travelled}},
          {collapsed <= 2, {double(collapsed)}},
          {trial.alive() && cured.covered >= 6, {double(cured.covered), cured.high_quality}}};
}

// The standard deviation of G's loss, in means of 20 iterations, and how far a particle goes in 100
// iterations.
struct Unrest {
  double swing = 0;
  double movement = 0;
  int crossings = 0;  // of the loss's own mean
};

Unrest watch_unrest(Trial& trial, int hundreds) {
  double distance = 0;
  Matrix<float> last = trial.particles();
  for (int i = 0; i < hundreds; ++i) {
    trial.train(100);
    const Matrix<float> now = trial.particles();
    distance += mean_distance(last, now);
    last = now;
  }
  const std::vector<double> losses = last_means(trial, &StepRecord::g_loss, 5 * static_cast<std::size_t>(hundreds), 20);
  return {deviation(losses), distance / hundreds, crossings_of_mean(losses)};
}

Findings play_oscillation(const Scenario& scenario, std::uint64_t seed) {
  Trial trial(scenario, seed);
  trial.train(scenario.steps - 4000);
  const Unrest early = watch_unrest(trial, 20);
  const Unrest late = watch_unrest(trial, 20);
  const int crossings = early.crossings + late.crossings;
  const double kept = late.swing / early.swing;
  const bool circles = trial.alive() && crossings >= 12 && kept >= 0.4;
  trial.apply_remedy();
  trial.train(2000);
  const Unrest after = watch_unrest(trial, 10);
  const double swing = after.swing / late.swing, movement = after.movement / late.movement;
  return {{circles, {double(crossings), kept, late.movement}},
          {trial.alive() && swing < 0.5 && movement < 0.5, {swing, movement}}};
}

Findings play_k_steps(const Scenario& scenario, std::uint64_t seed) {
  double quality[3] = {};
  bool covered = true;
  Finding cured;
  constexpr int kSteps[3] = {1, 5, 20};
  for (int i = 0; i < 3; ++i) {
    Trial trial(scenario, seed, kSteps[i]);
    trial.train(scenario.steps);
    const Look look = trial.look();
    quality[i] = look.high_quality;
    if (i > 0) covered = covered && trial.alive() && look.covered == 8;
    if (i > 0) continue;
    trial.apply_remedy();
    trial.train(3000);
    const Look later = trial.look();
    cured = {trial.alive() && later.covered == 8 && later.high_quality >= 0.6,
             {double(later.covered), later.high_quality}};
  }
  const bool holds = covered && quality[0] < 0.4 && quality[1] >= 0.5 && quality[2] >= 0.7;
  return {{holds, {quality[0], quality[1], quality[2]}}, cured};
}

Findings play_grid25(const Scenario& scenario, std::uint64_t seed) {
  Trial trial(scenario, seed);
  trial.train(scenario.steps);
  const Look look = trial.look();
  const bool holds = trial.alive() && look.covered >= 24 && look.high_quality >= 0.7;
  return {{holds, {double(look.covered), look.high_quality}}};
}

Findings play_wgan_clip(const Scenario& scenario, std::uint64_t seed) {
  Trial trial(scenario, seed);
  trial.train(scenario.steps);
  const Look before = trial.look();
  const double piled = trial.share_near_clip();
  const bool holds = trial.alive() && piled >= 0.5 && before.covered == 8;
  trial.apply_remedy();
  trial.train(3000);
  const Look after = trial.look();
  const bool better = trial.alive() && after.high_quality >= 0.75 && after.high_quality > before.high_quality;
  return {{holds, {piled, double(before.covered)}}, {better, {before.high_quality, after.high_quality}}};
}

Findings play_wgan_gp(const Scenario& scenario, std::uint64_t seed) {
  Trial trial(scenario, seed);
  trial.train(scenario.steps);
  const Look look = trial.look();
  const bool holds = trial.alive() && look.covered == 8 && look.high_quality >= 0.8 && look.reverse_kl < 0.05;
  return {{holds, {double(look.covered), look.high_quality, look.reverse_kl}}};
}

Findings play_lsgan(const Scenario& scenario, std::uint64_t seed) {
  Trial trial(scenario, seed);
  trial.train(scenario.steps);
  const Look look = trial.look();
  const double loss = last_means(trial, &StepRecord::d_loss, 1, 500).front();
  const bool holds = trial.alive() && look.covered == 8 && look.high_quality >= 0.8 && std::abs(loss - 0.25) < 0.05;
  return {{holds, {double(look.covered), look.high_quality, loss}}};
}

Findings play_first_paper(const Scenario& scenario, std::uint64_t seed) {
  Trial trial(scenario, seed);
  trial.train(scenario.steps);
  const Look look = trial.look();
  const bool holds = trial.alive() && look.covered >= 7 && look.high_quality >= 0.6;
  return {{holds, {double(look.covered), look.high_quality}}};
}

// The furthest from `where` that a mean of 100 iterations comes.
double furthest(const Trial& trial, float StepRecord::*scalar, double where) {
  double most = 0;
  for (const double value : last_means(trial, scalar, trial.records().size() / 100, 100)) {
    most = std::max(most, std::abs(value - where));
  }
  return most;
}

Findings play_matched(const Scenario& scenario, std::uint64_t seed) {
  Trial trial(scenario, seed);
  trial.train(scenario.steps);
  const double value = furthest(trial, &StepRecord::value, -std::log(4.0));
  const double output = std::max(furthest(trial, &StepRecord::d_real, 0.5), furthest(trial, &StepRecord::d_fake, 0.5));
  return {{trial.alive() && value < 0.02 && output < 0.03, {value, output}}};
}

Findings play_d_star(const Scenario& scenario, std::uint64_t seed) {
  Trial trial(scenario, seed);
  const double before = trial.best_value();
  trial.train(scenario.steps);
  const double first = static_cast<double>(trial.records().front().value);
  const double value = last_means(trial, &StepRecord::value, 1, 500).front(), best = trial.best_value();
  const double begun = best - first;
  // G stands still: what changes between the two is the noise of the samples.
  const bool holds = trial.alive() && std::abs(best - value) < 0.06 && begun > 0.3 && std::abs(best - before) < 0.02;
  return {{holds, {best, best - value, begun}}};
}

// D from what it is compared with, as a root mean square over the middle of both densities.
template <class Where>
double output_away(const LineCurves& curves, const Where& where) {
  double sum = 0, mass = 0;
  for (std::size_t i = 0; i < curves.real.size(); ++i) {
    const double weight = curves.real[i] + curves.generated[i];
    if (std::isnan(curves.best[i])) continue;
    const double away = 1 / (1 + std::exp(-static_cast<double>(curves.logits[i]))) - where(i);
    sum += weight * away * away, mass += weight;
  }
  return std::sqrt(sum / mass);
}

Findings play_figure_1(const Scenario& scenario, std::uint64_t seed) {
  constexpr std::int64_t kAlone = 300;    // the scenario's schedule
  constexpr double kApart = 0.336830820;  // JSD of Gaussians two deviations apart, as G and the data are at the start
  Trial trial(scenario, seed);
  trial.train(kAlone);
  const LineCurves alone = trial.curves();
  const double missing = alone.ceiling() - alone.value();
  const double from_best = output_away(alone, [&](std::size_t i) { return alone.best[i]; });
  trial.train(scenario.steps - kAlone);
  const LineCurves end = trial.curves();
  const double value = std::abs(end.value() + std::log(4.0)),
               from_half = output_away(end, [](std::size_t) { return 0.5; });
  return {{missing < 0.02 && from_best < 0.05 && std::abs(alone.jsd - kApart) < 1e-3, {missing, from_best, alone.jsd}},
          {trial.alive() && end.jsd < 0.001 && value < 0.001 && from_half < 0.01, {end.jsd, value, from_half}}};
}

// D is rebuilt on the very state that has collapsed; and, beside it, is built so from the start.
Findings play_pac(const Scenario& scenario, std::uint64_t seed) {
  Trial trial(scenario, seed);
  trial.train(scenario.steps);
  const Look alone = trial.look();
  const bool collapsed = trial.alive() && alone.covered <= 2;
  trial.apply_remedy();
  trial.train(scenario.steps);
  const Look rescued = trial.look();
  const bool spreads = trial.alive() && rescued.covered >= 6 && rescued.high_quality >= 0.5;
  Trial built(scenario, seed);
  built.apply_remedy();
  built.train(scenario.steps);
  const Look packed = built.look();
  const bool covers = built.alive() && packed.covered == 8 && packed.high_quality >= 0.5;
  return {{collapsed, {double(alone.covered)}},
          {spreads, {double(rescued.covered), rescued.high_quality}},
          {covers, {double(packed.covered), packed.high_quality}}};
}

Findings play_turning_grid(const Scenario& scenario, std::uint64_t seed) {
  Trial trial(scenario, seed);
  trial.train(scenario.steps);
  const Look turning = trial.look();
  const bool follows = trial.alive() && turning.covered >= 8 && turning.high_quality >= 0.5;
  trial.apply_remedy();
  trial.train(4000);
  const Look still = trial.look();
  const bool gathers = trial.alive() && still.high_quality >= 0.7 && still.high_quality > turning.high_quality;
  return {{follows, {double(turning.covered), turning.high_quality}}, {gathers, {still.high_quality}}};
}

}  // namespace

std::span<const Study> studies() {
  static const Study table[] = {
      {"ring8",
       kSeeds,
       {{"8 modes, high quality >= 0.9, within 60 s", 9, {"modes", "high quality", "CPU s"}}},
       play_ring8},
      {"mode-collapse",
       kSeeds,
       {{"at most 3 modes at any moment, 50 changes or more", 9, {"most modes", "changes of mode"}},
        {"remedy: 7 modes or more", 8, {"modes"}}},
       play_mode_collapse},
      {"vanishing-gradient",
       kSeeds,
       {{"G's gradient < 1% of its start, samples stop", 9, {"share of start", "moved"}},
        {"first step: gradient > 10%, samples move > 0.5", 9, {"share of start", "moved"}},
        {"first step: at most 2 modes after 1000 iterations", 9, {"modes"}},
        {"second step: 6 modes or more", 9, {"modes", "high quality"}}},
       play_vanishing_gradient},
      {"oscillation",
       kSeeds,
       {{"G's loss crosses its mean 12 times, swing kept", 9, {"crossings", "swing kept", "moved in 100"}},
        {"remedy: swing and movement less than half", 9, {"swing ratio", "movement ratio"}}},
       play_oscillation},
      {"k-steps",
       kSeeds,
       {{"high quality < 0.4, >= 0.5, >= 0.7; 8 modes at k > 1", 9, {"k = 1", "k = 5", "k = 20"}},
        {"remedy: 8 modes, high quality >= 0.6", 9, {"modes", "high quality"}}},
       play_k_steps},
      {"grid25", kSeeds, {{"24 modes or more, high quality >= 0.7", 9, {"modes", "high quality"}}}, play_grid25},
      {"wgan-clip",
       kSeeds,
       {{"half the weights within c/10 of +-c, 8 modes", 9, {"share near c", "modes"}},
        {"remedy: high quality rises, to >= 0.75", 9, {"before", "after"}}},
       play_wgan_clip},
      {"wgan-gp",
       kSeeds,
       {{"8 modes, high quality >= 0.8, reverse KL < 0.05", 9, {"modes", "high quality", "reverse KL"}}},
       play_wgan_gp},
      {"lsgan",
       kSeeds,
       {{"8 modes, high quality >= 0.8, D's loss near 1/4", 9, {"modes", "high quality", "D's loss"}}},
       play_lsgan},
      {"first-paper",
       kSeeds,
       {{"7 modes or more, high quality >= 0.6", 8, {"modes", "high quality"}}},
       play_first_paper},
      {"matched",
       kSeeds,
       {{"V within 0.02 of -log 4, D's means within 0.03 of 1/2", 10, {"V away", "D away"}}},
       play_matched},
      {"d-star",
       kSeeds,
       {{"V within 0.06 of the best, and began 0.3 below it", 9, {"best V", "missing", "missing at first"}}},
       play_d_star},
      {"figure-1",
       kSeeds,
       {{"D alone: V within 0.02 of its ceiling, D 0.05 of D*", 9, {"V missing", "D away", "JSD"}},
        {"at the end: JSD, V + log 4 < 0.001, D 0.01 from 1/2", 9, {"JSD", "V away", "D away"}}},
       play_figure_1},
      {"pac",
       kSeeds,
       {{"one at a time: at most 2 modes", 7, {"modes"}},
        {"in pairs from then on: 6 modes, high quality >= 0.5", 8, {"modes", "high quality"}},
        {"in pairs from the start: 8 modes, high quality >= 0.5", 7, {"modes", "high quality"}}},
       play_pac},
      {"turning-grid",
       kSeeds,
       {{"turning: 8 modes or more, high quality >= 0.5", 9, {"modes", "high quality"}},
        {"still: high quality rises, to >= 0.7", 9, {"high quality"}}},
       play_turning_grid},
  };
  return table;
}

}  // namespace gan
