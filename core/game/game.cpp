#include "core/game/game.h"

#include <algorithm>
#include <cmath>
#include <exception>

#include "core/ad/primitives.h"
#include "core/base/check.h"
#include "core/nn/initialisation.h"
#include "core/nn/optimiser.h"

namespace gan {
namespace {

// Gradients and parameters below this can't overflow single precision in one update, whatever the learning
// rate; above it the state is copied before the update, so that a failed one can be taken back.
constexpr double kRisky = 1e12;

// Sum of squares in double precision, in sixteen lanes that a compiler can keep in registers.
template <class Real>
double squared_norm(const AlignedBlock<Real>& block) {
  constexpr std::size_t kLanes = 16;
  double lanes[kLanes] = {};
  const Real* x = block.data();
  const std::size_t n = block.size();
  std::size_t i = 0;
  for (; i + kLanes <= n; i += kLanes) {
    for (std::size_t j = 0; j < kLanes; ++j)
      lanes[j] += static_cast<double>(x[i + j]) * static_cast<double>(x[i + j]);
  }
  double sum = 0;
  for (double lane : lanes) sum += lane;
  for (; i < n; ++i) sum += static_cast<double>(x[i]) * static_cast<double>(x[i]);
  return sum;
}

template <class Real>
void clamp_all(Real bound, AlignedBlock<Real>& block) {
  for (Real& x : block) x = std::min(bound, std::max(-bound, x));
}

// V(D,G) and the mean probabilities, from logits in stable forms: log D = −softplus(−a), log(1 − D) = −softplus(a).
template <class Real>
void measure_probabilities(Workspace& ws, const MatrixView<Real>& real, const MatrixView<Real>& fake,
                           StepOutcome<Real>& outcome) {
  constexpr ActivationFunction kSoftplus{Activation::softplus, 0};
  const auto mean_softplus = [&](const MatrixView<Real>& x) {
    MatrixView<Real> out, mean;
    activate(ws, out, kSoftplus, x);
    mean_over(ws, mean, Over::all, out);
    return mean.data[0];
  };
  // The softplus' derivative is the sigmoid.
  const auto mean_sigmoid = [&](const MatrixView<Real>& x) {
    MatrixView<Real> ones, out, mean;
    fill(ws, ones, 1, x.cols, 1);
    scale_by_derivative(ws, out, kSoftplus, 1, x, ones);
    mean_over(ws, mean, Over::all, out);
    return mean.data[0];
  };
  MatrixView<Real> mirrored;
  scale(ws, mirrored, -1, real);
  outcome.value = -mean_softplus(mirrored) - mean_softplus(fake);
  outcome.d_real = mean_sigmoid(real);
  outcome.d_fake = mean_sigmoid(fake);
}

// Of m pairs the share in which the real sample is ranked higher, ties by half: ½ for a D that can't tell.
template <class Real>
Real ranked_right(const MatrixView<Real>& real, const MatrixView<Real>& fake) {
  const Index m = std::min(real.cols, fake.cols);
  Real right = 0;
  for (Index i = 0; i < m; ++i) {
    right += real.data[i] > fake.data[i] ? Real(1) : real.data[i] == fake.data[i] ? Real(0.5) : Real(0);
  }
  return right / static_cast<Real>(m);
}

// Calls what it is given where a step is left by an exception: memory that ran out changes nothing.
template <class Undo>
class OnException {
 public:
  explicit OnException(Undo undo) : undo_(undo) {}
  ~OnException() {
    if (std::uncaught_exceptions() > before_) undo_();
  }
  OnException(const OnException&) = delete;
  OnException& operator=(const OnException&) = delete;

