// The program with the window: reads the command line, opens the window, trains, and leaves what was asked
// for.
#include <cstdio>
#include <exception>
#include <new>
#include <optional>
#include <string>
#include <utility>

#include "app/options.h"
#include "app/outputs.h"
#include "app/panels/figure/figure_names.h"
#include "app/panels/view_settings_file_model.h"
#include "app/program_start.h"
#include "app/studio_outputs.h"
#include "app/window/window_app.h"
#include "core/base/hash.h"
#include "core/io/machine/interruption.h"
#include "core/io/machine/processors.h"
#include "core/io/scenario_file.h"

#if defined(__SANITIZE_ADDRESS__)
// Under the address sanitizer libraries stay loaded until the end, so that what they leave behind is told by their
// names (cmake/leaks_of_others.txt) and not as of an unknown module.
extern "C" int dlclose(void*) {
  return 0;
}
#endif

namespace gan {
namespace {

int list_scenarios() {
  for (const Result<Scenario>& scenario : builtin_scenarios()) {
    if (!scenario) return refuse(scenario.message());
    std::printf("%-20s %s\n", scenario.value().id.c_str(), scenario.value().title.c_str());
  }
  return 0;
}

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
  window.after_iteration = outputs.after_iteration();
  return window;
}

// What is printed at the end of a program that ends by itself.
void print_end(const Snapshot& snapshot) {
  std::printf("step %lld\nstate hash: %s\n", static_cast<long long>(snapshot.position.step),
              hash_text(hash_state(*snapshot.state)).c_str());
  std::fflush(stdout);
}

// While it lives, a request to end from outside ends what the window waits for.
template <class App>
class EndsWithRequest {
 public:
  EndsWithRequest(Interruption& interruption, App& app) : interruption_(interruption) {
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

// Figures and numbers of the state at the end, where no display is needed.
int run_without_window(const ProgramOptions& options, const ProgramStart& start, Outputs& outputs,
                       Interruption& interruption) {
  StudioOptions asked;
  asked.scenario = start.scenario;
  asked.started = start.started;
  asked.beside = start.beside;
  asked.opened = start.opened;
  asked.threads = options.threads > 0 ? options.threads : default_thread_count();
  asked.random_features = options.random_features;
  asked.after_iteration = outputs.after_iteration();
  Result<std::unique_ptr<Studio>> opened = Studio::open(std::move(asked));
  if (!opened) return refuse(opened.message());
  Studio& studio = *opened.value();
  const EndsWithRequest ends(interruption, studio);
  const FigureOptions& figure = options.figure;
  if (!figure.file.empty() || !options.clip.file.empty()) {
    const Outcome known = check_figure_name(figure.panel, studio.lab());
    if (!known) return refuse("--panel: " + known.message());
  }
  std::unique_ptr<ClipFile> clip;
  if (!options.clip.file.empty()) {
    Result<std::unique_ptr<ClipFile>> created = create_clip(options.clip.file);
    if (!created) return refuse(created.message());
    clip = std::move(created).value();
  }
  if (start.opened && options.run_steps) studio.lab().session().look_at_front();
  studio.train(options.run_steps.value_or(0));
  outputs.set_figure([&] { return figure_of(studio, options); });
  outputs.set_numbers([&] { return numbers_of(studio); });
  bool written = outputs.finish(studio.lab());
  if (clip) written = Outputs::tell(write_clip(studio, options, *clip)) && written;
  print_end(*studio.lab().session().front());
  if (interruption.requested()) return interruption.exit_code();
  return written ? 0 : 2;
}

int run(const ProgramOptions& options, Interruption& interruption) {
  const Result<ProgramStart> prepared = prepare_start(options);
  if (!prepared) return refuse(prepared.message());
  const ProgramStart& start = prepared.value();
  interruption.hold();
  Outputs outputs;
  const std::int64_t steps = options.run_steps.value_or(start.scenario.steps);
  if (const Outcome opened = outputs.open(options, steps, start.from); !opened) return refuse(opened.message());
  if (options.without_window()) return run_without_window(options, start, outputs, interruption);
  Result<std::unique_ptr<WindowApp>> opened = WindowApp::open(window_options(options, start, outputs));
  if (!opened) return refuse(opened.message());
  WindowApp& app = *opened.value();
  const EndsWithRequest ends(interruption, app);
  const bool lived = live(app, options, start);
  outputs.set_screenshot([&]() -> Result<std::string> {
    return png_of(app.take_picture(options.size.value_or(WindowSize{1600, 1000})));
  });
  const bool written = outputs.finish(app.lab());
  if (options.exit) print_end(app.lab().snapshot());
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
