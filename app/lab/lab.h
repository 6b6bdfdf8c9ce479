// Lab: what is on the table: the session of the game that is played, the scenarios that there are, messages,
// jobs, and what images are measured with. Files are read and written in jobs; what was read becomes a
// command or a session. No ImGui and no window here.
#pragma once

#include <cstdint>
#include <future>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "app/lab/looks/thumbnails.h"
#include "app/lab/moment_keeper.h"
#include "app/lab/past/branches.h"
#include "app/lab/session.h"
#include "app/lab/view_context.h"
#include "core/io/recording_file.h"
#include "core/live/jobs.h"
#include "core/live/thread_executor.h"

namespace gan {

struct LabOptions {
  // Of the games side by side, by their numbers (see SessionOptions); of those beyond, nothing. See TrainerOptions.
  std::vector<std::function<void(const Run&)>> after_iteration;
  std::function<void()> notify;                              // from other threads: something new can be taken
  int threads = 1;                                           // that share a training step's work
  std::string output_folder = "ganscope-out";                // of recordings and checkpoints saved from the window
  bool random_features = false;                              // images are measured without a classifier
  bool own_pace = false;                                     // scenarios that have a pace begin at it
  double speed = kUnlimitedSpeed;                            // of the dial, in sub-steps a second
  std::size_t memory_of_the_past = Keyframes::kUsualBudget;  // bytes, for states to go back to
  Executor* executor = nullptr;  // of training, probes and jobs; outlives the lab. Null: threads
};

struct OpenedSession;  // app/lab/opened_session.h

class Lab {
 public:
  // The game begins paused.
  // With `started` the scenario says only what the run is called.
  static Result<std::unique_ptr<Lab>> create(const Scenario& scenario, LabOptions options, StartedRun started = {});
  ~Lab();

  // Takes what has happened since the last frame. `now` is in seconds, on any clock that only moves on.
  void update(double now);
  void carry_out(const Actions& actions);
  // Of the game in focus, or of one of those side by side.
  ViewContext context(ViewSettings& settings, Actions& actions, double frame_ms) const;
  ViewContext context_of(std::size_t game, ViewSettings& settings, Actions& actions, double frame_ms) const;

  // lab_compare.cpp: games side by side, from the same seed and so with the same batches and noise. What acts on the
  // game acts on the one in focus, and what moves through time on all of them.
  std::size_t games() const { return games_.size(); }  // at least 1, at most Lockstep::kMostGames
  bool comparing() const { return games_.size() > 1; }
  const Session& game(std::size_t i) const { return *games_[i]; }
  std::size_t focus() const;
  bool has_room_to_compare() const { return games_.size() < Lockstep::kMostGames; }
  // All are at the same iteration, and wait for each other.
  bool in_lockstep() const { return lockstep_->engaged(); }
  // Of all games.
  void play();
  void pause();
  void advance(std::int64_t iterations);
  void run_to(std::int64_t step);
  bool training() const;
  // Training, or about to: what was asked of it is not done yet.
  bool busy_training() const;
  // Nothing is under way, and what is shown is where they rest.
  bool rests() const;
  // One more game at this moment, with these changes; the first of all stays in focus.
  void stand_beside(const std::vector<SettingEdit>& changes);
  // One more game, that began elsewhere, right of those that are there. There is room for it.
  void stand_beside(StartedRun started);
  void focus_on(std::size_t game);
  // All games at this step of that segment, or where each is nearest to it.
  void look_at(std::int64_t segment, std::int64_t step);
  void look_at_front();
  // As a table in Markdown.
  std::string comparison() const;
  // What the views of a game that is not in focus wish to see.
  void ask(std::size_t game, const Actions& actions);

  // The one in focus.
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
  // The moments that are kept, and their pictures.
  const MomentKeeper& kept() const { return keeper_of_moments_; }
  const Messages& messages() const { return messages_; }
  Messages& messages() { return messages_; }
  Jobs::Shown job() const { return jobs_.shown(); }
  // The training of D to its optimum among the work, where none in files is under way.
  StatusLine status_line() const;
  // What images are measured with.
  const ClassifierKeeper& classifier() const { return keeper_; }
  void cancel_jobs() { jobs_.cancel_all(); }
  // Goes on with a session whose played branch has no problem; it is taken apart.
  void begin_session(OpenedSession& opened);
  // How the window looked where a session was saved that has been opened since, once.
  std::optional<std::string> take_opened_view() { return std::exchange(opened_view_, std::nullopt); }
  // The session as it is now, as a file; called once, on any thread but the one that trains, while the lab is there.
  // Fails with a sentence.
  std::function<Outcome(const std::string& path)> session_writer(const SessionSave& wanted);
  // Writes a new file into the folder of what is saved, beside the training. `what` is named in messages ("figure");
  // the file's name is of the scenario, `name` and the ending.
  using WriteFile = std::function<Outcome(const std::string& path, JobControl& control)>;
  void save_file(const std::string& what, const std::string& name, const std::string& ending, WriteFile write);
  // The session is settled, and nothing is being read or written.
  bool settled() const;

