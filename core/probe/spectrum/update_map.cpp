#include "core/probe/spectrum/update_map.h"

#include <cmath>
#include <utility>

#include "core/base/check.h"
#include "core/game/acting.h"
#include "core/nn/optimiser.h"

namespace gan {
namespace {

using Number = UpdateMap::Number;

template <class From, class To>
void convert(const AlignedBlock<From>& from, AlignedBlock<To>& to) {
  if (to.size() != from.size()) to = AlignedBlock<To>(from.size());
  for (std::size_t i = 0; i < from.size(); ++i) to[i] = static_cast<double>(from[i]);
}

// The moving average stays behind.
template <class From, class To>
void convert(const GameState<From>& from, GameState<To>& to) {
  for (const Player player : kPlayers) {
    const PlayerState<From>& one = from[player];
    PlayerState<To>& other = to[player];
    convert(one.parameters, other.parameters);
    convert(one.buffers, other.buffers);
    convert(one.first_moment, other.first_moment);
    convert(one.second_moment, other.second_moment);
    convert(one.remembered, other.remembered);
    other.updates = one.updates;
  }
  to.step = from.step;
  to.discriminator_steps = from.discriminator_steps;
  to.discriminator_inner = to.generator_inner = 0;
}

// How far a change of 1 moves the parameter, about: of each moment, and of a gradient that enters the step.
struct Reach {
  double first, second, gradient;
};

// As the steps of core/nn/optimiser.cpp have it, with a first moment, or gradient, of the size of the second's root.
Reach reach_of(const OptimiserSettings& s, double updates, double second_moment) {
  const double rate = s.learning_rate > 0 ? s.learning_rate : 1;
  if (!moves_second_moment(s.kind)) return {rate, 1, rate};
  const bool adam = s.kind == OptimiserKind::adam;
  const double correction = adam ? 1 / std::sqrt(1 - std::pow(s.beta2, updates)) : 1;
  const double corrected = adam ? rate / (1 - std::pow(s.beta1, updates)) : rate;
  const double below = std::sqrt(second_moment) * correction + s.epsilon;
  const double first = corrected / below;
  return {first, corrected * correction / (2 * below * below), first * (adam ? 1 - s.beta1 : 1)};
}

}  // namespace

GameState<double> widened(const GameState<float>& state) {
  GameState<double> wide;
  convert(state, wide);
  return wide;
}

std::string UpdateMap::why_not(const Hyperparameters& h) {
  const RuleInfo& rule = rule_info(rule_of(h));
  if (rule.varies) {
    return std::string("Under the rule ") + rule.title +
           " not every iteration does the same: there is no one map whose eigenvalues could be found.";
  }
  if (stands_still(Player::discriminator, h) && stands_still(Player::generator, h))
    return "Both players are frozen: nothing moves, and there is no map to find eigenvalues of.";
  return "";
}

UpdateMap::UpdateMap(const Settings& settings, const DataSource& data, const GameState<double>& state)
    : settings_(settings),
      data_(data),
      h_(settings.hyperparameters),
      game_(settings.spec, data.shape()),
      rule_(make_rule<Number>(rule_of(h_), game_)),
      batches_(std::make_unique<FrozenBatches>(settings.spec, data, h_, state.step)) {
  GAN_CHECK(why_not(h_).empty(), "settings under which an iteration is a map");
  h_.average_decay = 0;
  convert(state, state_);
  const bool begun = state_.discriminator.remembered.empty() || state_.generator.remembered.empty();
  if (rule_info(rule_of(h_)).remembers && begun) {
    if (!iterate(state_)) return;
    batches_ = std::make_unique<FrozenBatches>(settings_.spec, data_, h_, state_.step);
  }
  moved_ = state_;
  game_.keep_values();
  if (!iterate(moved_)) return;
  defined_ = true;
  list_numbers(moved_);
}

bool UpdateMap::iterate(GameState<Number>& state) {
  ConstantBatches batches(*batches_);
  do {
    const std::optional<Move> move = rule_->next(state, h_);
    if (!move || rule_->step(*move, h_, batches, state).failed) return false;
  } while (!rule_->complete(state, h_));
  state.discriminator_inner = state.generator_inner = 0;
  ++state.step;
  return true;
}

template <class Real>
AlignedBlock<Real>& UpdateMap::block(PlayerState<Real>& player, Kind kind) {
  switch (kind) {
    case Kind::parameters:
      return player.parameters;
    case Kind::first_moment:
      return player.first_moment;
    case Kind::second_moment:
      return player.second_moment;
    case Kind::remembered:
      break;
  }
  return player.remembered;
}

void UpdateMap::list_numbers(const GameState<Number>& after) {
  for (const Player player : {Player::generator, Player::discriminator}) {
    if (!stands_still(player, h_)) list_player(player, after);
  }
}

void UpdateMap::add_part(Part part) {
  size_ += static_cast<Index>(part.places.size());
  parts_.push_back(std::move(part));
}

void UpdateMap::list_player(Player player, const GameState<Number>& after) {
  const Hyperparameters acting = acting_at(h_, state_.step);
  const OptimiserSettings& optimiser = player == Player::discriminator ? acting.discriminator : acting.generator;
  const RuleInfo& rule = rule_info(rule_of(h_));
  const PlayerState<Number>& moved = after[player];
  Part parameters{player, Kind::parameters, {}, {}}, first{player, Kind::first_moment, {}, {}};
  Part second{player, Kind::second_moment, {}, {}}, remembered{player, Kind::remembered, {}, {}};
  const auto add = [](Part& part, std::uint32_t place, double scale) {
    part.places.push_back(place);
    part.scales.push_back(scale);
  };
  // The gaps between tensors are no numbers.
  for (const TensorSlot& slot : game_.layout(player).parameters) {
    for (Index i = slot.offset; i < slot.offset + slot.rows * slot.cols; ++i) {
      const auto place = static_cast<std::uint32_t>(i);
      const bool adaptive = moves_second_moment(optimiser.kind);
      const double square = adaptive ? moved.second_moment[place].value : 0;
      const bool still = adaptive && square <= 0;
      const Reach reach = reach_of(optimiser, static_cast<double>(moved.updates), square);
      add(parameters, place, 1);
      if (moves_first_moment(optimiser.kind) && !still) add(first, place, reach.first);
      if (adaptive && !still) add(second, place, reach.second);
      const bool gradient = rule.remembers_gradients;
      if (rule.remembers && !(gradient && still)) add(remembered, place, gradient ? reach.gradient : 1);
    }
  }
  for (Part* part : {&parameters, &first, &second, &remembered}) {
    if (!part->places.empty()) add_part(std::move(*part));
  }
}

bool UpdateMap::times(const double* u, double* out) {
  moved_ = state_;
  Index k = 0;
  for (const Part& part : parts_) {
    AlignedBlock<Number>& numbers = block(moved_[part.player], part.kind);
    for (std::size_t i = 0; i < part.places.size(); ++i, ++k) numbers[part.places[i]].tangent = u[k] / part.scales[i];
  }
  game_.go_again();
  if (!iterate(moved_)) return false;
  k = 0;
  double sum = 0;
  for (const Part& part : parts_) {
    const AlignedBlock<Number>& numbers = block(moved_[part.player], part.kind);
    for (std::size_t i = 0; i < part.places.size(); ++i, ++k) {
      out[k] = numbers[part.places[i]].tangent * part.scales[i];
      sum += out[k];
    }
  }
  return std::isfinite(sum);
}

AlignedBlock<double> UpdateMap::generator_part(const double* u) const {
  AlignedBlock<double> out(state_.generator.parameters.size());
  Index k = 0;
  for (const Part& part : parts_) {
    const bool wanted = part.player == Player::generator && part.kind == Kind::parameters;
    for (std::size_t i = 0; i < part.places.size(); ++i, ++k) {
      if (wanted) out[part.places[i]] = u[k];
    }
  }
  return out;
}

Vector<double> UpdateMap::coordinates(const GameState<double>& state) const {
  GameState<double> copy = state;
  Vector<double> out(size_);
  Index k = 0;
  for (const Part& part : parts_) {
    const AlignedBlock<double>& numbers = block(copy[part.player], part.kind);
    for (std::size_t i = 0; i < part.places.size(); ++i, ++k) out[k] = numbers[part.places[i]] * part.scales[i];
  }
  return out;
}

void UpdateMap::move_along(const double* u, double length, GameState<double>& state) const {
  Index k = 0;
  for (const Part& part : parts_) {
    AlignedBlock<double>& numbers = block(state[part.player], part.kind);
    for (std::size_t i = 0; i < part.places.size(); ++i, ++k) numbers[part.places[i]] += length * u[k] / part.scales[i];
  }
}

}  // namespace gan
