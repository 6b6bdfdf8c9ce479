// Are the verdicts (core/insight/verdict.h) what each scenario is known for? A confusion table over seeds that neither
// the scenarios nor the verdicts were tuned on. GANSCOPE_STUDY and GANSCOPE_STUDY_SEED as for the scenarios' claims.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>

#include "core/insight/observer.h"
#include "core/io/scenario_file.h"
#include "tests/study/study_seeds.h"
#include "tests/study/trial.h"
#include "tests/study/verdicts.h"

namespace gan {
namespace {

// The verdict after each act of the play, with its evidence.
std::vector<Verdict> play_acts(const Scenario& scenario, std::uint64_t seed, std::span<const Act> acts) {
  Settings settings = scenario.settings;
  settings.spec.seed = seed;
  Result<std::unique_ptr<Run>> started = Run::create(settings);
  GAN_CHECK(started, "a built-in scenario starts");
  Run& run = *started.value();
  MeasureRequest request;
  request.classifier = classifier_for(*run.snapshot());
  GameObserver observer(run, request, GameObserver::pace_for(scenario.steps));
  std::vector<Verdict> verdicts;
  std::size_t applied = 0;
  for (const Act& act : acts) {
    for (; applied < act.remedies; ++applied) {
      for (const auto& [key, value] : scenario.remedies.at(applied).changes) {
        GAN_CHECK(run.apply(SetValue{key, value}), "the remedy of a built-in scenario applies");
      }
    }
    for (std::int64_t i = 0; i < act.iterations && run.step(); ++i) observer.after_iteration(run);
    observer.finish(run);
    verdicts.push_back(observer.verdict());
  }
  return verdicts;
}

void print_head() {
  std::printf("| scenario | after | expected |");
  for (const VerdictInfo& info : verdict_infos()) std::printf(" %s |", info.name);
  std::printf("\n|---|---|---|");
  for (std::size_t i = 0; i < kVerdicts; ++i) std::printf("---|");
  std::printf("\n");
}

std::string expected_text(const Act& act) {
  std::string text;
  for (const VerdictId id : act.expected) text += (text.empty() ? "" : " or ") + std::string(verdict_info(id).name);
  return text;
}

void report_act(const VerdictPlay& play, std::size_t index, const std::vector<std::vector<Verdict>>& found,
                std::uint64_t first) {
  const Act& act = play.acts[index];
  int counts[kVerdicts] = {}, right = 0;
  std::string wrong;
  for (std::size_t seed = 0; seed < found.size(); ++seed) {
    const Verdict& verdict = found[seed][index];
    ++counts[static_cast<std::size_t>(verdict.id)];
    const bool fits = std::find(act.expected.begin(), act.expected.end(), verdict.id) != act.expected.end();
    right += fits;
    if (!fits)
      wrong += "\n  seed " + std::to_string(first + seed) + ": " + verdict.title + ", " + evidence_text(verdict);
  }
  std::printf("| %s | %s | %s |", index == 0 ? play.scenario : "", act.after, expected_text(act).c_str());
  for (const int count : counts) std::printf(" %s |", count == 0 ? "" : std::to_string(count).c_str());
  std::printf("\n");
  std::fflush(stdout);
  EXPECT_GE(right, play.needed) << play.scenario << ", " << act.after << ":" << wrong;
}

TEST(VerdictStudy, EveryScenarioIsThere) {
  std::vector<std::string> played, built_in;
  for (const VerdictPlay& play : verdict_plays()) played.emplace_back(play.scenario);
  for (const char* id : builtin_scenario_ids()) built_in.emplace_back(id);
  std::sort(played.begin(), played.end());
  std::sort(built_in.begin(), built_in.end());
  EXPECT_EQ(played, built_in);
}

TEST(VerdictStudy, SlowVerdictsAreThoseThatAreKnown) {
  const std::uint64_t first = first_study_seed();
  std::printf("Seeds from %d.\n\n", static_cast<int>(first));
  print_head();
  for (const VerdictPlay& play : verdict_plays()) {
    if (!is_chosen_study(play.scenario)) continue;
    const Result<Scenario> scenario = find_scenario(play.scenario);
    if (!scenario) {
      ADD_FAILURE() << play.scenario << " was not played: " << scenario.message();
      continue;
    }
    const auto found =
        over_seeds(play.seeds, [&](std::size_t i) { return play_acts(scenario.value(), first + i, play.acts); });
    for (std::size_t act = 0; act < play.acts.size(); ++act) report_act(play, act, found, first);
  }
}

}  // namespace
}  // namespace gan
