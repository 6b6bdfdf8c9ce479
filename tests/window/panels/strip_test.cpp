// The strip in a window: its height by what is set, frames while a pulse moves and none afterwards, a click on a node.
#include <gtest/gtest.h>
#include <imgui.h>

#include <chrono>
#include <set>
#include <thread>
#include <tuple>

#include "app/panels/frame/frame_settings_model.h"
#include "app/panels/layout_settings_model.h"
#include "app/panels/loss/lit_part_model.h"
#include "app/panels/strip/strip_settings_model.h"
#include "app/window/window_app.h"
#include "core/io/scenario_file.h"
#include "tests/patience.h"
#include "tests/window/support/open_window.h"

namespace gan {
namespace {

using Seconds = std::chrono::duration<double>;

class StripWindow : public testing::Test {
 protected:
  void SetUp() override {
    app_ = test::open_window(test::hidden_window({1600, 1000}));
    ASSERT_NE(app_, nullptr);
    until_still();
  }

  void act(LabRequest request) {
    Actions actions;
    actions.request(request);
    app_->lab().carry_out(actions);
  }
  // How many frames were drawn in so much time.
  int frames_in(double seconds) {
    const int before = ImGui::GetFrameCount();
    const auto end = std::chrono::steady_clock::now() + Seconds(seconds);
    for (auto now = std::chrono::steady_clock::now(); now < end; now = std::chrono::steady_clock::now())
      app_->turn(Seconds(end - now).count());
    return ImGui::GetFrameCount() - before;
  }
  // Everything has been shown, and nothing moves.
  void until_still() {
    const auto end = std::chrono::steady_clock::now() + test::kPatience;
    while (frames_in(0.3) > 0 || !app_->lab().settled()) ASSERT_LT(std::chrono::steady_clock::now(), end);
  }
  float units() { return app_->region(Place::strip).height; }

  std::unique_ptr<WindowApp> app_;
};

TEST_F(StripWindow, DrawsFramesWhileThePulseMovesAndNoneAfterwards) {
  EXPECT_EQ(frames_in(0.5), 0) << "nothing happens";
  act(LabRequest::step_discriminator);
  const auto start = std::chrono::steady_clock::now();
  auto last = start;
  for (auto now = start; now - last < Seconds(2); now = std::chrono::steady_clock::now()) {
    ASSERT_LT(now, start + test::kPatience);
    if (frames_in(0.02) > 0) last = std::chrono::steady_clock::now();
  }
  EXPECT_GT(Seconds(last - start).count(), 0.7) << "as long as the gradient runs back";
  EXPECT_EQ(frames_in(0.5), 0);
}

TEST_F(StripWindow, IsHighWhereItCanBeFollowed) {
  constexpr float kFull = 96, kLine = 28;
  const auto becomes = [&](float height) {
    const auto end = std::chrono::steady_clock::now() + test::kPatience;
    while (units() != height && std::chrono::steady_clock::now() < end) app_->turn(0.05);
    return units() == height;
  };
  EXPECT_EQ(units(), kFull);
  app_->lab().session().set_speed(1000);
  frames_in(0.1);
  EXPECT_EQ(units(), kFull) << "at rest the speed says nothing";
  act(LabRequest::play);
  ASSERT_TRUE(becomes(kLine));
  app_->lab().session().set_speed(2);
  ASSERT_TRUE(becomes(kFull));
  app_->lab().session().set_speed(1000);
  ASSERT_TRUE(becomes(kLine));
  act(LabRequest::pause);
  ASSERT_TRUE(becomes(kFull));
  // In pictures too, and low windows have the line.
  for (int i = 0; i < 3; ++i) app_->build_frame({1280, 640});
  EXPECT_EQ(units(), kLine);
  for (int i = 0; i < 3; ++i) app_->build_frame({1280, 800});
  EXPECT_EQ(units(), kFull);
}

TEST_F(StripWindow, IsAsHighAsTheTextAsksFor) {
  for (const auto& [text_scale, size, high] : {std::tuple{0.8, WindowSize{960, 600}, true},
                                               {1.0, {960, 600}, false},
                                               {1.0, {1280, 720}, true},
                                               {1.4, {1600, 1000}, true},
                                               {1.5, {1600, 1000}, false},
                                               {2.0, {1600, 1000}, false}}) {
    app_->settings().of<FrameSettings>().text_scale = text_scale;
    for (int i = 0; i < 3; ++i) app_->build_frame(size);
    EXPECT_NEAR(units(), text_scale * (high ? 96 : 28), 1) << text_scale << " " << size.width;
  }
}

TEST_F(StripWindow, AClickOnANodeLightsItsTermInTheLens) {
  std::optional<StripNode>& focused = app_->settings().of<StripSettings>().focused_node;
  const LossSettings& loss = app_->settings().of<LossSettings>();
  LayoutSettings& layout = app_->settings().of<LayoutSettings>();
  const Region strip = app_->region(Place::strip);
  std::set<StripNode> seen;
  InputQueue& input = app_->window().input();
  for (float share = 0.02F; share < 1; share += 0.03F) {
    focused.reset();
    layout.lens_tab = 0;
    input.push(InputEvent::move(static_cast<double>(strip.x + share * strip.width),
                                static_cast<double>(strip.y + 0.15F * strip.height)));
    input.push(InputEvent::button(0, InputEvent::Action::press));
    input.push(InputEvent::button(0, InputEvent::Action::release));
    for (int i = 0; i < 12; ++i) app_->turn(0.02);
    if (focused) {
      seen.insert(*focused);
      EXPECT_EQ(layout.lens_tab, 1) << "the losses are in front";
      EXPECT_EQ(loss.lit, part_of_node(focused, false)) << static_cast<int>(*focused);
      EXPECT_NE(loss.lit, LossPart::none);
    } else {
      EXPECT_EQ(layout.lens_tab, 0);
    }
  }
  for (const StripNode node : {StripNode::generator, StripNode::generated, StripNode::discriminator,
                               StripNode::fake_output, StripNode::fake_term, StripNode::value}) {
    EXPECT_TRUE(seen.contains(node)) << static_cast<int>(node);
  }
  EXPECT_FALSE(seen.contains(StripNode::real_output)) << "it lies in the other row";
}

}  // namespace
}  // namespace gan
