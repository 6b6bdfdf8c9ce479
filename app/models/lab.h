// Lab: one game with everything that watches and drives it: trainer, prober, history, pending edits, undo,
// messages, jobs. Once a frame `update` takes what has happened and `carry_out` does what the views asked
// for. Neither ever waits for the training. No ImGui and no window here.
#pragma once

#include <cstdint>
#include <functional>
#include <future>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "app/models/classifier_keeper.h"
#include "app/models/jobs.h"
#include "app/models/marks.h"
#include "app/models/messages.h"
#include "app/models/output_scale.h"
#include "app/models/pending.h"
#include "app/models/undo.h"
#include "app/models/view_context.h"
#include "core/io/recording_file.h"
#include "core/live/prober.h"
#include "core/live/trainer.h"
#include "core/scenario/scenario.h"

namespace gan {

struct LabOptions {
  std::function<void()> notify;                     // from other threads: something new can be taken
  std::function<void(const Run&)> after_iteration;  // see TrainerOptions
  int threads = 1;                                  // that share a training step's work
  std::string output_folder = "ganscope-out";       // of recordings and checkpoints saved from the window
  bool random_features = false;                     // pictures are measured without a classifier
};

struct Replayed;  // lab_files.cpp

// A run to begin with instead of a scenario's first step: one that continues a checkpoint, or a recording's end.
struct StartedRun {
  std::unique_ptr<Run> run;
  std::vector<StepRecord> records;  // of its last segment
};

class Lab {
 public:
  // The game begins paused.
  // With `started` the scenario says only what the run is called.
  static Result<std::unique_ptr<Lab>> create(const Scenario& scenario, LabOptions options, StartedRun started = {});
  ~Lab();

  // Takes what has happened since the last frame. `now` is in seconds, on any clock that only moves on.
  void update(double now);
  void carry_out(const Actions& actions);
  ViewContext context(ViewSettings& settings, Actions& actions, double frame_ms) const;

  // What a control shows: the pending value, or else the game's.
  Value shown_value(const Field& field) const;
  const Settings& shown_settings() const { return shown_settings_; }
  bool is_pending(const std::string& key) const { return pending_.find(key) != nullptr; }
  bool differs_from_scenario(const Field& field) const;

  const Snapshot& snapshot() const { return *snapshot_; }
  const RunHistory& history() const { return history_; }
  const Scenario& scenario() const { return scenario_; }
  const std::vector<Scenario>& scenarios() const { return scenarios_; }  // the built-in ones
  const Messages& messages() const { return messages_; }
  Messages& messages() { return messages_; }
  // How many of the scenario's remedies are in force in what is shown.
  std::size_t remedies_applied() const { return gan::remedies_applied(scenario_, shown_settings_); }
  bool can_undo() const { return undo_.can_undo(); }
  bool can_redo() const { return undo_.can_redo(); }
  Jobs::Shown job() const { return jobs_.shown(); }
  StatusLine status_line() const { return gan::status_line(jobs_, messages_); }
  // What pictures are measured with.
  const ClassifierKeeper& classifier() const { return keeper_; }
  Activity activity() const { return trainer_->activity(); }
  bool training() const { return activity() == Activity::playing || activity() == Activity::advancing; }
  double speed() const { return speed_; }

  // Trains until `step` iterations of the present segment are complete, then pauses.
  void run_to(std::int64_t step) { last_ticket_ = trainer_->run_to(step); }
  void play() { last_ticket_ = trainer_->play(); }
  // Trains so many iterations more, then pauses.
  void advance(std::int64_t iterations) { last_ticket_ = trainer_->advance_iterations(iterations); }
  void pause() { last_ticket_ = trainer_->pause(); }
  void cancel_jobs() { jobs_.cancel_all(); }
  // Every request up to now has been done by the trainer.
  bool requests_done() const { return trainer_->acknowledged_ticket() >= last_ticket_; }
  // Everything that was asked for has been done and is shown: the picture and the metrics are those of the
  // present state, which stands still.
  bool settled() const;
  std::future<Recording> finish_recording() { return trainer_->finish_recording(); }

 private:
  Lab(Scenario scenario, LabOptions options);
  void adopt(std::unique_ptr<Run> run);
  void adopt_with_history(StartedRun started);

