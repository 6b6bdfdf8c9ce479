// Game: the two players' networks and one training step of Algorithm 1 (Goodfellow et al. 2014, 1406.2661) on batches
// that the caller gives. It owns layouts and scratch memory, never the state: the same Game serves any GameState of
// its spec. After the first steps nothing is allocated.
#pragma once

#include "core/game/losses.h"
#include "core/game/penalties.h"
#include "core/game/spec.h"
#include "core/game/state.h"
#include "core/nn/network.h"

namespace gan {

// Views that the caller fills; null where a step does not need it.
template <class Real>
struct Batch {
  MatrixView<Real> real;          // d x m examples
  MatrixView<Real> noise;         // z x m
  MatrixView<Real> penalty_mix;   // 1 x m, epsilon of WGAN-GP in [0, 1)
  MatrixView<Real> real_jitter;   // d x m, N(0, 1): instance noise on the examples
  MatrixView<Real> fake_jitter;   // d x m, N(0, 1): instance noise on the generated samples
};

// What a step measured before its update. `failed` names the first quantity that was not finite; the state is then
// as it was before the step.
template <class Real>
struct StepOutcome {
  Real d_loss = 0, g_loss = 0, penalty = 0;  // d_loss contains the penalty
  Real value = 0;                            // what D maximises: LossInfo::value
  Real d_real = 0, d_fake = 0;               // means of D's output as LossInfo::output reads it: D, or f
  Real d_accuracy = 0;                       // about the midpoint, or of pairs
  Real gradient_norm = 0;                    // of the player that moved
  const char* failed = nullptr;
};

// Value, means and accuracy of D's outputs (1 x m and 1 x n), as the loss reads them. d_loss: D's loss of them without
// penalties.
template <class Real>
void measure_outputs(Workspace& ws, const LossInfo& info, double real_label, const MatrixView<Real>& real,
                     const MatrixView<Real>& fake, Real d_loss, StepOutcome<Real>& outcome);

template <class Real>
class Game {
 public:
  using View = MatrixView<Real>;

  // data: what one example looks like, e.g. 2 for points of the plane.
  Game(const GameSpec& spec, SampleShape data);

  // Step 0 of the spec's seed.
  void initialise(GameState<Real>& state) const;

  // One discriminator step on batch.real and G(batch.noise), G held constant. `update` false only measures.
  StepOutcome<Real> discriminator_step(GameState<Real>& state, const Hyperparameters& h, const Batch<Real>& batch,
                                       bool update = true);
  // One generator step on G(batch.noise), D held constant; batch.real only where the loss pairs samples.
  StepOutcome<Real> generator_step(GameState<Real>& state, const Hyperparameters& h, const Batch<Real>& batch);

  const NetworkLayout& generator_layout() const { return generator_.layout; }
  const NetworkLayout& discriminator_layout() const { return discriminator_.layout; }
  // The gradient of the last step of each player, flat like its parameters.
  const AlignedBlock<Real>& generator_gradient() const { return generator_.gradient; }
  const AlignedBlock<Real>& discriminator_gradient() const { return discriminator_.gradient; }
  // Temporaries for the caller's batches; take them inside a Workspace::Scope.
  Workspace& workspace() { return workspace_; }

  // Which penalties act in the D step with this number (counted from 0 over the whole run).
  static bool acts(double weight, int every, std::int64_t discriminator_step) {
    return weight > 0 && discriminator_step % every == 0;
  }

 private:
  struct Player {
    NetworkLayout layout;
    AlignedBlock<Real> gradient;
    NetworkParameters<View> parameters, gradients;
    PlayerState<Real> before;           // what a risky update falls back to
    AlignedBlock<Real> buffers_before;  // running statistics before the step
  };

  void bind_players(GameState<Real>& state);
  void remember_buffers(const GameState<Real>& state);
  void restore_buffers(GameState<Real>& state) const;
  View generate(GameState<Real>& state, View noise);
  View jittered(View x, View jitter, double deviation);
  void discriminate(GameState<Real>& state, View x, Tape<View>& tape);
  void backward_with_penalty(GameState<Real>& state, const View& seed, double weight, Tape<View>& tape,
                             StepOutcome<Real>& outcome);
  void add_gradient_penalty(GameState<Real>& state, double weight, const Batch<Real>& batch, View real, View fake,
                            StepOutcome<Real>& outcome);
  void finish(const OptimiserSettings& optimiser, double clip, const char* gradient_name, const char* parameter_name,
              Player& player, PlayerState<Real>& state, StepOutcome<Real>& outcome);

  GameSpec spec_;
  Workspace workspace_;
  Player generator_, discriminator_;
  Tape<View> generator_tape_, real_tape_, fake_tape_;
  PenaltyScratch<View> penalty_scratch_;
};

}  // namespace gan
