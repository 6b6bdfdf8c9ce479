// Lab: scenarios, recordings, checkpoints and points that are opened, recordings and checkpoints that are
// saved. Reading and writing happen in jobs; what was read is sent to the trainer as one command.
#include <algorithm>
#include <filesystem>

#include "app/lab/lab.h"
#include "core/base/number_text.h"
#include "core/data/distribution.h"
#include "core/data/image_set.h"
#include "core/io/checkpoint.h"
#include "core/io/data_files.h"
#include "core/io/file_kind.h"
#include "core/io/files/text_file.h"
#include "core/io/images/image_files.h"
#include "core/io/machine/machine_memory.h"
#include "core/io/recording_file.h"
#include "core/io/scenario_file.h"
#include "core/io/start_options.h"
#include "core/settings/settings_check.h"

namespace gan {

namespace {

std::string file_name(const std::string& path) {
  return std::filesystem::path(path).filename().string();
}

// The last name of a path that may end in a slash.
std::string folder_name(const std::string& path) {
  const std::string name = file_name(path);
  return name.empty() ? std::filesystem::path(path).parent_path().filename().string() : name;
}

}  // namespace

// Images that the game holds already are taken as they are; others are read beside the training.
void Lab::open_scenario(Scenario scenario) {
  DataSpec& data = scenario.settings.spec.data;
  const DataSpec& held = snapshot().settings->spec.data;
  if (data.file == held.file && reads_images(data) && held.images) {
    data.images = held.images;
    // What was read in another form is not it.
    if (needs_loading(data)) data.images = nullptr;
  }
  ++scenarios_asked_;
  if (!needs_loading(data)) return send_scenario(std::move(scenario));
  const std::string title = "Reading " + file_name(data.file);
  jobs_.start(title, [this, asked = scenarios_asked_, scenario = std::move(scenario)](JobControl& control) mutable {
    LoadWatch watch;
    watch.progress = [&](double share) { control.share = share; };
    watch.cancelled = [&] { return control.cancelled.load(); };
    Outcome done = load_data(scenario.settings.spec.data, watch);
    if (done) done = check_settings(scenario.settings);
    const bool cancelled = control.cancelled;
    return Jobs::Finish([this, asked, done, cancelled, scenario = std::move(scenario)] {
      // Another one was chosen meanwhile.
      if (asked != scenarios_asked_) return;
      if (cancelled) return messages_.note("Opening '" + scenario.title + "' was cancelled.");
      if (!done) return messages_.problem("'" + scenario.title + "' was not opened: " + done.message());
      if (const auto& images = scenario.settings.spec.data.images) messages_.note(account_of(*images) + ".");
      send_scenario(scenario);
    });
  });
}

void Lab::send_scenario(Scenario scenario) {
  end_compare();
  session_->look_at_front();
  std::string label = scenario.id.empty() ? scenario.title : scenario.id;
  Command command = OpenGame{std::make_shared<const Settings>(scenario.settings)};
  session_->open(std::move(command), std::move(scenario), std::move(label));
}

void Lab::open_file(const std::string& path) {
  const Result<FileKind> kind = file_kind(path);
  if (!kind) return messages_.problem(kind.message());
  switch (kind.value()) {
    case FileKind::checkpoint:
      return open_checkpoint(path);
    case FileKind::scenario:
    case FileKind::recording:
      return open_toml(path);
    case FileKind::points:
      return open_points(path);
    case FileKind::images:
      return open_images(path);
  }
}

void Lab::open_data_file(const std::string& typed) {
  const Result<FileKind> kind = file_kind(typed);
  if (!kind) return session_->refuse("data.file", typed, kind.message());
  if (kind.value() == FileKind::points) return open_points(typed, typed);
  if (kind.value() == FileKind::images) return open_images(typed, typed);
  open_file(typed);
}

// What data.file names replaces the data of the game as it is; everything else that was set stays.
void Lab::open_data(std::vector<std::pair<std::string, std::string>> values, const std::string& label, Typed typed) {
  jobs_.start("Reading " + label, [this, values = std::move(values), label, typed = std::move(typed),
                                   settings = session_->shown_settings()](JobControl& control) mutable {
    LoadWatch watch;
    watch.progress = [&](double share) { control.share = share; };
    watch.cancelled = [&] { return control.cancelled.load(); };
    const Outcome done = set_from_text(settings, values, watch);
    const bool cancelled = control.cancelled;
    return Jobs::Finish([this, label, typed, done, cancelled, settings = std::move(settings)] {
      if (cancelled) return messages_.note("Reading " + label + " was cancelled.");
      if (!done && typed) session_->refuse("data.file", *typed, done.message());
      if (!done) return messages_.problem(done.message());
      if (const auto& images = settings.spec.data.images) messages_.note(account_of(*images) + ".");
      Scenario scenario = session_->scenario();
      scenario.settings = settings;
      call_after_data(scenario);
      end_compare();
      session_->open(OpenGame{std::make_shared<const Settings>(settings)}, std::move(scenario), label);
    });
  });
}

void Lab::open_points(const std::string& path, Typed typed) {
  open_data({{"data.kind", "csv"}, {"data.file", std::filesystem::absolute(path).string()}}, file_name(path),
            std::move(typed));
}

// A folder, a file or the name of an installed set. Data that are stacked stay so.
void Lab::open_images(const std::string& path, Typed typed) {
  const bool installed = is_installed_name(path);
  const std::string file = installed ? path : std::filesystem::absolute(path).lexically_normal().string();
  const bool stacked = session_->shown_settings().spec.data.kind == find_distribution("stacked");
  open_data({{"data.kind", stacked ? "stacked" : "images"}, {"data.file", file}}, installed ? path : folder_name(file),
            std::move(typed));
}

void Lab::open_checkpoint(const std::string& path) {
  jobs_.start("Reading " + file_name(path), [this, path](JobControl&) {
    auto saved = load_checkpoint(std::filesystem::absolute(path).string());
    return Jobs::Finish([this, path, saved = std::move(saved)] {
      if (!saved) return messages_.problem(saved.message());
      Scenario scenario;
      scenario.id = scenario.title = file_name(path);
      scenario.description = "A checkpoint of step " + whole_text(saved.value()->state.step) + ".";
      scenario.settings = saved.value()->settings;
      end_compare();
      session_->open(LoadGame{saved.value()}, std::move(scenario), file_name(path));
    });
  });
}

void Lab::open_toml(const std::string& path) {
  jobs_.start("Reading " + file_name(path), [this, path](JobControl&) -> Jobs::Finish {
    const Result<std::string> text = read_file(path, kLargestRecording);
    if (!text) return [this, text] { messages_.problem(text.message()); };
    if (const Result<FileKind> kind = file_kind(path); kind && kind.value() == FileKind::recording) {
      auto file = std::make_shared<Result<RecordingFile>>(parse_recording(text.value(), path));
      return [this, path, file] {
        if (!*file) return messages_.problem(file->message());
        replay_recording(path, std::move(file->value()));
      };
    }
    Result<Scenario> scenario = parse_scenario(text.value(), path);
    return [this, scenario = std::move(scenario)] {
      if (!scenario) return messages_.problem(scenario.message());
      open_scenario(scenario.value());
    };
  });
}

// Of the very moment: where its state is not there yet it is waited for.
void Lab::save_checkpoint() {
  if (session_->shows_exactly()) return write_checkpoint(session_->snapshot());
  save_checkpoint_at(session_->id(), session_->looked_at());
}

void Lab::save_checkpoint_at(RunId run, const Instant& instant) {
  std::optional<SeekRequest> way = way_to(run, instant);
  if (!way) return messages_.problem("No branch comes by this moment any more: no checkpoint was saved.");
  keeper_of_moments_.find(std::move(*way), [this](const Sought& sought) {
    if (sought.keyframe) return write_checkpoint(sought.snapshot);
    messages_.problem(sought.problem + " No checkpoint was saved.");
  });
}

void Lab::write_checkpoint(std::shared_ptr<const Snapshot> snapshot) {
  const std::string path =
      free_output_path(plain_stem(scenario().id) + "-" + std::to_string(snapshot->position.step), ".safetensors");
  jobs_.start("Saving a checkpoint", [this, path, snapshot = std::move(snapshot)](JobControl&) {
    SavedGame game;
    game.settings = *snapshot->settings;
    game.state = *snapshot->state;
    std::error_code failed;
    std::filesystem::create_directories(std::filesystem::path(path).parent_path(), failed);
    const Outcome done = gan::save_checkpoint(game, path);
    return Jobs::Finish([this, path, step = snapshot->position.step, done] {
      if (!done) return messages_.problem(done.message());
      messages_.note(std::string("Checkpoint (step ") + step_text(step).c_str() + ") saved to " + path + ".");
    });
  });
}

void Lab::save_file(const std::string& what, const std::string& name, const std::string& ending, WriteFile write) {
  const std::string path = free_output_path(plain_stem(scenario().id) + "-" + name, "." + ending);
  jobs_.start("Saving the " + what, [this, what, path, write = std::move(write)](JobControl& control) {
    std::error_code failed;
    std::filesystem::create_directories(std::filesystem::path(path).parent_path(), failed);
    const Outcome done = write(path, control);
    const bool cancelled = control.cancelled;
    return Jobs::Finish([this, what, path, done, cancelled] {
      std::string capital = what;
      capital[0] = static_cast<char>(capital[0] - 'a' + 'A');
      if (done) return messages_.note(capital + " saved to " + path + ".");
      if (cancelled) return messages_.note("Saving the " + what + " was cancelled.");
      messages_.problem(done.message());
    });
  });
}

// A name that is not taken yet: saving never overwrites.
std::string Lab::free_output_path(const std::string& stem, const std::string& extension) {
  const std::string base = options_.output_folder + "/" + stem;
  std::error_code ignored;
  std::string path = base + extension;
  for (int n = 2; output_paths_.contains(path) || std::filesystem::exists(path, ignored); ++n)
    path = base + "-" + std::to_string(n) + extension;
  output_paths_.insert(path);
  return path;
}

}  // namespace gan
