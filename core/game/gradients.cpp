#include "core/game/gradients.h"

#include <cmath>

#include "core/ad/primitives.h"
#include "core/base/check.h"

namespace gan {
namespace {

template <class M>
bool any(const GradientsOf<M>& gradients) {
  return gradients.discriminator || gradients.generator;
}

// A pass leaves its adjoints in the tape; another loss needs fresh ones.
template <class M>
void forget_adjoints(Tape<M>& tape) {
  for (LayerTape<M>& layer : tape.layers) layer.d_input = M{};
}

// Passes on values leave what they have found, with the adjoints of this loss.
template <class M>
void keep(Player loss, const GradientScratch<M>& scratch, const Shared<M>& shared) {
  if (!shared.pass) return;
  // One by one: a tape that is assigned keeps its memory.
  shared.pass->tapes[loss].discriminator = scratch.fake;
  shared.pass->tapes[loss].generator = scratch.generator;
  shared.pass->real[loss] = scratch.real;
  shared.pass->mixed = scratch.mixed;
  shared.pass->around = scratch.around;
}
template <class M>
void keep(Player, const GradientScratch<Dual<M>>&, const Shared<Dual<M>>&) {}

// Of all numbers of the batch, about their mean.
template <class Real>
double deviation_of(const MatrixView<Real>& x) {
  double sum = 0, squares = 0;
  const Index n = x.size();
  for (Index i = 0; i < n; ++i) sum += static_cast<double>(x.data[i]);
  const double mean = sum / static_cast<double>(n);
  for (Index i = 0; i < n; ++i) {
    const double from_mean = static_cast<double>(x.data[i]) - mean;
    squares += from_mean * from_mean;
  }
  return std::sqrt(squares / static_cast<double>(n));
}

// A tape that knows nothing, or, on duals, what passes on values know.
template <class M>
void begin_tape(const NetworkLayout& layout, const Tape<M>*, Tape<M>& tape) {
  tape.reset(layout.layers.size());
}
template <class M>
void begin_tape(const NetworkLayout& layout, const Tape<M>* known, Tape<Dual<M>>& tape) {
  if (!known) return tape.reset(layout.layers.size());
  lift(*known, tape);
}

// Another loss: fresh adjoints, or those that are known.
template <class M>
void begin_adjoints(const Tape<M>*, Tape<M>& tape) {
  forget_adjoints(tape);
}
template <class M>
void begin_adjoints(const Tape<M>* known, Tape<Dual<M>>& tape) {
  forget_adjoints(tape);
  for (std::size_t i = 0; known && i < tape.layers.size(); ++i) tape.layers[i].d_input.value = known->layers[i].d_input;
}

// One batch through both networks, and back.
template <class M>
class NetworkPass {
 public:
  using Real = RealOf<M>;
  using KnownTape = Tape<typename Shared<M>::Value>;
  using Known = const KnownPass<typename Shared<M>::Value>;

  // `first`: the loss whose adjoints are wanted first.
  NetworkPass(Workspace& ws, const NetworksAt<M>& networks, const GamePoint<Real>& at, GradientScratch<M>& scratch,
              StepOutcome<Real>* outcome, Known* known, Player first)
      : ws_(ws),
        networks_(networks),
        h_(*at.hyperparameters),
        batch_(*at.batch),
        discriminator_steps_(at.discriminator_steps),
        scratch_(scratch),
        outcome_(outcome),
        known_(known),
        first_(first) {}

  void forward(bool of_d_loss);
  void measure();
  // D's loss, with its penalties, whose samples depend on G as well.
  void back_from_d_loss(const GradientsOf<M>& to);
  void back_from_g_loss(const GradientsOf<M>& to);
  void begin_loss(Player loss) {
    begin_adjoints(known_ ? &known_->tapes[loss].generator : nullptr, scratch_.generator);
    begin_adjoints(known_ ? &known_->tapes[loss].discriminator : nullptr, scratch_.fake);
    begin_adjoints(known_ ? &known_->real[loss] : nullptr, scratch_.real);
  }

