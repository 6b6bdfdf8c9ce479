// The stage shows the newest snapshot: what is painted is looked up among the snapshots that were taken, each probed
// apart. The whole window is built, with a painter that keeps what it was given; training and probes take their turns
// between two frames.
#include <gtest/gtest.h>
#include <imgui.h>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <iterator>
#include <memory>
#include <optional>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "app/panels/arena/arena_settings_model.h"
#include "app/panels/arena/arena_view.h"
#include "app/ui/fonts.h"
#include "app/ui/theme.h"
#include "app/window/window_layout.h"
#include "bench/window/imgui_without_back_end.h"
#include "core/live/inline_executor.h"
#include "core/probe/probe.h"
#include "tests/models/lab/lab_fixture.h"

namespace gan {
namespace {

// x, y of each sample, whatever the order; D's outputs on the surface.
struct Painted {
  std::vector<std::pair<float, float>> real, generated;
  std::vector<float> surface;
  int nx = 0, ny = 0;
  bool empty() const { return real.empty() && generated.empty() && surface.empty(); }
  bool same_samples(const Painted& other) const { return real == other.real && generated == other.generated; }
  bool same_surface(const Painted& other) const { return surface == other.surface && nx == other.nx && ny == other.ny; }
};

std::vector<std::pair<float, float>> in_order(const float* xy, std::size_t numbers) {
  std::vector<std::pair<float, float>> points;
  for (std::size_t i = 0; i + 1 < numbers; i += 2) points.emplace_back(xy[i], xy[i + 1]);
  std::sort(points.begin(), points.end());
  return points;
}

class Keeping : public ArenaPainter {
 public:
  explicit Keeping(Painted& last) : last_(last) {}
  unsigned int paint(const ArenaScene& scene, const ArenaCamera&, Viewport, const Palette&, float) override {
    last_ = {};
    last_.real = in_order(scene.real.xy.data(), scene.real.xy.size());
    last_.generated = in_order(scene.generated.xy.data(), scene.generated.xy.size());
    if (!scene.surface.visible) return 0;
    last_.surface.assign(scene.surface.logits.begin(), scene.surface.logits.end());
    last_.nx = scene.surface.nx;
    last_.ny = scene.surface.ny;
    return 0;
  }

 private:
  Painted& last_;
};

class NewestOnStage : public LabFixture {
 protected:
  void prepare(LabOptions& options) override {
    options.executor = &executor_;
    options.speed = 120;
  }
  void SetUp() override {
    LabFixture::SetUp();
    const FontFiles files = find_font_files();
    load_fonts(*ImGui::GetIO().Fonts, files, theme_.scale);
    imgui_.build_fonts();
    apply_theme(theme_, ImGui::GetStyle());
    std::string error;
    layout_ = WindowLayout::create(error, [this] { return make_arena_view_with(std::make_unique<Keeping>(painted_)); });
    ASSERT_NE(layout_, nullptr) << error;
  }

  // One frame, as the window builds it. What was painted is in painted_, and the snapshot that it took last in taken_.
  void frame() {
    lab_->update(Clock::Seconds(clock_.now().time_since_epoch()).count());
    const std::shared_ptr<const Snapshot>& newest = lab_->session().snapshot();
    if (taken_.empty() || taken_.back() != newest) taken_.push_back(newest);
    ImGui::NewFrame();
    Actions actions;
    ViewContext context = lab_->context(settings_, actions, 1);
    layout_->draw(context, {theme_, {}, false});
    ImGui::Render();
    lab_->carry_out(actions);
  }
  // Everybody beside the window does what there is to do now, and time goes on to the next frame.
  void work() {
    executor_.run_until_idle();
    clock_.advance(std::chrono::milliseconds(17));
  }
  void rest() {
    for (int i = 0; i < 100 && !lab_->settled(); ++i) {
      frame();
      work();
    }
    ASSERT_TRUE(lab_->settled());
    frame();
  }

  // What there is to see of a snapshot, by the request that the window makes now.
  Painted probed(const std::shared_ptr<const Snapshot>& snapshot, const ProbeRequest& request) {
    const std::shared_ptr<const ProbeResult> result = run_probe(snapshot, request, networks_);
    Painted seen;
    seen.real = in_order(result->real.data(), static_cast<std::size_t>(result->real.size()));
    seen.generated = in_order(result->generated.data(), static_cast<std::size_t>(result->generated.size()));
    const Matrix<float>& logits = result->surface.logits;
    seen.surface.assign(logits.data(), logits.data() + logits.size());
    seen.nx = static_cast<int>(logits.rows());
    seen.ny = static_cast<int>(logits.cols());
    return seen;
  }
  Painted probed(const std::shared_ptr<const Snapshot>& snapshot) {
    const std::shared_ptr<const ProbeResult>& answer = lab_->session().answers().probe;
    return answer ? probed(snapshot, answer->request) : Painted{};
  }
  // Places in taken_ of the snapshots whose samples, or surface, are painted.
  std::vector<std::size_t> painted_of(bool (Painted::*same)(const Painted&) const) {
    std::vector<std::size_t> found;
    for (std::size_t i = 0; i < taken_.size(); ++i) {
      if ((painted_.*same)(probed(taken_[i]))) found.push_back(i);
    }
    return found;
  }
  // The newest snapshot that all of the picture is of.
  std::optional<std::size_t> painted_snapshot() {
    const std::vector<std::size_t> samples = painted_of(&Painted::same_samples);
    const std::vector<std::size_t> surface = painted_of(&Painted::same_surface);
    std::vector<std::size_t> both;
    std::set_intersection(samples.begin(), samples.end(), surface.begin(), surface.end(), std::back_inserter(both));
    return both.empty() ? std::nullopt : std::optional(both.back());
  }

