// What was typed and refused stands at its field until that is mended, whatever mends it.
#include "app/lab/edits/refusals.h"

#include "core/live/inline_executor.h"
#include "core/settings/setting_values.h"
#include "tests/models/lab/lab_fixture.h"

namespace gan {
namespace {

constexpr const char* kK = "hyperparameters.k";

class RefusalsTest : public LabFixture {
 protected:
  void prepare(LabOptions& options) override { options.executor = &executor_; }
  void until_settled() {
    for (int i = 0; i < 100000; ++i) {
      lab_->update(Clock::Seconds(clock_.now().time_since_epoch()).count());
      if (lab_->settled()) return;
      for (int turn = 0; turn < 8 && executor_.due() > 0; ++turn) executor_.turn();
      clock_.advance(std::chrono::milliseconds(2));
    }
    FAIL() << "it never came to rest";
  }
  // As the field does.
  void type(const char* key, const std::string& text) {
    Actions actions;
    const Result<Value> value = parse_value(*find_setting(key), text);
    if (value) {
      actions.set(key, value.value());
    } else {
      actions.refused.push_back({key, text, value.message()});
    }
    lab_->carry_out(actions);
  }
  const Refusal* at(const char* key) const { return lab_->session().refusals().find(key); }

  ManualClock clock_;
  InlineExecutor executor_{clock_};
};

TEST_F(RefusalsTest, AnErrorStaysAtItsFieldUntilAValueIsTaken) {
  EXPECT_EQ(at(kK), nullptr);
  type(kK, "many");
  ASSERT_NE(at(kK), nullptr);
  EXPECT_EQ(at(kK)->typed, "many");
  EXPECT_TRUE(at(kK)->sentence.starts_with("'many': expected a whole number from")) << at(kK)->sentence;
  EXPECT_EQ(at("hyperparameters.batch_size"), nullptr);
  // Training and other settings leave it where it is.
  act(LabRequest::step_iteration);
  until_settled();
  type("hyperparameters.batch_size", "32");
  until_settled();
  ASSERT_NE(at(kK), nullptr);
  // The next one replaces it.
  type(kK, "0.5");
  EXPECT_EQ(at(kK)->typed, "0.5");
  type(kK, "3");
  until_settled();
  EXPECT_EQ(at(kK), nullptr);
  EXPECT_EQ(lab_->snapshot().settings->hyperparameters.k, 3);
}

// The value that it has already is one that is taken.
TEST_F(RefusalsTest, TheSameValueMendsItToo) {
  type(kK, "-1");
  ASSERT_NE(at(kK), nullptr);
  type(kK, std::to_string(lab_->snapshot().settings->hyperparameters.k));
  EXPECT_EQ(at(kK), nullptr);
}

TEST_F(RefusalsTest, AValueThatChangesOtherwiseMendsIt) {
  type(kK, "4");
  until_settled();
  type(kK, "none");
  until_settled();
  ASSERT_NE(at(kK), nullptr);
  act(LabRequest::undo);
  until_settled();
  EXPECT_EQ(lab_->snapshot().settings->hyperparameters.k, small_game().settings.hyperparameters.k);
  EXPECT_EQ(at(kK), nullptr);
}

TEST_F(RefusalsTest, AnotherScenarioHasNoneOfTheOldOne) {
  type("generator.hidden", "64, wide");
  ASSERT_NE(at("generator.hidden"), nullptr);
  EXPECT_EQ(at("generator.hidden")->typed, "64, wide");
  Actions actions;
  actions.scenario = lab_->scenarios().front().id;
  lab_->carry_out(actions);
  until_settled();
  EXPECT_EQ(at("generator.hidden"), nullptr);
}

// Each by itself is fine: it is the game that refuses what contradicts another setting.
TEST_F(RefusalsTest, WhatTheGameRefusesStandsAtItsFieldAsWell) {
  type("data.kind", "unequal");
  until_settled();
  type("data.weights", "1, 2, 3");
  until_settled();
  ASSERT_NE(at("data.weights"), nullptr);
  EXPECT_EQ(at("data.weights")->typed, "1, 2, 3");
  EXPECT_EQ(at("data.weights")->sentence, newest_message());
  type("data.weights", "");
  until_settled();
  EXPECT_EQ(at("data.weights"), nullptr);
}

TEST_F(RefusalsTest, AFileThatCanNotBeReadStandsAtTheFieldThatNamesIt) {
  Actions actions;
  actions.data_file = written("points.csv", "no, numbers\n");
  lab_->carry_out(actions);
  until_settled();
  ASSERT_NE(at("data.file"), nullptr);
  EXPECT_EQ(at("data.file")->typed, *actions.data_file);
  EXPECT_FALSE(at("data.file")->sentence.empty());
  // One that was dropped on the window is no input of the field.
  open(small_game());
  open_file(written("points.csv", "no, numbers\n"));
  until_settled();
  EXPECT_NE(newest_message(), "");
  EXPECT_EQ(at("data.file"), nullptr);
}

}  // namespace
}  // namespace gan
