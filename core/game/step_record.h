// StepRecord: the scalars of one training iteration. One is made for every iteration and none is ever dropped.
#pragma once

#include <cstdint>

namespace gan {

// Values are those of the last discriminator step and the last generator step of the iteration, measured on their
// batches before the update. A quantity that a frozen player (k = 0, or no generator steps) leaves undefined is NaN.
struct StepRecord {
  std::int64_t step = 0;     // the iteration's number: 1 after the first
  float d_loss = 0;          // with penalties
  float g_loss = 0;
  float value = 0;           // V(D,G) = mean log D(x) + mean log(1 - D(G(z)))
  float d_real = 0;          // mean D(x), D = sigmoid(logit)
  float d_fake = 0;          // mean D(G(z))
  float d_accuracy = 0;      // share of the D batch on the right side of logit 0
  float d_grad_norm = 0;     // Euclidean norm of the full gradient, penalties included
  float g_grad_norm = 0;
  float penalty = 0;         // weighted sum of R1, R2 and WGAN-GP in the last D step
};

}  // namespace gan
