// StepRecord: the scalars of one training iteration. One is made for every iteration and none is ever dropped.
#pragma once

#include <cstdint>
#include <limits>

namespace gan {

// Values are those of the last discriminator step and the last generator step of the iteration, measured on their
// batches before the update. A quantity that a frozen player (k = 0, or no generator steps) leaves undefined is NaN.
struct StepRecord {
  std::int64_t step = 0;  // the iteration's number: 1 after the first
  float d_loss = 0;       // with penalties
  float g_loss = 0;
  // The next four are read as the table of losses says for `loss`: of minimax and non-saturating V(D,G) and means of
  // D = sigmoid(logit), of all others what D maximises and means of f, the output as it is.
  float value = 0;
  float value_real = 0;  // the terms of `value` on real and on generated samples; of pairs it has one, which is it all,
  float value_fake = 0;  // and the second is NaN
  float d_real = 0;      // mean D(x), or f(x)
  float d_fake = 0;      // mean D(G(z)), or f(G(z))
  float d_accuracy = 0;  // share of the D batch on the right side of the midpoint, or of its pairs ranked right
  float d_grad_norm = 0;  // Euclidean norm of the full gradient, penalties included
  float g_grad_norm = 0;
  float penalty = 0;  // weighted sum of all penalties in the last D step
  int loss = 1;       // of the iteration: its index in loss_infos()
  // Of players that are a few numbers, those after the iteration: G's point θ and D's slope ψ, by coordinate. NaN where
  // there are none.
  float theta_1 = kNone, theta_2 = kNone, psi_1 = kNone, psi_2 = kNone;
  float distance = kNone;  // Euclidean norm of them all: from the equilibrium, which is at 0

  static constexpr float kNone = std::numeric_limits<float>::quiet_NaN();
};

}  // namespace gan
