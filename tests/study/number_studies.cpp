// What the scenarios of games of two numbers claim. Nothing in them is random: the study's seed decides where they
// start.
#include <cmath>

#include "core/base/random.h"
#include "tests/study/studies.h"
#include "tests/study/trial.h"

namespace gan {
namespace {

// Between 0.5 and 1.5 away from the equilibrium, in any direction.
Scenario started(const Scenario& scenario, std::uint64_t seed) {
  float drawn[2];
  fill_uniform({seed, Stream::metric_data, 0, 0}, drawn, 2, 0.0f, 1.0f);
  const double distance = 0.5 + static_cast<double>(drawn[0]), angle = 2 * M_PI * static_cast<double>(drawn[1]);
  Scenario out = scenario;
  out.settings.spec.generator.start = {distance * std::cos(angle)};
  out.settings.spec.discriminator.start = {distance * std::sin(angle)};
  return out;
}

double radius(const StepRecord& record) {
  return std::hypot(static_cast<double>(record.theta_1), static_cast<double>(record.psi_1));
}

std::vector<Finding> play_dirac(const Scenario& scenario, std::uint64_t seed) {
  Trial trial(started(scenario, seed), seed);
  trial.train(scenario.steps);
  double least = radius(trial.records().front()), most = least;
  for (const StepRecord& record : trial.records()) {
    least = std::min(least, radius(record));
    most = std::max(most, radius(record));
  }
  const double ratio = most * most / (least * least), before = radius(trial.records().back());
  const bool circles = trial.alive() && ratio <= 1.5;
  trial.apply_remedy();
  trial.train(1000);
  const double left = radius(trial.records().back()) / before;
  return {{circles, {ratio}}, {trial.alive() && left <= 1e-3, {left}}};
}

std::vector<Finding> play_bilinear(const Scenario& scenario, std::uint64_t seed) {
  const double rate = scenario.settings.hyperparameters.generator.learning_rate;
  Trial trial(started(scenario, seed), seed);
  trial.train(scenario.steps);
  const auto kept = [&](const StepRecord& record) {
    const double theta = static_cast<double>(record.theta_1), psi = static_cast<double>(record.psi_1);
    return theta * theta + psi * psi - rate * theta * psi;
  };
  const double first = kept(trial.records().front());
  double apart = 0;
  for (const StepRecord& record : trial.records()) apart = std::max(apart, std::abs(kept(record) / first - 1));
  return {{trial.alive() && apart <= 1e-4, {apart}}};
}

}  // namespace

std::span<const Study> number_studies() {
  static const std::vector<Study> table{
      {"dirac",
       kSeeds,
       {{"the squared distance keeps within a factor of 1.5", 10, {"largest over smallest"}},
        {"remedy: a thousandth of the distance is left", 10, {"share left"}}},
       play_dirac},
      {"bilinear", kSeeds, {{"the ellipse is kept to 1e-4", 10, {"relative change"}}}, play_bilinear},
  };
  return table;
}

}  // namespace gan
