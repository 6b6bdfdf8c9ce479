// One frame of the window with everything in it, while a scenario trains: all layers of the stage, strip, large
// numbers, every setting, track, all plots, and each tab of the lens and of the stage in turn. Processor time of the
// thread that builds it, from taking what has happened to ImGui's finished lists, with what the painters of the stage
// and of image tiles prepare and send to the driver. What OpenGL draws is not in it: something else stands in for it.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <numbers>
#include <string_view>
#include <thread>
#include <vector>

#include "app/lab/lab.h"
#include "app/machine/process_use.h"
#include "app/panels/arena/arena_settings_model.h"
#include "app/panels/controls/controls_settings_model.h"
#include "app/panels/frame/frame_settings_model.h"
#include "app/panels/images/images_settings_model.h"
#include "app/panels/layout_settings_model.h"
#include "app/panels/plots/plots_panel_model.h"
#include "app/panels/plots/plots_settings_model.h"
#include "app/ui/font_files.h"
#include "app/ui/fonts.h"
#include "app/ui/theme.h"
#include "app/window/window_layout.h"
#include "bench/benchmarks.h"
#include "bench/window/imgui_without_back_end.h"
#include "bench/window/opengl_stand_in.h"
#include "core/io/scenario_file.h"

namespace gan::bench {
namespace {

constexpr int kFramesATab = 150, kPointTabs = 4, kImageTabs = 8;  // of the lens and of the stage
constexpr int kFirstFrames = 30;                                  // that are not counted: the views make what they keep

constexpr std::uint64_t kNewPicture = 64 * 1024;  // bytes sent in one frame: a surface or a sheet is another

struct Case {
  const char* name;
  const char* scenario;
  float width, height;
  bool presented = false;
  bool gallery = false;  // the picker of scenarios is opened over it
  int games = 1;         // side by side
};

double share(std::vector<double>& values, double part) {
  const auto at = values.begin() + static_cast<std::ptrdiff_t>(part * static_cast<double>(values.size() - 1));
  std::nth_element(values.begin(), at, values.end());
  return *at;
}

// The views that share the stage or the lens with these data.
std::vector<const char*> tabs_of(const DataKind& kind) {
  std::vector<const char*> tabs;
  for (const Place place : {Place::lens, Place::stage}) {
    for (const ViewEntry& entry : view_entries()) {
      if (entry.place == place && kind.has_all(entry.needs)) tabs.push_back(entry.id);
    }
  }
  return tabs;
}

// Everything that can be shown is; of images the largest sheets, three of them.
void show_all(ViewSettings& settings, bool presented) {
  settings.of<ImagesSettings>().sheet_tiles = 256;
  for (bool& open : settings.of<ControlsSettings>().open_groups) open = true;
  settings.of<ControlsSettings>().more = {true, true};
  settings.of<LayoutSettings>().left_tab = 1;
  for (LayerSettings& layer : settings.of<ArenaSettings>().layers) layer.visible = true;
  settings.of<PlotsSettings>().shown_plots = (1 << plot_infos().size()) - 1;
  settings.of<FrameSettings>().projector = presented;
}

void frame(benchmark::State& state, const Case& what) {
  const Result<Scenario> scenario = find_scenario(what.scenario);
  if (!scenario) return state.SkipWithError(scenario.message().c_str());
  Result<std::unique_ptr<Lab>> made = Lab::create(scenario.value(), {});
  if (!made) return state.SkipWithError(made.message().c_str());
  Lab& lab = *made.value();

  ImGuiWithoutBackEnd imgui(what.width, what.height);
  const Theme theme = make_theme(ThemeMode::kDark, what.presented, what.presented ? 1.5F : 1);
  apply_theme(theme, ImGui::GetStyle());
  const FontFiles files = find_font_files();
  load_fonts(*ImGui::GetIO().Fonts, files, theme.scale);
  imgui.build_fonts();
  std::string error;
  replace_opengl();
  const std::unique_ptr<WindowLayout> layout = WindowLayout::create(error);
  if (!layout) return state.SkipWithError(error.c_str());
  ViewSettings settings;
  show_all(settings, what.presented);
  const std::vector<const char*> tabs = tabs_of(lab.snapshot().data->kind());

  for (int game = 1; game < what.games; ++game) {
    lab.stand_beside({{"hyperparameters.k", std::int64_t{1 + 2 * game}}});
  }
  lab.play();
  Actions actions;
  std::vector<double> times, of_tab, sending;
  double slowest_tab = 0, slowest = 0;
  const auto begin = std::chrono::steady_clock::now();
  const std::uint64_t sent_before = bytes_sent();
  int vertices = 0, frames = 0;
  for (auto _ : state) {
    const std::chrono::duration<double> now = std::chrono::steady_clock::now() - begin;
    const double angle = 2 * std::numbers::pi * now.count() / 5;
    // The mouse wanders over the arena and the plots.
    ImGui::GetIO().MousePos = ImVec2(what.width * static_cast<float>(0.6 + 0.3 * std::cos(angle)),
                                     what.height * static_cast<float>(0.5 + 0.3 * std::sin(angle)));
    const int at = frames % kFramesATab;
    if (at == 0) {
      settings.of<LayoutSettings>().front = tabs[static_cast<std::size_t>(frames / kFramesATab) % tabs.size()];
      of_tab.clear();
    }
    if (++frames == kFirstFrames) settings.of<ControlsSettings>().scenarios = what.gallery;
    const std::uint64_t sent = bytes_sent();
    const double before = thread_seconds();
    lab.update(now.count());
    ImGui::NewFrame();
    ViewContext context = lab.context(settings, actions, 1);
    layout->draw(context, {theme});
    ImGui::Render();
    for (std::size_t game = 0; game < lab.games(); ++game) lab.ask(game, layout->asked_beside(game));
    lab.carry_out(std::exchange(actions, {}));
    const double took = thread_seconds() - before;
    slowest = std::max(slowest, frames > kFirstFrames ? took : 0);
    if (at >= kFirstFrames) {
      times.push_back(took);
      if (bytes_sent() - sent >= kNewPicture) sending.push_back(took);
      of_tab.push_back(took);
    }
    if (at == kFramesATab - 1) slowest_tab = std::max(slowest_tab, share(of_tab, 0.5));
    vertices = ImGui::GetDrawData()->TotalVtxCount;
    state.SetIterationTime(took);
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  state.counters["median ms"] = 1000 * share(times, 0.5);
  state.counters["p99 ms"] = 1000 * share(times, 0.99);
  state.counters["slowest tab ms"] = 1000 * slowest_tab;
  if (!sending.empty()) state.counters["median ms of new pictures"] = 1000 * share(sending, 0.5);
  state.counters["new pictures"] = static_cast<double>(sending.size());
  state.counters["slowest ms"] = 1000 * slowest;
  state.counters["vertices"] = vertices;
  state.counters["KiB sent a frame"] = static_cast<double>(bytes_sent() - sent_before) / 1024 / frames;
  state.counters["steps"] = static_cast<double>(lab.snapshot().position.step);
}

}  // namespace

void register_frame() {
  // The generator of mode-collapse piles its samples up.
  for (const Case& what : {Case{"frame/1600x1000_while_training", kDefaultScenario, 1600, 1000},
                           {"frame/1600x1000_piles_while_training", "mode-collapse", 1600, 1000},
                           {"frame/1600x1000_gallery_while_training", kDefaultScenario, 1600, 1000, false, true},
                           {"frame/1600x1000_two_games_while_training", kDefaultScenario, 1600, 1000, false, false, 2},
                           {"frame/1600x1000_images_while_training", "glyphs-conv", 1600, 1000},
                           {"frame/2560x1440_while_training", kDefaultScenario, 2560, 1440},
                           {"frame/2560x1440_presented_while_training", kDefaultScenario, 2560, 1440, true},
                           {"frame/2560x1440_images_while_training", "glyphs-conv", 2560, 1440}}) {
    const bool images = std::string_view(what.scenario) == "glyphs-conv";
    benchmark::RegisterBenchmark(what.name, [what](benchmark::State& state) { frame(state, what); })
        ->Unit(benchmark::kMillisecond)
        ->UseManualTime()
        ->Iterations(kFramesATab * (images ? kImageTabs : kPointTabs));
  }
}

}  // namespace gan::bench
