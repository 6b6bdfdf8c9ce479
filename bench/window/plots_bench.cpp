// Drawing nine plots of three series in full, as the window shows them, into an ImGui context that has no
// back end.
#include <benchmark/benchmark.h>
#include <imgui.h>

#include <string>
#include <vector>

#include "app/plot/widget/plot_widget.h"
#include "bench/benchmarks.h"
#include "bench/series.h"
#include "bench/window/imgui_without_back_end.h"

namespace gan::bench {
namespace {

constexpr int kPlots = 9;
constexpr float kPlotWidth = 500, kPlotHeight = 100;

void nine_plots(benchmark::State& state, const SeriesGroup& run) {
  ImGuiWithoutBackEnd imgui(kPlotWidth, kPlots * kPlotHeight);
  imgui.build_fonts();
  std::vector<PlotSpec> specs(kPlots);
  for (int i = 0; i < kPlots; ++i) {
    specs[static_cast<std::size_t>(i)].title = "Plot " + std::to_string(i);
    for (int j = 0; j < 3; ++j) {
      const auto index = static_cast<std::size_t>((i + j) % kScalars);
      specs[static_cast<std::size_t>(i)].series.push_back(
          {.name = run.name(index), .colour = IM_COL32(40, 90, 80 * j, 255), .series = &run[index]});
    }
  }
  std::vector<PlotState> states(kPlots);
  PlotViewState view;
  PlotScratch scratch;
  const PlotStyle style;
  int vertices = 0;
  for (auto _ : state) {
    ImGui::NewFrame();
    ImGui::SetNextWindowPos(ImVec2(0, 0));
    ImGui::SetNextWindowSize(ImGui::GetIO().DisplaySize);
    ImGui::Begin("plots", nullptr, ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove);
    view.begin_frame(run.first_step(), run.last_step());
    for (std::size_t i = 0; i < kPlots; ++i) {
      draw_plot(specs[i], states[i], view, {}, style, ImVec2(kPlotWidth, kPlotHeight), scratch);
    }
    vertices = ImGui::GetWindowDrawList()->VtxBuffer.Size;
    ImGui::End();
    ImGui::Render();
  }
  state.counters["vertices"] = vertices;
}

}  // namespace

void register_plots() {
  benchmark::RegisterBenchmark("plots/draw_nine_of_three_series/1000", [](auto& s) {
    nine_plots(s, short_run());
  })->Unit(benchmark::kMicrosecond);
  benchmark::RegisterBenchmark("plots/draw_nine_of_three_series/10000000", [](auto& s) {
    nine_plots(s, long_run());
  })->Unit(benchmark::kMicrosecond);
}

}  // namespace gan::bench
