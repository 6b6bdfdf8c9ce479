// Session: one game with everything that watches and drives it: trainer, probe desk, history, pending edits,
// undo. It begins with a run and ends with it: another game is another session, which starts with nothing of
// the one before. Once a frame `update` takes what has happened and `ask` sends for what the views wish to
// see. Neither ever waits for the training. What is shown is the front, where it trains, or a moment of its past that
// a person looks at, which changes nothing. No ImGui and no window here.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <future>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "app/lab/actions.h"
#include "app/lab/classifier_keeper.h"
#include "app/lab/edits/pending.h"
#include "app/lab/edits/refusals.h"
#include "app/lab/edits/undo.h"
#include "app/lab/game_judge.h"
#include "app/lab/history/marks.h"
#include "app/lab/looks/output_scale.h"
#include "app/lab/messages.h"
#include "app/lab/past/branches.h"
#include "app/lab/past/course.h"
#include "app/lab/past/look_back.h"
#include "app/lab/past/path_watch.h"
#include "app/lab/response/best_response_training.h"
#include "core/live/probe_desk.h"
#include "core/live/trainer.h"
#include "core/scenario/scenario.h"
#include "core/settings/setting.h"

namespace gan {

// What is played, from a segment on.
struct PlayedScenario {
  std::int64_t segment = 0;
  std::uint64_t revision = 0;
  Scenario scenario;
};

// A run to begin with instead of a scenario's first step: one that continues a checkpoint, or a recording's
// end.
struct StartedRun {
  std::unique_ptr<Run> run;
  // Of a run that was followed, branches from another or goes on: what is remembered of its past, and how it came here.
  std::optional<RunHistory> history;
  std::shared_ptr<Keyframes> keyframes;  // null: they are remembered from now on
  std::vector<RunStretch> ancestors;     // oldest first
  std::vector<StateHash> hashes;
  std::vector<Instant> divergences;  // where it diverged
  GameJudge::Happened happened;
  std::vector<PlayedScenario> played;  // in order; empty: the scenario that it begins with
  UndoStack undo;                      // of what a person did to it
};

// All of a session that is not trained any more, to go on from.
struct ParkedRun {
  std::shared_ptr<const Past> past;
  std::shared_ptr<const Keyframe> front;
  std::uint64_t front_hash = 0;
  StartedRun rest;  // without a run
};

// How a parked run came to its front.
std::vector<RunStretch> through_of(const ParkedRun& parked);
// The label of what was done to a branch first; empty: nothing was, or it parts from none.
std::string first_change(const RunHistory& history, const Branch& branch);
// A run that comes beside another one to an instant of its past.
struct RunBeside {
  Past past;  // of the new run
  std::vector<RunStretch> through;
  Instant end;
  StartedRun rest;  // without a run
  MemorySource memory;
};
// On any thread; takes as long as the steps from the nearest state that is remembered. Fails with a sentence where
// there is not enough memory.
Result<StartedRun> begin_beside(RunBeside beside);

struct SessionOptions {
  std::function<void()> notify;                     // from other threads: something new can be taken
  std::function<void(const Run&)> after_iteration;  // see TrainerOptions
  int threads = 1;                                  // that share a training step's work
  double speed = kUnlimitedSpeed;                   // of the dial
  bool own_pace = false;                            // scenarios that have a pace begin at it
  std::shared_ptr<Keyframes> keyframes;             // that remember its states; null: some of its own
  MemorySource memory;                              // is asked before a second game is set up to look back
  std::shared_ptr<Lockstep> lockstep;               // with the sessions beside it; null: it stands alone
  std::size_t number = 0;                           // of the games side by side, which it keeps wherever it stands
};

// What the views of one frame may take of what was computed for them. All null until it is there.
struct Answers {
  std::shared_ptr<const ProbeResult> probe, walk;
  std::shared_ptr<const Measurement> measurement;
  std::shared_ptr<const Spectrum> spectrum;  // of whatever segment: who comes back to it need not look again
  std::shared_ptr<const MomentPath> path;
  // Grow with every change.
  std::uint64_t probe_version = 0, walk_version = 0, measurement_version = 0, spectrum_version = 0, path_version = 0;
};

// What the views of one frame wish to see. Without a probe it is that of the frame before; all else is wished for anew.
struct Wishes {
  std::optional<ProbeRequest> probe, walk;
  std::optional<SpectrumRequest> spectrum;
  std::optional<PathEnds> path;
  bool compare = false;  // points with those of the data
};

class Session {
 public:
  // The game begins paused. `scenario` says what it is called and what it claims. `executor`, `messages` and
  // `keeper` outlive it.
  Session(Executor& executor, StartedRun started, Scenario scenario, SessionOptions options, Messages& messages,
          ClassifierKeeper& keeper);

