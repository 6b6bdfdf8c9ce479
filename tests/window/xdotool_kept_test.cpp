// Keeping moments and saving the session by mouse and keys, in a small window and on a large screen (as
// xdotool_test.cpp says).
#include <gtest/gtest.h>

#include <filesystem>

#include "app/panels/plots/plots_settings_model.h"
#include "tests/own_folder.h"
#include "tests/window/support/driven_window.h"

namespace gan {
namespace {

// As somebody who keeps a moment, changes something before it, goes back there by a click, saves all of it and opens it
// again at home.
TEST_P(DrivenAtBothSizes, AMomentIsKeptAndTheSessionSavedAndOpenedAgain) {
  const test::OwnFolder folder;
  const auto before = std::filesystem::current_path();
  std::filesystem::current_path(folder.path());
  const auto lab = [&]() -> const Lab& { return app_->lab(); };
  const auto step = [&] { return lab().snapshot().position.step; };
  const auto hash = [&] { return hash_state(*lab().snapshot().state); };
  const auto settled = [&] { return lab().settled(); };
  xdotool("key space");
  ASSERT_TRUE(until([&] { return step() > 60; }));
  xdotool("key space");
  ASSERT_TRUE(until(settled));
  EXPECT_EQ(place("track.kept", 0.5), "") << "no shelf where nothing is kept";
  press("k");
  ASSERT_TRUE(until([&] { return lab().kept().moments().all().size() == 1 && settled(); }));
  const std::int64_t kept = step();
  const std::uint64_t kept_hash = hash();
  ASSERT_TRUE(until([&] { return !place("track.kept", 0.5).empty(); }));
  xdotool("key space");
  ASSERT_TRUE(until([&] { return step() > kept + 60; }));
  xdotool("key space");
  ASSERT_TRUE(until(settled));
  press("Left");
  ASSERT_TRUE(until([&] { return lab().session().in_past() && settled(); }));
  press("g");
  ASSERT_TRUE(until([&] { return lab().branches().all().size() == 2 && settled(); }));
  EXPECT_NE(step(), kept);
  xdotool("mousemove " + place("track.kept", 0.5) + " click 1");
  ASSERT_TRUE(until([&] { return lab().session().in_past() && step() == kept && settled(); }));
  EXPECT_EQ(hash(), kept_hash);

  app_->settings().of<PlotsSettings>().smoothing = 0.5;
  press("ctrl+shift+s");
  const auto saved = folder / "ganscope-out";
  ASSERT_TRUE(until([&] { return std::filesystem::exists(saved) && !std::filesystem::is_empty(saved) && settled(); }));
  const std::string path = std::filesystem::directory_iterator(saved)->path().string();

  open();
  const RunId other = lab().session().id();
  app_->open_file(path);
  ASSERT_TRUE(until([&] { return lab().session().id() != other && settled(); }));
  EXPECT_TRUE(lab().session().in_past());
  EXPECT_EQ(step(), kept);
  EXPECT_EQ(hash(), kept_hash);
  EXPECT_EQ(lab().branches().all().size(), 2U);
  EXPECT_EQ(lab().kept().moments().all().size(), 1U);
  EXPECT_EQ(app_->settings().of<PlotsSettings>().smoothing, 0.5);
  ASSERT_TRUE(until([&] { return !place("track.kept", 0.5).empty(); }));
  EXPECT_NE(lab().kept().picture(lab().kept().moments().all().front().number), nullptr);
  std::filesystem::current_path(before);
}

}  // namespace
}  // namespace gan
