// A session that is opened looks as it looked where it was saved: by mouse and keys, on images (as xdotool_test.cpp
// says).
#include <gtest/gtest.h>

#include <filesystem>

#include "app/panels/images/images_settings_model.h"
#include "app/panels/plots/plots_settings_model.h"
#include "core/io/files/text_file.h"
#include "tests/own_folder.h"
#include "tests/window/support/driven_window.h"

namespace gan {
namespace {

class SavedView : public DrivenWindow {
 protected:
  void SetUp() override {
    DrivenWindow::SetUp();
    before_ = std::filesystem::current_path();
    std::filesystem::current_path(folder_.path());
  }
  void TearDown() override { std::filesystem::current_path(before_); }
  void prepare(Settings& settings) override {
    settings.spec.data = {};
    settings.spec.data.kind = find_distribution("glyphs");
    settings.spec.data.size = 8;
    settings.spec.generator.hidden = settings.spec.discriminator.hidden = {16};
  }
  ImagesSettings& images() { return app_->settings().of<ImagesSettings>(); }
  PlotsSettings& plots() { return app_->settings().of<PlotsSettings>(); }
  bool settled() { return app_->lab().settled(); }
  // Turns the wheel there.
  void zoom(const char* where, double across, double down) {
    xdotool("mousemove " + place(where, across, down));
    for (int i = 0; i < 4; ++i) xdotool("click 4");
  }
  void open_session(const std::string& path) {
    const RunId other = app_->lab().session().id();
    app_->open_file(path);
    ASSERT_TRUE(until([&] { return app_->lab().session().id() != other && settled(); }));
    for (int i = 0; i < 5; ++i) app_->turn(0.02);
  }

  test::OwnFolder folder_;
  std::filesystem::path before_;
};

TEST_F(SavedView, ShowsThePartsOfSheetsSurfaceAndPlotsThatWereSeen) {
  app_->lab().session().run_to(60);
  ASSERT_TRUE(until([&] { return app_->lab().snapshot().position.step == 60 && settled(); }));
  zoom("sheet.generated", 0.3, 0.3);
  zoom("plot.losses", 0.4, 0.5);
  xdotool("key ctrl+2");
  ASSERT_TRUE(until([&] { return app_->find_control("slice.surface") != nullptr && settled(); }));
  zoom("slice.surface", 0.6, 0.4);
  ASSERT_TRUE(until([&] { return images().slice_moved && settled(); }));
  const SheetLook sheet = images().sheets[kRaw];
  const ArenaCamera camera = images().slice_camera;
  const double low = plots().x_low, span = plots().x_span;
  EXPECT_GT(sheet.zoom, 1.2);
  EXPECT_LT(span, 50);
  images().chosen = {true, 5};
  press("ctrl+shift+s");
  ASSERT_TRUE(until([&] {
    return std::filesystem::exists("ganscope-out") && !std::filesystem::is_empty("ganscope-out") && settled();
  }));
  const std::string path = std::filesystem::directory_iterator("ganscope-out")->path().string();

  open();
  EXPECT_EQ(images().sheets[kRaw], SheetLook{});
  open_session(path);
  EXPECT_EQ(images().chosen, (ChosenTile{true, 5}));
  ASSERT_NE(app_->find_control("slice.surface"), nullptr);
  EXPECT_TRUE(images().slice_moved);
  EXPECT_NEAR(images().slice_camera.centre_x, camera.centre_x, 1e-9);
  EXPECT_NEAR(images().slice_camera.centre_y, camera.centre_y, 1e-9);
  EXPECT_NEAR(images().slice_camera.half_extent, camera.half_extent, 1e-9);
  EXPECT_NEAR(plots().x_low, low, 1e-9);
  EXPECT_NEAR(plots().x_span, span, 1e-9);
  xdotool("key ctrl+1");
  ASSERT_TRUE(until([&] { return app_->find_control("sheet.generated") != nullptr && settled(); }));
  ASSERT_TRUE(until([&] { return !images().sheets_read; }));
  for (int i = 0; i < 5; ++i) app_->turn(0.02);
  EXPECT_NEAR(images().sheets[kRaw].zoom, sheet.zoom, 1e-6);
  EXPECT_NEAR(images().sheets[kRaw].x, sheet.x, 1e-6);
  EXPECT_NEAR(images().sheets[kRaw].y, sheet.y, 1e-6);
}

// The moment that is looked at has other data than the front.
TEST_F(SavedView, LooksAtAnEarlierGameFromWhereItWasSeen) {
  app_->lab().session().run_to(30);
  ASSERT_TRUE(until([&] { return app_->lab().snapshot().position.step == 30 && settled(); }));
  Actions other;
  other.scenario = "ring8";
  app_->lab().carry_out(other);
  ASSERT_TRUE(until([&] { return app_->lab().snapshot().position.segment == 1 && settled(); }));
  app_->lab().look_at(0, 20);
  ASSERT_TRUE(until([&] { return app_->find_control("sheet.generated") != nullptr && settled(); }));
  zoom("sheet.generated", 0.6, 0.6);
  const SheetLook sheet = images().sheets[kRaw];
  EXPECT_GT(sheet.zoom, 1.2);
  press("ctrl+shift+s");
  ASSERT_TRUE(until([&] { return app_->lab().messages().newest()->text.starts_with("Session saved"); }));
  const std::string path = std::filesystem::directory_iterator("ganscope-out")->path().string();
  open();
  open_session(path);
  EXPECT_TRUE(app_->lab().session().in_past());
  ASSERT_TRUE(until([&] { return app_->find_control("sheet.generated") != nullptr && !images().sheets_read; }));
  for (int i = 0; i < 5; ++i) app_->turn(0.02);
  EXPECT_NEAR(images().sheets[kRaw].zoom, sheet.zoom, 1e-6);
  EXPECT_NEAR(images().sheets[kRaw].x, sheet.x, 1e-6);
}

TEST_F(SavedView, NamesAValueThatItCanNotUseAndTakesTheOthers) {
  press("ctrl+shift+s");
  ASSERT_TRUE(until([&] {
    return std::filesystem::exists("ganscope-out") && !std::filesystem::is_empty("ganscope-out") && settled();
  }));
  const std::string path = std::filesystem::directory_iterator("ganscope-out")->path().string();
  std::string text = read_file(path).value();
  const std::size_t view = text.find("[view]\n");
  ASSERT_NE(view, std::string::npos);
  text.insert(view + 7, "slice.extent = -4\nplots.smoothing = 0.25\n");
  const std::size_t smoothing = text.find("plots.smoothing = 0.0");
  ASSERT_NE(smoothing, std::string::npos);
  text.erase(smoothing, text.find('\n', smoothing) - smoothing + 1);
  ASSERT_TRUE(write_file(path, text));
  open();
  open_session(path);
  EXPECT_EQ(plots().smoothing, 0.25);
  bool told = false;
  for (const Message& message : app_->lab().messages().all()) {
    told = told || (message.text.starts_with("The session's view was read, but not line ") &&
                    message.text.find("'slice.extent = -4'.") != std::string::npos);
  }
  EXPECT_TRUE(told);
}

}  // namespace
}  // namespace gan