  // Takes what has happened since the last frame. `now` is in seconds, on any clock that only moves on.
  void update(double now);
  void ask(const Wishes& wishes);
  // The moment at which the game that is shown began.
  const std::shared_ptr<const Snapshot>& start();

  // session_past.cpp: what a person looks at.
  // The state that completed this step of this segment, or the nearest that there was.
  void look_at(std::int64_t segment, std::int64_t step);
  void look_at(const Instant& instant);
  // So many iterations from what is shown, back where it is below 0; past the end is the front.
  void look_on(std::int64_t iterations);
  void look_at_front();
  // The state before what undo would take back acted. False where there is none, as of what another start has ended.
  bool look_before_change();
  // The state before D was trained to its optimum, the last time. False where it was not.
  bool look_before_optimum();
  // That state's place; nothing where there is none.
  const std::optional<Instant>& before_optimum() const { return before_optimum_; }
  // What is shown is of the past; the front trains on, or rests where it is.
  bool in_past() const { return look_.active(); }
  // What is shown is what is looked at, and not a state near it that was known at once.
  bool shows_exactly() const { return !look_.active() || look_.exact(); }
  // The place that is looked at: of what is shown, or soon will be.
  Instant looked_at() const { return look_.active() ? look_.instant() : front_->instant(); }
  // The last step of the segment that is shown.
  std::int64_t last_step_shown() const;
  const LookBack& look() const { return look_; }
  const std::shared_ptr<Keyframes>& keyframes() const { return keyframes_; }
  const Course& course() const { return course_; }
  // What another session begins with that goes on from what is looked at, which is shown exactly: a branch, and another
  // run. Fails with a sentence where there is not enough memory.
  Result<StartedRun> branch() const;
  // What another session begins with that looks back beside this one, from `step` of that segment: see begin_beside.
  RunBeside beside(std::int64_t segment, std::int64_t step) const;
  // Ends the training, and with it the use of this session: its run and all to go on with it elsewhere.
  StartedRun hand_over();
  ParkedRun park();
  // The run that this one parted from, which is not trained beside it: see RunHistory.
  void part_from(const RunHistory* parent, const Instant& parting) { history_.part_from(parent, parting); }
  // How this run came to be: the runs that it branches from, and itself.
  std::vector<RunStretch> through() const;

  // session_actions.cpp: what a person does.
  // Checks it, notes it for undoing and sends it.
  void edit(const SettingEdit& edit);
  // Several at once, as one command and one step of undo; none where one can't be set.
  void edit_together(std::span<const SettingEdit> edits);
  // What was typed at the field of `key` can't be taken: `message` stands there until that is mended.
  void refuse(const std::string& key, std::string typed, const std::string& message);
  void play();
  void pause();
  void toggle_play();
  // Trains so many iterations more, then pauses.
  void advance(std::int64_t iterations);
  // Trains until `step` iterations of the present segment are complete, then pauses.
  void run_to(std::int64_t step);
  void take_step(Player player);
  // Steps of D alone until it is as good as it gets, a few at a time; where that is under way it stops. Whatever else a
  // person does to the game stops it too.
  void train_to_optimum();
  void stop_optimum();
  // What is under way; null: nothing.
  const BestResponseTraining* optimum() const { return optimum_ ? &*optimum_ : nullptr; }
  void same_start();
  void new_start(std::uint64_t seed);
  std::uint64_t next_seed() const;
  // How often training was asked to start anew: grows.
  std::uint64_t starts() const { return starts_; }
  void undo();
  void redo();
  void apply_remedy();  // the next of them
  // By a person: it holds until another scenario is opened.
  void set_speed(double substeps_per_second);
  // Opens `scenario` by a command of this run: another game, or a saved one.
  void open(Command command, Scenario scenario, std::string label);

