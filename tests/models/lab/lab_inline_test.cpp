// What a lab does, in one thread.
#include <gtest/gtest.h>

#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include "tests/models/lab/inline_lab.h"

namespace gan {
namespace {

TEST_F(InlineLab, TrainsShowsMeasuresSavesAndReplays) {
  Actions wish;
  wish.probe.emplace().surface = SurfaceRequest{{-3, -3, 3, 3}, 16, 16};
  wish.probe->generated = wish.probe->real = 40;
  wish.probe->logits = true;
  lab_->carry_out(wish);
  lab_->session().run_to(150);
  until_settled();
  EXPECT_EQ(lab_->snapshot().position.step, 150);
  EXPECT_EQ(lab_->history().find("g_loss")->size(), 150u);
  EXPECT_EQ(lab_->session().answers().probe->snapshot->moment(), lab_->snapshot().moment());
  EXPECT_EQ(lab_->session().answers().measurement->metrics.step, 150);

  Actions edit;
  edit.set("hyperparameters.k", std::int64_t{2}, true);
  lab_->carry_out(edit);
  act(LabRequest::play);
  until([this] { return lab_->snapshot().position.step > 400; });
  act(LabRequest::save_recording);  // while it trains: neither waits for the other
  until([this] { return saved_files().size() == 1; });
  EXPECT_TRUE(lab_->session().training());
  act(LabRequest::pause);
  until_settled();
  act(LabRequest::save_recording);
  until_settled();
  const auto hash = hash_state(*lab_->snapshot().state);
  const Position end = lab_->snapshot().position;
  ASSERT_EQ(saved_files(), (std::set<std::string>{"small-2.toml", "small.toml"}));

  open(small_game());
  Actions actions;
  actions.file = (folder_ / "small-2.toml").string();
  lab_->carry_out(actions);
  until([&] { return lab_->snapshot().position == end && lab_->settled(); });
  EXPECT_EQ(hash_state(*lab_->snapshot().state), hash);
}

// Saving never overwrites, though of the first file nothing is there yet when the second is asked for.
TEST_F(InlineLab, TwoRecordingsSavedAtOnceAreTwoFiles) {
  lab_->session().run_to(10);
  until_settled();
  act(LabRequest::save_recording);
  act(LabRequest::save_recording);
  act(LabRequest::save_checkpoint);
  act(LabRequest::save_checkpoint);
  until_settled();
  EXPECT_EQ(saved_files(),
            (std::set<std::string>{"small-10-2.safetensors", "small-10.safetensors", "small-2.toml", "small.toml"}));
}

// What is being saved when the window closes is saved.
TEST_F(InlineLab, ARecordingThatWasAskedForIsSavedAtTheEnd) {
  lab_->session().run_to(10);
  until_settled();
  act(LabRequest::play);
  frame();
  act(LabRequest::save_recording);
  act(LabRequest::save_checkpoint);
  lab_.reset();
  EXPECT_EQ(saved_files().count("small.toml"), 1u);
  EXPECT_EQ(saved_files().size(), 2u);
}

// The order of turns is the order of what happens: nothing but the seed decides what a frame shows.
TEST_F(InlineLab, EveryFrameIsTheSameEveryTime) {
  std::vector<Position> shown[2];
  for (auto& positions : shown) {
    clock_.advance(std::chrono::seconds(7));  // nor does the time of day
    open(small_game());
    act(LabRequest::play);
    for (int i = 0; i < 200; ++i) {
      frame();
      positions.push_back(lab_->snapshot().position);
    }
  }
  EXPECT_EQ(shown[0], shown[1]);
  EXPECT_GT(shown[0].back().step, 100);
}

}  // namespace
}  // namespace gan