 private:
  M jittered(const M& x, const MatrixView<Real>& jitter);
  // As D sees samples: so many of them, one after another, are one column (PacGAN: Lin et al. 2018, 1712.04086). The
  // numbers stay where they are.
  M packed(const M& x) const {
    const Index size = networks_.layouts.discriminator->packing, samples = cols_of(x);
    GAN_CHECK(samples % size == 0, "a batch of whole packs");
    return size == 1 ? x : reshaped(x, rows_of(x) * size, samples / size);
  }
  M unpacked(const M& x) const {
    const Index size = networks_.layouts.discriminator->packing;
    return size == 1 ? x : reshaped(x, rows_of(x) / size, cols_of(x) * size);
  }
  void through(Player player, const M& x, const KnownTape* known, Tape<M>& tape);
  void back(Player player, const M& dy, Tape<M>& tape, const NetworkParameters<M>* to, bool to_input);
  M back_with_penalty(PenaltyKind kind, double weight, const M& seed, Tape<M>& tape, const NetworkParameters<M>* to,
                      bool to_input);
  double acting_weight(const Penalty& penalty) const {
    return penalty_weight(h_.*penalty.weight, h_.*penalty.every, discriminator_steps_);
  }
  M back_through_d(PenalisedSamples samples, const M& seed, Tape<M>& tape, const NetworkParameters<M>* to,
                   bool to_input);
  M penalty_between(PenaltyKind kind, double weight, const NetworkParameters<M>* to, bool to_fake);
  void penalty_around(PenaltyKind kind, double weight, const NetworkParameters<M>& to);

