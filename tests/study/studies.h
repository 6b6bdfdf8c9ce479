// The claims of the built-in scenarios as code: one study a scenario, in ONE explicit table for points and one for
// images. A study plays its scenario with one seed and says of each claim whether it holds, and the numbers that
// decided it.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "core/scenario/scenario.h"

namespace gan {

// Images take long.
inline constexpr int kSeeds = 10, kImageSeeds = 3;

struct Claim {
  const char* text;
  int needed;                           // of the study's seeds
  std::vector<const char*> quantities;  // what the numbers of a finding are
};

// What one seed says of one claim.
struct Finding {
  bool holds = false;
  std::vector<double> numbers;  // one a quantity
};

struct Study {
  const char* id;  // of the scenario
  int seeds;
  std::vector<Claim> claims;
  std::vector<Finding> (*play)(const Scenario& scenario, std::uint64_t seed);  // one finding a claim
};

std::span<const Study> studies();           // of points; studies.cpp
std::span<const Study> image_studies();     // image_studies.cpp
std::span<const Study> number_studies();    // of games of two numbers; number_studies.cpp
std::span<const Study> spectrum_studies();  // of eigenvalues; spectrum_studies.cpp
std::span<const Study> rule_studies();      // of update rules; rule_studies.cpp

}  // namespace gan
