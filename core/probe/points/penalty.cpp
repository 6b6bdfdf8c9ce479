#include "core/probe/points/penalty.h"

#include <algorithm>
#include <cmath>

#include "core/base/number_text.h"
#include "core/game/acting.h"
#include "core/game/gradients.h"
#include "core/nn/network.h"
#include "core/probe/shared/evaluate.h"
#include "core/run/batch_source.h"

namespace gan {
namespace {

// The tape of the pass in which a penalty looks at these samples.
template <class M>
const Tape<M>& tape_at(const GradientScratch<M>& scratch, PenalisedSamples samples) {
  switch (samples) {
    case PenalisedSamples::real:
      return scratch.real;
    case PenalisedSamples::generated:
      return scratch.fake;
    case PenalisedSamples::between:
      return scratch.mixed;
    case PenalisedSamples::around:
      break;
  }
  return scratch.around;
}

// Before which step of D the state is, as its batch is numbered: the iteration, and the step within it.
struct NextStep {
  std::int64_t iteration;
  std::int32_t inner;
};

NextStep next_step_of(const GameState<float>& state, const Hyperparameters& h) {
  if (state.discriminator_inner < std::max(h.k, 1)) return {state.step, state.discriminator_inner};
  return {state.step + 1, 0};
}

template <class M>
struct Parts {
  PerPlayer<NetworkLayout> layouts;
  PerPlayer<NetworkParameters<M>> parameters;
  NetworkParameters<M> gradient;
  GameVector<RealOf<M>> statistics;
};

// Columns of packs apart, each with the length of its pack's gradient.
void take(const PenalisedBatch<float>& from, Index dimension, bool points, PenaltySight& out) {
  const Index packing = from.points.rows() / dimension, samples = from.points.cols() * packing;
  if (points) out.points = Eigen::Map<const Matrix<float>>(from.points.data(), dimension, samples);
  out.norms.resize(static_cast<std::size_t>(samples));
  for (Index i = 0; i < samples; ++i) {
    out.norms[static_cast<std::size_t>(i)] = static_cast<float>(from.gradients.col(i / packing).cast<double>().norm());
  }
}

}  // namespace

double target_norm(PenaltyKind kind) {
  return kind == PenaltyKind::unit_norm ? 1 : 0;
}

std::string points_name(PenalisedSamples samples, std::int64_t count) {
  struct Name {
    const char *one, *where;
  };
  const Name name = samples == PenalisedSamples::real        ? Name{"real sample", ""}
                    : samples == PenalisedSamples::generated ? Name{"generated sample", ""}
                    : samples == PenalisedSamples::between   ? Name{"point", " between real and fake"}
                                                             : Name{"point", " around real ones"};
  return (count > 0 ? whole_text(count) + " " : "") + name.one + (count == 1 ? "" : "s") + name.where;
}

Hyperparameters only_penalty(const Hyperparameters& h, const Penalty* penalty) {
  Hyperparameters only = h;
  for (const Penalty& other : penalties()) only.*other.weight = 0;
  if (penalty == nullptr) return only;
  const double weight = h.*penalty->weight;
  only.*penalty->weight = weight > 0 ? weight * h.*penalty->every : 1;
  only.*penalty->every = 1;
  return only;
}

template <class Real>
PenalisedBatch<Real> penalised_batch(const GameSpec& spec, SampleShape data, const GameState<Real>& state,
                                     const Hyperparameters& h, const Batch<Real>& batch, const Penalty* penalty) {
  using M = MatrixView<Real>;
  const Hyperparameters only = only_penalty(h, penalty);
  Parts<M> parts;
  parts.layouts = {make_layout(spec.discriminator, data, 1), make_layout(spec.generator, spec.noise.dimension, data)};
  AlignedBlock<Real> gradient(state.discriminator.parameters.size());
  bind_views(parts.layouts.discriminator, gradient.data(), parts.gradient);
  NetworksAt<M> networks;
  for (const Player player : kPlayers) {
    bind_views(parts.layouts[player], state[player].parameters.data(), parts.parameters[player]);
    parts.statistics[player] = state[player].buffers;
    networks.layouts[player] = &parts.layouts[player];
    networks.parameters[player] = &parts.parameters[player];
    networks.statistics[player] = parts.statistics[player].data();
  }
  Workspace workspace;
  Workspace::Scope scope(workspace);
  GradientScratch<M> scratch;
  StepOutcome<Real> outcome;
  PerPlayer<GradientsOf<M>> wanted;
  wanted.discriminator.discriminator = &parts.gradient;
  add_network_gradients<M>(workspace, networks, point_of(state, only, batch), true, wanted, scratch, &outcome);
  PenalisedBatch<Real> out;
  out.value = static_cast<double>(outcome.penalty);
  out.d_loss = static_cast<double>(outcome.d_loss);
  if (penalty == nullptr) return out;
  // What the backward pass of penalty_backward has left: the gradient of the outputs' sum.
  const Tape<M>& tape = tape_at(scratch, penalty->samples);
  out.points = tape.layers.front().input.map();
  out.gradients = tape.d_input().map();
  return out;
}

template PenalisedBatch<float> penalised_batch(const GameSpec&, SampleShape, const GameState<float>&,
                                               const Hyperparameters&, const Batch<float>&, const Penalty*);
template PenalisedBatch<double> penalised_batch(const GameSpec&, SampleShape, const GameState<double>&,
                                                const Hyperparameters&, const Batch<double>&, const Penalty*);

bool probe_penalty(const Snapshot& snapshot, const PenaltyRequest&, Evaluators&, const CancelFlag& cancel,
                   PenaltyView& out) {
  const GameSpec& spec = snapshot.settings->spec;
  const DataSource& data = *snapshot.data;
  const GameState<float>& state = *snapshot.state;
  const NextStep next = next_step_of(state, snapshot.settings->hyperparameters);
  const Hyperparameters h = acting_at(snapshot.settings->hyperparameters, next.iteration);
  const bool points = !snapshot.kind().has(Capability::images);
  const auto look = [&](const Penalty* penalty) {
    Workspace workspace;
    Workspace::Scope scope(workspace);
    const Hyperparameters only = only_penalty(h, penalty);
    const Batch<float> batch =
        BatchSource(spec, data, only, next.iteration, workspace).batch(Player::discriminator, next.inner);
    return penalised_batch<float>(spec, data.shape(), state, h, batch, penalty);
  };
  out = {};
  for (const Penalty& penalty : penalties()) out.any_on = out.any_on || h.*penalty.weight > 0;
  for (const Penalty& penalty : penalties()) {
    const bool on = h.*penalty.weight > 0;
    const bool of_batch = penalty.samples == PenalisedSamples::real || penalty.samples == PenalisedSamples::generated;
    if (!on && (out.any_on || !of_batch)) continue;
    if (cancel.cancelled()) return false;
    const PenalisedBatch<float> seen = look(&penalty);
    PenaltySight sight;
    sight.penalty = &penalty;
    sight.on = on;
    take(seen, data.dimension(), points, sight);
    if (on) {
      const std::int64_t every = h.*penalty.every, since = state.discriminator_steps % every;
      sight.weight = h.*penalty.weight * static_cast<double>(every);
      sight.steps_off = since == 0 ? 0 : every - since;
      sight.value = seen.value;
      if (sight.steps_off == 0) out.penalty += sight.value;
    }
    out.sights.push_back(std::move(sight));
  }
  if (cancel.cancelled()) return false;
  out.d_loss = look(nullptr).d_loss + out.penalty;
  return true;
}

}  // namespace gan