  // lab.cpp
  void drain();
  void show_records();
  void take_snapshot();
  void take_probes(double now);
  void ask_for_probes();
  void ask_for_walk();
  void refresh_shown();
  std::uint64_t gesture_of(Ticket ticket) const;
  void applied(const AppliedCommand& command);
  void note_data();
  void rejected(const RejectedCommand& command);
  void paused(const Position& position);

  // lab_actions.cpp
  void edit(const FieldEdit& edit);
  Ticket send(Command command) { return last_ticket_ = trainer_->send(std::move(command)); }
  void send_value(const std::string& key, const Value& value, std::uint64_t gesture, bool finished = true);
  void send_changes(const std::vector<SettingChange>& changes, bool forward);
  void request(LabRequest request);
  void new_start();
  void apply_remedy();  // the next of them
  void report_if_diverged();

  // lab_files.cpp
  void send_opening(Command command, Scenario scenario, std::string label);
  void pause_as(const Scenario& scenario);
  void open_scenario(Scenario scenario);
  void send_scenario(Scenario scenario);
  void open_file(const std::string& path);
  void open_data(std::vector<std::pair<std::string, std::string>> values, const std::string& label);
  void open_points(const std::string& path);
  void open_pictures(const std::string& path);
  bool reload_data(const FieldEdit& edit);
  void open_checkpoint(const std::string& path);
  void open_toml(const std::string& path);
  void replay_recording(const std::string& path, RecordingFile file);
  void finish_replay(const std::string& path, Replayed& replayed);
  void save_recording();
  void save_checkpoint();
  std::string free_output_path(const std::string& stem, const std::string& extension) const;

  LabOptions options_;
  std::vector<Scenario> scenarios_;
  Scenario scenario_;
  struct Opening {
    Ticket ticket;
    Scenario scenario;
    std::string label;
  };
  std::vector<Opening> openings_;  // sent, not yet applied
  std::uint64_t scenarios_asked_ = 0;

  std::shared_ptr<const Snapshot> snapshot_;
  Settings shown_settings_;
  bool shown_stale_ = true;
  std::unique_ptr<ChangeTracker> tracker_;
  TrainerOutput output_;  // its memory is used again
  std::vector<SegmentRecord> ahead_;  // records of iterations that the snapshot does not show yet
  RunHistory history_;
  PendingEdits pending_;
  UndoStack undo_;
  std::optional<FieldEdit> held_edit_;  // a drag under way of a setting whose change reads a file again
  Ticket last_ticket_ = 0;
  std::uint64_t gesture_ = 1;  // of the drag under way, or the next one
  std::vector<std::pair<Ticket, std::uint64_t>> gestures_;
  Messages messages_;
  double speed_ = kUnlimitedSpeed;
  bool divergence_reported_ = false;

  // At rest, and at a pace at which sub-steps can be followed, the scalars of now are wanted: see StepRecord.
  bool shows_substeps() const;

  std::optional<ProbeRequest> wish_;
  std::optional<ProbeRequest> walk_wish_;
  std::shared_ptr<const Snapshot> probed_;  // last asked for
  std::optional<ProbeRequest> probed_wish_;
  std::shared_ptr<const Snapshot> measured_;  // last asked for
  double measured_at_ = -1;
  double measure_took_ = 0;
  double probed_at_ = -1;
  double probe_due_ = 0;  // of pictures, while it trains: not before
  double now_ = 0;
  double rate_appended_at_ = 0;
  std::shared_ptr<const ProbeResult> probe_, walk_;
  OutputReader outputs_;  // of probe_
  std::shared_ptr<const Measurement> measurement_;
  // What the mailboxes have given, and what the views are told: the second ones never begin anew.
  std::uint64_t probe_taken_ = 0, walk_taken_ = 0, measurement_taken_ = 0, snapshot_version_ = 0;
  std::uint64_t probe_version_ = 0, walk_version_ = 0, measurement_version_ = 0;

  int probes_given_up_ = 0;  // of which a person has been told

  Jobs jobs_;
  ClassifierKeeper keeper_;
  std::unique_ptr<Prober> prober_;
  std::unique_ptr<Prober> follower_;  // of the walk; made when it is first wanted
  std::unique_ptr<Trainer> trainer_;
};

}  // namespace gan
