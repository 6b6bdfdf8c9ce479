// A game of two numbers, and what the probe desk answers of it.
#pragma once

#include <gtest/gtest.h>

#include <memory>

#include "core/game/losses.h"
#include "core/probe/probe.h"
#include "core/run/run.h"

namespace gan::test {

inline Settings two_numbers(const char* loss, double rate = 0.1, double r1 = 0) {
  Settings s;
  s.spec.data.kind = find_distribution("dirac");
  s.spec.generator.architecture = Architecture::point;
  s.spec.discriminator.architecture = Architecture::linear;
  s.spec.generator.start = {1.0};
  s.spec.discriminator.start = {0.0};
  s.hyperparameters.loss = find_loss(loss);
  s.hyperparameters.r1_weight = r1;
  for (OptimiserSettings* one : {&s.hyperparameters.discriminator, &s.hyperparameters.generator}) {
    one->kind = OptimiserKind::sgd;
    one->learning_rate = rate;
  }
  return s;
}

inline std::shared_ptr<const ProbeResult> looked_at(const Settings& settings, const ProbeRequest& request) {
  const auto run = Run::create(settings);
  EXPECT_TRUE(run) << run.message();
  return ProbeMaker().make(run.value()->snapshot(), request);
}

}  // namespace gan::test
