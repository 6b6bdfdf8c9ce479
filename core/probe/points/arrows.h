// Where the generator's loss pushes its samples: the negative gradient of the current generator loss with
// respect to each generated sample. A gradient that has vanished is a short arrow: nothing is rescaled.
#pragma once

#include "core/base/matrix.h"
#include "core/probe/shared/evaluate.h"
#include "core/run/snapshot.h"

namespace gan {

// generated: 2 x n with its logits 1 x n. real_logits: 1 x m with m >= n for a loss that pairs real and
// generated samples (LossInfo::pairs_real), otherwise unused. arrows: 2 x n (resized); column i is -n *
// dL_G/dx_i. The factor n undoes the mean over the batch, so that an arrow does not depend on the number of
// samples. It is the loss at the sample itself: instance noise is left out, and batch norm has the
// statistics of generated batches, held fixed. False when cancelled.
bool probe_arrows(const Snapshot& snapshot, const Matrix<float>& generated, const Matrix<float>& fake_logits,
                  const Matrix<float>& real_logits, Evaluators& networks, const CancelFlag& cancel,
                  Matrix<float>& arrows);

}  // namespace gan
