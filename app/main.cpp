// The program with the window: reads the command line, opens the window, trains, and leaves what was asked
// for.
#include <cstdio>
#include <exception>
#include <optional>
#include <string>

#include "app/models/metrics_writer.h"
#include "app/models/settings_file.h"
#include "app/options.h"
#include "app/window/window_app.h"
#include "core/base/hash.h"
#include "core/io/processors.h"
#include "core/io/recording_file.h"
#include "core/io/scenario_file.h"

namespace gan {
namespace {

int list_scenarios() {
  for (const Result<Scenario>& scenario : builtin_scenarios()) {
    if (!scenario) return refuse(scenario.message());
    std::printf("%-20s %s\n", scenario.value().id.c_str(), scenario.value().title.c_str());
  }
  return 0;
}

// The outputs that were asked for, opened before the training so that an unwritable place is found then.
struct Outputs {
  std::shared_ptr<MetricsWriter> metrics;
  std::optional<AtomicFile> record;
  std::optional<AtomicFile> screenshot;

  Outcome open(const ProgramOptions& options, std::int64_t steps) {
    if (!options.metrics.empty()) {
      auto writer = MetricsWriter::create(options.metrics, steps, options.random_features);
      if (!writer) return writer.error();
      metrics = std::move(writer).value();
    }
    for (const auto& [path, file] :
         {std::pair{&options.record, &record}, {&options.screenshot, &screenshot}}) {
      if (path->empty()) continue;
      Result<AtomicFile> created = AtomicFile::create(*path);
      if (!created) return created.error();
      *file = std::move(created).value();
    }
    return {};
  }

  // Each is tried, whatever happened to the others; the sentences of those that failed.
  Outcome finish(WindowApp& app, const ProgramOptions& options) {
    std::string failures;
    const auto note = [&](const Outcome& done) {
      if (!done) failures += (failures.empty() ? "" : "; ") + done.message();
    };
    if (metrics) note(metrics->finish());
    if (record) {
      const Recording recording = app.lab().finish_recording().get();
      Outcome written = record->append(write_recording(recording, options.record));
      if (written) written = record->commit();
      note(written);
    }
    if (failures.empty()) return {};
    return Error{failures};
  }
};

WindowAppOptions window_options(const ProgramOptions& options, const Scenario& scenario,
                                const Outputs& outputs) {
  WindowAppOptions window;
  window.scenario = scenario;
  window.size = options.size;
  window.visible = !options.exit;
  window.dark = options.dark;
  window.projector = options.projector;
  window.threads = options.threads > 0 ? options.threads : default_thread_count();
  window.random_features = options.random_features;
  // A picture shows the same whatever a person has set before.
  if (!options.exit) window.settings_file = settings_path();
  if (outputs.metrics) {
    window.after_iteration = [writer = outputs.metrics](const Run& run) { writer->after_iteration(run); };
  }
  return window;
}

int run(const ProgramOptions& options) {
  const Result<Scenario> prepared = prepare_scenario(options.start);
  if (!prepared) return refuse(prepared.message());
  const Scenario& scenario = prepared.value();
  Outputs outputs;
  if (const Outcome opened = outputs.open(options, options.run_steps.value_or(scenario.steps)); !opened) {
    return refuse(opened.message());
  }
  Result<std::unique_ptr<WindowApp>> opened = WindowApp::open(window_options(options, scenario, outputs));
  if (!opened) return refuse(opened.message());
  WindowApp& app = *opened.value();
  if (!options.file.empty()) app.open_file(options.file);
  if (options.run_steps) {
    app.lab().run_to(*options.run_steps);
  } else if (!options.exit) {
    app.lab().play();
  }
  if (!options.exit) {
    app.run();
  } else {
    app.wait_until_paused();
    if (outputs.screenshot) {
      const WindowSize size = options.size.value_or(WindowSize{1600, 1000});
      outputs.screenshot.reset();
      const std::string failed = write_png(options.screenshot, app.take_picture(size));
      if (!failed.empty()) return refuse(failed);
    }
  }
  const Outcome written = outputs.finish(app, options);
  if (options.exit) {
    const Snapshot& snapshot = app.lab().snapshot();
    std::printf("step %lld\nstate hash: %s\n", static_cast<long long>(snapshot.position.step),
                hash_text(hash_state(*snapshot.state)).c_str());
  }
  return written ? 0 : refuse(written.message());
}

}  // namespace
}  // namespace gan

int main(int argc, char** argv) {
  try {
    const gan::ParsedOptions parsed = gan::parse_options(argc, argv);
    if (!parsed.options) return parsed.exit_code;
    if (parsed.options->list_scenarios) return gan::list_scenarios();
    return gan::run(*parsed.options);
  } catch (const std::exception& error) {
    return gan::refuse(std::string("it ended because of: ") + error.what());
  }
}
