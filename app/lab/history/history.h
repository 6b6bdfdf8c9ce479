// RunHistory: what the window remembers of a run: one series for every scalar (core/record) of the current segment,
// those of the segments before it as far as the memory goes, and a mark for everything that was changed, in all
// segments. A segment that goes on from the one before it, with players that were rebuilt, goes on in its series: they
// are a stretch together. Fed by the lab, read by the plots and the timeline.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/history/series.h"
#include "core/insight/facts.h"
#include "core/live/trainer.h"
#include "core/probe/quality/measure.h"
#include "core/probe/spectrum/spectrum.h"

namespace gan {

// Something that was done to the game and acted before iteration `step` + 1 of `segment`.
struct HistoryMark {
  std::int64_t segment = 0;
  std::int64_t step = 0;
  std::string label;                   // short: "k 1→5"
  std::string sentence;                // "k was changed from 1 to 5 after step 1 200."
  std::string key;                     // of the setting, or ""
  Value before, after;                 // its values
  std::uint64_t gesture = 0;           // changes of one drag share this number; 0: stands alone
  bool scheduled = false;              // the scenario's own change
  bool starts_segment = false;         // the series begin anew here
  bool goes_on = false;                // a segment begins, but the series of the one before it go on
  bool other_game = false;             // with a game that was opened: what was before it can not be compared
  bool other_settings = false;         // they did not come from those before by changes that have marks
  std::int64_t sequence = 0;           // of the command, of several that are one mark the last; 0: scheduled
  std::int64_t first_sequence = 0;     // of several the first one
  bool counts = true;                  // false for steps by hand: not worth a label in the plots
  std::optional<Player> by_hand = {};  // whose steps they are
  std::int64_t steps = 0;              // how many
  // Of several settings at once; `key` is "" then.
  std::vector<ChangedValue> together = {};

  // Of a drag, or of steps by hand, only the commands up to `last` have acted.
  void end_at(const std::vector<Event>& events, std::int64_t last);
};

// A segment that is over, or several that went on from each other, and where it lies left of the current one on a
// common axis: step s of it at s + shift.
struct PastSegment {
  std::int64_t first_segment = 0, segment = 0;
  bool holds(std::int64_t one) const { return first_segment <= one && one <= segment; }
  std::int64_t first_step = 1, last_step = 0;
  std::int64_t shift = 0;
};

class RunHistory {
 public:
  // Of this run: rows of another are dropped, whatever their numbers.
  explicit RunHistory(RunId run = {}) : run_(run) {}

  // What the history of another run is that branches from this one at `instant`: all of it up to there. `events`: what
  // was done to this one.
  RunHistory until(const Instant& instant, const std::vector<Event>& events, RunId run) const;

  // One row of the current segment; a record of a newer segment begins the series anew, one of an older
  // segment is dropped.
  void append(const SegmentRecord& record);
  // Metrics of the current segment, in the order of their steps; others are dropped.
  void append(const Measurement& measurement);
  // The spectrum of the current segment's update map, in the order of steps; where there is none it is dropped.
  void append(const Spectrum& spectrum);
  void append_rate(SegmentId segment, std::int64_t step, double iterations_per_second);
  // Where `segment` is newer than what the series show they begin anew, and what they held becomes the past; if it goes
  // on from the one before it, they go on.
  void begin_segment(std::int64_t segment, bool goes_on = false);
  // A change that goes on with the gesture of the newest mark extends that mark, as do steps by hand of one player.
  void add_mark(HistoryMark mark);

  // Of the scalar with this id; null where there is none. The pointer stays valid until another segment begins.
  const Series* find(std::string_view id) const;

  // Segments that are over, oldest first, and their series; without those that had no step, and without the
  // oldest ones when they would need too much memory. Metrics of images that were measured in other features than
  // those of the current segment are not found: they cannot be compared.
  std::vector<PastSegment> past() const;
  const Series* find_past(std::size_t index, std::string_view id) const;