  ManualClock clock_;
  InlineExecutor executor_{clock_};
  bench::ImGuiWithoutBackEnd imgui_{1280, 800};
  const Theme theme_ = make_theme(ThemeMode::kDark, false, 1);
  ViewSettings settings_;
  Painted painted_;
  std::unique_ptr<WindowLayout> layout_;
  std::vector<std::shared_ptr<const Snapshot>> taken_;  // in the order of the frames that took them
  Evaluators networks_;
};

// The first frame takes the snapshot, the next one has its picture, whole: in between the picture is that of before,
// and no mixture.
TEST_F(NewestOnStage, AStepByHandIsSeenWholeByTheFrameAfterTheOneThatTookIt) {
  frame();
  work();
  rest();
  ASSERT_FALSE(painted_.empty());
  for (const LabRequest step : {LabRequest::step_discriminator, LabRequest::step_generator, LabRequest::step_generator,
                                LabRequest::step_discriminator}) {
    const std::shared_ptr<const Snapshot> before = lab_->session().snapshot();
    const Painted old = painted_;
    act(step);
    work();
    frame();
    const std::shared_ptr<const Snapshot> after = lab_->session().snapshot();
    ASSERT_NE(after, before);
    EXPECT_TRUE(painted_.same_samples(old) && painted_.same_surface(old))
        << "the picture of before, until there is one";
    work();
    frame();
    const Painted expected = probed(after);
    // G's step moves the samples, D's the surface.
    EXPECT_EQ(expected.same_samples(old), step == LabRequest::step_discriminator);
    if (step == LabRequest::step_discriminator) {
      EXPECT_NE(expected.surface, old.surface);
    }
    EXPECT_TRUE(painted_.same_samples(expected));
    EXPECT_TRUE(painted_.same_surface(expected));
    rest();
  }
}

TEST_F(NewestOnStage, WhileItTrainsEveryFrameShowsTheSnapshotThatTheFrameBeforeTook) {
  rest();
  act(LabRequest::play);
  work();
  frame();
  std::size_t changes = 0;
  for (int i = 0; i < 40; ++i) {
    const std::shared_ptr<const Snapshot> taken = lab_->session().snapshot();
    const Painted old = painted_;
    work();
    frame();
    const Painted expected = probed(taken);
    EXPECT_TRUE(painted_.same_samples(expected)) << "frame " << i;
    EXPECT_TRUE(painted_.same_surface(expected)) << "frame " << i;
    changes += !painted_.same_samples(old) && !painted_.same_surface(old);
  }
  EXPECT_GT(changes, 30U);
}

// Where probes take longer than a frame, pictures come late: they are still of one snapshot, and of no older one than
// the frame before showed.
TEST_F(NewestOnStage, NoPictureIsMixedOrGoesBackWhoeverHasItsTurn) {
  rest();
  std::mt19937 random(test::seed(7));
  act(LabRequest::play);
  std::size_t shown = 0, pictures = 0, late = 0;
  for (int i = 0; i < 150; ++i) {
    for (std::size_t turns = random() % 4; turns > 0 && executor_.due() > 0; --turns) {
      executor_.turn(random() % executor_.due());
    }
    clock_.advance(std::chrono::milliseconds(9));
    // Another hand at the layers: only what is new of the request is probed.
    if (random() % 16 == 0) {
      LayerSettings& arrows = settings_.of<ArenaSettings>().layer(ArenaLayer::arrows);
      arrows.visible = !arrows.visible;
    }
    frame();
    const std::optional<std::size_t> now = painted_snapshot();
    ASSERT_TRUE(now.has_value()) << "frame " << i << ": samples and surface of different snapshots";
    ASSERT_GE(*now, shown) << "frame " << i;
    ASSERT_EQ(taken_[*now], lab_->session().answers().probe->snapshot) << "frame " << i << ": not the newest answer";
    pictures += *now > shown ? 1 : 0;
    late += *now + 1 < taken_.size() ? 1 : 0;
    shown = *now;
  }
  EXPECT_GT(pictures, 10U);
  EXPECT_GT(late, 10U) << "no picture was late: the order of turns tried nothing";
}

TEST_F(NewestOnStage, AfterARestartNothingOfBeforeIsSeen) {
  rest();
  act(LabRequest::play);
  for (int i = 0; i < 20; ++i) {
    work();
    frame();
  }
  act(LabRequest::new_start);
  const SegmentId before = lab_->session().snapshot()->segment();
  const Painted old = painted_;
  ASSERT_FALSE(old.empty());
  while (lab_->session().snapshot()->segment() == before) {
    work();
    frame();
    ASSERT_LT(taken_.size(), 100U);
  }
  EXPECT_TRUE(painted_.generated.empty() && painted_.surface.empty()) << "the picture of the run before";
  const std::shared_ptr<const Snapshot> taken = lab_->session().snapshot();
  work();
  frame();
  const Painted expected = probed(taken);
  ASSERT_FALSE(expected.empty());
  EXPECT_TRUE(painted_.same_samples(expected));
  EXPECT_TRUE(painted_.same_surface(expected));
}

}  // namespace
}  // namespace gan
