#include "core/game/vector_field.h"

#include "core/base/check.h"

namespace gan {
namespace {

// The players descend.
template <class Real>
void negate(GameVector<Real>& out) {
  for (const Player player : kPlayers) {
    for (Real& x : out[player]) x = -x;
  }
}

}  // namespace

template <class Real>
void begin_sum(const GamePoint<Real>& at, GameVector<Real>& out) {
  for (const Player player : kPlayers) {
    const std::size_t size = at.parameters[player]->size();
    if (out[player].size() != size) {
      out[player] = AlignedBlock<Real>(size);
    } else {
      out[player].fill(Real(0));
    }
  }
}

template <class Real>
StepOutcome<Real> vector_field(Game<Real>& game, const GamePoint<Real>& at, GameVector<Real>& out) {
  begin_sum(at, out);
  StepOutcome<Real> outcome;
  game.add_gradients(at, own_gradients<Real>({&out.discriminator, &out.generator}), {}, outcome);
  negate(out);
  return outcome;
}

template <class Real>
void jacobian_times(Game<Real>& game, const GamePoint<Real>& at, const GameVector<Real>& u, GameVector<Real>& out) {
  GAN_CHECK(&u != &out, "the result is an operand");
  begin_sum(at, out);
  // D's rows come from its own loss, G's from its own.
  game.add_derivatives(at, {&u.discriminator, &u.generator}, own_gradients<Real>({&out.discriminator, &out.generator}));
  negate(out);
}

template <class Real>
void transposed_jacobian_times(Game<Real>& game, const GamePoint<Real>& at, const GameVector<Real>& u,
                               GameVector<Real>& out) {
  GAN_CHECK(&u != &out, "the result is an operand");
  begin_sum(at, out);
  for (const Player loss : kPlayers) {
    GameVectorIn<Real> own;
    own[loss] = &u[loss];
    LossGradientsOut<Real> columns;
    columns[loss] = {&out.discriminator, &out.generator};
    game.add_derivatives(at, own, columns);
  }
  negate(out);
}

#define GAN_INSTANTIATE(Real)                                                                                    \
  template void begin_sum(const GamePoint<Real>&, GameVector<Real>&);                                            \
  template StepOutcome<Real> vector_field(Game<Real>&, const GamePoint<Real>&, GameVector<Real>&);               \
  template void jacobian_times(Game<Real>&, const GamePoint<Real>&, const GameVector<Real>&, GameVector<Real>&); \
  template void transposed_jacobian_times(Game<Real>&, const GamePoint<Real>&, const GameVector<Real>&,          \
                                          GameVector<Real>&);
GAN_INSTANTIATE(float)
GAN_INSTANTIATE(double)
#undef GAN_INSTANTIATE
template void begin_sum(const GamePoint<DualNumber<double>>&, GameVector<DualNumber<double>>&);

}  // namespace gan
