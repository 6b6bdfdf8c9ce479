// One frame of the window at 1600 x 1000 with every view open, while a scenario trains: processor
// time of the thread that builds it, from taking what has happened to ImGui's finished lists. No OpenGL: the
// arena is not painted, and nothing is sent to a driver.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <numbers>
#include <thread>
#include <vector>

#include "app/lab/lab.h"
#include "app/machine/process_use.h"
#include "app/panels/arena/arena_settings_model.h"
#include "app/panels/arena/arena_view.h"
#include "app/panels/controls/controls_settings_model.h"
#include "app/panels/images/images_settings_model.h"
#include "app/panels/layout_settings_model.h"
#include "app/ui/font_files.h"
#include "app/ui/fonts.h"
#include "app/ui/theme.h"
#include "app/window/window_layout.h"
#include "bench/benchmarks.h"
#include "bench/window/imgui_without_back_end.h"
#include "core/io/scenario_file.h"

namespace gan::bench {
namespace {

constexpr float kWidth = 1600, kHeight = 1000;
constexpr int kFrames = 600;

double share(std::vector<double>& values, double part) {
  const auto at = values.begin() + static_cast<std::ptrdiff_t>(part * static_cast<double>(values.size() - 1));
  std::nth_element(values.begin(), at, values.end());
  return *at;
}

// Images: the largest sheets, three of them.
void frame(benchmark::State& state, const char* id) {
  const Result<Scenario> scenario = find_scenario(id);
  if (!scenario) return state.SkipWithError(scenario.message().c_str());
  Result<std::unique_ptr<Lab>> made = Lab::create(scenario.value(), {});
  if (!made) return state.SkipWithError(made.message().c_str());
  Lab& lab = *made.value();

  ImGuiWithoutBackEnd imgui(kWidth, kHeight);
  const Theme theme = make_theme(ThemeMode::kDark, false, 1);
  apply_theme(theme, ImGui::GetStyle());
  const FontFiles files = find_font_files();
  load_fonts(*ImGui::GetIO().Fonts, files, theme.scale);
  imgui.build_fonts();
  std::string error;
  const std::unique_ptr<WindowLayout> layout = WindowLayout::create(error, make_arena_view_with(nullptr));
  if (!layout) return state.SkipWithError(error.c_str());
  ViewSettings settings;
  settings.of<ImagesSettings>().sheet_tiles = 256;
  const bool points = lab.snapshot().data->kind().has(Capability::plane);
  for (bool& open : settings.of<ControlsSettings>().open_groups) open = true;
  for (const Player player : kPlayers) settings.of<ControlsSettings>().more[player] = true;
  settings.of<LayoutSettings>().left_tab = 1;
  for (LayerSettings& layer : settings.of<ArenaSettings>().layers) layer.visible = true;

  lab.session().play();
  Actions actions;
  std::vector<double> times;
  const auto begin = std::chrono::steady_clock::now();
  int vertices = 0;
  for (auto _ : state) {
    const std::chrono::duration<double> now = std::chrono::steady_clock::now() - begin;
    const double angle = 2 * std::numbers::pi * now.count() / 5;
    // The mouse wanders over the arena and the plots.
    ImGui::GetIO().MousePos = ImVec2(kWidth * static_cast<float>(0.6 + 0.3 * std::cos(angle)),
                                     kHeight * static_cast<float>(0.5 + 0.3 * std::sin(angle)));
    const double before = thread_seconds();
    lab.update(now.count());
    ImGui::NewFrame();
    ViewContext context = lab.context(settings, actions, 1);
    layout->draw(context, {theme, {}, points});
    ImGui::Render();
    lab.carry_out(std::exchange(actions, {}));
    const double took = thread_seconds() - before;
    times.push_back(took);
    vertices = ImGui::GetDrawData()->TotalVtxCount;
    state.SetIterationTime(took);
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  state.counters["median ms"] = 1000 * share(times, 0.5);
  state.counters["p99 ms"] = 1000 * share(times, 0.99);
  state.counters["vertices"] = vertices;
  state.counters["steps"] = static_cast<double>(lab.snapshot().position.step);
}

}  // namespace

void register_frame() {
  for (const auto& [name, id] : {std::pair{"frame/1600x1000_while_training", kDefaultScenario},
                                 {"frame/1600x1000_images_while_training", "glyphs-conv"}}) {
    benchmark::RegisterBenchmark(name, [id = id](benchmark::State& state) { frame(state, id); })
        ->Unit(benchmark::kMillisecond)
        ->UseManualTime()
        ->Iterations(kFrames);
  }
}

}  // namespace gan::bench
