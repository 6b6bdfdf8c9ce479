#include "app/studio_outputs.h"

#include <algorithm>

#include "app/figure/figure_file.h"
#include "app/panels/plots/plot_numbers_model.h"
#include "app/panels/plots/plots_settings_model.h"
#include "app/platform/screen_scale.h"

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
  FigureLook look = figure_look(options);
  look.surface_pixels = surface_pixels(kind.value(), options.figure.scale);
  return figure_bytes(studio.figure(look), kind.value(), options.figure.scale);
}

Result<std::string> numbers_of(Studio& studio) {
  const int shown = studio.settings().of<PlotsSettings>().shown_plots;
  return plot_numbers(studio.lab().history(), chosen_plots(shown, studio.lab().snapshot().data->kind()));
}

}  // namespace gan