  Workspace& ws_;
  const NetworksAt<M>& networks_;
  const Hyperparameters& h_;
  const Batch<Real>& batch_;
  std::int64_t discriminator_steps_;
  GradientScratch<M>& scratch_;
  StepOutcome<Real>* outcome_;
  Known* known_;
  Player first_;
  M real_, fake_;  // as D sees them
  LossValues<M> loss_;
};

template <class M>
M NetworkPass<M>::jittered(const M& x, const MatrixView<Real>& jitter) {
  if (h_.instance_noise <= 0) return x;
  GAN_CHECK(jitter.data, "instance noise needs its random numbers");
  M out;
  add(ws_, out, x, h_.instance_noise, constant<M>(jitter));
  return out;
}

template <class M>
void NetworkPass<M>::through(Player player, const M& x, const KnownTape* known, Tape<M>& tape) {
  begin_tape(*networks_.layouts[player], known, tape);
  network_forward(ws_, *networks_.layouts[player], *networks_.parameters[player], x, Mode::training,
                  networks_.statistics[player], true, tape);
}

template <class M>
void NetworkPass<M>::back(Player player, const M& dy, Tape<M>& tape, const NetworkParameters<M>* to, bool to_input) {
  network_backward(ws_, *networks_.layouts[player], *networks_.parameters[player], dy, Mode::training, tape, to,
                   to_input);
}

// The order of D's passes is part of the numbers: statistics and the vectors of spectral norm follow them one by one.
template <class M>
void NetworkPass<M>::forward(bool of_d_loss) {
  const bool pairs = loss_info(h_.loss).pairs_real;
  const auto* known = known_ ? &known_->tapes[first_] : nullptr;
  through(Player::generator, constant<M>(batch_.noise), known ? &known->generator : nullptr, scratch_.generator);
  fake_ = packed(jittered(scratch_.generator.output(), batch_.fake_jitter));
  const auto see_real = [&] {
    GAN_CHECK(batch_.real.data, "D's loss, and one that pairs samples, need real ones");
    real_ = packed(jittered(constant<M>(batch_.real), batch_.real_jitter));
    through(Player::discriminator, real_, known_ ? &known_->real[first_] : nullptr, scratch_.real);
  };
  if (of_d_loss) see_real();
  through(Player::discriminator, fake_, known ? &known->discriminator : nullptr, scratch_.fake);
  if (!of_d_loss && pairs) see_real();
  // The generated ones stand in where the loss does not read them.
  const M& real_logits = of_d_loss || pairs ? scratch_.real.output() : scratch_.fake.output();
  loss_function<M>(h_.loss)(ws_, real_logits, scratch_.fake.output(), h_.real_label, loss_);
  if (!outcome_) return;
  outcome_->g_loss = primal(loss_.g_loss).data[0];
  if (of_d_loss) measure();
}

template <class M>
void NetworkPass<M>::measure() {
  const Real d_loss = primal(loss_.d_loss).data[0];
  measure_outputs(ws_, loss_info(h_.loss), h_.real_label, primal(scratch_.real.output()),
                  primal(scratch_.fake.output()), d_loss, *outcome_);
  outcome_->of_discriminator = true;
  outcome_->d_loss = d_loss;
  outcome_->penalty = 0;
}

template <class M>
M NetworkPass<M>::back_with_penalty(PenaltyKind kind, double weight, const M& seed, Tape<M>& tape,
                                    const NetworkParameters<M>* to, bool to_input) {
  M value, adjoint;
  penalty_backward(ws_, *networks_.layouts.discriminator, *networks_.parameters.discriminator, kind, weight, seed, tape,
                   networks_.statistics.discriminator, to, to_input ? &adjoint : nullptr, scratch_.penalty, value);
  if (outcome_) outcome_->penalty += primal(value).data[0];
  return adjoint;
}

// Back from D's outputs on one batch, whose adjoints are `seed`, through the penalty on it where one acts. Gives the
// adjoint of the samples where `to_input`.
template <class M>
M NetworkPass<M>::back_through_d(PenalisedSamples samples, const M& seed, Tape<M>& tape, const NetworkParameters<M>* to,
                                 bool to_input) {
  for (const Penalty& penalty : penalties()) {
    const double weight = penalty.samples == samples ? acting_weight(penalty) : 0;
    if (weight > 0) return back_with_penalty(penalty.kind, weight, seed, tape, to, to_input);
  }
  back(Player::discriminator, seed, tape, to, to_input);
  return to_input ? tape.d_input() : M{};
}

// At x̂ = fake + ε (real − fake), of packs where D sees those; the adjoint of the generated samples is (1 − ε) ⊙ that of
// x̂.
template <class M>
M NetworkPass<M>::penalty_between(PenaltyKind kind, double weight, const NetworkParameters<M>* to, bool to_fake) {
  GAN_CHECK(batch_.penalty_mix.data, "a penalty between samples needs its random numbers");
  const M mix = constant<M>(batch_.penalty_mix);
  M difference, along, mixed;
  add(ws_, difference, real_, -1, fake_);
  multiply_spread(ws_, along, difference, mix);
  add(ws_, mixed, fake_, 1, along);
  through(Player::discriminator, mixed, known_ ? &known_->mixed : nullptr, scratch_.mixed);
  const M adjoint = back_with_penalty(kind, weight, M{}, scratch_.mixed, to, to_fake);
  M to_real, out;
  if (!to_fake) return out;
  multiply_spread(ws_, to_real, adjoint, mix);
  add(ws_, out, adjoint, -1, to_real);
  return out;
}

// At x + ½ s u: the samples are constants, and so is the deviation s of their numbers.
template <class M>
void NetworkPass<M>::penalty_around(PenaltyKind kind, double weight, const NetworkParameters<M>& to) {
  GAN_CHECK(batch_.penalty_shift.data, "a penalty around samples needs its random numbers");
  // Values that were asked for G's gradients alone do not know it.
  const auto* known = known_ && !known_->around.layers.empty() ? &known_->around : nullptr;
  M around;
  add(ws_, around, real_, 0.5 * deviation_of(primal(real_)), packed(constant<M>(batch_.penalty_shift)));
  through(Player::discriminator, around, known, scratch_.around);
  back_with_penalty(kind, weight, M{}, scratch_.around, &to, false);
}

template <class M>
void NetworkPass<M>::back_from_d_loss(const GradientsOf<M>& to) {
  const bool to_g = to.generator != nullptr;
  if (to.discriminator) {
    back_through_d(PenalisedSamples::real, loss_.d_grad_real, scratch_.real, to.discriminator, false);
  }
  M to_fake = back_through_d(PenalisedSamples::generated, loss_.d_grad_fake, scratch_.fake, to.discriminator, to_g);
  for (const Penalty& penalty : penalties()) {
    const double weight = acting_weight(penalty);
    if (weight > 0 && penalty.samples == PenalisedSamples::around && to.discriminator) {
      penalty_around(penalty.kind, weight, *to.discriminator);
    }
    if (weight <= 0 || penalty.samples != PenalisedSamples::between) continue;
    const M to_mixed = penalty_between(penalty.kind, weight, to.discriminator, to_g), to_logits = to_fake;
    to_fake = M{};
    add(ws_, to_fake, to_logits, 1, to_mixed);
  }
  if (to_g) back(Player::generator, unpacked(to_fake), scratch_.generator, to.generator, false);
  if (outcome_) outcome_->d_loss += outcome_->penalty;
}

template <class M>
void NetworkPass<M>::back_from_g_loss(const GradientsOf<M>& to) {
  const bool to_g = to.generator != nullptr;
  if (to.discriminator && !is_zero(loss_.g_grad_real)) {
    back(Player::discriminator, loss_.g_grad_real, scratch_.real, to.discriminator, false);
  }
  back(Player::discriminator, loss_.g_grad_fake, scratch_.fake, to.discriminator, to_g);
  if (to_g) back(Player::generator, unpacked(scratch_.fake.d_input()), scratch_.generator, to.generator, false);
}

}  // namespace

template <class M>
void add_network_gradients(Workspace& ws, const NetworksAt<M>& networks, const GamePoint<RealOf<M>>& at, bool of_d_loss,
                           const PerPlayer<GradientsOf<M>>& wanted, GradientScratch<M>& scratch,
                           StepOutcome<RealOf<M>>* outcome, const Shared<M>& shared) {
  const bool of_d = any<M>(wanted.discriminator), of_g = any<M>(wanted.generator);
  GAN_CHECK(of_d_loss || !of_d, "gradients of a loss that is not looked at");
  NetworkPass<M> pass(ws, networks, at, scratch, outcome, shared.pass,
                      of_d ? Player::discriminator : Player::generator);
  scratch.mixed.layers.clear();
  scratch.around.layers.clear();
  pass.forward(of_d_loss);
  for (const Player loss : kPlayers) keep(loss, scratch, shared);
  if (of_d) pass.back_from_d_loss(wanted.discriminator);
  if (of_d) keep(Player::discriminator, scratch, shared);
  if (of_d && of_g) pass.begin_loss(Player::generator);
  if (of_g) pass.back_from_g_loss(wanted.generator);
  if (of_g) keep(Player::generator, scratch, shared);
}

#define GAN_INSTANTIATE(...)                                                                                     \
  template void add_network_gradients(Workspace&, const NetworksAt<__VA_ARGS__>&,                                \
                                      const GamePoint<RealOf<__VA_ARGS__>>&, bool,                               \
                                      const PerPlayer<GradientsOf<__VA_ARGS__>>&, GradientScratch<__VA_ARGS__>&, \
                                      StepOutcome<RealOf<__VA_ARGS__>>*, const Shared<__VA_ARGS__>&);
GAN_INSTANTIATE(MatrixView<float>)
GAN_INSTANTIATE(MatrixView<double>)
GAN_INSTANTIATE(Dual<MatrixView<float>>)
GAN_INSTANTIATE(Dual<MatrixView<double>>)
GAN_INSTANTIATE(Dual<Dual<MatrixView<double>>>)
#undef GAN_INSTANTIATE

}  // namespace gan
