// A real window: what is seen becomes a file, by keyboard and mouse, while it trains on.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>

#include "app/panels/arena/arena_settings_model.h"
#include "app/panels/figure/figure_settings_model.h"
#include "core/base/hash.h"
#include "core/io/files/text_file.h"
#include "tests/own_folder.h"
#include "tests/window/support/driven_window.h"

namespace gan {
namespace {

namespace fs = std::filesystem;

class FigureWindow : public DrivenWindow {
 protected:
  void SetUp() override {
    DrivenWindow::SetUp();
    before_ = fs::current_path();
    fs::current_path(folder_.path());
  }
  void TearDown() override { fs::current_path(before_); }

  FigureSettings& asked() { return app_->settings().of<FigureSettings>(); }
  // The only file with this ending that was saved; "" while there is none.
  std::string saved(const std::string& ending) const {
    std::error_code none;
    for (const auto& entry : fs::directory_iterator("ganscope-out", none)) {
      if (entry.path().extension() == ending) return entry.path().string();
    }
    return "";
  }
  bool told(const std::string& words) {
    const auto& all = app_->lab().messages().all();
    return std::any_of(all.begin(), all.end(),
                       [&](const Message& m) { return m.text.find(words) != std::string::npos; });
  }

  test::OwnFolder folder_;
  fs::path before_;
};

TEST_F(FigureWindow, TheKeysSaveAFigureWhileItTrains) {
  app_->lab().session().play();
  press("ctrl+e");
  ASSERT_TRUE(until([&] { return asked().open; }));
  asked().panel = "arena";
  press("Return");
  ASSERT_TRUE(until([&] { return told("Figure saved to"); }));
  EXPECT_TRUE(app_->lab().session().training());
  EXPECT_FALSE(asked().open);
  const std::string path = saved(".pdf");
  ASSERT_NE(path, "");
  EXPECT_NE(path.find("ring8-arena"), std::string::npos) << path;
  const auto bytes = read_file(path);
  ASSERT_TRUE(bytes);
  EXPECT_EQ(bytes.value().substr(0, 5), "%PDF-");
  EXPECT_GT(bytes.value().size(), 10'000U);
}

TEST_F(FigureWindow, TheRightButtonOffersThePanelUnderTheMouse) {
  const Region& numbers = app_->region(Place::numbers);
  xdotool("mousemove " + std::to_string(static_cast<int>(numbers.x + numbers.width / 2)) + " " +
          std::to_string(static_cast<int>(numbers.y + numbers.height / 2)));
  xdotool("mousedown 3");
  xdotool("mouseup 3");
  // The first line of the menu lies at its corner.
  xdotool("mousemove_relative 30 20");
  xdotool("mousedown 1");
  xdotool("mouseup 1");
  ASSERT_TRUE(until([&] { return asked().open; }));
  EXPECT_EQ(asked().panel, "numbers");
  EXPECT_FALSE(asked().clip);
  press("Escape");
  EXPECT_TRUE(until([&] { return !asked().open; }));
}

TEST_F(FigureWindow, AClipIsMadeBesideTheTraining) {
  app_->lab().session().advance(120);
  ASSERT_TRUE(until([&] { return app_->lab().snapshot().position.step == 120 && !app_->lab().session().training(); }));
  const std::string hash = hash_text(hash_state(*app_->lab().snapshot().state));
  press("ctrl+e");
  ASSERT_TRUE(until([&] { return asked().open; }));
  asked().clip = true;
  asked().panel = "arena";
  asked().clip_frames = 6;
  xdotool("key Shift_L");  // a frame
  press("Return");
  ASSERT_TRUE(until([&] { return told("Clip saved to"); }));
  const std::string path = saved(".gif");
  ASSERT_NE(path, "");
  EXPECT_GT(fs::file_size(path), 10'000U);
  EXPECT_NE(saved(".toml"), "");
  EXPECT_FALSE(app_->lab().session().in_past());
  EXPECT_EQ(hash_text(hash_state(*app_->lab().snapshot().state)), hash);
}

TEST_F(FigureWindow, AClipOfGamesSideBySideHasAllOfThemAndTheSessionBesideIt) {
  app_->lab().session().advance(40);
  ASSERT_TRUE(until([&] { return app_->lab().snapshot().position.step == 40 && app_->lab().settled(); }));
  press("c");
  ASSERT_TRUE(until([&] { return app_->lab().comparing() && app_->lab().settled(); }));
  // Of the newer of two segments.
  press("shift+r");
  ASSERT_TRUE(until([&] { return app_->lab().snapshot().position.segment == 1 && app_->lab().settled(); }));
  app_->lab().run_to(30);
  ASSERT_TRUE(until([&] { return app_->lab().snapshot().position.step == 30 && app_->lab().settled(); }));
  const auto hash = [&](std::size_t i) { return hash_text(hash_state(*app_->lab().game(i).snapshot()->state)); };
  const std::string before[] = {hash(0), hash(1)};
  press("ctrl+e");
  ASSERT_TRUE(until([&] { return asked().open; }));
  asked().clip = true;
  asked().panel = "arena";
  asked().clip_frames = 5;
  xdotool("key Shift_L");  // a frame
  press("Return");
  ASSERT_TRUE(until([&] { return told("Clip saved to"); }));
  ASSERT_NE(saved(".gif"), "");
  EXPECT_EQ(app_->lab().games(), 2U);
  EXPECT_EQ(hash(0), before[0]);
  EXPECT_EQ(hash(1), before[1]);
  const auto session = read_file(saved(".toml"));
  ASSERT_TRUE(session);
  EXPECT_NE(session.value().find("[[beside]]"), std::string::npos);
  EXPECT_NE(session.value().find("[view]"), std::string::npos);
}

TEST_F(FigureWindow, AClipThatIsCancelledLeavesNothing) {
  app_->lab().session().advance(200);
  ASSERT_TRUE(until([&] { return app_->lab().snapshot().position.step == 200 && !app_->lab().session().training(); }));
  asked().open = asked().clip = true;
  asked().panel = "window";
  asked().clip_frames = 200;
  for (int i = 0; i < 5; ++i) app_->turn(0.02);
  press("Return");
  ASSERT_TRUE(until([&] { return app_->lab().job().title != nullptr && app_->lab().job().share > 0; }));
  app_->lab().cancel_jobs();
  ASSERT_TRUE(until([&] { return told("Saving the clip was cancelled."); }));
  EXPECT_EQ(saved(".gif"), "");
  EXPECT_EQ(saved(".toml"), "");
}

}  // namespace
}  // namespace gan
