// View settings: the store of sections, its ranges, and the file.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <limits>
#include <set>

#include "app/panels/arena/arena_settings_model.h"
#include "app/panels/controls/controls_settings_model.h"
#include "app/panels/frame/frame_settings_model.h"
#include "app/panels/images/images_settings_model.h"
#include "app/panels/layout_settings_model.h"
#include "app/panels/plots/plots_settings_model.h"
#include "app/panels/view_settings_file_model.h"
#include "core/io/files/text_file.h"
#include "tests/io/temporary_folder.h"

namespace gan {
namespace {

// Everything that is kept gets another value than its default.
void change_all(ViewSettings& settings) {
  for (const ViewSetting& line : settings.table()) {
    if (bool* const* flag = std::get_if<bool*>(&line.place)) **flag = !**flag;
    if (int* const* whole = std::get_if<int*>(&line.place)) {
      **whole = static_cast<int>(line.standard == line.maximum ? line.minimum : line.maximum);
    }
    if (double* const* real = std::get_if<double*>(&line.place)) **real = 0.7 * line.maximum + 0.3 * line.minimum;
  }
}

TEST(ViewSettings, HaveOneKeyAndOneRangeEach) {
  ViewSettings settings;
  std::set<std::string> keys;
  for (const ViewSetting& line : settings.table()) {
    EXPECT_TRUE(keys.insert(line.key).second) << line.key;
    for (const std::string& former : line.former) EXPECT_TRUE(keys.insert(former).second) << former;
    if (std::holds_alternative<bool*>(line.place)) continue;
    EXPECT_LT(line.minimum, line.maximum) << line.key;
    EXPECT_GE(line.standard, line.minimum) << line.key;
    EXPECT_LE(line.standard, line.maximum) << line.key;
  }
  EXPECT_GT(keys.size(), 60u);
}

TEST(ViewSettings, StayInTheRangeOfTheirTable) {
  ViewSettings settings;
  LayoutSettings& layout = settings.of<LayoutSettings>();
  ArenaSettings& arena = settings.of<ArenaSettings>();
  settings.set(layout.left_width, 1e9);
  EXPECT_EQ(layout.left_width, settings.line_of(layout.left_width).maximum);
  settings.set(layout.left_width, -1);
  EXPECT_EQ(layout.left_width, settings.line_of(layout.left_width).minimum);
  settings.set(layout.left_width, std::nan(""));
  EXPECT_EQ(layout.left_width, settings.line_of(layout.left_width).minimum);
  settings.set(arena.real_samples, 1e18);
  EXPECT_EQ(arena.real_samples, 4096);
  settings.set(arena.real_samples, 99.6);
  EXPECT_EQ(arena.real_samples, 100);
  settings.set(settings.of<FrameSettings>().speed, std::numeric_limits<double>::infinity());
  EXPECT_EQ(settings.of<FrameSettings>().speed, kKeptAsUnlimited);
}

TEST(ViewSettings, AreFoundByTheirSection) {
  ViewSettings settings;
  settings.of<PlotsSettings>().smoothing = 0.5;
  settings.of<ImagesSettings>().chosen = {true, 7};
  settings.of<ControlsSettings>().scenarios = true;
  const ViewSettings& same = settings;
  EXPECT_EQ(same.of<PlotsSettings>().smoothing, 0.5);
  EXPECT_EQ(same.of<ImagesSettings>().chosen, (ChosenTile{true, 7}));
  EXPECT_TRUE(same.of<ControlsSettings>().scenarios);
  EXPECT_EQ(ViewSettings().of<PlotsSettings>().smoothing, 0);
}

TEST(ViewSettingsFile, EverySettingSurvivesSavingAndLoading) {
  ViewSettings changed, loaded;
  change_all(changed);
  for (const ViewSetting& line : changed.table()) {
    std::visit([&](const auto* place) { EXPECT_NE(static_cast<double>(*place), line.standard) << line.key; },
               line.place);
  }
  EXPECT_EQ(parse_view_settings(write_view_settings(changed), loaded), "");
  EXPECT_EQ(write_view_settings(loaded), write_view_settings(changed));
  for (std::size_t i = 0; i < changed.table().size(); ++i) {
    const auto number = [](const ViewSetting& line) {
      return std::visit([](const auto* place) { return static_cast<double>(*place); }, line.place);
    };
    EXPECT_EQ(number(loaded.table()[i]), number(changed.table()[i])) << changed.table()[i].key;
  }
}

TEST(ViewSettingsFile, BadLinesArePassedOver) {
  ViewSettings settings;
  const std::string problems = parse_view_settings(
      "window.dark = maybe\nnonsense\nplots.smoothing = 7\n# fine\n\nimages.tiles = 128\n", settings);
  EXPECT_EQ(settings.of<ImagesSettings>().sheet_tiles, 128);
  EXPECT_EQ(settings.of<PlotsSettings>().smoothing, 0);
  EXPECT_TRUE(settings.of<FrameSettings>().dark);
  EXPECT_NE(problems.find("line 1"), std::string::npos);
  EXPECT_NE(problems.find("line 2"), std::string::npos);
  EXPECT_NE(problems.find("line 3"), std::string::npos);
  EXPECT_EQ(problems.find("line 6"), std::string::npos);
  // It is shown in one line, however many there are.
  EXPECT_EQ(problems.find('\n'), std::string::npos);
  EXPECT_EQ(parse_view_settings("a\nb\nc\nd\ne\n", settings), "line 1: 'a', line 2: 'b', line 3: 'c' and 2 more");
}

TEST(ViewSettingsFile, WhatIsTomlButNoSettingIsNamedWithItsLine) {
  for (const char* bad : {"plots.smoothing = 0.99", "plots.smoothing = nan", "plots.smoothing = \"much\"",
                          "window.dark = 1", "images.tiles = 64.5", "images.tiles = 9223372036854775807",
                          "images.tiles = [64]", "no.such = 1", "window = 1", "arena.real = true"}) {
    ViewSettings settings;
    const std::string text = std::string("panels.show_lens = false\n") + bad + "\nwindow.projector = true\n";
    EXPECT_EQ(parse_view_settings(text, settings), std::string("line 2: '") + bad + "'");
    EXPECT_FALSE(settings.of<LayoutSettings>().show_lens) << bad;
    EXPECT_TRUE(settings.of<FrameSettings>().projector) << bad;
    settings.of<LayoutSettings>().show_lens = true;
    settings.of<FrameSettings>().projector = false;
    EXPECT_EQ(write_view_settings(settings), write_view_settings(ViewSettings())) << bad;
  }
}

TEST(ViewSettingsFile, ATextSizeThatIsNoLongerOfferedIsReadAsTheSmallest) {
  ViewSettings settings;
  EXPECT_EQ(parse_view_settings("window.text_scale = 0.5\n", settings), "");
  EXPECT_EQ(settings.of<FrameSettings>().text_scale, 0.8);
  EXPECT_EQ(parse_view_settings("window.text_scale = 3\n", settings), "");
  EXPECT_EQ(settings.of<FrameSettings>().text_scale, 3);
  EXPECT_NE(parse_view_settings("window.text_scale = 0.4\n", settings), "");
  EXPECT_NE(parse_view_settings("window.text_scale = 3.1\n", settings), "");
  EXPECT_EQ(settings.of<FrameSettings>().text_scale, 3);
}

TEST(ViewSettingsFile, IsTomlInWhateverForm) {
  ViewSettings settings;
  EXPECT_EQ(parse_view_settings("# tables\r\n[window]\r\ndark = false  # light\r\ntext_scale = 2\r\n"
                                "[arena.trails]\r\nvisible = true\r\nopacity = 0.25\r\n",
                                settings),
            "");
  EXPECT_FALSE(settings.of<FrameSettings>().dark);
  EXPECT_EQ(settings.of<FrameSettings>().text_scale, 2);
  EXPECT_TRUE(settings.of<ArenaSettings>().layer(ArenaLayer::trails).visible);
  EXPECT_EQ(settings.of<ArenaSettings>().layer(ArenaLayer::trails).opacity, 0.25);
  // A broken line takes no other with it, in tables either.
  EXPECT_EQ(
      parse_view_settings("[window]\nprojector = true\nwidth = = 3\nheight = 640\n[plots]\nsmoothing = 0.5", settings),
      "line 3: 'width = = 3'");
  EXPECT_TRUE(settings.of<FrameSettings>().projector);
  EXPECT_EQ(settings.of<FrameSettings>().window_height, 640);
  EXPECT_EQ(settings.of<PlotsSettings>().smoothing, 0.5);
}

// As the version before wrote it, each value another than the default.
constexpr const char* kBefore = R"(# How Ganscope's window looks. Lines that are removed go back to their default.
window.dark = false
window.projector = true
window.text_scale = 1.25
window.width = 1280
window.height = 800
window.scale = 2.0
arena.surface_mode = 1
arena.logit_range = 7.0
arena.generated_samples = 51
arena.real_samples = 4000
arena.surface_resolution = 64
arena.trail_length = 12
arena.arrow_scale = 0.125
pictures.tiles = 128
pictures.average = 1
pictures.walk_axes = true
pictures.walk_average = true
pictures.chosen_average = true
pictures.layers_generator = true
pictures.layers_activations = true
pictures.layers_d = 3
pictures.layers_g = 4
pictures.tab = 2
pictures.arena_tab = 1
pictures.slice_through = true
pictures.slice_pictures = true
pictures.slice_samples = 300
plots.smoothing = 0.5
plots.log_losses = true
plots.log_gradients = false
plots.columns = 2
plots.follow = 1
plots.shown = 5
plots.loss_curve_probability = false
panels.controls_width = 300.5
panels.plots_share = 0.25
panels.timeline_height = 60.0
panels.modes_share = 0.5
panels.pictures_share = 0.75
panels.loss_curve_share = 0.2
panels.show_controls = false
panels.show_plots = false
trainer.speed = 20.0
arena.surface.visible = false
arena.surface.opacity = 0.9
arena.contours.visible = false
arena.contours.opacity = 0.9
arena.real.visible = false
arena.real.opacity = 0.9
arena.generated.visible = false
arena.generated.opacity = 0.9
arena.arrows.visible = true
arena.arrows.opacity = 0.9
arena.trails.visible = true
arena.trails.opacity = 0.9
arena.noise_grid.visible = true
arena.noise_grid.opacity = 0.9
arena.grid_lines.visible = false
arena.grid_lines.opacity = 0.9
arena.modes.visible = false
arena.modes.opacity = 0.9
controls.open_0 = false
controls.open_1 = false
controls.open_2 = false
controls.open_3 = true
controls.open_4 = true
controls.open_5 = true
controls.open_6 = true
controls.open_7 = false
)";

TEST(ViewSettingsFile, OfTheVersionBeforeIsReadWithoutLoss) {
  ViewSettings settings;
  EXPECT_EQ(parse_view_settings(kBefore, settings), "");
  const std::string before = kBefore;
  const auto stands = [&](const std::string& key) { return before.find("\n" + key + " = ") != std::string::npos; };
  std::size_t read = 0;
  for (const ViewSetting& line : settings.table()) {
    if (!stands(line.key) && std::none_of(line.former.begin(), line.former.end(), stands)) continue;
    ++read;
    std::visit([&](const auto* place) { EXPECT_NE(static_cast<double>(*place), line.standard) << line.key; },
               line.place);
  }
  EXPECT_GE(read, 58u);
  const ImagesSettings& images = settings.of<ImagesSettings>();
  EXPECT_EQ(images.sheet_tiles, 128);
  EXPECT_EQ(images.layers_d, 3);
  EXPECT_EQ(images.layers_g, 4);
  EXPECT_EQ(images.slice_samples, 300);
  const LayoutSettings& layout = settings.of<LayoutSettings>();
  EXPECT_EQ(layout.stage_tab, 1);
  EXPECT_EQ(layout.left_width, 300.5);
  EXPECT_EQ(layout.lens_share, 0.25);
  EXPECT_FALSE(layout.show_left);
  EXPECT_FALSE(layout.show_lens);
  // What is written now has the names of now.
  ViewSettings again;
  const std::string written = write_view_settings(settings);
  EXPECT_EQ(written.find("pictures"), std::string::npos);
  EXPECT_EQ(parse_view_settings(written, again), "");
  EXPECT_EQ(write_view_settings(again), written);
}

// A folder that does not exist yet, in one of this test's own.
class SettingsFolder : public TemporaryFolder {
 protected:
  const std::string path_ = path("deeper/settings.toml");
};

TEST_F(SettingsFolder, IsMadeWhereItIsMissing) {
  ViewSettings settings, loaded;
  EXPECT_TRUE(load_view_settings(path_, settings).ok());
  settings.of<FrameSettings>().projector = true;
  ASSERT_TRUE(save_view_settings(path_, settings).ok());
  ASSERT_TRUE(load_view_settings(path_, loaded).ok());
  EXPECT_TRUE(loaded.of<FrameSettings>().projector);
  EXPECT_FALSE(std::filesystem::exists(path_ + ".bak"));
}

// The window opens, says what it made of the file, and the next save leaves a copy of it.
TEST_F(SettingsFolder, KeepsWhatWasNoSettings) {
  ViewSettings settings;
  ASSERT_TRUE(save_view_settings(path_, settings).ok());
  const std::string text = "Dear diary,\ntoday I went for a walk.\nplots.smoothing = 0.5\n";
  ASSERT_TRUE(write_file(path_, text).ok());
  const Outcome loaded = load_view_settings(path_, settings);
  ASSERT_FALSE(loaded.ok());
  EXPECT_EQ(loaded.message(),
            "The settings in " + path_ +
                " were read, but not line 1: 'Dear diary,', line 2: 'today I went for a walk.': "
                "expected a setting and a value of its kind and range; the file as it was is kept as " +
                path_ + ".bak");
  EXPECT_EQ(settings.of<PlotsSettings>().smoothing, 0.5);
  ASSERT_TRUE(save_view_settings(path_, settings).ok());
  EXPECT_EQ(read_file(path_ + ".bak").value(), text);
  ViewSettings again;
  EXPECT_TRUE(load_view_settings(path_, again).ok());
  EXPECT_EQ(again.of<PlotsSettings>().smoothing, 0.5);
}

// What is looked at goes with a session; the window's size, theme and speed are the person's.
TEST(SessionView, HoldsWhatIsLookedAtAndNothingOfThePerson) {
  ViewSettings settings, opened;
  change_all(settings);
  ArenaSettings& arena = settings.of<ArenaSettings>();
  arena.camera_x = 0.25;
  arena.camera_y = -3;
  arena.camera_extent = 0.5;
  arena.camera_moved = true;
  const std::string text = write_session_view(settings);
  EXPECT_EQ(text.find("window."), std::string::npos);
  EXPECT_EQ(text.find("trainer."), std::string::npos);
  EXPECT_EQ(write_view_settings(settings).find("camera."), std::string::npos) << "of the session alone";
  EXPECT_EQ(parse_session_view(text, opened), "");
  EXPECT_EQ(write_session_view(opened), text);
  EXPECT_TRUE(opened.of<ArenaSettings>().camera_read);
  EXPECT_EQ(opened.of<ArenaSettings>().camera_x, 0.25);
  EXPECT_TRUE(opened.of<ArenaSettings>().camera_moved);
  EXPECT_EQ(opened.of<FrameSettings>().window_width, ViewSettings().of<FrameSettings>().window_width);
  EXPECT_EQ(opened.of<FrameSettings>().text_scale, 1.0);
}

// Whatever the window showed before, what a file does not say is as at first.
TEST(SessionView, WhatAFileDoesNotSayIsAsAtFirst) {
  ViewSettings settings;
  ArenaSettings& arena = settings.of<ArenaSettings>();
  arena.camera_x = 3;
  arena.camera_moved = true;
  PlotsSettings& plots = settings.of<PlotsSettings>();
  plots.x_follow = 2;
  plots.looks[0].hidden = 1;
  EXPECT_EQ(parse_session_view("plots.smoothing = 0.5\n", settings), "");
  EXPECT_FALSE(arena.camera_moved);
  EXPECT_EQ(arena.camera_x, 0);
  EXPECT_EQ(plots.x_follow, 0);
  EXPECT_EQ(plots.looks[0].hidden, 0);
  EXPECT_TRUE(plots.axes_read);
  settings.session_over();
  EXPECT_FALSE(plots.axes_read);
  EXPECT_FALSE(arena.camera_read);
}

TEST(SessionView, HoldsWhereSheetsSurfaceAndPlotsLook) {
  ViewSettings settings, opened;
  ImagesSettings& images = settings.of<ImagesSettings>();
  images.chosen = {true, 17};
  images.sheets[kAveraged] = {2.5, 0.25, 0.75};
  images.slice_camera = {-1.5, 2.25, 0.125};
  images.slice_moved = true;
  PlotsSettings& plots = settings.of<PlotsSettings>();
  plots.x_follow = 2;
  plots.x_low = 120;
  plots.x_span = 64;
  plots.looks[1] = {true, -3, 7.5, true, true, 5};
  const std::string text = write_session_view(settings);
  EXPECT_EQ(text.find("sheets.real"), std::string::npos) << "which is as at first";
  EXPECT_EQ(write_view_settings(settings).find("sheets."), std::string::npos) << "of the session alone";
  EXPECT_EQ(parse_session_view(text, opened), "");
  EXPECT_EQ(write_session_view(opened), text);
  const ImagesSettings& same = opened.of<ImagesSettings>();
  EXPECT_EQ(same.chosen, images.chosen);
  EXPECT_EQ(same.sheets[kAveraged], images.sheets[kAveraged]);
  EXPECT_EQ(same.slice_camera, images.slice_camera);
  EXPECT_TRUE(same.slice_moved && same.slice_read && same.sheets_read);
  const PlotLook& look = opened.of<PlotsSettings>().looks[1];
  EXPECT_TRUE(look.by_hand && look.log_chosen && look.log);
  EXPECT_EQ(look.low, -3);
  EXPECT_EQ(look.span, 7.5);
  EXPECT_EQ(look.hidden, 5);
}

TEST(SessionView, NamesWhatItCanNotUse) {
  ViewSettings settings;
  EXPECT_EQ(parse_session_view("window.width = 900\n", settings), "line 1: 'window.width = 900'");
  EXPECT_EQ(settings.of<FrameSettings>().window_width, ViewSettings().of<FrameSettings>().window_width);
  EXPECT_EQ(parse_session_view("camera.extent = -1\nplots.smoothing = 0.5\n", settings),
            "line 1: 'camera.extent = -1'");
  EXPECT_EQ(parse_session_view("sheets.real.zoom = 0.5\nplots.x_span = 0\nplot.losses.y_span = -1\n", settings),
            "line 1: 'sheets.real.zoom = 0.5', line 2: 'plots.x_span = 0', line 3: 'plot.losses.y_span = -1'");
  EXPECT_EQ(settings.of<PlotsSettings>().smoothing, 0.5);
}

}  // namespace
}  // namespace gan
