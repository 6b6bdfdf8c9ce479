// The loss lens in a window: the term under the mouse lights up what it belongs to, and nothing else does.
#include <gtest/gtest.h>

#include <chrono>
#include <set>
#include <thread>

#include "app/panels/layout_settings_model.h"
#include "app/panels/loss/loss_settings_model.h"
#include "app/window/window_app.h"
#include "core/io/scenario_file.h"
#include "tests/patience.h"
#include "tests/window/support/open_window.h"

namespace gan {
namespace {

class LossLens : public testing::Test {
 protected:
  void SetUp() override {
    app_ = test::open_window(test::hidden_window({1600, 1000}));
    ASSERT_NE(app_, nullptr);
    app_->settings().of<LayoutSettings>().lens_tab = 1;
    const auto end = std::chrono::steady_clock::now() + test::kPatience;
    for (bool moves = true; moves || !app_->lab().settled(); moves = turns(15)) {
      ASSERT_LT(std::chrono::steady_clock::now(), end);
    }
  }
  bool turns(int count) {
    for (int i = 0; i < count; ++i) app_->turn(0.02);
    return false;
  }
  LossPart lit_at(float x, float y) {
    app_->window().input().push(InputEvent::move(static_cast<double>(x), static_cast<double>(y)));
    turns(2);
    return app_->settings().of<LossSettings>().lit;
  }

  std::unique_ptr<WindowApp> app_;
};

TEST_F(LossLens, LightsUpThePartWhoseTermIsUnderTheMouse) {
  const Region lens = app_->region(Place::lens);
  ASSERT_FALSE(lens.empty());
  std::set<LossPart> seen;
  for (float y = 60; y < 0.5F * lens.height && seen.size() < 4; y += 10) {
    for (float x = 130; x < lens.width; x += 100) seen.insert(lit_at(lens.x + x, lens.y + y));
  }
  for (const LossPart part : {LossPart::real, LossPart::fake, LossPart::generator}) {
    EXPECT_TRUE(seen.contains(part)) << static_cast<int>(part);
  }
  const Region stage = app_->region(Place::stage);
  EXPECT_EQ(lit_at(stage.x + 0.5F * stage.width, stage.y + 0.5F * stage.height), LossPart::none);
}

// Of the curves, below the formulas: they light the same parts. G's and D's on real samples are one curve.
TEST_F(LossLens, LightsUpThePartWhoseCurveIsUnderTheMouse) {
  const Region lens = app_->region(Place::lens);
  std::set<LossPart> seen;
  for (float y = 0.45F * lens.height; y < 0.8F * lens.height && seen.size() < 3; y += 6) {
    for (float x = 60; x < lens.width; x += 60) seen.insert(lit_at(lens.x + x, lens.y + y));
  }
  for (const LossPart part : {LossPart::none, LossPart::fake, LossPart::real | LossPart::generator}) {
    EXPECT_TRUE(seen.contains(part)) << static_cast<int>(part);
  }
}

}  // namespace
}  // namespace gan
