// The program with the window: reads the command line, opens the window, trains, and leaves what was asked
// for.
#include <cstdio>
#include <exception>
#include <new>
#include <optional>
#include <string>

#include "app/options.h"
#include "app/panels/view_settings_file_model.h"
#include "app/program_start.h"
#include "app/window/window_app.h"
#include "core/base/hash.h"
#include "core/io/machine/interruption.h"
#include "core/io/machine/processors.h"
#include "core/io/metrics/metrics_writer.h"
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

  Outcome open(const ProgramOptions& options, std::int64_t steps, std::int64_t from) {
    if (!options.metrics.empty()) {
      auto writer = MetricsWriter::create(options.metrics, {from, steps}, measure_as_kept(options.random_features));
      if (!writer) return writer.error();
      metrics = std::move(writer).value();
    }
    for (const auto& [path, file] : {std::pair{&options.record, &record}, {&options.screenshot, &screenshot}}) {
      if (path->empty()) continue;
      Result<AtomicFile> created = AtomicFile::create(*path);
      if (!created) return created.error();
      *file = std::move(created).value();
    }
    return {};
  }

  // Each is tried, whatever happened to the others; says the sentence of each that fails.
  bool finish(WindowApp& app, const ProgramOptions& options) {
    bool good = true;
    // Before the rows end: the training stands still once the recording is there.
    if (record) {
      const Recording recording = app.lab().session().finish_recording().get();
      good = tell(write(*record, write_recording(recording, options.record))) && good;
    }
    if (metrics) {
      metrics->begin(app.lab().snapshot());
      good = tell(metrics->finish()) && good;
    }
    if (screenshot) {
      const Picture picture = app.take_picture(options.size.value_or(WindowSize{1600, 1000}));
      good = tell(write(*screenshot, png_of(picture))) && good;
    }
    return good;
  }

  static bool tell(const Outcome& outcome) {
    if (!outcome) refuse(outcome.message());
    return outcome.ok();
  }

 private:
  static Outcome write(AtomicFile& file, const std::string& content) {
    if (content.empty()) return Error{"cannot write " + file.path() + ": there is not enough memory to make it"};
    if (Outcome written = file.append(content); !written) return written;
    return file.commit();
  }
};

WindowAppOptions window_options(const ProgramOptions& options, const ProgramStart& start, const Outputs& outputs) {
  WindowAppOptions window;
  window.scenario = start.scenario;
  window.started = start.started;
  window.beside = start.beside;
  window.size = options.size;
  window.visible = !options.exit;
  window.dark = options.dark;
  window.high_contrast = options.high_contrast;
  window.projector = options.projector;
  window.threads = options.threads > 0 ? options.threads : default_thread_count();
  window.random_features = options.random_features;
  window.own_pace = !options.exit;
  // A picture shows the same whatever a person has set before.
  if (!options.exit) window.settings_file = settings_path();
  if (outputs.metrics) {
    window.after_iteration = [writer = outputs.metrics](const Run& run) { writer->after_iteration(run); };
  }
  return window;
}

// While it lives, a request to end from outside ends what the window waits for.
class EndsWithRequest {
 public:
  EndsWithRequest(Interruption& interruption, WindowApp& app) : interruption_(interruption) {
    interruption_.notify([&app] { app.request_end(); });
  }
  ~EndsWithRequest() { interruption_.notify({}); }
  EndsWithRequest(const EndsWithRequest&) = delete;
  EndsWithRequest& operator=(const EndsWithRequest&) = delete;

 private:
  Interruption& interruption_;
};

// The window's life; false, with a sentence said, when something went wrong in it. What has been trained is there
// afterwards, however it ended.
bool live(WindowApp& app, const ProgramOptions& options, const ProgramStart& start) {
  try {
    if (start.opened) app.lab().begin_session(*start.opened);
    if (start.opened && options.run_steps) app.lab().session().look_at_front();
    if (start.opens_later) app.open_file(options.file);
    if (options.run_steps && options.exit && !options.screenshot.empty()) {
      app.train_for_picture(*options.run_steps);
    } else if (options.run_steps) {
      app.lab().advance(*options.run_steps);
    } else if (!options.exit && !start.opens_later) {
      app.lab().play();
    }
    Outcome saved;
    if (!options.exit) {
      saved = app.run();
      app.lab().pause();
    }
    app.wait_until_paused();
    return Outputs::tell(saved);
  } catch (const std::bad_alloc&) {
    refuse("the window ended because memory ran out");
  } catch (const std::exception& error) {
    refuse(std::string("the window ended because of: ") + error.what());
  }
  return false;
}

int run(const ProgramOptions& options, Interruption& interruption) {
  const Result<ProgramStart> prepared = prepare_start(options);
  if (!prepared) return refuse(prepared.message());
  const ProgramStart& start = prepared.value();
  interruption.hold();
  Outputs outputs;
  const std::int64_t steps = options.run_steps.value_or(start.scenario.steps);
  if (const Outcome opened = outputs.open(options, steps, start.from); !opened) return refuse(opened.message());
  Result<std::unique_ptr<WindowApp>> opened = WindowApp::open(window_options(options, start, outputs));
  if (!opened) return refuse(opened.message());
  WindowApp& app = *opened.value();
  const EndsWithRequest ends(interruption, app);
  const bool lived = live(app, options, start);
  const bool written = outputs.finish(app, options);
  if (options.exit) {
    const Snapshot& snapshot = app.lab().snapshot();
    std::printf("step %lld\nstate hash: %s\n", static_cast<long long>(snapshot.position.step),
                hash_text(hash_state(*snapshot.state)).c_str());
    std::fflush(stdout);
  }
  if (!lived || !written) return 2;
  return interruption.requested() ? interruption.exit_code() : 0;
}

}  // namespace
}  // namespace gan

int main(int argc, char** argv) {
  gan::Interruption interruption;
  try {
    const gan::ParsedOptions parsed = gan::parse_options(argc, argv);
    if (!parsed.options) return parsed.exit_code;
    if (parsed.options->list_scenarios) return gan::list_scenarios();
    return gan::run(*parsed.options, interruption);
  } catch (const std::bad_alloc&) {
    return gan::refuse("there is not enough memory for this");
  } catch (const std::exception& error) {
    return gan::refuse(std::string("it ended because of: ") + error.what());
  }
}
