#include "core/game/field.h"

#include "core/ad/primitives.h"

namespace gan {

template <class M>
void add_game_gradients(Workspace& ws, const NetworkLayout& generator, const NetworkLayout& discriminator,
                        const NetworkParameters<M>& g_parameters, const NetworkParameters<M>& d_parameters, int loss,
                        double real_label, const M& real, const M& noise, const PlayerGradients<M>& of_g_loss,
                        const PlayerGradients<M>& of_d_loss) {
  RealOf<M>* no_buffers = nullptr;
  Tape<M> g_tape, real_tape, fake_tape;
  network_forward(ws, generator, g_parameters, noise, Mode::training, no_buffers, false, g_tape);
  network_forward(ws, discriminator, d_parameters, real, Mode::training, no_buffers, false, real_tape);
  network_forward(ws, discriminator, d_parameters, g_tape.output(), Mode::training, no_buffers, false, fake_tape);
  LossValues<M> values;
  loss_function<M>(loss)(ws, real_tape.output(), fake_tape.output(), real_label, values);

  const auto pull_back = [&](const M& grad_real, const M& grad_fake, const PlayerGradients<M>& gradients) {
    // A pass leaves its adjoints in the tape; the second loss needs fresh ones.
    const auto forget_adjoints = [](Tape<M>& tape) {
      for (auto& layer : tape.layers) layer.d_input = M{};
    };
    if (gradients.discriminator && !is_zero(grad_real)) {
      forget_adjoints(real_tape);
      network_backward(ws, discriminator, d_parameters, grad_real, Mode::training, real_tape, gradients.discriminator,
                       false);
    }
    if (is_zero(grad_fake)) return;
    forget_adjoints(fake_tape);
    network_backward(ws, discriminator, d_parameters, grad_fake, Mode::training, fake_tape, gradients.discriminator,
                     gradients.generator != nullptr);
    if (!gradients.generator) return;
    forget_adjoints(g_tape);
    network_backward(ws, generator, g_parameters, fake_tape.d_input(), Mode::training, g_tape, gradients.generator,
                     false);
  };
  if (of_g_loss.generator || of_g_loss.discriminator) pull_back(values.g_grad_real, values.g_grad_fake, of_g_loss);
  if (of_d_loss.generator || of_d_loss.discriminator) pull_back(values.d_grad_real, values.d_grad_fake, of_d_loss);
}

template <class Real>
GameField<Real>::GameField(const NetworkLayout& generator, const NetworkLayout& discriminator, int loss,
                           double real_label)
    : generator_(generator), discriminator_(discriminator), loss_(loss), real_label_(real_label) {}

template <class Real>
typename GameField<Real>::Pair GameField<Real>::zero() const {
  return {AlignedBlock<Real>(static_cast<std::size_t>(generator_.parameter_size)),
          AlignedBlock<Real>(static_cast<std::size_t>(discriminator_.parameter_size))};
}

namespace {

// Views on a block that is only read.
template <class Real>
NetworkParameters<MatrixView<Real>> bound(const NetworkLayout& layout, const AlignedBlock<Real>& block) {
  NetworkParameters<MatrixView<Real>> views;
  bind_views(layout, const_cast<Real*>(block.data()), views);
  return views;
}

// out = −(a + b).
template <class Real>
void negated_sum(const AlignedBlock<Real>& a, const AlignedBlock<Real>& b, AlignedBlock<Real>& out) {
  for (std::size_t i = 0; i < out.size(); ++i) out[i] = -(a[i] + b[i]);
}

}  // namespace

template <class Real>
typename GameField<Real>::Pair GameField<Real>::field(const Pair& at, View real, View noise) {
  Workspace::Scope scope(workspace_);
  Pair gradient = zero();
  const auto g = bound(generator_, at.generator), d = bound(discriminator_, at.discriminator);
  const auto to_g = bound(generator_, gradient.generator), to_d = bound(discriminator_, gradient.discriminator);
  add_game_gradients<View>(workspace_, generator_, discriminator_, g, d, loss_, real_label_, real, noise,
                           {&to_g, nullptr}, {nullptr, &to_d});
  for (Real& x : gradient.generator) x = -x;
  for (Real& x : gradient.discriminator) x = -x;
  return gradient;
}

template <class Real>
void GameField<Real>::derivative(const Pair& at, const Pair& u, bool move_generator, bool move_discriminator,
                                 bool of_g_loss, bool of_d_loss, View real, View noise, Pair& g_loss_tangent,
                                 Pair& d_loss_tangent) {
  using Views = NetworkParameters<View>;
  using Duals = NetworkParameters<Dual<View>>;
  Workspace::Scope scope(workspace_);
  const Views g = bound(generator_, at.generator), d = bound(discriminator_, at.discriminator);
  const Views ug = bound(generator_, u.generator), ud = bound(discriminator_, u.discriminator);
  Duals g_dual, d_dual;
  bind_views(&g, move_generator ? &ug : nullptr, g_dual);
  bind_views(&d, move_discriminator ? &ud : nullptr, d_dual);
  const auto collect = [&](Pair& pair, Duals& to_g, Duals& to_d) {
    const Views vg = bound(generator_, pair.generator), vd = bound(discriminator_, pair.discriminator);
    bind_views(static_cast<const Views*>(nullptr), &vg, to_g);
    bind_views(static_cast<const Views*>(nullptr), &vd, to_d);
  };
  Duals gg, gd, dg, dd;
  collect(g_loss_tangent, gg, gd);
  collect(d_loss_tangent, dg, dd);
  const Dual<View> x{real, {}}, z{noise, {}};
  add_game_gradients<Dual<View>>(workspace_, generator_, discriminator_, g_dual, d_dual, loss_, real_label_, x, z,
                                 of_g_loss ? PlayerGradients<Dual<View>>{&gg, &gd} : PlayerGradients<Dual<View>>{},
                                 of_d_loss ? PlayerGradients<Dual<View>>{&dg, &dd} : PlayerGradients<Dual<View>>{});
}

template <class Real>
typename GameField<Real>::Pair GameField<Real>::times(const Pair& at, const Pair& u, View real, View noise) {
  Pair of_g = zero(), of_d = zero(), out = zero();
  derivative(at, u, true, true, true, true, real, noise, of_g, of_d);
  // G's rows come from its own loss, D's from its own.
  negated_sum(of_g.generator, zero().generator, out.generator);
  negated_sum(of_d.discriminator, zero().discriminator, out.discriminator);
  return out;
}

template <class Real>
typename GameField<Real>::Pair GameField<Real>::transposed_times(const Pair& at, const Pair& u, View real, View noise) {
  Pair of_g = zero(), of_d = zero(), unused = zero(), out = zero();
  derivative(at, u, true, false, true, false, real, noise, of_g, unused);
  derivative(at, u, false, true, false, true, real, noise, unused, of_d);
  negated_sum(of_g.generator, of_d.generator, out.generator);
  negated_sum(of_g.discriminator, of_d.discriminator, out.discriminator);
  return out;
}

#define GAN_INSTANTIATE(...)                                                                                        \
  template void add_game_gradients(Workspace&, const NetworkLayout&, const NetworkLayout&,                          \
                                   const NetworkParameters<__VA_ARGS__>&, const NetworkParameters<__VA_ARGS__>&,    \
                                   int, double, const __VA_ARGS__&, const __VA_ARGS__&,                             \
                                   const PlayerGradients<__VA_ARGS__>&, const PlayerGradients<__VA_ARGS__>&);
GAN_INSTANTIATE(MatrixView<float>)
GAN_INSTANTIATE(MatrixView<double>)
GAN_INSTANTIATE(Dual<MatrixView<float>>)
GAN_INSTANTIATE(Dual<MatrixView<double>>)
GAN_INSTANTIATE(Dual<Dual<MatrixView<double>>>)
#undef GAN_INSTANTIATE
template class GameField<float>;
template class GameField<double>;

}  // namespace gan
