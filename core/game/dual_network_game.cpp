#include "core/game/dual_network_game.h"

#include "core/base/check.h"
#include "core/game/network_game.h"

namespace gan {
namespace {

using Number = DualNetworkGame::Number;

// Passes on values of more bytes than that are not kept: they are taken again with each direction.
constexpr std::size_t kMostHeld = std::size_t{256} << 20;

void resize(std::size_t size, AlignedBlock<double>& block) {
  if (block.size() != size) block = AlignedBlock<double>(size);
}

AlignedBlock<Number> without_direction(const AlignedBlock<double>& block) {
  AlignedBlock<Number> out(block.size());
  for (std::size_t i = 0; i < block.size(); ++i) out[i] = block[i];
  return out;
}

// What is read of a point on duals besides where the players stand.
GamePoint<double> conditions_of(const GamePoint<Number>& at) {
  GamePoint<double> point;
  point.discriminator_steps = at.discriminator_steps;
  point.hyperparameters = at.hyperparameters;
  point.batch = at.batch->numbers;
  return point;
}

bool any_of(const GameVectorOut<Number>& wanted) {
  return wanted.discriminator || wanted.generator;
}

// D's loss is looked at unless gradients of G's alone are wanted.
bool looks_at_d(const LossGradientsOut<Number>& wanted) {
  return any_of(wanted.discriminator) || !any_of(wanted.generator);
}

void lift_outcome(const StepOutcome<double>& from, StepOutcome<Number>& to) {
  to.d_loss = from.d_loss, to.g_loss = from.g_loss, to.penalty = from.penalty;
  to.value = from.value, to.value_real = from.value_real, to.value_fake = from.value_fake;
  to.d_real = from.d_real, to.d_fake = from.d_fake, to.d_accuracy = from.d_accuracy;
  to.of_discriminator = from.of_discriminator;
}

}  // namespace

DualNetworkGame::DualNetworkGame(const GameSpec& spec, SampleShape data)
    : spec_(spec),
      data_(data),
      layouts_{make_layout(spec.discriminator, data, 1), make_layout(spec.generator, spec.noise.dimension, data)} {}

void DualNetworkGame::initialise(GameState<Number>& state) const {
  GameState<double> numbers;
  NetworkGame<double>(spec_, data_).initialise(numbers);
  state = {};
  for (const Player player : kPlayers) {
    const PlayerState<double>& from = numbers[player];
    PlayerState<Number>& to = state[player];
    to.parameters = without_direction(from.parameters);
    to.buffers = without_direction(from.buffers);
    to.first_moment = without_direction(from.first_moment);
    to.second_moment = without_direction(from.second_moment);
  }
}

void DualNetworkGame::split(const AlignedBlock<Number>& block, Parts& parts) const {
  resize(block.size(), parts.value);
  resize(block.size(), parts.tangent);
  for (std::size_t i = 0; i < block.size(); ++i) {
    parts.value[i] = block[i].value;
    parts.tangent[i] = block[i].tangent;
  }
}

void DualNetworkGame::bind(Player player, const AlignedBlock<Number>& block, Parts& parts) const {
  GAN_CHECK(static_cast<Index>(block.size()) == layouts_[player].parameter_size, "the state belongs to another game");
  split(block, parts);
  bind_views(layouts_[player], parts.value.data(), parts.values);
  bind_views(layouts_[player], parts.tangent.data(), parts.tangents);
}

void DualNetworkGame::begin_result(Player player, Parts& parts) const {
  const auto size = static_cast<std::size_t>(layouts_[player].parameter_size);
  for (AlignedBlock<double>* block : {&parts.value, &parts.tangent}) {
    resize(size, *block);
    block->fill(0);
  }
  bind_views(layouts_[player], parts.value.data(), parts.values);
  bind_views(layouts_[player], parts.tangent.data(), parts.tangents);
}

PerPlayer<double*> DualNetworkGame::moved_statistics(const GamePoint<Number>& at) {
  PerPlayer<double*> out;
  for (const Player player : kPlayers) {
    const AlignedBlock<Number>& from = *at.statistics[player];
    resize(from.size(), statistics_[player]);
    for (std::size_t i = 0; i < from.size(); ++i) statistics_[player][i] = from[i].value;
    out[player] = statistics_[player].data();
  }
  return out;
}

void DualNetworkGame::keep_values() {
  kept_.clear();
  keeps_ = true;
  next_ = 0;
}

void DualNetworkGame::add_gradients(const GamePoint<Number>& at, const LossGradientsOut<Number>& gradients,
                                    const GameVectorOut<Number>& statistics, StepOutcome<Number>& outcome) {
  Workspace::Scope scope(workspace());
  const std::size_t call = next_++;
  if (call == kept_.size() && keeps_ && held_.capacity() < kMostHeld) {
    kept_.push_back(std::make_unique<Kept>());
    find_values(at, gradients, *kept_.back());
  }
  if (call < kept_.size()) return add_kept(*kept_[call], at, gradients, statistics, outcome);
  keeps_ = false;
  add_both(at, gradients, statistics, outcome);
}

void DualNetworkGame::find_values(const GamePoint<Number>& at, const LossGradientsOut<Number>& wanted, Kept& kept) {
  NetworksAt<View> networks;
  networks.statistics = moved_statistics(at);
  PerPlayer<PerPlayer<NetworkParameters<View>>> sums;
  PerPlayer<GradientsOf<View>> into;
  for (const Player player : kPlayers) {
    bind(player, *at.parameters[player], parameters_[player]);
    networks.layouts[player] = &layouts_[player];
    networks.parameters[player] = &parameters_[player].values;
    for (const Player loss : kPlayers) {
      if (!wanted[loss][player]) continue;
      AlignedBlock<double>& sum = kept.gradients[loss][player];
      sum = AlignedBlock<double>(static_cast<std::size_t>(layouts_[player].parameter_size));
      bind_views(layouts_[player], sum.data(), sums[loss][player]);
      into[loss][player] = &sums[loss][player];
    }
  }
  add_network_gradients<View>(held_, networks, conditions_of(at), looks_at_d(wanted), into, value_scratch_,
                              &kept.outcome, {&kept.pass});
  for (const Player player : kPlayers) kept.statistics[player] = statistics_[player];
}

void DualNetworkGame::run_first(const GamePoint<Number>& at, const LossGradientsOut<Number>& gradients,
                                const KnownPass<View>* known, StepOutcome<double>* outcome) {
  NetworksAt<First> networks;
  networks.statistics = moved_statistics(at);
  PerPlayer<GradientsOf<First>> wanted;
  const NetworkParameters<View>* none = nullptr;
  for (const Player player : kPlayers) {
    bind(player, *at.parameters[player], parameters_[player]);
    bind_views(&parameters_[player].values, &parameters_[player].tangents, first_[player]);
    networks.layouts[player] = &layouts_[player];
    networks.parameters[player] = &first_[player];
    for (const Player loss : kPlayers) {
      if (!gradients[loss][player]) continue;
      Parts& result = results_[loss][player];
      begin_result(player, result);
      bind_views(known ? none : &result.values, &result.tangents, first_sums_[loss][player]);
      wanted[loss][player] = &first_sums_[loss][player];
    }
  }
  add_network_gradients<First>(workspace(), networks, conditions_of(at), looks_at_d(gradients), wanted, first_scratch_,
                               outcome, {known});
}

void DualNetworkGame::add_kept(const Kept& kept, const GamePoint<Number>& at, const LossGradientsOut<Number>& gradients,
                               const GameVectorOut<Number>& statistics, StepOutcome<Number>& outcome) {
  lift_outcome(kept.outcome, outcome);
  const bool any = any_of(gradients.discriminator) || any_of(gradients.generator);
  if (any) run_first(at, gradients, &kept.pass, nullptr);
  for (const Player player : kPlayers) {
    if (statistics[player]) *statistics[player] = without_direction(kept.statistics[player]);
    for (const Player loss : kPlayers) {
      if (!gradients[loss][player]) continue;
      const AlignedBlock<double>&values = kept.gradients[loss][player], &tangents = results_[loss][player].tangent;
      AlignedBlock<Number>& sum = *gradients[loss][player];
      for (std::size_t i = 0; i < sum.size(); ++i) sum[i] += Number(values[i], tangents[i]);
    }
  }
}

void DualNetworkGame::add_both(const GamePoint<Number>& at, const LossGradientsOut<Number>& gradients,
                               const GameVectorOut<Number>& statistics, StepOutcome<Number>& outcome) {
  StepOutcome<double> measured;
  run_first(at, gradients, nullptr, &measured);
  lift_outcome(measured, outcome);
  for (const Player player : kPlayers) {
    if (statistics[player]) *statistics[player] = without_direction(statistics_[player]);
    for (const Player loss : kPlayers) {
      if (!gradients[loss][player]) continue;
      const Parts& result = results_[loss][player];
      AlignedBlock<Number>& sum = *gradients[loss][player];
      for (std::size_t i = 0; i < sum.size(); ++i) sum[i] += Number(result.value[i], result.tangent[i]);
    }
  }
}

// Parameters w + s d on duals of duals, s the inner tangent: with w = (w, ẇ) and d = (d, ḋ), the gradient's inner
// tangent is H d, and the tangent of that H ḋ + (∂_ẇ H) d.
void DualNetworkGame::add_derivatives(const GamePoint<Number>& at, const GameVectorIn<Number>& direction,
                                      const LossGradientsOut<Number>& derivatives) {
  Workspace::Scope scope(workspace());
  NetworksAt<Second> networks;
  networks.statistics = moved_statistics(at);
  PerPlayer<GradientsOf<Second>> wanted;
  const NetworkParameters<View>* none = nullptr;
  for (const Player player : kPlayers) {
    bind(player, *at.parameters[player], parameters_[player]);
    if (direction[player]) bind(player, *direction[player], directions_[player]);
    const auto* d = direction[player] ? &directions_[player] : nullptr;
    bind_views(&parameters_[player].values, d ? &d->values : none, first_[player]);
    bind_views(&parameters_[player].tangents, d ? &d->tangents : none, along_[player]);
    bind_views(&first_[player], &along_[player], second_[player]);
    networks.layouts[player] = &layouts_[player];
    networks.parameters[player] = &second_[player];
    for (const Player loss : kPlayers) {
      if (!derivatives[loss][player]) continue;
      Parts& result = results_[loss][player];
      begin_result(player, result);
      bind_views(none, &result.values, inner_sums_[loss][player]);
      bind_views(none, &result.tangents, outer_sums_[loss][player]);
      bind_views(&inner_sums_[loss][player], &outer_sums_[loss][player], second_sums_[loss][player]);
      wanted[loss][player] = &second_sums_[loss][player];
    }
  }
  add_network_gradients<Second>(workspace(), networks, conditions_of(at), true, wanted, second_scratch_, nullptr);
  for (const Player player : kPlayers) {
    for (const Player loss : kPlayers) {
      if (!derivatives[loss][player]) continue;
      const Parts& result = results_[loss][player];
      AlignedBlock<Number>& sum = *derivatives[loss][player];
      for (std::size_t i = 0; i < sum.size(); ++i) sum[i] += Number(result.value[i], result.tangent[i]);
    }
  }
}

}  // namespace gan
