// A run that begins, which the tests of runs take for granted.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <utility>

#include "core/run/run.h"

namespace gan::test {

inline std::unique_ptr<Run> new_run(const Settings& settings) {
  auto run = Run::create(settings);
  EXPECT_TRUE(run.ok()) << run.message();
  return std::move(run).value();
}

}  // namespace gan::test
