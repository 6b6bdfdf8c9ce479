// The values of now for the plots: what the present state scores, measured on the samples that are shown, where that
// can be told: at rest and at a slow pace. Nothing of it is recorded: the lines have one value an iteration, measured
// on that iteration's batches before its updates, and steps by hand may not complete one.
#pragma once

#include <string>
#include <string_view>

#include "app/lab/view_context.h"
#include "core/game/measure.h"
#include "core/game/step_record.h"

namespace gan {

// Of the scalar with this id (core/record) at the newest state; NaN where it is not known yet, or of another state.
double value_now(const ViewContext& context, std::string_view id);

// All that training records of an iteration, of the newest state; null where it is not known.
const StepRecord* record_now(const ViewContext& context);

// The scalars of an iteration that stand as one: those of the newest state where they are known, else those of the
// newest iteration. At a pace at which sub-steps can be followed what was known of the state before stays until the
// next is, so that numbers do not change from one kind to the other and back.
class ShownRecord {
 public:
  void update(const ViewContext& context);
  const StepRecord& record() const { return record_; }  // NaN where a number is not known
  // Measured on the samples that are shown, not on an iteration's batches.
  bool of_a_state() const { return of_a_state_; }
  // The newest state is another one by now, by sub-steps that are not complete.
  bool old() const { return old_; }

 private:
  StepRecord record_ = empty_record(0);
  SegmentId segment_;
  bool of_a_state_ = false, old_ = true;
};

// Whether anything is known of the newest state.
bool knows_now(const ViewContext& context);

// Where the state lies on the axis of steps: between two iterations where some sub-steps of the next are done.
double step_now(const Position& position);

// "Step 1 240 · live is at 6 590", of a moment of the past that is shown; what is shown until it is found, where it is
// not there yet. Empty of the present.
std::string moment_of_the_past(const Session& session);

// "step 1 200", "step 1 200 +15D", "step 1 200 +2D 1G".
std::string moment_text(const Position& position);

}  // namespace gan
