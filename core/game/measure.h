// What a sub-step measures of the game before anybody moves, what D's outputs say, and how both enter the record.
#pragma once

#include "core/ad/workspace.h"
#include "core/game/losses.h"
#include "core/game/player.h"
#include "core/game/step_record.h"

namespace gan {

template <class Real>
struct StepOutcome {
  Real d_loss = 0, g_loss = 0, penalty = 0;  // d_loss contains the penalty
  Real value = 0;                            // what D maximises: LossInfo::value
  Real value_real = 0, value_fake = 0;       // its two terms
  Real d_real = 0, d_fake = 0;               // means of D's output as LossInfo::output reads it: D, or f
  Real d_accuracy = 0;                       // about the midpoint, or of pairs
  bool of_discriminator = false;             // D's loss was looked at; else only g_loss is of this sub-step
  PerPlayer<Real> gradient_norm;             // of those whose gradient was taken
  // The first quantity that was not finite; the state is then as it was before the sub-step.
  const char* failed = nullptr;
};

// Value, means and accuracy of D's outputs (1 x m and 1 x n), as the loss reads them. d_loss: D's loss of them without
// penalties.
template <class Real>
void measure_outputs(Workspace& ws, const LossInfo& info, double real_label, const MatrixView<Real>& real,
                     const MatrixView<Real>& fake, Real d_loss, StepOutcome<Real>& outcome);

// Of an iteration in which nothing has been measured: no penalty, and NaN for everything else.
StepRecord empty_record(std::int64_t step);
// Into the record of an iteration: what was measured of D's outputs, read as `loss` reads them; and what was measured
// of a player's step besides: the norm of the gradient, and D's penalty.
void record_outputs(const StepOutcome<float>& outcome, int loss, StepRecord& record);
void record_step(Player player, const StepOutcome<float>& outcome, StepRecord& record);
// Players that are `numbers` numbers each, at most two.
void record_numbers(const PerPlayer<const float*>& players, int numbers, StepRecord& record);

}  // namespace gan
