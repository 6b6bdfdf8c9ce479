// Do the scenarios do what they say? Each claim over seeds that no scenario was tuned on, in one table.
// GANSCOPE_STUDY=ring8,lsgan plays only those; GANSCOPE_STUDY_SEED=1 begins at another seed, to tune on.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <set>

#include "core/io/scenario_file.h"
#include "tests/study/studies.h"
#include "tests/study/study_seeds.h"

namespace gan {
namespace {

std::string short_number(double value) {
  char text[32];
  std::snprintf(text, sizeof text, "%.3g", value);
  return text;
}

// "high quality 0.95 (0.94 to 0.96)": median, least and most.
std::string summary(const char* quantity, std::vector<double> values) {
  std::sort(values.begin(), values.end());
  const double median = (values[(values.size() - 1) / 2] + values[values.size() / 2]) / 2;
  return std::string(quantity) + " " + short_number(median) + " (" + short_number(values.front()) + " to " +
         short_number(values.back()) + ")";
}

void report(const Study& study, const std::vector<std::vector<Finding>>& findings, std::uint64_t first) {
  for (std::size_t c = 0; c < study.claims.size(); ++c) {
    const Claim& claim = study.claims[c];
    int passes = 0;
    std::string failed;
    for (std::size_t i = 0; i < findings.size(); ++i) {
      passes += findings[i][c].holds;
      if (!findings[i][c].holds) failed += " " + std::to_string(first + i);
    }
    std::string numbers;
    for (std::size_t q = 0; q < claim.quantities.size(); ++q) {
      std::vector<double> values;
      for (const auto& finding : findings) values.push_back(finding[c].numbers.at(q));
      numbers += (q > 0 ? ", " : "") + summary(claim.quantities[q], values);
    }
    if (!failed.empty()) numbers += "; fails:" + failed;
    std::printf("| %-18s | %-54s | %2d of %d, needs %d | %s |\n", c == 0 ? study.id : "", claim.text, passes,
                study.seeds, claim.needed, numbers.c_str());
    std::fflush(stdout);
    EXPECT_GE(passes, claim.needed) << study.id << ": " << claim.text << "; seeds that fail:" << failed;
  }
}

std::vector<const Study*> all_studies() {
  std::vector<const Study*> all;
  for (const auto& table : {studies(), image_studies(), number_studies(), spectrum_studies(), rule_studies()}) {
    for (const Study& study : table) all.push_back(&study);
  }
  return all;
}

TEST(ScenarioStudy, EveryScenarioHasOne) {
  std::set<std::string> studied;
  for (const Study* study : all_studies()) EXPECT_TRUE(studied.insert(study->id).second) << study->id;
  std::set<std::string> built_in;
  for (const char* id : builtin_scenario_ids()) built_in.insert(id);
  EXPECT_EQ(studied, built_in);
}

TEST(ScenarioStudy, SlowClaimsHold) {
  const std::uint64_t first = first_study_seed();
  std::printf("| scenario | claim, seeds from %d | passes | median (least to most) |\n|---|---|---|---|\n",
              static_cast<int>(first));
  for (const Study* study : all_studies()) {
    if (!is_chosen_study(study->id)) continue;
    const Result<Scenario> scenario = find_scenario(study->id);
    if (scenario) {
      report(*study, over_seeds(study->seeds, [&](std::size_t i) { return study->play(scenario.value(), first + i); }),
             first);
    } else {
      ADD_FAILURE() << study->id << " was not played: " << scenario.message();
    }
  }
}

}  // namespace
}  // namespace gan
