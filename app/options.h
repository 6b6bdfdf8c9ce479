// The command line of the window: what was asked for, checked against itself before anything starts.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "app/platform/window.h"
#include "core/io/start_options.h"

namespace gan {

// What is made without a window, of the state at the end.
struct FigureOptions {
  std::string file;
  std::string panel = "window";
  std::optional<double> scale;     // pixels of a PNG, or of a clip, for one of the interface
  std::optional<WindowSize> size;  // of the panel alone
};

// A step of the run as it was asked for: of that segment, or else of the last one.
struct AskedStep {
  std::optional<std::int64_t> segment;
  std::int64_t step = 0;
};

// A stretch of the run, looked back to at the end.
struct ClipOptions {
  std::string file;
  std::optional<AskedStep> from;      // nothing: step 0
  std::optional<AskedStep> to;        // nothing: the end
  std::optional<std::int64_t> every;  // nothing: what makes about a hundred frames
  double frames_per_second = 10;
};

struct ProgramOptions {
  StartOptions start;
  std::optional<std::int64_t> run_steps;
  std::vector<std::string> compare;  // of each game beside the first, what is other: "KEY=VALUE; KEY=VALUE"
  std::string metrics;
  std::string record;
  std::string screenshot;
  FigureOptions figure;
  ClipOptions clip;     // of the figure's panel and size
  std::string numbers;  // of the plots, as CSV
  std::optional<WindowSize> size;
  std::optional<bool> dark;
  bool high_contrast = false;  // with `dark`
  std::optional<bool> projector;
  int threads = 0;               // that train; 0: default_thread_count()
  bool random_features = false;  // images are measured without a classifier
  bool exit = false;
  bool list_scenarios = false;
  bool scenario_named = false;  // --scenario was given
  // Nothing of it needs a display.
  bool without_window() const { return !figure.file.empty() || !clip.file.empty() || !numbers.empty(); }
  std::string file;  // a recording, checkpoint, scenario, CSV file or images to open: "ganscope FILE"
};

// Where the rows of metrics of a game go, of those side by side the first being 0: m.csv, m-b.csv, m-c.csv, m-d.csv.
// Empty where none were asked for.
std::string metrics_file(const ProgramOptions& options, std::size_t game);

// All files that are written, by their options; "" where none was asked for.
std::vector<NamedPath> outputs_of(const ProgramOptions& options);

// Either options, or the code to end with: 0 after --help, 2 after a sentence on stderr.
struct ParsedOptions {
  std::optional<ProgramOptions> options;
  int exit_code = 0;
};

// Says the sentence on stderr; the code to end with.
int refuse(const std::string& sentence);

ParsedOptions parse_options(int argc, char** argv);

}  // namespace gan