 private:
  Undo undo_;
  int before_ = std::uncaught_exceptions();
};

template <class Real>
void note_failure(StepOutcome<Real>& outcome, Real value, const char* what) {
  if (!outcome.failed && !std::isfinite(value)) outcome.failed = what;
}

}  // namespace

template <class Real>
void measure_outputs(Workspace& ws, const LossInfo& info, double real_label, const MatrixView<Real>& real,
                     const MatrixView<Real>& fake, Real d_loss, StepOutcome<Real>& outcome) {
  Workspace::Scope scope(ws);
  if (info.output.probability) {
    measure_probabilities(ws, real, fake, outcome);
  } else {
    MatrixView<Real> mean_real, mean_fake;
    mean_over(ws, mean_real, Over::all, real);
    mean_over(ws, mean_fake, Over::all, fake);
    outcome.d_real = mean_real.data[0];
    outcome.d_fake = mean_fake.data[0];
    outcome.value = -d_loss;
  }
  const double midpoint = output_reading(info, real_label).midpoint;
  if (std::isnan(midpoint)) {
    outcome.d_accuracy = ranked_right(real, fake);
    return;
  }
  const Real middle = static_cast<Real>(midpoint);
  const auto right = (real.flat() > middle).count() + fake.cols - (fake.flat() > middle).count();
  outcome.d_accuracy = static_cast<Real>(right) / static_cast<Real>(real.cols + fake.cols);
}

template <class Real>
Game<Real>::Game(const GameSpec& spec, SampleShape data) : spec_(spec) {
  generator_.layout = make_layout(spec.generator, spec.noise.dimension, data);
  discriminator_.layout = make_layout(spec.discriminator, data, 1);
  for (Player* player : {&generator_, &discriminator_}) {
    player->gradient = AlignedBlock<Real>(static_cast<std::size_t>(player->layout.parameter_size));
    bind_views(player->layout, player->gradient.data(), player->gradients);
  }
}

template <class Real>
void Game<Real>::initialise(GameState<Real>& state) const {
  state = {};
  initialise_player(spec_.generator, generator_.layout, {spec_.seed, Stream::initial_generator, 0, 0},
                    state.generator);
  initialise_player(spec_.discriminator, discriminator_.layout,
                    {spec_.seed, Stream::initial_discriminator, 0, 0}, state.discriminator);
}

template <class Real>
void Game<Real>::bind_players(GameState<Real>& state) {
  GAN_CHECK(
      static_cast<Index>(state.generator.parameters.size()) == generator_.layout.parameter_size &&
          static_cast<Index>(state.discriminator.parameters.size()) == discriminator_.layout.parameter_size,
      "the state belongs to another game");
  bind_views(generator_.layout, state.generator.parameters.data(), generator_.parameters);
  bind_views(discriminator_.layout, state.discriminator.parameters.data(), discriminator_.parameters);
}

template <class Real>
void Game<Real>::remember_buffers(const GameState<Real>& state) {
  generator_.buffers_before = state.generator.buffers;
  discriminator_.buffers_before = state.discriminator.buffers;
}

template <class Real>
void Game<Real>::restore_buffers(GameState<Real>& state) const {
  state.generator.buffers = generator_.buffers_before;
  state.discriminator.buffers = discriminator_.buffers_before;
}

template <class Real>
MatrixView<Real> Game<Real>::generate(GameState<Real>& state, View noise) {
  generator_tape_.reset(generator_.layout.layers.size());
  network_forward(workspace_, generator_.layout, generator_.parameters, noise, Mode::training,
                  state.generator.buffers.data(), true, generator_tape_);
  return generator_tape_.output();
}

template <class Real>
MatrixView<Real> Game<Real>::jittered(View x, View jitter, double deviation) {
  View out;
  if (deviation > 0) {
    GAN_CHECK(jitter.data, "instance noise needs its random numbers");
    add(workspace_, out, x, deviation, jitter);
  } else {
    out = x;
  }
  return out;
}

template <class Real>
void Game<Real>::discriminate(GameState<Real>& state, View x, Tape<View>& tape) {
  tape.reset(discriminator_.layout.layers.size());
  network_forward(workspace_, discriminator_.layout, discriminator_.parameters, x, Mode::training,
                  state.discriminator.buffers.data(), true, tape);
}

template <class Real>
void Game<Real>::backward_with_penalty(GameState<Real>& state, const View& seed, double weight,
                                       Tape<View>& tape, StepOutcome<Real>& outcome) {
  if (weight <= 0) {
    network_backward(workspace_, discriminator_.layout, discriminator_.parameters, seed, Mode::training, tape,
                     &discriminator_.gradients, false);
    return;
  }
  View value;
  penalty_backward(workspace_, discriminator_.layout, discriminator_.parameters, PenaltyKind::squared_norm,
                   weight, seed, tape, state.discriminator.buffers.data(), discriminator_.gradients,
                   penalty_scratch_, value);
  outcome.penalty += value.data[0];
}

template <class Real>
void Game<Real>::add_gradient_penalty(GameState<Real>& state, double weight, const Batch<Real>& batch,
                                      View real, View fake, StepOutcome<Real>& outcome) {
  GAN_CHECK(batch.penalty_mix.data, "WGAN-GP needs its random numbers");
  Workspace::Scope scope(workspace_);
  // x̂ = fake + ε (real − fake).
  View difference, along, mixed, value;
  add(workspace_, difference, real, -1, fake);
  multiply_spread(workspace_, along, difference, batch.penalty_mix);
  add(workspace_, mixed, fake, 1, along);
  discriminate(state, mixed, fake_tape_);
  penalty_backward(workspace_, discriminator_.layout, discriminator_.parameters, PenaltyKind::unit_norm,
                   weight, View{}, fake_tape_, state.discriminator.buffers.data(), discriminator_.gradients,
                   penalty_scratch_, value);
  outcome.penalty += value.data[0];
}

template <class Real>
void Game<Real>::finish(const OptimiserSettings& optimiser, double clip, const char* gradient_name,
                        const char* parameter_name, Player& player, PlayerState<Real>& state,
                        StepOutcome<Real>& outcome) {
  const double norm = std::sqrt(squared_norm(player.gradient));
  outcome.gradient_norm = static_cast<Real>(norm);
  if (!std::isfinite(norm) && !outcome.failed) outcome.failed = gradient_name;
  if (outcome.failed) return;
  const double size = std::sqrt(squared_norm(state.parameters));
  const bool risky = norm > kRisky || size > kRisky;
  if (risky) player.before = state;
  optimiser_step(optimiser, player.gradient.data(), state);
  if (clip > 0) clamp_all(static_cast<Real>(clip), state.parameters);
  if (risky &&
      !(std::isfinite(squared_norm(state.parameters)) && std::isfinite(squared_norm(state.first_moment)) &&
        std::isfinite(squared_norm(state.second_moment)))) {
    state = player.before;
    outcome.failed = parameter_name;
  }
}

template <class Real>
StepOutcome<Real> Game<Real>::discriminator_step(GameState<Real>& state, const Hyperparameters& h,
                                                 const Batch<Real>& batch, bool update) {
  Workspace::Scope scope(workspace_);
  bind_players(state);
  remember_buffers(state);
  const OnException undo([&] { restore_buffers(state); });
  const View fake = jittered(generate(state, batch.noise), batch.fake_jitter, h.instance_noise);
  const View real = jittered(batch.real, batch.real_jitter, h.instance_noise);
  discriminate(state, real, real_tape_);
  discriminate(state, fake, fake_tape_);
  LossValues<View> loss;
  loss_function<View>(h.loss)(workspace_, real_tape_.output(), fake_tape_.output(), h.real_label, loss);

  StepOutcome<Real> outcome;
  measure_outputs(workspace_, loss_info(h.loss), h.real_label, real_tape_.output(), fake_tape_.output(),
                  loss.d_loss.data[0], outcome);
  outcome.g_loss = loss.g_loss.data[0];
  if (!update) {
    outcome.d_loss = loss.d_loss.data[0];
    note_failure(outcome, outcome.d_loss, "the discriminator's loss");
    restore_buffers(state);
    return outcome;
  }
  discriminator_.gradient.fill(Real(0));
  // A penalty that acts every n-th step has n times its weight then, so that its mean strength is the
  // slider's (lazy regularisation: Karras et al. 2020, 1912.04958, appendix B).
  const std::int64_t count = state.discriminator_steps;
  const double r1 = acts(h.r1_weight, h.r1_every, count) ? h.r1_weight * h.r1_every : 0;
  const double r2 = acts(h.r2_weight, h.r2_every, count) ? h.r2_weight * h.r2_every : 0;
  backward_with_penalty(state, loss.d_grad_real, r1, real_tape_, outcome);
  backward_with_penalty(state, loss.d_grad_fake, r2, fake_tape_, outcome);
  if (acts(h.gp_weight, h.gp_every, count)) {
    add_gradient_penalty(state, h.gp_weight * h.gp_every, batch, real, fake, outcome);
  }
  outcome.d_loss = loss.d_loss.data[0] + outcome.penalty;
  note_failure(outcome, outcome.d_loss, "the discriminator's loss");
  finish(h.discriminator, h.clip, "the gradient of the discriminator's loss",
         "the discriminator's parameters", discriminator_, state.discriminator, outcome);
  if (outcome.failed) {
    restore_buffers(state);
  } else {
    ++state.discriminator_steps;
  }
  return outcome;
}

template <class Real>
StepOutcome<Real> Game<Real>::generator_step(GameState<Real>& state, const Hyperparameters& h,
                                             const Batch<Real>& batch) {
  Workspace::Scope scope(workspace_);
  bind_players(state);
  remember_buffers(state);
  const OnException undo([&] { restore_buffers(state); });
  const LossInfo& info = loss_info(h.loss);
  const View fake = jittered(generate(state, batch.noise), batch.fake_jitter, h.instance_noise);
  discriminate(state, fake, fake_tape_);
  View real_logits = fake_tape_.output();  // stands in where the loss does not read it
  if (info.pairs_real) {
    GAN_CHECK(batch.real.data, "a loss that pairs samples needs real ones in the generator's step");
    discriminate(state, jittered(batch.real, batch.real_jitter, h.instance_noise), real_tape_);
    real_logits = real_tape_.output();
  }
  LossValues<View> loss;
  loss_function<View>(h.loss)(workspace_, real_logits, fake_tape_.output(), h.real_label, loss);

  StepOutcome<Real> outcome;
  outcome.g_loss = loss.g_loss.data[0];
  note_failure(outcome, outcome.g_loss, "the generator's loss");
  generator_.gradient.fill(Real(0));
  const NetworkParameters<View>* none = nullptr;
  network_backward(workspace_, discriminator_.layout, discriminator_.parameters, loss.g_grad_fake,
                   Mode::training, fake_tape_, none, true);
  network_backward(workspace_, generator_.layout, generator_.parameters, fake_tape_.d_input(), Mode::training,
                   generator_tape_, &generator_.gradients, false);
  finish(h.generator, 0, "the gradient of the generator's loss", "the generator's parameters", generator_,
         state.generator, outcome);
  if (outcome.failed) {
    restore_buffers(state);
  } else {
    update_average(h.average_decay, state.step, state.generator);
  }
  return outcome;
}

template void measure_outputs(Workspace&, const LossInfo&, double, const MatrixView<float>&, const MatrixView<float>&, float,
                              StepOutcome<float>&);
template void measure_outputs(Workspace&, const LossInfo&, double, const MatrixView<double>&, const MatrixView<double>&,
                              double, StepOutcome<double>&);
template class Game<float>;
template class Game<double>;

}  // namespace gan
