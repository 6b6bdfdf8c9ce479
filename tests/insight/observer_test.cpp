// What is said of a run on the command line is what the window says of it.
#include "core/insight/observer.h"

#include <gtest/gtest.h>

#include <set>

#include "core/io/scenario_file.h"
#include "tests/insight/watched.h"

namespace gan {
namespace {

Scenario observed_scenario(const char* id) {
  Result<Scenario> found = find_scenario(id);
  EXPECT_TRUE(found.ok()) << found.message();
  return found.value();
}

std::unique_ptr<Run> start_observed(const Scenario& scenario, std::uint64_t seed) {
  Settings settings = scenario.settings;
  settings.spec.seed = seed;
  return std::move(Run::create(settings)).value();
}

void observe(Run& run, GameObserver& observer, int iterations) {
  for (int i = 0; i < iterations && run.step(); ++i) observer.after_iteration(run);
}

// Looks of both, ten iterations apart.
void expect_as_in_a_window(Run& run, GameObserver& observer, Watched& window, int looks) {
  for (int look = 0; look < looks; ++look) {
    observe(run, observer, 10);
    window.train(10);
    window.look();
    EXPECT_EQ(observer.verdict().title, window.verdict().title) << "at step " << run.position().step;
    EXPECT_EQ(evidence_text(observer.verdict()), evidence_text(window.verdict()));
  }
}

TEST(GameObserver, SaysWhatAWindowSaysThatLooksAsOften) {
  const Scenario scenario = observed_scenario("mode-collapse");
  const auto run = start_observed(scenario, 3);
  GameObserver observer(*run, {600, nullptr}, 10);
  Watched window(scenario, 3, {600, nullptr});
  expect_as_in_a_window(*run, observer, window, 15);
  EXPECT_EQ(observer.measurement()->snapshot->position.step, 150);
}

TEST(GameObserver, AGameOfTwoNumbersIsObservedToItsEnd) {
  const auto run = start_observed(observed_scenario("dirac"), 1);
  GameObserver observer(*run, {}, GameObserver::pace_for(2000));
  EXPECT_EQ(observer.measurement(), nullptr);
  observe(*run, observer, 2000);
  observer.finish(*run);
  EXPECT_EQ(observer.verdict().id, VerdictId::oscillating);
  ASSERT_TRUE(run->apply(SetValue{"hyperparameters.r1_weight", 0.5}).ok());
  observe(*run, observer, 2000);
  observer.finish(*run);
  EXPECT_EQ(observer.verdict().id, VerdictId::settled) << evidence_text(observer.verdict());
  EXPECT_EQ(observer.facts().since.step, 2000);
}

TEST(GameObserver, ARestartBeginsAnew) {
  const auto run = start_observed(observed_scenario("dirac"), 1);
  GameObserver observer(*run, {}, 10);
  observe(*run, observer, 500);
  ASSERT_TRUE(run->apply(SameStart{}).ok());
  observe(*run, observer, 50);
  observer.finish(*run);
  EXPECT_EQ(observer.verdict().id, VerdictId::too_early);
  EXPECT_EQ(observer.facts().step, 50);
}

// A player that is rebuilt goes on in the same course, for the window as on the command line.
TEST(GameObserver, SaysWhatAWindowSaysAfterARebuilding) {
  const Scenario scenario = observed_scenario("pac");
  const auto run = start_observed(scenario, 3);
  GameObserver observer(*run, {400, nullptr}, 10);
  Watched window(scenario, 3, {400, nullptr});
  expect_as_in_a_window(*run, observer, window, 6);
  const SetValue change{"discriminator.packing", std::int64_t{2}};
  ASSERT_TRUE(run->apply(change));
  window.apply(change);
  expect_as_in_a_window(*run, observer, window, 6);
  EXPECT_EQ(run->position().segment, 1);
  EXPECT_EQ(observer.facts().since, (LastChange{60, 1}));
}

TEST(GameObserver, LooksOftenerAfterAChange) {
  const auto run = start_observed(observed_scenario("dirac"), 1);
  GameObserver observer(*run, {200, nullptr}, 100);
  const auto looks_in = [&](int iterations) {
    std::set<std::int64_t> steps;
    for (int i = 0; i < iterations; ++i) {
      observe(*run, observer, 1);
      if (observer.measurement()) steps.insert(observer.measurement()->snapshot->position.step);
    }
    return steps.size();
  };
  const std::size_t first = looks_in(120);
  EXPECT_GE(first, 8u);
  looks_in(1200);
  EXPECT_LE(looks_in(300), 4u) << "every hundred iterations";
  ASSERT_TRUE(run->apply(SetValue{"hyperparameters.r1_weight", 0.5}).ok());
  EXPECT_GE(looks_in(120), 8u);
}

TEST(GameObserver, ADivergenceIsTold) {
  const auto run = start_observed(observed_scenario("mode-collapse"), 1);
  ASSERT_TRUE(run->apply(SetValue{"hyperparameters.loss", std::string("wasserstein")}).ok());
  for (const char* player : {"discriminator", "generator"}) {
    const std::string key = std::string("hyperparameters.") + player;
    ASSERT_TRUE(run->apply(SetValue{key + ".optimiser", std::string("sgd")}).ok());
    ASSERT_TRUE(run->apply(SetValue{key + ".learning_rate", 10.0}).ok());
  }
  GameObserver observer(*run, {600, nullptr}, 10);
  observe(*run, observer, 2000);
  ASSERT_TRUE(run->status().diverged);
  observer.finish(*run);
  EXPECT_EQ(observer.verdict().title, "Diverged");
  EXPECT_NE(evidence_text(observer.verdict()), "");
}

}  // namespace
}  // namespace gan
