// The plots, drawn by ImGui without a renderer: what is emitted, and how the state answers the mouse.
#include "app/plot/widget/plot_widget.h"

#include <gtest/gtest.h>

#include <cmath>

namespace gan {
namespace {

constexpr float kWidth = 500;
constexpr float kHeight = 200;
constexpr int kSteps = 20'000;

class PlotWidget : public testing::Test {
 protected:
  PlotWidget() : group_({"a", "b", "c"}) {
    context_ = ImGui::CreateContext();
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr;
    io.BackendFlags |= ImGuiBackendFlags_RendererHasVtxOffset;
    io.DisplaySize = ImVec2(600, 1900);
    io.DeltaTime = 1.0f / 60;
    unsigned char* pixels = nullptr;
    int width = 0;
    int height = 0;
    io.Fonts->GetTexDataAsRGBA32(&pixels, &width, &height);
    for (int i = 1; i <= kSteps; ++i) {
      const float row[] = {std::sin(i * 0.001f) + (i % 7) * 0.1f, 2.0f + (i % 3), i == 500 ? NAN : 1e-3f * i};
      group_.append(i, row);
    }
    spec_.title = "Losses";
    spec_.series = {{.name = "a", .colour = IM_COL32(0, 0, 255, 255), .series = &group_[0]},
                    {.name = "b", .colour = IM_COL32(255, 128, 0, 255), .series = &group_[1]},
                    {.name = "c", .colour = IM_COL32(0, 128, 0, 255), .series = &group_[2]}};
    states_.resize(9);
    mouse(-100, -100);
  }
  ~PlotWidget() override { ImGui::DestroyContext(context_); }

  void mouse(float x, float y) { ImGui::GetIO().MousePos = ImVec2(x, y); }

  // Draws `plots` plots below each other from the corner of the window; returns the number of vertices.
  int frame(int plots = 1) {
    ImGui::NewFrame();
    ImGui::SetNextWindowPos(ImVec2(0, 0));
    ImGui::SetNextWindowSize(ImVec2(600, 1900));
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(0, 0));
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(0, 0));
    ImGui::Begin("plots", nullptr, ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove);
    view_.begin_frame(group_.empty() ? 1 : group_.first_step(), group_.empty() ? 0 : group_.last_step());
    for (int i = 0; i < plots; ++i) {
      spec_.title = "Plot " + std::to_string(i);
      draw_plot(spec_, states_[i], view_, marks_, style_, ImVec2(kWidth, kHeight), scratch_);
    }
    const int vertices = ImGui::GetWindowDrawList()->VtxBuffer.Size;
    ImGui::End();
    ImGui::PopStyleVar(2);
    ImGui::Render();
    return vertices;
  }

  ImGuiContext* context_ = nullptr;
  SeriesGroup group_;
  PlotSpec spec_;
  std::vector<PlotMark> marks_;
  PlotStyle style_;
  PlotViewState view_;
  std::vector<PlotState> states_;
  PlotScratch scratch_;
};

TEST_F(PlotWidget, DrawsLinesThatEndAtThePlotsSize) {
  frame();
  const int vertices = frame();
  EXPECT_GT(vertices, 3 * 200 * 4) << "three lines of some hundred points";
  states_[0].hidden = 0b111;
  EXPECT_LT(frame(), vertices / 4) << "hidden series draw nothing";
}

// The cost of a frame is bounded by what it emits, whatever the length of the run.
TEST_F(PlotWidget, NinePlotsOfThreeSeriesEmitABoundedImage) {
  frame(9);
  const int vertices = frame(9);
  EXPECT_LT(vertices, 9 * 3 * 650 * 10);
  EXPECT_GT(vertices, 9 * 3 * 150 * 4);
}

// It is drawn behind the lines, where this run has steps, and the axes stay those of this run.
TEST_F(PlotWidget, AGhostIsDrawnAndNeverFitted) {
  SeriesGroup before({"a"});
  for (int i = 1; i <= 2 * kSteps; ++i) {
    const float row[] = {50.0F + std::sin(static_cast<float>(i) * 0.01F)};
    before.append(i, row);
  }
  frame();
  const Range x = view_.x.shown, y = states_[0].y.shown;
  const int without = frame();
  spec_.series[0].ghost = &before[0];
  const int with = frame();
  EXPECT_GT(with, without + 150 * 4) << "some hundred points";
  EXPECT_EQ(view_.x.shown, x);
  EXPECT_EQ(states_[0].y.shown, y);
  view_.ghosts = false;
  EXPECT_EQ(frame(), without);
  view_.ghosts = true;
  // Of another quantity before this step, which lies beyond what is shown.
  spec_.series[0].ghost_from = kSteps + 1000;
  EXPECT_LT(frame(), without + 20);
  spec_.series[0].ghost_from = 0;
  states_[0].toggle(0);
  const int hidden = frame();
  spec_.series[0].ghost = nullptr;
  EXPECT_EQ(frame(), hidden) << "it goes with its line";
}

TEST_F(PlotWidget, AnEmptyRunAndATinyPlotDrawWithoutHarm) {
  group_.clear();
  EXPECT_GT(frame(), 0);
  ImGui::NewFrame();
  view_.begin_frame(1, 0);
  for (const ImVec2 size : {ImVec2(1, 1), ImVec2(70, 31), ImVec2(2000, 40)}) {
    draw_plot(spec_, states_[0], view_, marks_, style_, size, scratch_);
  }
  ImGui::Render();
  EXPECT_GT(view_.x.shown.span(), 0);
}

