// The two keys of a presenter's remote, and what the line of messages shows.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "app/panels/frame/message_line_model.h"
#include "app/panels/frame/presenter_model.h"

namespace gan {
namespace {

const std::vector<std::string> kScenarios = {"one", "two", "three"};

Actions next(const Presented& now) {
  Actions actions;
  present_next(now, actions);
  return actions;
}

Actions previous(const Presented& now) {
  Actions actions;
  present_previous(now, actions);
  return actions;
}

TEST(Presenter, OnWalksThroughAScenarioAndToTheNext) {
  Presented now{kScenarios, "two", false, 0, 2, 0, false};
  EXPECT_EQ(next(now).requests, std::vector{LabRequest::play});
  now.training = true;
  EXPECT_EQ(next(now).requests, std::vector{LabRequest::apply_remedy});
  now.applied = 1;
  EXPECT_EQ(next(now).requests, std::vector{LabRequest::apply_remedy});
  now.applied = 2;
  EXPECT_TRUE(next(now).requests.empty());
  EXPECT_EQ(next(now).scenario, "three");
  // It paused by itself, at the scenario's point.
  now.training = false;
  EXPECT_EQ(next(now).requests, std::vector{LabRequest::play});
  now.training = true, now.scenario = "three";
  EXPECT_FALSE(next(now).scenario);
  now.scenario = "a file";
  EXPECT_EQ(next(now).scenario, "one");
}

TEST(Presenter, BackTakesBackStartsAgainAndOpensTheOneBefore) {
  Presented now{kScenarios, "two", true, 700, 1, 1, true};
  EXPECT_EQ(previous(now).requests, std::vector{LabRequest::undo});
  now.applied = 0;
  EXPECT_EQ(previous(now).requests, std::vector{LabRequest::same_start});
  now.step = 0;
  EXPECT_EQ(previous(now).scenario, "one");
  now.scenario = "one";
  EXPECT_FALSE(previous(now).scenario);
  now.scenario = "a file";
  EXPECT_FALSE(previous(now).scenario);
  // A remedy that was there from the start, as in a checkpoint, can't be taken back.
  now = {kScenarios, "two", true, 700, 1, 1, false};
  EXPECT_EQ(previous(now).requests, std::vector{LabRequest::same_start});
}

TEST(MessageLine, ShowsTheNewestUntilItIsRead) {
  Messages messages;
  MessageLine line;
  EXPECT_EQ(line.update(messages, "a", 0), nullptr);
  messages.note("Saved.");
  ASSERT_NE(line.update(messages, "a", 10), nullptr);
  EXPECT_EQ(line.update(messages, "a", 10)->text, "Saved.");
  EXPECT_EQ(line.goes_at(), 10 + kNoteSeconds);
  EXPECT_NE(line.update(messages, "a", 10 + kNoteSeconds - 0.1), nullptr);
  EXPECT_EQ(line.update(messages, "a", 10 + kNoteSeconds), nullptr);
  EXPECT_FALSE(line.goes_at());
  EXPECT_EQ(line.update(messages, "a", 100), nullptr) << "it does not come back";
  messages.problem("points.csv: line 3: expected two numbers.");
  EXPECT_NE(line.update(messages, "a", 200), nullptr);
  EXPECT_NE(line.update(messages, "a", 200 + kNoteSeconds + 1), nullptr) << "a problem stands longer";
  EXPECT_EQ(line.update(messages, "b", 200 + kNoteSeconds + 2), nullptr) << "it was about another game";
  // What the opening of a game itself says stands.
  messages.note("Opened c.");
  EXPECT_NE(line.update(messages, "c", 300), nullptr);
  EXPECT_NE(line.update(messages, "c", 301), nullptr);
  messages.clear();
  EXPECT_EQ(line.update(messages, "c", 302), nullptr);
}

}  // namespace
}  // namespace gan
