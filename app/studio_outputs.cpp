#include "app/studio_outputs.h"

#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <optional>
#include <span>

#include "app/figure/figure_file.h"
#include "app/panels/arena/arena_settings_model.h"
#include "app/panels/figure/clip_steps_model.h"
#include "app/panels/phase/phase_settings_model.h"
#include "app/panels/plots/plot_numbers_model.h"
#include "app/panels/plots/plots_settings_model.h"
#include "app/platform/screen_scale.h"
#include "app/window/clip_maker.h"

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

namespace {

bool shows_motion(ViewSettings& settings) {
  const ArenaSettings& arena = settings.of<ArenaSettings>();
  const auto part = static_cast<TheoryPart>(settings.of<PhaseSettings>().theory_part);
  return (arena.shows_theory() && shows_flow(arena.theory_mode)) || part == TheoryPart::motion;
}

// How samples move takes another moment: views see the one ten iterations before, too. What they show is known once
// they have been drawn, for a session's view is read then.
FigureScene figure_of_motion(Studio& studio, const FigureLook& look, FigureScene drawn) {
  constexpr std::int64_t kBefore = 10;
  const Position here = studio.lab().snapshot().position;
  if (!shows_motion(studio.settings()) || here.step == 0) return drawn;
  const bool past = studio.lab().session().in_past();
  if (studio.look_at({here.segment, std::max<std::int64_t>(here.step - kBefore, 0)})) studio.figure(look);
  if (past) {
    studio.lab().look_at(here.segment, here.step);
  } else {
    studio.lab().look_at_front();
  }
  return studio.figure(look);
}

}  // namespace

Result<std::string> figure_of(Studio& studio, const ProgramOptions& options) {
  const Result<FigureKind> kind = figure_kind(options.figure.file);
  if (!kind) return kind.error();
  const double scale = options.figure.scale.value_or(2);
  FigureLook look = figure_look(options);
  look.surface_pixels = surface_pixels(kind.value(), scale);
  return figure_bytes(figure_of_motion(studio, look, studio.figure(look)), kind.value(), scale);
}

Result<std::string> numbers_of(Studio& studio) {
  const int shown = studio.settings().of<PlotsSettings>().shown_plots;
  return plot_numbers(studio.lab().history(), chosen_plots(shown, studio.lab().snapshot().kind()));
}

namespace {

// The place that was asked for; nothing where the run has no such segment, or where that ends before. Before the first
// step of a segment there is that.
std::optional<RunPlace> place_of(const AskedStep& asked, std::span<const ClipSegment> segments) {
  const std::int64_t segment = asked.segment.value_or(segments.back().number);
  const auto found = std::find_if(segments.begin(), segments.end(),
                                  [&](const ClipSegment& s) { return s.holds(segment) && asked.step <= s.last; });
  return found == segments.end() ? std::nullopt : std::optional(RunPlace{found->number, asked.step});
}

std::string text_of(const AskedStep& asked) {
  return "step " + std::to_string(asked.step) +
         (asked.segment ? " of segment " + std::to_string(*asked.segment) : std::string());
}

// Which stretch of the run it is of, and every how many iterations.
Outcome choose_stretch(const ClipOptions& asked, ClipPlan& plan) {
  const ClipSegment& last = plan.segments.back();
  const AskedStep first = asked.from.value_or(AskedStep{}), end = asked.to.value_or(AskedStep{{}, last.last});
  const std::optional<RunPlace> from = place_of(first, plan.segments), to = place_of(end, plan.segments);
  const std::string refused = "a clip from " + text_of(first) + " to " + text_of(end) + " can't be made: ";
  if (!from || !to) {
    return Error{refused + "the run ends at step " + std::to_string(last.last) +
                 (last.number > 0 ? " of segment " + std::to_string(last.number) : std::string())};
  }
  if (!(*from < *to)) return Error{refused + "expected an end that comes after its beginning"};
  plan.from = *from;
  plan.to = *to;
  constexpr int kUsualFrames = 100;
  plan.every = asked.every.value_or(clip_distance(clip_length(plan.segments, plan.from, plan.to), kUsualFrames));
  return {};
}

}  // namespace

Outcome write_clip(Studio& studio, const ProgramOptions& options, ClipFile& file) {
  const ClipOptions& asked = options.clip;
  ClipPlan plan;
  plan.segments = clip_segments(studio.lab().session());
  if (Outcome chosen = choose_stretch(asked, plan); !chosen) return chosen;
  const auto save_session = studio.lab().session_writer({});
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
  studio.lab().look_at_front();
  return made ? save_session(beside_clip(asked.file)) : made;
}

}  // namespace gan