TEST_F(PlotWidget, TheWheelZoomsAtTheMouse) {
  frame();
  mouse(300, 100);
  frame();
  frame();
  ASSERT_TRUE(view_.hovering());
  const double under = static_cast<double>(view_.hover_step);
  const Range before = view_.x.shown;
  ImGui::GetIO().MouseWheel = 2;
  frame();
  EXPECT_LT(view_.x.shown.span(), before.span() / 1.3);
  EXPECT_EQ(view_.x.follow, Follow::none);
  frame();
  frame();
  EXPECT_NEAR(static_cast<double>(view_.hover_step), under, 2);
  EXPECT_TRUE(view_.wants_wheel);
}

TEST_F(PlotWidget, OverTheAxisTheWheelZoomsY) {
  frame();
  const Range x = view_.x.shown;
  mouse(15, 100);
  frame();
  frame();
  const Range before = states_[0].y.shown;
  ImGui::GetIO().MouseWheel = 1;
  frame();
  EXPECT_LT(states_[0].y.shown.span(), before.span());
  EXPECT_FALSE(states_[0].y.automatic);
  EXPECT_EQ(view_.x.shown, x);
}

TEST_F(PlotWidget, DraggingPansAndADoubleClickFitsAgain) {
  frame();
  view_.x.show({5000, 6000});
  mouse(300, 100);
  frame();
  ImGuiIO& io = ImGui::GetIO();
  io.MouseDown[0] = true;
  frame();
  const double low = view_.x.shown.low;
  for (int i = 1; i <= 5; ++i) {
    mouse(300.0f + 10.0f * i, 100);
    frame();
  }
  io.MouseDown[0] = false;
  frame();
  EXPECT_LT(view_.x.shown.low, low - 50) << "the paper follows the hand";
  EXPECT_DOUBLE_EQ(view_.x.shown.span(), 1000);
  for (int i = 0; i < 60; ++i) frame();
  for (int click = 0; click < 2; ++click) {
    io.MouseDown[0] = true;
    frame();
    io.MouseDown[0] = false;
    frame();
  }
  EXPECT_EQ(view_.x.follow, Follow::whole);
}

TEST_F(PlotWidget, ARightDragShowsTheStretch) {
  frame();
  mouse(200, 100);
  frame();
  ImGuiIO& io = ImGui::GetIO();
  io.MouseDown[1] = true;
  frame();
  mouse(260, 100);
  frame();
  mouse(300, 110);
  frame();
  EXPECT_GT(view_.selection.span(), 0);
  const Range selected = view_.selection;
  io.MouseDown[1] = false;
  frame();
  EXPECT_EQ(view_.selection.span(), 0);
  EXPECT_NEAR(view_.x.shown.low, selected.low, 1);
  EXPECT_NEAR(view_.x.shown.high, selected.high, 1);
}

TEST_F(PlotWidget, TheCrosshairStandsInAllPlots) {
  frame(2);
  const int without = frame(2);
  mouse(300, 100);
  frame(2);
  const int with = frame(2);
  // A line and six discs (two for each series) in either plot.
  EXPECT_GT(with - without, 2 * 4 + 2 * 6 * 8);
}

TEST_F(PlotWidget, TheLegendTogglesItsSeries) {
  frame();
  // The entries stand right-aligned in the heading; a click somewhere along it meets each of them.
  std::uint32_t seen = 0;
  ImGuiIO& io = ImGui::GetIO();
  for (float x = 120; x < 470; x += 25) {
    mouse(x, 12);
    frame();
    io.MouseDown[0] = true;
    frame();
    io.MouseDown[0] = false;
    frame();
    seen |= states_[0].hidden;
  }
  EXPECT_EQ(seen, 0b111u);
}

TEST_F(PlotWidget, MarksAndReferencesAreDrawn) {
  frame();
  const int plain = frame();
  marks_ = {{5000, "k 1-5", "k: 1 to 5"}, {15'000, "lr", "learning rate"}};
  spec_.mark_labels = true;
  spec_.references = {{2.0, "two", true}};
  const int with = frame();
  EXPECT_GT(with, plain + 2 * 4 + 50);
  spec_.references = {{900.0, "far", true}};
  frame();
  EXPECT_TRUE(states_[0].y.shown.contains(900)) << "the fit reaches a reference line";
}

TEST_F(PlotWidget, ALogarithmicAxisSurvivesZeroAndNegativeValues) {
  spec_.log_y = true;
  frame();
  EXPECT_TRUE(states_[0].y.log);
  EXPECT_GT(states_[0].y.shown.low, 0);
  group_.clear();
  for (int i = 1; i < 100; ++i) {
    const float row[] = {-1, 0, NAN};
    group_.append(i, row);
  }
  EXPECT_GT(frame(), 0);
  EXPECT_GT(states_[0].y.shown.span(), 0);
}

TEST_F(PlotWidget, SaysWhatItWaitsForWhereNothingIsThere) {
  const int lines = frame();
  spec_.waiting = std::string(40, 'w');
  EXPECT_EQ(frame(), lines) << "there is something to show";
  group_.clear();
  const int waiting = frame();
  spec_.waiting.clear();
  EXPECT_EQ(waiting - frame(), 4 * 40) << "four corners a letter";
}

}  // namespace
}  // namespace gan