  // What a control shows: the pending value, or else the game's.
  Value shown_value(const Setting& setting) const { return setting.get(shown_settings_); }
  const Settings& shown_settings() const { return shown_settings_; }
  // What stands at the fields.
  const Refusals& refusals() const { return refusals_; }
  bool is_pending(const std::string& key) const { return pending_.find(key) != nullptr; }
  bool differs_from_scenario(const Setting& setting) const {
    return setting.get(shown_settings_) != setting.get(scenario().settings);
  }

  RunId id() const { return front_->run; }
  std::size_t number() const { return options_.number; }
  // What is shown, and the newest of the run: the same unless a person looks at the past.
  const std::shared_ptr<const Snapshot>& snapshot() const { return look_.snapshot() ? look_.snapshot() : front_; }
  const std::shared_ptr<const Snapshot>& front() const { return front_; }
  // Of the segment that is shown, and of what came before it.
  const RunHistory& history() const { return past_history_ ? *past_history_ : history_; }
  const RunHistory& front_history() const { return history_; }
  const Scenario& scenario() const { return shown_scenario().scenario; }
  const std::vector<PlayedScenario>& played() const { return played_; }  // in order
  const Answers& answers() const { return answers_; }
  // The newest of the front, whatever is shown; null until there is one.
  const std::shared_ptr<const Measurement>& front_measurement() const { return front_measurement_; }
  std::uint64_t front_measurement_version() const { return front_measurement_version_; }  // as those of Answers
  // Another number, another scenario was opened.
  std::uint64_t scenario_revision() const { return shown_scenario().revision; }
  const OutputScale& output_scale() const { return outputs_.scale(); }
  // What has happened up to the front.
  GameJudge::Happened happened() const { return judge_.happened_until(front_->position); }
  // What is to be said of what is shown.
  const GameJudge& judge() const { return past_judge_ ? *past_judge_ : judge_; }
  // After so many iterations of the segment that is shown it held for the first time; nothing: by then it had not.
  std::optional<std::int64_t> happened_at(ConditionId id) const { return judge_.happened_at(id, snapshot()->position); }
  // How many of the scenario's remedies are in force in what is shown.
  std::size_t remedies_applied() const { return gan::remedies_applied(scenario(), shown_settings_); }
  bool can_undo() const { return undo_.can_undo(); }
  bool can_redo() const { return undo_.can_redo(); }
  Activity activity() const { return trainer_->activity(); }
  // Nothing is under way, and the front is where it rests.
  bool rests() const { return !training() && requests_done() && trainer_->snapshots().version() == front_version_; }
  bool training() const { return activity() == Activity::playing || activity() == Activity::advancing; }
  double iterations_per_second() const { return trainer_->iterations_per_second(); }
  // Sub-steps a second, at present.
  double speed() const { return paced_ > 0 ? paced_ : options_.speed; }
  // What a person has set last, whatever the pace.
  double dial_speed() const { return options_.speed; }
  // The scenario's pace holds, and goes on to grow.
  bool opens_slowly() const;
  // What is shown changes by training.
  bool shows_training() const { return training() && !in_past(); }
  // At this pace a person can follow sub-step by sub-step.
  bool is_slow() const;
  // At rest, and at a pace at which sub-steps can be followed, the scalars of now are wanted: see StepRecord.
  bool shows_substeps() const;

  // Where the game stands still and the scenario asked for it, which says why; else null.
  const PausePoint* pause_point() const;

  // Every request up to now has been done by the trainer.
  bool requests_done() const { return trainer_->acknowledged_ticket() >= last_ticket_; }
  // Everything that was asked for has been done and is shown: the picture and the metrics are those of the
  // present state, which stands still.
  bool settled() const;
  std::future<Recording> finish_recording() { return trainer_->finish_recording(); }

 private:
  // session.cpp
  void drain();
  void show_records();
  void take_snapshot();
  void refresh_shown();
  std::uint64_t gesture_of(Ticket ticket) const;
  void applied(const AppliedEvent& one);
  void rejected(const RejectedCommand& command);
  void paused(const Position& position);
  void pause_as(const Scenario& scenario);
  void report_if_diverged();
  void note_data();
  void begin_pace();
  void keep_pace();
  void slow_down_for_start();

  // session_past.cpp
  void take_look();
  void judge_past(const StepRecord* record);

