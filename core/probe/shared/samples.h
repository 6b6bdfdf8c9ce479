// Samples to look at. They come from streams of their own, so that looking never touches the training; with a
// fixed key generated sample i keeps its z_i for ever and can be followed as a particle.
#pragma once

#include "core/base/matrix.h"
#include "core/base/random.h"
#include "core/probe/shared/evaluate.h"
#include "core/run/snapshot.h"

namespace gan {

// The noise prior of the snapshot's game; d x n. Column i depends on (key, i) alone.
Matrix<float> sample_noise(const Snapshot& snapshot, const StreamKey& key, Index n);
// G of that noise; 2 x n.
Matrix<float> sample_generator(const Snapshot& snapshot, const StreamKey& key, Index n);
// Real data; 2 x n.
Matrix<float> sample_data(const Snapshot& snapshot, const StreamKey& key, Index n);

// The keys of what is shown: the same for all steps of a game.
StreamKey view_noise_key(const Snapshot& snapshot);
StreamKey view_data_key(const Snapshot& snapshot);

// The same with workspaces that are kept; false when cancelled. noise: d x n, out: 2 x n or images (resized);
// `averaged` as for Evaluators::generate.
bool probe_generator(const Snapshot& snapshot, const Matrix<float>& noise, Evaluators& networks,
                     const CancelFlag& cancel, Matrix<float>& out, bool averaged = false);
// D's logits at points: 2 x n; logits: 1 x n (resized). `batch`: what kind of points they are.
bool probe_logits(const Snapshot& snapshot, const Matrix<float>& points, BatchOf batch, Evaluators& networks,
                  const CancelFlag& cancel, Matrix<float>& logits);

}  // namespace gan