 private:
  explicit Lab(LabOptions options);
  void begin(StartedRun started, Scenario scenario);
  void open_session(std::size_t game, StartedRun started, Scenario scenario);
  std::size_t number_for(std::size_t game) const;
  void begin_past(std::shared_ptr<Keyframes> keyframes);
  void request(LabRequest request);
  void edit(const SettingEdit& edit);
  bool reload_data(const SettingEdit& edit);

  // lab_branches.cpp
  bool in_past() const;
  bool wait_for_branch(const Actions& actions);
  void undo_as_if();
  void restore_discriminator();
  bool optimum_under_way() const;
  void begin_waiting_branch();
  void change_branch(const BranchChange& change);
  void play_branch(RunId run);
  void remove_branch(RunId run);
  bool begin_branch(std::size_t game);
  void park_session(std::size_t game);
  void note_branch(const Session& session);
  void stand_before_parents();
  void pin_fronts();
  void remember_within(std::size_t bytes);

  // lab_compare.cpp, lab_compare_begin.cpp
  bool request_of_games(LabRequest request);
  void compare_here();
  void compare_from_start();
  void compare_with(const CompareWith& wanted);
  bool look_at_start();
  bool add_game();
  void drop_game(std::size_t game);
  void end_compare();
  void swap_games();
  void make_equal();
  void compare_with_branch(RunId run);
  bool stand_parked_beside(RunId run);
  void keep_step();
  void look_where_focus_looks();
  void edit_games(const SettingEdit& edit);
  void edit_together(const Actions& actions);
  void act_on_focus(const std::function<void(Session&)>& act);
  Result<StartedRun> copy_of(const StartedRun& first);
  void toggle_play();
  // lab_kept.cpp
  std::optional<SeekRequest> way_to(RunId run, const Instant& instant) const;
  RunId run_at(const Instant& instant) const;
  void keep_moment();
  void change_kept(const KeptChange& change);
  // What a frame's views want to see of one of the games. No path where an end of it is not found yet, or gone.
  Wishes wishes_of(const Actions& actions, Session& game);
  void go_to(const KeptMoment& moment);
  void choose_best(const std::string& id);
  void follow_best();
  bool best_is_compared() const;  // with samples of the data
  bool beats_best(const Measurement& measured) const;
  void update_kept();

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
  void save_checkpoint();
  void save_checkpoint_at(RunId run, const Instant& instant);
  void write_checkpoint(std::shared_ptr<const Snapshot> snapshot);
  std::string free_output_path(const std::string& stem, const std::string& extension);

  // lab_sessions.cpp
  struct Save;
  Save record_session(const SessionSave& wanted);
  void replay_recording(const std::string& path, RecordingFile file);
  void add_opened_branch(const RecordedBranch& recorded, const ParkedRun& parked);
  void keep_opened(const RecordedMoment& recorded, RunId run, const std::shared_ptr<const Keyframe>& keyframe,
                   const std::shared_ptr<const Snapshot>& snapshot);
  void stand_as_recorded(std::span<const std::size_t> beside, std::span<const RunId> runs);
  void save_session(const SessionSave& wanted);
  void record_kept(const KeptMoment& moment, RecordedSession& session) const;
  void write_sessions();
  static RecordedSession complete(Save& save);
  Session* game_of(RunId run) const;
  std::vector<RunStretch> through_of_branch(RunId run) const;

  LabOptions options_;
  std::vector<Scenario> scenarios_;
  std::uint64_t scenarios_asked_ = 0;
  // A drag under way of a setting whose change reads a file again.
  struct HeldEdit {
    RunId run;
    SettingEdit edit;
  };
  std::optional<HeldEdit> held_edit_;
  // A session of which the recording was asked for of the trainer, to be written where that is there.
  struct Save {
    std::vector<std::pair<std::size_t, std::future<Recording>>> recordings;  // of the branches that are trained
    std::string path;
    RecordedSession session;  // without them
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
  MomentKeeper keeper_of_moments_;
  std::uint64_t pinned_at_ = 0;          // the revision of the kept moments whose states are held
  bool compare_samples_ = false;         // the views wish points to be compared with those of the data
  const ScalarInfo* best_by_ = nullptr;  // the best moment so far is kept by it; null: none is
  DataSpec best_data_;                   // that it was measured of
  std::shared_ptr<const Measurement> best_next_;
  std::uint64_t best_seen_ = 0;  // version of the measurement
  double best_due_ = 0, now_ = 0;
  std::optional<std::string> opened_view_;
  bool told_of_pinned_ = false;  // that they leave nothing of the memory for the past
  std::shared_ptr<Lockstep> lockstep_;
  bool trained_together_ = false;           // since all were last brought to the same iteration
  std::vector<std::int64_t> brought_from_;  // their steps when that was last tried
  std::vector<std::unique_ptr<Session>> games_;
  Session* session_ = nullptr;  // of games_, the one in focus
};

}  // namespace gan
