// Actions: what the views ask for in one frame. Views change nothing themselves; the lab carries these out
// after the frame was built.
#pragma once

#include <algorithm>
#include <compare>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "app/lab/looks/thumbnail_paint.h"
#include "core/game/spec.h"
#include "core/probe/probe.h"
#include "core/probe/spectrum/spectrum.h"
#include "core/run/command.h"

namespace gan {

// A person's change of one setting. All edits of one gesture (a drag) are one step of undo.
struct SettingEdit {
  std::string key;
  Value value;
  bool finished = true;  // false while a slider is being dragged or a button held
  bool in_all = false;   // of the games side by side, and not only of the one in focus
};

// One more game beside the one in focus that differs in this alone, from the moment that is shown, or both from the
// start of it; it comes into focus. A change that starts training anew does so in all games, from whatever moment.
struct CompareWith {
  SettingEdit change;
  bool from_start = false;
};

// What a person typed at a setting's field and can't be taken, and why.
struct RefusedEdit {
  std::string key;
  std::string typed;
  std::string message;
};

enum class LabRequest {
  play,
  pause,
  toggle_play,
  step_iteration,
  step_discriminator,
  step_generator,
  same_start,
  new_start,  // with a seed that was not used before
  undo,
  redo,
  apply_remedy,
  save_recording,  // the session without the view
  save_checkpoint,
  cancel_job,
  clear_messages,
  look_back,  // one iteration; a hundred
  look_far_back,
  go_on,  // the same towards the front, where it trains so many
  go_far_on,
  look_at_front,
  train_discriminator,    // to its optimum while G stands still, or stops that
  restore_discriminator,  // a branch from before that
  undo_as_if,             // a branch from before what undo would take back, as if it had not happened
  branch_here,            // of the moment that is looked at
  // Games side by side, see Lab.
  compare_here,        // another game from the moment that is shown
  compare_from_start,  // and all from the start of it
  focus_next,
  swap_games,   // the one in focus changes places with the next
  make_equal,   // all get the settings of the one in focus
  drop_game,    // the one in focus, which stays as a branch
  end_compare,  // the one in focus is left
  toggle_lockstep,
  save_comparison,  // of the games as a table in Markdown
  keep_moment,      // the one that is shown
};

inline constexpr std::int64_t kFarIterations = 100;  // of look_far_back and go_far_on

// A moment of the past to look at: when `step` iterations of the segment were complete.
struct LookAt {
  RunId run;
  std::int64_t segment = 0;
  std::int64_t step = 0;
};

// What is to become of a branch.
struct BranchChange {
  enum class Kind { play, rename, remove, compare };
  RunId run;
  Kind kind = Kind::play;
  std::string name;  // to rename it to
};

// What is to become of a kept moment.
struct KeptChange {
  enum class Kind { go, rename, remove, save };
  std::uint64_t number = 0;
  Kind kind = Kind::go;
  std::string name = {};  // to rename it to
};

// A session to be saved, with how the window looks where that is to go with it.
struct SessionSave {
  std::optional<std::string> view;
};

// A figure of what is shown: of which panel, by the ending of its file's name.
struct FigureRequest {
  std::string panel, ending;
  double scale = 1;   // pixels of a PNG for one of the window
  bool print = true;  // on white
};

// A step of a segment of a run.
struct RunPlace {
  std::int64_t segment = 0, step = 0;
  auto operator<=>(const RunPlace&) const = default;
};

// A clip of the run from one place to a later one, every so many iterations of it.
struct ClipRequest {
  std::string panel, ending;
  bool print = true;
  bool as_on_screen = true;  // cameras and axes where a person has moved them; else all is shown
  RunPlace from, to;
  std::int64_t every = 1;
  double frames_per_second = 10;
};

// An end of the line between two moments.
struct PathEnd {
  enum class Kind { start, now, kept };  // where the shown game began; what is shown; a moment that is kept
  Kind kind = Kind::now;
  std::uint64_t number = 0;  // of a kept one
  bool operator==(const PathEnd&) const = default;
};
struct PathWish {
  PathEnd from{PathEnd::Kind::start}, to;
};

struct Actions {
  std::vector<SettingEdit> edits;
  std::vector<SettingEdit> together;  // several settings as one change: see Session::edit_together
  std::vector<RefusedEdit> refused;
  std::vector<LabRequest> requests;
  std::optional<CompareWith> compare_with;
  std::optional<LookAt> look_at;
  std::optional<std::size_t> past_memory;  // bytes, for states to look back to
  std::vector<BranchChange> branches;
  std::optional<std::size_t> focus;  // of the games side by side
  std::vector<KeptChange> kept;
  std::optional<std::string> best_metric;  // id of the scalar by which the best moment is kept; empty: none is
  std::optional<SessionSave> save_session;
  std::optional<double> speed;          // sub-steps a second, or kUnlimitedSpeed
  std::optional<std::string> scenario;  // id of a built-in scenario to open
  std::optional<std::string> file;      // a scenario, recording, checkpoint or CSV file to open
  std::optional<ProbeRequest> probe;    // what the views want to see of the newest snapshot
  std::optional<WalkRequest> walk;  // images that follow the hand: answered ahead of `probe`, on a thread of their own
  std::optional<SpectrumRequest> spectrum;           // of what trains: eigenvalues of its update map
  std::optional<PathWish> path;                      // what the game does along a line
  bool compare_samples = false;                      // points with those of the data, among the metrics
  std::optional<std::string> data_file;              // the same, typed at the field of the data's file
  std::shared_ptr<const ThumbnailLooks> thumbnails;  // the pictures of the scenarios are looked at, in these colours
  std::shared_ptr<const ThumbnailLooks> kept_looks;  // the same of kept moments
  std::optional<FigureRequest> figure;               // these three by the window, which draws them
  std::optional<ClipRequest> clip;
  bool numbers = false;               // of the plots that are shown, as CSV
  std::vector<std::string> messages;  // sentences for the list of messages
  // Seconds until a view wants to be drawn again though nothing happens: something on it moves. The earliest counts.
  std::optional<double> next_frame;

  // Views add the parts that they want; those of a hidden view are not computed.
  ProbeRequest& want() { return probe ? *probe : probe.emplace(); }
  // The views of one frame share an answer, at as many samples as one of them wants; while it trains it is found
  // sooner, and less exactly.
  void want_spectrum(bool training, int samples = 0) {
    if (!spectrum) spectrum.emplace();
    if (training) spectrum->products = kQuickProducts;
    spectrum->samples = std::max(spectrum->samples, samples);
  }
  void set(std::string key, Value value, bool finished = true) {
    edits.push_back({std::move(key), std::move(value), finished});
  }
  void draw_again_in(double seconds) { next_frame = next_frame ? std::min(*next_frame, seconds) : seconds; }
  void request(LabRequest r) { requests.push_back(r); }
};

}  // namespace gan
