// Penalties on D's gradient as they are seen: at which points each of them looks at ‖∇_x D‖ in the next step of D, what
// it finds there, and what it weighs. The very passes of training are taken (core/game/gradients.h) on the very batch
// that comes next, so that points, packs, statistics and vectors of spectral norm are those of the step.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/ad/workspace.h"
#include "core/base/cancel_flag.h"
#include "core/base/matrix.h"
#include "core/game/game.h"
#include "core/game/penalties.h"
#include "core/run/snapshot.h"

namespace gan {

class Evaluators;

struct PenaltyRequest {
  bool operator==(const PenaltyRequest&) const = default;
};

// What one penalty of the table looks at. All it says is of the next step of D.
struct PenaltySight {
  const Penalty* penalty = nullptr;
  bool on = false;             // false: it has no weight, and these are the samples that it would look at
  double weight = 0;           // where it acts: its weight times its "every"
  std::int64_t steps_off = 0;  // steps of D until it acts: 0, in the next
  // What it adds to D's loss at these points where it acts: weight · P; 0 where it is off.
  double value = 0;
  // d x m: what D sees there, packs taken apart; of points of the plane and of the line alone, else empty.
  Matrix<float> points;
  // ‖∇_x D‖ of each column, m; with a D that is packed the gradient is that of the whole pack, and its samples share
  // the norm. Of images too.
  std::vector<float> norms;
};

struct PenaltyView {
  // Those that are on, in the order of the table; where none is, those that would look at the batch's real and
  // generated samples.
  std::vector<PenaltySight> sights;
  bool any_on = false;
  double d_loss = 0;   // of the next step, with the penalties that act in it
  double penalty = 0;  // of that what they add
};

// ‖g‖ that the penalty has its least value at: 0, or 1.
double target_norm(PenaltyKind kind);
// "256 real samples", "1 generated sample", "points between real and fake", "points around real ones"; without a number
// where count is 0.
std::string points_name(PenalisedSamples samples, std::int64_t count = 0);

// Of one penalty in a step of D, whatever "every" says: `points` as D sees them and ∂D/∂x there, d·packing x packs
// each; what it adds to D's loss. `penalty` null: no penalty, and neither points nor gradients.
template <class Real>
struct PenalisedBatch {
  Matrix<Real> points, gradients;
  double value = 0, d_loss = 0;
};
// h: as the settings are at that step (core/game/acting.h); of its penalties this one alone acts, with its weight times
// its "every", and with weight 1 where it has none. The batch has what the penalty needs of it (`only_penalty`).
template <class Real>
PenalisedBatch<Real> penalised_batch(const GameSpec& spec, SampleShape data, const GameState<Real>& state,
                                     const Hyperparameters& h, const Batch<Real>& batch, const Penalty* penalty);
// The settings with this penalty alone, in every step, with the weight that it has where it acts, or 1.
Hyperparameters only_penalty(const Hyperparameters& h, const Penalty* penalty);

// False when cancelled.
bool probe_penalty(const Snapshot& snapshot, const PenaltyRequest& request, Evaluators& networks,
                   const CancelFlag& cancel, PenaltyView& out);

}  // namespace gan
