// Lab: what is on the table: the session of the game that is played, the scenarios that there are, messages,
// jobs, and what images are measured with. Files are read and written in jobs; what was read becomes a
// command or a session. No ImGui and no window here.
#pragma once

#include <cstdint>
#include <future>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "app/lab/looks/thumbnails.h"
#include "app/lab/past/branches.h"
#include "app/lab/session.h"
#include "app/lab/view_context.h"
#include "core/io/recording_file.h"
#include "core/live/jobs.h"
#include "core/live/thread_executor.h"

namespace gan {

struct LabOptions {
  std::function<void()> notify;                              // from other threads: something new can be taken
  std::function<void(const Run&)> after_iteration;           // see TrainerOptions
  int threads = 1;                                           // that share a training step's work
  std::string output_folder = "ganscope-out";                // of recordings and checkpoints saved from the window
  bool random_features = false;                              // images are measured without a classifier
  bool own_pace = false;                                     // scenarios that have a pace begin at it
  double speed = kUnlimitedSpeed;                            // of the dial, in sub-steps a second
  std::size_t memory_of_the_past = Keyframes::kUsualBudget;  // bytes, for states to go back to
  Executor* executor = nullptr;  // of training, probes and jobs; outlives the lab. Null: threads
};

struct Replayed;  // lab_files.cpp

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

  Session& session() { return *session_; }
  const Session& session() const { return *session_; }
  const Snapshot& snapshot() const { return *session_->snapshot(); }
  const RunHistory& history() const { return session_->history(); }
  const Scenario& scenario() const { return session_->scenario(); }
  const std::vector<Scenario>& scenarios() const { return scenarios_; }  // the built-in ones
  const Thumbnails& thumbnails() const { return thumbnails_; }           // of these
  // The runs that part from each other, of which the session's is played.
  const Branches& branches() const { return branches_; }
  const Keyframes& keyframes() const { return *keyframes_; }
  const Messages& messages() const { return messages_; }
  Messages& messages() { return messages_; }
  Jobs::Shown job() const { return jobs_.shown(); }
  StatusLine status_line() const { return gan::status_line(jobs_, messages_); }
  // What images are measured with.
  const ClassifierKeeper& classifier() const { return keeper_; }
  void cancel_jobs() { jobs_.cancel_all(); }
  // Writes a new file into the folder of what is saved, beside the training. `what` is named in messages ("figure");
  // the file's name is of the scenario, `name` and the ending.
  using WriteFile = std::function<Outcome(const std::string& path, JobControl& control)>;
  void save_file(const std::string& what, const std::string& name, const std::string& ending, WriteFile write);
  // The session is settled, and nothing is being read or written.
  bool settled() const { return session_->settled() && waiting_.empty() && jobs_.idle() && saves_.empty(); }

 private:
  explicit Lab(LabOptions options);
  void begin(StartedRun started, Scenario scenario);
  void open_session(StartedRun started, Scenario scenario);
  void request(LabRequest request);
  void edit(const SettingEdit& edit);
  bool reload_data(const SettingEdit& edit);

  // lab_branches.cpp
  bool wait_for_branch(const Actions& actions);
  void undo_as_if();
  void begin_waiting_branch();
  void change_branch(const BranchChange& change);
  void play_branch(RunId run);
  void remove_branch(RunId run);
  void park_session();
  void note_branch();
  void pin_fronts();
  void remember_within(std::size_t bytes);

  // lab_files.cpp
  void open_scenario(Scenario scenario);
  void send_scenario(Scenario scenario);
  void open_file(const std::string& path);
  // The same by a path that was typed at the field of the data's file, where a refusal stands then.
  void open_data_file(const std::string& typed);
  // `typed`: what stood at that field; none where the data come from elsewhere.
  using Typed = std::optional<std::string>;
  void open_data(std::vector<std::pair<std::string, std::string>> values, const std::string& label, Typed typed = {});
  void open_points(const std::string& path, Typed typed = {});
  void open_images(const std::string& path, Typed typed = {});
  void open_checkpoint(const std::string& path);
  void open_toml(const std::string& path);
  void replay_recording(const std::string& path, RecordingFile file);
  void finish_replay(const std::string& path, Replayed& replayed);
  void save_recording();
  void write_recordings();
  void save_checkpoint();
  std::string free_output_path(const std::string& stem, const std::string& extension);

  LabOptions options_;
  std::vector<Scenario> scenarios_;
  std::uint64_t scenarios_asked_ = 0;
  // A drag under way of a setting whose change reads a file again.
  struct HeldEdit {
    RunId run;
    SettingEdit edit;
  };
  std::optional<HeldEdit> held_edit_;
  // A recording that the trainer was asked for, to be written where it is there.
  struct Save {
    std::future<Recording> recording;
    std::string path;
  };
  std::vector<Save> saves_;
  std::set<std::string> output_paths_;  // that were handed out: what is saved there may not be written yet
  ThreadExecutor threads_;
  Executor& executor_;
  Messages messages_;
  Jobs jobs_;
  Thumbnails thumbnails_;
  ClassifierKeeper keeper_;
  std::shared_ptr<Keyframes> keyframes_;
  Branches branches_;
  std::vector<ParkedRun> parked_;  // those that are not played
  std::vector<Actions> waiting_;   // for the moment that is looked at: they begin a branch there
  std::unique_ptr<Session> session_;
};

}  // namespace gan
