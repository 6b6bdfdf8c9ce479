// Shortcuts, the speed dial, messages.
#include <gtest/gtest.h>

#include <cmath>

#include "app/lab/messages.h"
#include "app/panels/arena/arena_settings_model.h"
#include "app/panels/frame/frame_settings_model.h"
#include "app/panels/frame/shortcuts_model.h"
#include "app/panels/frame/speed_dial_model.h"
#include "app/panels/images/images_settings_model.h"
#include "app/panels/layout_settings_model.h"
#include "app/panels/line/line_settings_model.h"

namespace gan {
namespace {

TEST(Shortcuts, DoWhatTheListSays) {
  ViewSettings settings;
  const DataKind data;
  Actions actions;
  EXPECT_TRUE(apply_shortcut({"space", false, false}, data, settings, actions));
  EXPECT_TRUE(apply_shortcut({"r", false, true}, data, settings, actions));
  EXPECT_TRUE(apply_shortcut({"z", true, true}, data, settings, actions));
  ASSERT_EQ(actions.requests.size(), 3u);
  EXPECT_EQ(actions.requests[0], LabRequest::toggle_play);
  EXPECT_EQ(actions.requests[1], LabRequest::new_start);
  EXPECT_EQ(actions.requests[2], LabRequest::redo);
  EXPECT_TRUE(apply_shortcut({"t", false, false}, data, settings, actions));
  EXPECT_FALSE(settings.of<FrameSettings>().dark);
  // High contrast is not of this cycle, which leaves it.
  settings.of<FrameSettings>().high_contrast = true;
  EXPECT_TRUE(apply_shortcut({"t", false, false}, data, settings, actions));
  EXPECT_TRUE(settings.of<FrameSettings>().dark);
  EXPECT_FALSE(settings.of<FrameSettings>().high_contrast);
  const bool trails = settings.of<ArenaSettings>().layers[5].visible;
  EXPECT_TRUE(apply_shortcut({"6", false, false}, data, settings, actions));
  EXPECT_NE(settings.of<ArenaSettings>().layers[5].visible, trails);
  EXPECT_FALSE(apply_shortcut({"0", false, false}, data, settings, actions));
  const bool modes = settings.of<ArenaSettings>().layers[8].visible;
  EXPECT_TRUE(apply_shortcut({"9", false, false}, data, settings, actions));
  EXPECT_NE(settings.of<ArenaSettings>().layers[8].visible, modes);
  EXPECT_FALSE(apply_shortcut({"d", true, true}, data, settings, actions));
  EXPECT_FALSE(apply_shortcut({"", false, false}, data, settings, actions));
  EXPECT_GT(shortcut_help().size(), 10u);
}

TEST(Shortcuts, OfImagesChooseViewsAndLayers) {
  ViewSettings settings;
  const LayoutSettings& layout = settings.of<LayoutSettings>();
  DataKind data;
  data.can.add(Capability::images);
  Actions actions;
  EXPECT_TRUE(apply_shortcut({"2", false, false}, data, settings, actions));
  EXPECT_EQ(layout.lens_tab, 1);
  EXPECT_EQ(layout.stage_tab, 0);
  EXPECT_TRUE(apply_shortcut({"2", true, false}, data, settings, actions));
  EXPECT_EQ(layout.stage_tab, 1);
  EXPECT_TRUE(apply_shortcut({"3", false, true}, data, settings, actions));
  EXPECT_FALSE(settings.of<ArenaSettings>().layer(ArenaLayer::real).visible);
  EXPECT_FALSE(apply_shortcut({"5", false, true}, data, settings, actions));
  EXPECT_FALSE(apply_shortcut({"1", true, true}, data, settings, actions));
  const bool& playing = settings.of<ImagesSettings>().play_walk;
  EXPECT_TRUE(apply_shortcut({"w", false, false}, data, settings, actions));
  EXPECT_TRUE(playing);
  EXPECT_TRUE(apply_shortcut({"w", false, false}, data, settings, actions));
  EXPECT_FALSE(playing);
  // Of points Ctrl and a digit are the lens's.
  data = {};
  EXPECT_TRUE(apply_shortcut({"3", true, false}, data, settings, actions));
  EXPECT_EQ(layout.stage_tab, 1);
  EXPECT_EQ(layout.lens_tab, 2);
  EXPECT_FALSE(apply_shortcut({"1", true, true}, data, settings, actions));
  apply_shortcut({"w", false, false}, data, settings, actions);
  EXPECT_FALSE(playing);
}

TEST(Shortcuts, OfDataOnTheLineSwitchTheLayersOfFigure1) {
  ViewSettings settings;
  LineSettings& line = settings.of<LineSettings>();
  const DataKind data{{Capability::line, Capability::density}, 1, 0, 0};
  Actions actions;
  for (int i = 0; i < kLineLayers; ++i) {
    const bool before = line.layers[i];
    EXPECT_TRUE(apply_shortcut({std::to_string(i + 1), false, false}, data, settings, actions));
    EXPECT_NE(line.layers[i], before) << i;
  }
  EXPECT_FALSE(line.layer(LineLayer::best));
  EXPECT_TRUE(apply_shortcut({"b", false, false}, data, settings, actions));
  EXPECT_TRUE(line.layer(LineLayer::best));
  const bool theory = settings.of<ArenaSettings>().theory.visible;
  EXPECT_TRUE(apply_shortcut({"9", false, false}, data, settings, actions)) << "of no layer";
  EXPECT_TRUE(apply_shortcut({"2", true, false}, data, settings, actions));
  EXPECT_EQ(settings.of<LayoutSettings>().lens_tab, 1);
  EXPECT_EQ(settings.of<ArenaSettings>().theory.visible, theory) << "the arena's D* is another";
}

TEST(SpeedDial, CoversEverySpeed) {
  EXPECT_EQ(speed_at(0), kSlowestSpeed);
  EXPECT_EQ(speed_at(1), kUnlimitedSpeed);
  EXPECT_EQ(speed_position(kUnlimitedSpeed), 1);
  for (const double speed : {0.5, 1.0, 2.0, 10.0, 500.0, 1e5}) EXPECT_EQ(speed_at(speed_position(speed)), speed);
  EXPECT_EQ(speed_text(kUnlimitedSpeed), "full speed");
  EXPECT_EQ(speed_text(0.5), "0.5 sub-steps/s");
  EXPECT_EQ(rate_text(0.54), "0.5");
  EXPECT_EQ(rate_text(123.4), "123");
}

TEST(Messages, CountRepetitionsAndForgetTheOldest) {
  Messages messages;
  messages.problem("one");
  messages.problem("one");
  messages.note("one");
  ASSERT_EQ(messages.all().size(), 2u);
  EXPECT_EQ(messages.all()[0].times, 2);
  EXPECT_EQ(messages.count(), 3u);
  for (int i = 0; i < 500; ++i) messages.note(std::to_string(i));
  EXPECT_EQ(messages.all().size(), Messages::kMost);
  EXPECT_EQ(messages.newest()->text, "499");
}

}  // namespace
}  // namespace gan
