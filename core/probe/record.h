// The record of now: the scalars that training records once an iteration (StepRecord), of a snapshot's very state,
// which may lie between two iterations or after steps by hand. Nothing of the game changes and nothing is recorded.
#pragma once

#include "core/game/step_record.h"
#include "core/probe/shared/evaluate.h"

namespace gan {

// Samples of each kind that it is made from where nobody asked for any.
inline constexpr int kRecordSamples = 128;

// real_logits: 1 x n, fake_logits: 1 x m, D's of the samples that are shown. Means, V and the losses are those of these
// logits, so that they are the same numbers as in every other view of the moment; penalty and gradient norms are those
// of the next step of each player, had it the view's first samples for its batch. NaN where a step would diverge.
StepRecord probe_record(const Snapshot& snapshot, const Matrix<float>& real_logits, const Matrix<float>& fake_logits);

}  // namespace gan
