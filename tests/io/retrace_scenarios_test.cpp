// Every built-in scenario that needs no file: its states come back with their bits, from keyframes and from the start,
// across its own scheduled changes, its remedies and a restart.
#include <gtest/gtest.h>

#include <map>
#include <random>

#include "core/io/data_files.h"
#include "core/io/scenario_file.h"
#include "core/past/keyframes.h"
#include "core/past/retrace.h"
#include "tests/seed.h"

namespace gan {
namespace {

std::vector<Scenario> scenarios_without_files() {
  std::vector<Scenario> all;
  for (Result<Scenario>& scenario : builtin_scenarios()) {
    if (scenario && !needs_loading(scenario.value().settings.spec.data)) all.push_back(std::move(scenario).value());
  }
  return all;
}

class RetraceScenario : public testing::TestWithParam<Scenario> {};

TEST_P(RetraceScenario, ComesBackWithItsBits) {
  const Scenario& scenario = GetParam();
  auto created = Run::create(scenario.settings);
  ASSERT_TRUE(created.ok()) << created.message();
  gan::Run& run = *created.value();
  Keyframes keyframes(4 * state_bytes(run.state()));
  std::map<Instant, std::uint64_t> hashes;
  const auto note = [&] {
    keyframes.see(run);
    hashes[run.instant()] = run.hash();
  };
  note();
  // Large networks take their time.
  const int iterations = state_bytes(run.state()) > (std::size_t{1} << 20) ? 6 : 40;
  const auto train = [&] {
    for (int i = 0; i < iterations && run.step(); ++i) note();
  };
  train();
  for (const Remedy& remedy : scenario.remedies) {
    for (const auto& [key, value] : remedy.changes) {
      ASSERT_TRUE(run.apply(SetValue{key, value}).ok()) << key;
      note();
    }
  }
  train();
  ASSERT_TRUE(run.apply(SameStart{}).ok());
  note();
  train();
  const auto past = std::make_shared<const Past>(run.past());
  const std::vector<RunStretch> through{{run.id(), run.instant()}};
  std::mt19937_64 random(test::seed(1));
  std::vector<Instant> instants;
  for (const auto& [instant, hash] : hashes) instants.push_back(instant);
  for (int i = 0; i < 6; ++i) {
    const Instant instant = instants[random() % instants.size()];
    const auto start = i == 0 ? nullptr : keyframes.nearest(through, instant);
    const auto again = retrace_to(past, start.get(), instant);
    ASSERT_TRUE(again.ok()) << again.message();
    EXPECT_EQ(again.value()->hash(), hashes.at(instant)) << instant.position.segment << ' ' << instant.position.step;
  }
  EXPECT_LE(keyframes.bytes(), keyframes.budget());
}

INSTANTIATE_TEST_SUITE_P(Builtin, RetraceScenario, testing::ValuesIn(scenarios_without_files()),
                         [](const testing::TestParamInfo<Scenario>& scenario) {
                           std::string name = scenario.param.id;
                           for (char& c : name) {
                             if (c == '-') c = '_';
                           }
                           return name;
                         });

}  // namespace
}  // namespace gan
