#include "core/probe/spectrum/frozen_batches.h"

#include "core/run/batch_source.h"

namespace gan {
namespace {

// A null view stays one: what a step does not need is not there.
MatrixView<double> hold(const MatrixView<float>& from, Matrix<double>& to) {
  if (!from.data) return {};
  to = from.map().cast<double>();
  return view_of(to);
}

}  // namespace

const Batch<double>& FrozenBatches::held(Player player, std::int32_t inner) {
  std::unique_ptr<Held>& place = held_[{player, inner}];
  if (place) return place->batch;
  auto fresh = std::make_unique<Held>();
  Workspace::Scope scope(drawn_);
  const Batch<float> drawn = BatchSource(spec_, data_, h_, step_, drawn_).batch(player, inner);
  fresh->batch = {hold(drawn.real, fresh->real),
                  hold(drawn.noise, fresh->noise),
                  hold(drawn.penalty_mix, fresh->penalty_mix),
                  hold(drawn.real_jitter, fresh->real_jitter),
                  hold(drawn.fake_jitter, fresh->fake_jitter),
                  hold(drawn.penalty_shift, fresh->penalty_shift)};
  place = std::move(fresh);
  return place->batch;
}

}  // namespace gan
