// The keys of other countries' keyboards, by their place: xdotool presses keycodes, setxkbmap changes what they write.
#include <gtest/gtest.h>

#include "tests/window/support/driven_window.h"

namespace gan {
namespace {

// Keycodes of X by what a US keyboard has there.
constexpr const char *kOne = "10", *kTwo = "11", *kD = "40", *kG = "42", *kH = "43", *kP = "33", *kT = "28", *kY = "29",
                     *kZ = "52", *kQ = "24";

class Keyboards : public DrivenWindow {
 protected:
  // As a person changes it, while the window is open.
  void use(const char* layout) {
    ASSERT_EQ(std::system((std::string("setxkbmap ") + layout).c_str()), 0) << "this test needs setxkbmap";
    ASSERT_TRUE(until([&] { return names() != before_; })) << layout;
    before_ = names();
  }
  std::string names() {
    const KeyboardLayout keyboard = app_->window().keyboard();
    return keyboard.name('Q') + keyboard.name('Y') + keyboard.name('D') + keyboard.name(';');
  }
  // One sub-step of that player, which may complete an iteration.
  bool step_of(const char* keycode, bool discriminator) {
    const Position from = app_->lab().snapshot().position;
    xdotool(std::string("key ") + keycode);
    return until([&] {
      const Position& at = app_->lab().snapshot().position;
      if (at.step > from.step) return !discriminator;
      return discriminator ? at.discriminator_inner == from.discriminator_inner + 1
                           : at.generator_inner == from.generator_inner + 1;
    });
  }
  bool changes_theme(const char* keycode) {
    const bool dark = app_->settings().of<FrameSettings>().dark;
    xdotool(std::string("key ") + keycode);
    return until([&] { return app_->settings().of<FrameSettings>().dark != dark; });
  }
  bool toggles_layer(const char* keycode, int layer) {
    const bool visible = app_->settings().of<ArenaSettings>().layers[layer].visible;
    xdotool(std::string("key ") + keycode);
    return until([&] { return app_->settings().of<ArenaSettings>().layers[layer].visible != visible; });
  }

  std::string before_ = "qyd;";
};

TEST_F(Keyboards, FrenchDigitsAndLetters) {
  use("fr");
  EXPECT_TRUE(toggles_layer(kOne, 0));
  EXPECT_TRUE(toggles_layer(kTwo, 1));
  EXPECT_TRUE(changes_theme(kT));
  EXPECT_TRUE(step_of(kD, true));
  // The digit as it is written, too: with Shift it is another shortcut, which does nothing here.
  EXPECT_EQ(app_->window().keyboard().label('1'), "&");
}

TEST_F(Keyboards, GermanUndoesWithTheKeyThatSaysZ) {
  use("de nodeadkeys");
  const int k = shown().k;
  Actions actions;
  actions.set("hyperparameters.k", std::int64_t{k + 1});
  app_->lab().carry_out(actions);
  ASSERT_TRUE(until([&] { return shown().k == k + 1; }));
  xdotool(std::string("keydown ctrl key ") + kY + " keyup ctrl");
  EXPECT_TRUE(until([&] { return shown().k == k; }));
  xdotool(std::string("keydown ctrl key ") + kZ + " keyup ctrl");
  EXPECT_TRUE(until([&] { return shown().k == k + 1; }));
}

TEST_F(Keyboards, WithoutLatinLettersThePlacesCount) {
  for (const char* layout : {"ru", "el", "il"}) {
    SCOPED_TRACE(layout);
    use(layout);
    EXPECT_TRUE(changes_theme(kT));
    EXPECT_TRUE(toggles_layer(kOne, 0));
    EXPECT_TRUE(step_of(kD, true));
    EXPECT_TRUE(step_of(kG, false));
  }
}

TEST_F(Keyboards, DvorakLettersCountWhereTheyAre) {
  use("us dvorak");
  EXPECT_TRUE(step_of(kH, true));
  const Position at = app_->lab().snapshot().position;
  // Here a US keyboard has D and P; Dvorak has E and L, which mean nothing.
  const bool projector = app_->settings().of<FrameSettings>().projector;
  xdotool(std::string("key ") + kD + " key " + kP + " key " + kQ);
  EXPECT_TRUE(until([&] { return app_->window().input().empty(); }));
  EXPECT_EQ(app_->settings().of<FrameSettings>().projector, projector);
  EXPECT_EQ(app_->lab().snapshot().position.discriminator_inner, at.discriminator_inner);
}

}  // namespace
}  // namespace gan
