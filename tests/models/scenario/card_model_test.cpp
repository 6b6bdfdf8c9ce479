// The scenario's card: what ticks itself off, what a person predicts, and what both forget.
#include "app/panels/scenario/card_model.h"

#include "core/io/scenario_file.h"
#include "core/live/inline_executor.h"
#include "tests/models/lab/lab_fixture.h"

namespace gan {
namespace {

class CardTest : public LabFixture {
 protected:
  void prepare(LabOptions& options) override { options.executor = &executor_; }
  void open_built_in(const char* id) {
    const Result<Scenario> found = find_scenario(id);
    ASSERT_TRUE(found) << found.message();
    open(found.value());
    follow();
  }
  void until_settled() {
    for (int i = 0; i < 100000; ++i) {
      lab_->update(Clock::Seconds(clock_.now().time_since_epoch()).count());
      if (lab_->settled()) return follow();
      for (int turn = 0; turn < 8 && executor_.due() > 0; ++turn) executor_.turn();
      clock_.advance(std::chrono::milliseconds(2));
    }
    FAIL() << "it never came to rest";
  }
  // As a person watches it: measured now and then.
  void run_to(std::int64_t step, std::int64_t every = 100) {
    for (std::int64_t at = lab_->snapshot().position.step + every; at <= step; at += every) {
      lab_->session().run_to(at);
      until_settled();
    }
  }
  void follow() { card_.follow(lab_->session()); }
  // The line that ticks itself off by this condition.
  const WatchItem& line(const char* when) const {
    const std::vector<WatchLine>& lines = lab_->scenario().watch;
    for (std::size_t i = 0; i < lines.size(); ++i) {
      if (lines[i].when == when) return card_.watch()[i];
    }
    ADD_FAILURE() << "no line for " << when;
    return card_.watch()[0];
  }