  // session_actions.cpp
  Ticket send(Command command);
  void go_on_to_optimum();
  void send_value(const std::string& key, const Value& value, std::uint64_t gesture, bool finished = true);
  void send_changes(const std::vector<SettingChange>& changes, bool forward);
  void send_together(const std::vector<SettingChange>& changes, bool forward);

  // session_probes.cpp
  void take_answers();
  void judge_answers();
  void take_measurement(std::shared_ptr<const Measurement> measurement);
  void ask_for_probe();
  void turn_measuring();
  void ask_for_measurement();
  void ask_beside_the_past(bool waiting);
  bool wants_comparison() const;
  void measure_shown();
  bool measures_front() const;
  double measure_interval() const;
  void ask_for_walk();
  void take_spectrum(std::shared_ptr<const Spectrum> spectrum);
  void ask_for_spectrum();

  SessionOptions options_;
  Messages& messages_;
  ClassifierKeeper& keeper_;
  const PlayedScenario& shown_scenario() const;
  const Scenario& newest_scenario() const { return played_.back().scenario; }
  std::vector<PlayedScenario> played_;  // in order; never empty
  struct Opening {
    Ticket ticket;
    Scenario scenario;
    std::string label;
  };
  std::vector<Opening> openings_;  // sent, not yet applied
  double paced_ = 0;               // sub-steps a second by the scenario's pace; 0: the dial says

  // What the trainer has told.
  std::shared_ptr<const Snapshot> front_;
  std::uint64_t front_version_ = 0;
  TrainerOutput output_;              // its memory is used again
  std::vector<SegmentRecord> ahead_;  // records of iterations that the snapshot does not show yet
  RunHistory history_;
  bool divergence_reported_ = false;

  // What can be looked back to, and what is.
  std::shared_ptr<Keyframes> keyframes_;
  std::vector<RunStretch> ancestors_;
  Course course_;
  LookBack look_;
  std::optional<GameJudge> past_judge_;     // of what is looked at
  std::optional<RunHistory> past_history_;  // where that is of another segment: up to its end

  // What was asked of it.
  Settings shown_settings_;
  bool shown_stale_ = true;
  PendingEdits pending_;
  Refusals refusals_;
  UndoStack undo_;
  Ticket last_ticket_ = 0;
  std::optional<BestResponseTraining> optimum_;
  std::optional<Instant> before_optimum_;
  std::uint64_t starts_ = 0;
  std::uint64_t gesture_ = 1;  // of the drag under way, or the next one
  std::vector<std::pair<Ticket, std::uint64_t>> gestures_;

  // A question to the desk: what it was about, and when it was put.
  struct Asked {
    std::shared_ptr<const Snapshot> snapshot;
    std::optional<ProbeRequest> wish;
    double at = -1;
    bool lost = false;      // there was not enough memory for an answer: none is waited for
    bool compared = false;  // of a measurement: with samples of the data
  };
  std::optional<ProbeRequest> wish_, walk_wish_;
  std::optional<SpectrumRequest> spectrum_wish_, spectrum_asked_wish_;
  bool compare_wish_ = false;
  Asked probed_, measured_, spectrum_asked_;
  // Of the front; where the past is shown they go on beside measured_ and its answer.
  Asked front_asked_;
  std::shared_ptr<const Measurement> front_measurement_;
  std::uint64_t front_measurement_version_ = 0;
  bool measures_past_ = false, past_was_asked_ = false;
  std::shared_ptr<const Snapshot> past_asked_;  // the newest of the past, until it is answered or never will be
  PathWatch path_;
  std::shared_ptr<const Snapshot> start_;  // of the segment that was asked about last
  double measure_took_ = 0, spectrum_took_ = 0;
  double probe_due_ = 0;  // where probing is slow, while it trains: not before
  double now_ = 0;
  double rate_appended_at_ = 0;
  Answers answers_;
  GameJudge judge_;
  OutputReader outputs_;  // of answers_.probe
  std::uint64_t probe_taken_ = 0, walk_taken_ = 0, measurement_taken_ = 0,
                spectrum_taken_ = 0;  // of the mailboxes
  int probes_given_up_ = 0;           // of which a person has been told

  ProbeDesk desk_;
  std::unique_ptr<Trainer> trainer_;
};

}  // namespace gan
