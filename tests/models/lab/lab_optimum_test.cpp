// Training D to its optimum, and giving it its old self back.
#include <gtest/gtest.h>

#include <chrono>
#include <future>

#include "core/recording/recording.h"
#include "tests/models/lab/past_steps.h"

namespace gan {
namespace {

class LabOptimum : public PastLab {
 protected:
  std::int64_t steps_by_hand() const {
    std::int64_t steps = 0;
    for (const HistoryMark& mark : lab_->history().marks()) steps += mark.steps;
    return steps;
  }
};

TEST_F(LabOptimum, TrainsDAloneByCommandsAndSaysHowItEnded) {
  train_to(50);
  const AlignedBlock<float> generator = lab_->snapshot().state->generator.parameters;
  act(LabRequest::train_discriminator);
  ASSERT_NE(lab_->session().optimum(), nullptr);
  until([this] { return lab_->session().optimum() == nullptr; });
  until_settled();
  EXPECT_EQ(shown().step, 50);
  EXPECT_GE(shown().discriminator_inner, 20);
  EXPECT_EQ(lab_->snapshot().state->generator.parameters, generator);
  EXPECT_EQ(steps_by_hand(), shown().discriminator_inner);
  EXPECT_EQ(lab_->history().marks().size(), 1U) << "one mark, however many commands";
  EXPECT_NE(newest_message().find(" steps"), std::string::npos) << newest_message();
  // What was done is in the recording, and leads there again.
  auto recording = lab_->session().finish_recording();
  until([&] { return recording.wait_for(std::chrono::seconds(0)) == std::future_status::ready; });
  const ReplayResult again = replay(recording.get());
  EXPECT_TRUE(again.agrees) << again.problem;
  EXPECT_EQ(again.final_hash, shown_hash());
}

TEST_F(LabOptimum, ItsOldSelfComesBackAsABranch) {
  train_to(50);
  act(LabRequest::step_discriminator);  // from the middle of an iteration
  until_settled();
  const std::uint64_t before = shown_hash();
  act(LabRequest::train_discriminator);
  until([this] { return lab_->session().optimum() == nullptr; });
  train_to(60);
  act(LabRequest::restore_discriminator);
  until_settled();
  EXPECT_EQ(shown(), (Position{0, 50, 1, 0}));
  EXPECT_EQ(shown_hash(), before);
  EXPECT_EQ(lab_->branches().all().size(), 2U);
  train_to(70);
  EXPECT_EQ(shown_hash(), plain(70)->hash());
  act(LabRequest::restore_discriminator);
  EXPECT_EQ(newest_message(), "D was not trained to its optimum here.");
}

TEST_F(LabOptimum, IsStoppedByAsking) {
  train_to(50);
  act(LabRequest::train_discriminator);
  until([this] { return lab_->session().optimum()->steps() > 0; });
  EXPECT_NE(lab_->status_line().job.title, nullptr);
  act(LabRequest::cancel_job);
  EXPECT_EQ(lab_->session().optimum(), nullptr);
  EXPECT_EQ(newest_message().find("Training D to its optimum was stopped after "), 0U) << newest_message();
  until_settled();
  EXPECT_EQ(lab_->status_line().job.title, nullptr);
  EXPECT_EQ(lab_->session().activity(), Activity::paused);
}

TEST_F(LabOptimum, IsStoppedByWhateverElseIsDone) {
  train_to(50);
  const auto stops = [&](auto&& something) {
    act(LabRequest::train_discriminator);
    EXPECT_NE(lab_->session().optimum(), nullptr);
    something();
    EXPECT_EQ(lab_->session().optimum(), nullptr);
    act(LabRequest::pause);
    until_settled();
  };
  stops([&] { act(LabRequest::train_discriminator); });
  stops([&] { act(LabRequest::play); });
  stops([&] { act(LabRequest::step_generator); });
  stops([&] { act(LabRequest::step_iteration); });
  stops([&] { act(LabRequest::look_back); });
  act(LabRequest::look_at_front);
  stops([&] { set("hyperparameters.k", std::int64_t{2}); });
  stops([&] { act(LabRequest::same_start); });
}

TEST_F(LabOptimum, OfADivergedGameIsRefused) {
  train_until_diverged();
  act(LabRequest::train_discriminator);
  EXPECT_EQ(lab_->session().optimum(), nullptr);
  EXPECT_NE(newest_message().find("diverged"), std::string::npos) << newest_message();
}

}  // namespace
}  // namespace gan
