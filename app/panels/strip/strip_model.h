// What the strip says at a moment: the form it has, whose turn it is, and the numbers of now. Every number is one of
// the game: of the very state where that is known, or else of the newest iteration that was recorded.
#pragma once

#include <optional>
#include <string>

#include "app/lab/view_context.h"
#include "app/panels/now_values_model.h"
#include "app/panels/strip/strip_placement_model.h"
#include "core/game/rules/turn.h"

namespace gan {

// Sub-steps a second up to which one iteration is drawn; faster than that it is a line.
inline constexpr double kStripSpeed = 5;
inline constexpr float kStripHeight = 96, kStripLineHeight = 28;  // design pixels
// Of the window: below it the strip is always the line.
inline constexpr float kStripWindowHeight = 700;  // design pixels

// By what a person has set, and not by what happens, so that the height stands still: `playing` until told otherwise.
bool strip_is_line(bool playing, double substeps_per_second, float window_height);

class StripMoment {
 public:
  void update(const ViewContext& context);

  // The sub-step that was done last, or before the first the one that comes next; none where nobody trains.
  const std::optional<Turn>& turn() const { return turn_; }
  bool done() const { return done_; }  // else it comes next
  // Grows with every sub-step that was seen.
  std::uint64_t count() const { return count_; }

  // NaN where a number is not known.
  const StepRecord& record() const { return record_.record(); }
  // They are of the state that is shown, over the samples shown; else of the batches of the newest iteration.
  bool of_this_state() const { return record_.of_a_state(); }
  // The number that stands at a node, in the text that is shown.
  double number(StripNode node) const;

 private:
  void take_turn(const Snapshot& snapshot, const RunHistory& history);

  std::optional<Moment> moment_;
  std::optional<Turn> turn_;
  bool done_ = false;
  std::uint64_t count_ = 0;
  ShownRecord record_;
};

// With so many digits that a term and a sum of two can be compared, in at most six letters.
std::string strip_number(double value);

}  // namespace gan
