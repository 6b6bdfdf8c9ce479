#include "app/options.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <limits>
#include <tuple>

#include "app/cli/whole_number.h"
#include "app/figure/clip_file.h"
#include "app/figure/figure_file.h"
#include "core/base/result.h"
#include "core/io/machine/version.h"
#include "core/live/lockstep.h"

namespace gan {
namespace {

constexpr int kSmallestSide = 64, kLargestSide = 16384;

Result<WindowSize> parse_size(const char* option, const std::string& text) {
  WindowSize size;
  char rest = '\0';
  const int read = std::sscanf(text.c_str(), "%5dx%5d%c", &size.width, &size.height, &rest);
  const bool fits = read == 2 && std::min(size.width, size.height) >= kSmallestSide &&
                    std::max(size.width, size.height) <= kLargestSide;
  if (fits) return size;
  return Error{std::string(option) + " is '" + text + "': expected WIDTHxHEIGHT in pixels, each from " +
               std::to_string(kSmallestSide) + " to " + std::to_string(kLargestSide) + ", like 1600x1000"};
}

// "300", or "1:300" for that step of segment 1.
Result<AskedStep> parse_step(const char* option, const std::string& text) {
  AskedStep asked;
  const std::size_t colon = text.find(':');
  std::string step = text;
  bool good = true;
  if (colon != std::string::npos) {
    std::string segment = text.substr(0, colon);
    good = whole_number(0, kMostIterations)(segment).empty();
    if (good) asked.segment = std::stoll(segment);
    step = text.substr(colon + 1);
  }
  good = good && whole_number(0, kMostIterations)(step).empty();
  if (!good) {
    return Error{std::string(option) + " is '" + text + "': expected a step like 300, or SEGMENT:STEP like 0:300"};
  }
  asked.step = std::stoll(step);
  return asked;
}

Outcome check_clip(const ClipOptions& clip) {
  if (clip.file.empty() && (clip.from || clip.to || clip.every)) {
    return Error{"--clip-from, --clip-to and --clip-every say what a clip shows: expected --clip with them"};
  }
  if (!clip.file.empty()) {
    if (Outcome named = check_clip_name(clip.file); !named) return named;
  }
  const AskedStep from = clip.from.value_or(AskedStep{});
  // What segments there are is known when the run is at its end.
  if (!clip.to || clip.to->segment || from.segment || clip.to->step > from.step) return {};
  return Error{"--clip-to is " + std::to_string(clip.to->step) + ": expected a step after --clip-from, which is " +
               std::to_string(from.step)};
}

Outcome check(const ProgramOptions& o) {
  if (o.exit && !o.run_steps && o.screenshot.empty()) {
    return Error{"--exit needs something to do first: expected --run-steps or --screenshot with it"};
  }
  if (o.without_window() && !o.screenshot.empty()) {
    const char* const other = !o.figure.file.empty() ? "--figure" : !o.clip.file.empty() ? "--clip" : "--numbers";
    return Error{std::string("--screenshot is a picture of the window, and ") + other +
                 " does without one: expected one of them"};
  }
  if (o.figure.file.empty() && o.clip.file.empty() && (o.figure.panel != FigureOptions().panel || o.figure.size)) {
    return Error{"--panel and --figure-size say what a figure is of: expected --figure or --clip with them"};
  }
  if (!o.figure.file.empty()) {
    if (const Result<FigureKind> kind = figure_kind(o.figure.file); !kind) return kind.error();
  }
  if (Outcome clip = check_clip(o.clip); !clip) return clip;
  if (!o.screenshot.empty() && !o.exit) {
    return Error{"--screenshot is taken at the end: expected --exit with it"};
  }
  if (o.compare.size() >= Lockstep::kMostGames) {
    return Error{"--compare was given " + std::to_string(o.compare.size()) + " times: expected at most " +
                 std::to_string(Lockstep::kMostGames - 1)};
  }
  return check_outputs_differ(outputs_of(o));
}

}  // namespace

std::string metrics_file(const ProgramOptions& o, std::size_t game) {
  if (o.metrics.empty() || game == 0) return o.metrics;
  std::filesystem::path path(o.metrics);
  const std::string name = path.stem().string() + "-" + static_cast<char>('a' + game) + path.extension().string();
  return path.replace_filename(name).string();
}

std::vector<NamedPath> outputs_of(const ProgramOptions& o) {
  std::vector<NamedPath> outputs{{"--record", o.record},
                                 {"--screenshot", o.screenshot},
                                 {"--figure", o.figure.file},
                                 {"--clip", o.clip.file},
                                 {"--numbers", o.numbers}};
  for (std::size_t game = o.compare.size() + 1; game-- > 0;) {
    outputs.insert(outputs.begin(), {"--metrics", metrics_file(o, game)});
  }
  return outputs;
}

int refuse(const std::string& sentence) {
  std::fprintf(stderr, "ganscope: %s\n", one_line(sentence).c_str());
  return 2;
}

ParsedOptions parse_options(int argc, char** argv) {
  ProgramOptions o;
  std::string size, figure_size;
  std::string clip_from, clip_to;
  std::int64_t clip_every = 0;
  std::string theme;
  bool projector = false;
  std::int64_t seed = 0;
  std::int64_t steps = 0;
  CLI::App app{"Ganscope: watch a generative adversarial network train, and interfere.", "ganscope"};
  app.set_version_flag("--version", program_version());
  app.add_option("file", o.file, "A scenario, recording, checkpoint or CSV file, or a folder of images, to open");
  const CLI::Option* with_scenario =
      app.add_option("--scenario", o.start.scenario, "Name of a built-in scenario, or a scenario file");
  const CLI::Option* with_seed =
      app.add_option("--seed", seed, "Seed instead of the scenario's")
          ->transform(whole_number(std::numeric_limits<std::int64_t>::min(), std::numeric_limits<std::int64_t>::max()));
  app.add_option(
      "--data", o.start.data,
      "A folder or file of images or a .csv file of points instead of the scenario's data, or fashion-mnist");
  app.add_option("--set", o.start.set, "KEY=VALUE, e.g. hyperparameters.k=5; repeatable")
      ->take_all()
      ->expected(1)
      ->allow_extra_args(false);
  const CLI::Option* with_steps =
      app.add_option("--run-steps", steps, "Train so many iterations at full speed, then pause")
          ->transform(whole_number(0, kMostIterations));
  app.add_option(
         "--compare", o.compare,
         "A second game beside this one that differs in 'KEY=VALUE; KEY=VALUE', from the same seed; up to three")
      ->take_all()
      ->expected(1)
      ->allow_extra_args(false);
  app.add_option("--metrics", o.metrics,
                 "Write rows of metrics to this CSV file; those of games beside the first to NAME-b.csv, NAME-c.csv");
  app.add_option("--record", o.record, "Write the recording to this TOML file at the end");
  app.add_option("--screenshot", o.screenshot, "Write a picture of the window to this PNG file; with --exit");
  app.add_option("--figure", o.figure.file, "Write a figure to this PNG, SVG or PDF file and end; needs no display");
  app.add_option("--panel", o.figure.panel, "What the figure is of: a panel's name, plot.NAME, or window");
  app.add_option("--figure-scale", o.figure.scale, "Pixels of a PNG (2) or a clip (1) for one of the window's")
      ->check(CLI::Range(0.1, 40.0));
  app.add_option("--figure-size", figure_size, "WIDTHxHEIGHT of the panel alone, in the window's pixels");
  app.add_option(
      "--clip", o.clip.file,
      "Write a clip of the run to this GIF or MP4 file, and the session beside it, and end; needs no display");
  app.add_option("--clip-from", clip_from,
                 "The step that it begins at (0); SEGMENT:STEP in a run that was started anew, the first segment is 0");
  app.add_option("--clip-to", clip_to, "The step that it ends at (the last), likewise");
  app.add_option("--clip-every", clip_every, "Iterations between two frames (for about 100 frames)")
      ->transform(whole_number(1, kMostIterations));
  app.add_option("--clip-rate", o.clip.frames_per_second, "Frames a second (10)")->check(CLI::Range(0.5, 50.0));
  app.add_option("--numbers", o.numbers, "Write the series of the plots to this CSV file and end; needs no display");
  app.add_option("--size", size, "WIDTHxHEIGHT of the window in pixels");
  app.add_option("--theme", theme, "dark, light or high-contrast")
      ->check(CLI::IsMember({"dark", "light", "high-contrast"}));
  app.add_option("--threads", o.threads, "Threads that share a training step's work; does not affect the results")
      ->transform(whole_number(1, 256));
  app.add_flag("--random-features", o.random_features, "Measure images in random features, without a classifier");
  app.add_flag("--present,--projector", projector, "The layout for the back row: large text, stage, strip and numbers");
  app.add_flag("--exit", o.exit, "End after --run-steps and --screenshot");
  app.add_flag("--list-scenarios", o.list_scenarios, "List the built-in scenarios");
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    if (error.get_exit_code() == 0) return {std::nullopt, app.exit(error)};
    return {std::nullopt, refuse(error.what())};
  }
  if (with_seed->count() > 0) o.start.seed = seed;
  o.scenario_named = with_scenario->count() > 0;
  if (with_steps->count() > 0) o.run_steps = steps;
  if (!theme.empty()) o.dark = theme != "light";
  o.high_contrast = theme == "high-contrast";
  if (projector) o.projector = true;
  if (!size.empty()) {
    const Result<WindowSize> parsed = parse_size("--size", size);
    if (!parsed) return {std::nullopt, refuse(parsed.message())};
    o.size = parsed.value();
  }
  for (const auto& [name, text, asked] :
       {std::tuple("--clip-from", &clip_from, &o.clip.from), std::tuple("--clip-to", &clip_to, &o.clip.to)}) {
    if (text->empty()) continue;
    const Result<AskedStep> parsed = parse_step(name, *text);
    if (!parsed) return {std::nullopt, refuse(parsed.message())};
    *asked = parsed.value();
  }
  if (clip_every > 0) o.clip.every = clip_every;
  if (!figure_size.empty()) {
    const Result<WindowSize> parsed = parse_size("--figure-size", figure_size);
    if (!parsed) return {std::nullopt, refuse(parsed.message())};
    o.figure.size = parsed.value();
  }
  if (const Outcome checked = check(o); !checked) return {std::nullopt, refuse(checked.message())};
  return {o, 0};
}

}  // namespace gan