  ManualClock clock_;
  InlineExecutor executor_{clock_};
  ScenarioCard card_;
};

TEST_F(CardTest, WhatHappensTicksItselfOffAndStaysUntilARestart) {
  open_built_in("vanishing-gradient");
  EXPECT_FALSE(line("d_perfect").ticked);
  EXPECT_FALSE(line("vanished").ticked);
  run_to(300);
  EXPECT_TRUE(line("d_perfect").ticked);
  ASSERT_TRUE(line("vanished").ticked);
  EXPECT_FALSE(line("collapsed").ticked) << "the blob of the start is no collapse";
  const std::int64_t at = *line("vanished").happened_at;
  EXPECT_GE(at, 200);
  EXPECT_LE(at, 300);
  // The remedy brings the gradient back; what has happened has happened.
  lab_->session().apply_remedy();
  until_settled();
  run_to(1300);
  EXPECT_FALSE(lab_->session().judge().conditions().holds(ConditionId::vanished));
  EXPECT_TRUE(line("vanished").ticked);
  EXPECT_EQ(line("vanished").happened_at, at);
  EXPECT_TRUE(line("collapsed").ticked);
  lab_->session().same_start();
  until_settled();
  for (const WatchItem& item : card_.watch()) EXPECT_FALSE(item.ticked);
}

TEST_F(CardTest, ModeCollapseIsNoticed) {
  open_built_in("mode-collapse");
  // When is the trajectory's, and so the machine's.
  for (int step = 50; step <= 6000 && !line("collapsed").ticked; step += 50) run_to(step);
  EXPECT_TRUE(line("collapsed").ticked);
}

TEST_F(CardTest, AHandTicksAndTakesBack) {
  open_built_in("vanishing-gradient");
  card_.tick(4);
  follow();
  EXPECT_TRUE(card_.watch()[4].ticked);
  EXPECT_FALSE(card_.watch()[4].happened_at);
  run_to(300);
  EXPECT_TRUE(card_.watch()[4].ticked);
  ASSERT_TRUE(line("vanished").ticked);
  card_.tick(1);
  follow();
  EXPECT_FALSE(line("vanished").ticked) << "a person may disagree";
  EXPECT_TRUE(line("vanished").happened_at);
  lab_->session().same_start();
  until_settled();
  EXPECT_FALSE(card_.watch()[4].ticked);
}

Scenario asked() {
  Scenario scenario = small_game();
  scenario.question = Question{"?", {"a", "b", "c"}, 1, "why", 40};
  scenario.controls = {"hyperparameters.k", "hyperparameters.discriminator.learning_rate"};
  return scenario;
}

TEST_F(CardTest, APredictionIsToldWhenItCanBeSeen) {
  open(asked());
  follow();
  EXPECT_EQ(card_.prediction(), Prediction::open);
  run_to(60, 20);
  EXPECT_EQ(card_.prediction(), Prediction::open) << "nobody predicted anything";
  lab_->session().same_start();
  until_settled();
  card_.choose(2);
  card_.choose(0);
  EXPECT_EQ(card_.prediction(), Prediction::made);
  EXPECT_EQ(card_.mark_of(0), AnswerMark::chosen);
  EXPECT_EQ(card_.mark_of(1), AnswerMark::none) << "the right one is not given away";
  run_to(20, 20);
  EXPECT_EQ(card_.prediction(), Prediction::made);
  run_to(40, 20);
  EXPECT_EQ(card_.prediction(), Prediction::told);
  EXPECT_FALSE(card_.was_right());
  EXPECT_EQ(card_.mark_of(0), AnswerMark::wrong);
  EXPECT_EQ(card_.mark_of(1), AnswerMark::right);
  EXPECT_EQ(card_.mark_of(2), AnswerMark::none);
  card_.choose(1);
  EXPECT_FALSE(card_.was_right()) << "it is too late";
  // A restart leaves it; the same scenario, opened again, asks anew.
  lab_->session().same_start();
  until_settled();
  EXPECT_EQ(card_.prediction(), Prediction::told);
  lab_->session().open(OpenGame{std::make_shared<const Settings>(asked().settings)}, asked(), "again");
  until_settled();
  EXPECT_EQ(card_.prediction(), Prediction::open);
  EXPECT_FALSE(card_.chosen());
}

TEST_F(CardTest, TheAnswerCanBeAskedFor) {
  open(asked());
  follow();
  card_.tell();
  EXPECT_EQ(card_.prediction(), Prediction::told);
  EXPECT_EQ(card_.mark_of(1), AnswerMark::right);
  EXPECT_FALSE(card_.was_right()) << "it was not predicted";
}

TEST_F(CardTest, NamesTheSettingsThatMatter) {
  open(asked());
  follow();
  ASSERT_EQ(card_.controls().size(), 2u);
  EXPECT_STREQ(card_.controls()[0].setting->key, "hyperparameters.k");
  EXPECT_EQ(card_.controls()[1].label, full_title(*card_.controls()[1].setting));
  EXPECT_EQ(remedy_state(0, 1), RemedyState::applied);
  EXPECT_EQ(remedy_state(1, 1), RemedyState::next);
  EXPECT_EQ(remedy_state(2, 1), RemedyState::later);
}

// A line that never ticks itself off would be worse than one that a person ticks.
TEST_F(CardTest, SlowEveryLineOfPointsHappens) {
  for (const Result<Scenario>& built_in : builtin_scenarios()) {
    ASSERT_TRUE(built_in) << built_in.message();
    const Scenario& scenario = built_in.value();
    if (scenario.group == ScenarioGroup::images) continue;
    SCOPED_TRACE(scenario.id);
    open(scenario);
    follow();
    run_to(scenario.steps, 50);
    for (std::size_t i = 0; i < scenario.remedies.size(); ++i) {
      lab_->session().apply_remedy();
      until_settled();
      run_to(lab_->snapshot().position.step + 3000, 50);
    }
    for (std::size_t i = 0; i < scenario.watch.size(); ++i) {
      EXPECT_TRUE(card_.watch()[i].ticked || scenario.watch[i].when.empty()) << scenario.watch[i].text;
    }
  }
}

}  // namespace
}  // namespace gan
