// What every probe of a snapshot shares, kept from one snapshot to the next: both networks ready to be evaluated, and
// what a probe keeps for the next. Probes never change a snapshot.
#pragma once

#include <map>
#include <memory>
#include <typeindex>
#include <typeinfo>

#include "core/base/cancel_flag.h"
#include "core/base/matrix.h"
#include "core/game/player.h"
#include "core/nn/network.h"
#include "core/run/snapshot.h"

namespace gan {

// Columns that a probe evaluates at a time: small enough to stay in the cache and to be cancelled within a
// millisecond.
inline constexpr Index kProbeChunk = 512;
// The same for images, whose feature maps are larger by far.
inline constexpr Index kImageChunk = 16;
inline Index probe_chunk(const Snapshot& snapshot) {
  return snapshot.kind().has(Capability::images) ? kImageChunk : kProbeChunk;
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

// Of which batches the statistics of D's batch norm are. Training shows D its real and its generated samples in batches
// apart, and each is normalised by its own; points that are neither are judged as in a batch that is half of both.
// Without batch norm it makes no difference.
enum class BatchOf { real, generated, both };

// What the statistics are measured on: whole batches of the game's size, or of kLargestBatch where that is smaller,
// with at least kStatisticsSamples samples together. They are the first of the view's own.
inline constexpr Index kStatisticsSamples = 256, kLargestBatch = 256;

// Whether D normalises over batches, or looks at the spread of one, so that BatchOf matters.
bool judges_batches(const Snapshot& snapshot);

// A D that is packed sees a point in the company of others, as in training: of samples of the same kind, or, of points
// that are neither, of real ones in half of kCompanies packs and of generated ones in the others. The point comes
// first, and its logit is the mean over its packs. Companions are the view's own, so many of each kind.
inline constexpr Index kCompanies = 8, kCompanions = 256;
// How often D is evaluated for a point that is neither real nor generated.
inline Index evaluations_of_a_point(const Snapshot& snapshot) {
  return snapshot.settings->spec.discriminator.packing > 1 ? kCompanies : 1;
}

// Workspaces and layouts of both networks; made again when a snapshot's architecture differs. One a thread.
class Evaluators {
 public:
  Evaluators();
  ~Evaluators();
  Evaluators(Evaluators&&) noexcept;
  Evaluators& operator=(Evaluators&&) noexcept;

  // noise: d x n; out: 2 x n, or images. `averaged` as for `generator`, whose statistics are used.
  void generate(const Snapshot& snapshot, MatrixView<const float> noise, MatrixView<float> out, bool averaged = false);
  // points: 2 x n; logits: 1 x n.
  void discriminate(const Snapshot& snapshot, MatrixView<const float> points, BatchOf batch, MatrixView<float> logits);
  // points: 2 x n; weights: 1 x n, null for ones; logits: 1 x n, null when not wanted; gradient: 2 x n.
  // Column i becomes weights(i) * d logit / d x at point i, the statistics of batch norm held fixed.
  void input_gradient(const Snapshot& snapshot, MatrixView<const float> points, BatchOf batch,
                      MatrixView<const float> weights, MatrixView<float> logits, MatrixView<float> gradient);

  // The players as views and metrics evaluate them: batch norm uses the statistics of batches as they are in training
  // at this very state, measured on the view's own samples, and not the running ones, which lag behind and mix D's two
  // kinds of batch. Until the next call. G, or with `averaged` and where the game keeps one the moving average of its
  // parameters ("standing statistics": Brock et al. 2019, arXiv 1809.11096).
  const PlayerState<float>& generator(const Snapshot& snapshot, bool averaged);
  const PlayerState<float>& discriminator(const Snapshot& snapshot, BatchOf batch);
  // What a packed D sees of points.   points: d x n; packs (resized): d · packing x (n · packs of each). Gives how many
  // packs each point has: kCompanies for both kinds of batch, otherwise one.
  Index pack(const Snapshot& snapshot, MatrixView<const float> points, BatchOf batch, Matrix<float>& packs);
  // One player's network, to look into.
  NetworkEvaluator& network(const Snapshot& snapshot, Player player);
  // What a probe keeps from one snapshot to the next, such as the lists of a search: one of each type, empty at first.
  template <class Kept>
  Kept& kept() {
    std::shared_ptr<void>& place = kept_[typeid(Kept)];
    if (!place) place = std::make_shared<Kept>();
    return *static_cast<Kept*>(place.get());
  }

 private:
  struct Implementation;
  // A player with statistics of its own, of this state.
  struct Standing {
    PlayerState<float> player;  // parameters and buffers only
    std::weak_ptr<const GameState<float>> of;
    bool begin(const std::shared_ptr<const GameState<float>>& state, const AlignedBlock<float>& parameters,
               const AlignedBlock<float>& buffers);
  };
  // Companions of what D judges, of this state and these data: d x kCompanions each.
  struct Company {
    std::weak_ptr<const GameState<float>> of;
    std::weak_ptr<const DataSource> data;
    Matrix<float> real, generated;
  };
  const Company& company(const Snapshot& snapshot);
  Implementation& for_snapshot(const Snapshot& snapshot);
  const PlayerState<float>& averaged_generator(const Snapshot& snapshot);
  std::unique_ptr<Implementation> implementation_;
  std::map<std::type_index, std::shared_ptr<void>> kept_;
  Standing averaged_, raw_, judge_[3];  // judge_: D, by BatchOf
  Company company_;
};

}  // namespace gan
