// What every probe of a snapshot shares, kept from one snapshot to the next: both networks ready to be evaluated, and
// what was found of held-out pictures. Probes never change a snapshot.
#pragma once

#include <memory>

#include "core/base/cancel_flag.h"
#include "core/base/matrix.h"
#include "core/nn/network.h"
#include "core/run/snapshot.h"

namespace gan {

// Columns that a probe evaluates at a time: small enough to stay in the cache and to be cancelled within a
// millisecond.
inline constexpr Index kProbeChunk = 512;
// The same for pictures, whose feature maps are larger by far.
inline constexpr Index kPictureChunk = 16;
inline Index probe_chunk(const Snapshot& snapshot) {
  return snapshot.data->is_plane() ? kProbeChunk : kPictureChunk;
}

// Columns [begin, begin + count) of m.
template <class Real>
MatrixView<const Real> columns(const Matrix<Real>& m, Index begin, Index count) {
  return {m.data() + begin * m.rows(), m.rows(), count};
}
template <class Real>
MatrixView<Real> columns(Matrix<Real>& m, Index begin, Index count) {
  return {m.data() + begin * m.rows(), m.rows(), count};
}

class HeldOutSearch;  // core/probe/nearest.h

// Workspaces and layouts of both networks; made again when a snapshot's architecture differs. One a thread.
class Evaluators {
 public:
  Evaluators();
  ~Evaluators();
  Evaluators(Evaluators&&) noexcept;
  Evaluators& operator=(Evaluators&&) noexcept;

  // noise: d x n; out: 2 x n, or pictures. Networks are evaluated as after training (running statistics of batch norm);
  // `averaged`: as averaged_generator.
  void generate(const Snapshot& snapshot, MatrixView<const float> noise, MatrixView<float> out,
                bool averaged = false);
  // points: 2 x n; logits: 1 x n.
  void discriminate(const Snapshot& snapshot, MatrixView<const float> points, MatrixView<float> logits);
  // points: 2 x n; weights: 1 x n, null for ones; logits: 1 x n, null when not wanted; gradient: 2 x n.
  // Column i becomes weights(i) * d logit / d x at point i.
  void input_gradient(const Snapshot& snapshot, MatrixView<const float> points,
                      MatrixView<const float> weights, MatrixView<float> logits, MatrixView<float> gradient);

  // G, or with `averaged` and where the game keeps one the moving average of its parameters, with the statistics that
  // batch norm has for these ("standing statistics": Brock et al. 2019, arXiv 1809.11096), from the view's own noise.
  // Until the next call.
  const PlayerState<float>& generator(const Snapshot& snapshot, bool averaged);
  // One player's network, to look into.
  NetworkEvaluator& network(const Snapshot& snapshot, bool generator);
  HeldOutSearch& held_out();

 private:
  struct Implementation;
  Implementation& for_snapshot(const Snapshot& snapshot);
  std::unique_ptr<Implementation> implementation_;
  std::unique_ptr<HeldOutSearch> held_out_;
  PlayerState<float> averaged_;  // parameters and buffers only
  std::weak_ptr<const GameState<float>> averaged_of_;
};

}  // namespace gan
