#include "app/studio_outputs.h"

#include <unistd.h>

#include <cstdio>

#include "app/figure/figure_file.h"
#include "app/panels/figure/clip_steps_model.h"
#include "app/panels/plots/plot_numbers_model.h"
#include "app/panels/plots/plots_settings_model.h"
#include "app/platform/screen_scale.h"
#include "app/window/clip_maker.h"
#include "core/io/recording_file.h"

namespace gan {

FigureLook figure_look(const ProgramOptions& options) {
  FigureLook look;
  look.size = options.size.value_or(WindowSize{1600, 1000});
  ThemeMode mode = ThemeMode::kPrint;
  if (options.dark) mode = *options.dark ? ThemeMode::kDark : ThemeMode::kLight;
  if (options.high_contrast) mode = ThemeMode::kHighContrast;
  const bool presented = options.projector.value_or(false);
  const double text = text_that_fits(look.size, text_scale_for(look.size, presented), presented);
  look.theme = make_theme(mode, presented, static_cast<float>(text));
  look.panel = options.figure.panel;
  look.panel_size = options.figure.size.value_or(WindowSize{});
  return look;
}

Result<std::string> figure_of(Studio& studio, const ProgramOptions& options) {
  const Result<FigureKind> kind = figure_kind(options.figure.file);
  if (!kind) return kind.error();
  const double scale = options.figure.scale.value_or(2);
  FigureLook look = figure_look(options);
  look.surface_pixels = surface_pixels(kind.value(), scale);
  return figure_bytes(studio.figure(look), kind.value(), scale);
}

Result<std::string> numbers_of(Studio& studio) {
  const int shown = studio.settings().of<PlotsSettings>().shown_plots;
  return plot_numbers(studio.lab().history(), chosen_plots(shown, studio.lab().snapshot().kind()));
}

Outcome write_clip(Studio& studio, const ProgramOptions& options, ClipFile& file) {
  const ClipOptions& asked = options.clip;
  const Position end = studio.lab().snapshot().position;
  ClipPlan plan;
  plan.segment = end.segment;
  plan.from = asked.from;
  plan.to = asked.to.value_or(end.step);
  if (plan.to > end.step || plan.from >= plan.to) {
    return Error{"a clip from step " + std::to_string(plan.from) + " to " + std::to_string(plan.to) +
                 " can't be made: the run ends at step " + std::to_string(end.step)};
  }
  constexpr int kUsualFrames = 100;
  plan.every = asked.every.value_or(clip_distance(plan.from, plan.to, kUsualFrames));
  plan.frames_per_second = asked.frames_per_second;
  plan.look = figure_look(options);
  plan.scale = options.figure.scale.value_or(1);
  const bool told = isatty(STDERR_FILENO) != 0;
  const auto watch = [&](double share) {
    if (told) std::fprintf(stderr, "\rganscope: clip %3.0f%%", 100 * share);
    return true;
  };
  const Outcome made = make_clip(studio, plan, file, watch);
  if (told) std::fputs("\n", stderr);
  studio.lab().session().look_at_front();
  if (!made) return made;
  return save_recording(studio.lab().session().finish_recording().get(), beside_clip(asked.file));
}

}  // namespace gan