  // The run that this one parted from, at `parting`: what it did beyond, as far as it has come by now. Null: there is
  // none, or it is seen by itself.
  void part_from(const RunHistory* parent, const Instant& parting);
  // Whether there is something beyond the parting to compare the current segment with, and from which of its steps on.
  bool has_parent() const { return parent_ && now_.holds(parted_in_); }
  std::int64_t parent_from() const { return parted_at_; }
  // As find_past and past_reads_alike_from; only where there is a parent.
  const Series* find_in_parent(std::string_view id) const { return find_comparable(*parent_, id); }
  std::int64_t parent_reads_alike_from(int loss) const { return parent_->reads_alike_from(loss); }

  // What the current segment's images were measured in; its series of them begin anew when it changes.
  struct ImageFeatures {
    FeatureKind kind = FeatureKind::none;
    std::uint64_t classifier = 0;  // hash of the data that it was trained on
    bool operator==(const ImageFeatures&) const = default;
  };
  const ImageFeatures& image_features() const { return now_.features; }

  std::int64_t segment() const { return segment_; }
  // Whether the series are of that one, too: the current segment, or one that it went on from.
  bool holds(std::int64_t segment) const { return now_.holds(segment); }
  std::int64_t first_segment() const { return now_.first_segment; }  // the oldest of them
  SegmentId segment_id() const { return {run_, segment_}; }
  // The steps to plot; first > last before the first record.
  std::int64_t first_step() const;
  std::int64_t last_step() const;

  // The first step of the current segment, and of an earlier one, from which on the records up to its last are read as
  // those of `loss` are: their value and D's outputs can stand in one plot. Beyond the last step where none are.
  std::int64_t reads_alike_from(int loss) const { return now_.reads_alike_from(loss); }
  std::int64_t past_reads_alike_from(std::size_t index, int loss) const { return past_[index]->reads_alike_from(loss); }

  std::span<const HistoryMark> marks() const { return marks_; }  // in the order in which they acted
  // Those of the current segment, which the plots show.
  std::span<const HistoryMark> segment_marks() const;
  std::uint64_t marks_revision() const { return marks_revision_; }
  // The last change of the current segment, drags and steps by hand included; its start where there was none.
  const LastChange& last_change() const { return last_change_; }
  // Whether a snapshot of the current segment already shows that change.
  bool shows_last_change(const Snapshot& snapshot) const;
  std::size_t memory_bytes() const;

 private:
  // The series of one segment, and of those that it went on from.
  struct Record {
    std::int64_t first_segment = 0, segment = 0;
    SeriesGroup steps, metrics, images, rate, spectra, comparisons;  // of one source of scalars each
    ImageFeatures features;
    struct LossFrom {
      std::int64_t step;
      int loss;
    };
    std::vector<LossFrom> losses;  // each from its step on, in order

    explicit Record(std::int64_t of);
    bool holds(std::int64_t one) const { return first_segment <= one && one <= segment; }
    void truncate(std::int64_t step);  // forgets what comes after it
    const Series* find(std::string_view id) const;
    std::size_t memory_bytes() const;
    std::int64_t reads_alike_from(int loss) const;
  };

  void append_images(std::int64_t step, const Metrics& metrics);
  const Series* find_comparable(const Record& record, std::string_view id) const;
  void note_change(const HistoryMark& mark);
  void find_segment_marks();

  RunId run_;
  Record now_{0};
  std::vector<std::shared_ptr<const Record>> past_;  // shared with the histories of branches
  std::shared_ptr<const Record> parent_;             // of the segment in which it parted from another run
  std::int64_t parted_in_ = 0, parted_at_ = 0;
  std::vector<float> row_;  // of the series that are appended to
  std::vector<HistoryMark> marks_;
  std::size_t segment_marks_begin_ = 0;
  std::int64_t segment_ = 0;
  std::uint64_t marks_revision_ = 0;
  LastChange last_change_;
  std::int64_t last_sequence_ = 0;  // of that change; 0: scheduled, or none
};

}  // namespace gan
