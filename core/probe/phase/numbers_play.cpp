#include "core/probe/phase/numbers_play.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/base/check.h"
#include "core/base/decompositions.h"
#include "core/game/acting.h"
#include "core/game/expected_batch.h"
#include "core/game/vector_field.h"
#include "core/nn/optimiser.h"

namespace gan {
namespace {

// By how much, relative to 1 and itself, the slopes on both sides of a place may differ where the iteration is smooth:
// far more than its curvature makes of a step of 6e-6, far less than a kink does.
constexpr double kSmooth = 1e-3;

void take_block(const AlignedBlock<float>& from, AlignedBlock<double>& to) {
  if (to.size() != from.size()) to = AlignedBlock<double>(from.size());
  for (std::size_t i = 0; i < from.size(); ++i) to[i] = static_cast<double>(from[i]);
}

}  // namespace

// The same at every question.
class NumbersPlay::ExpectedBatches final : public TrainingBatches<double> {
 public:
  explicit ExpectedBatches(NumbersPlay& play) : play_(play) {}
  Batch<double> batch(Player, std::int32_t) override { return play_.batch(); }

 private:
  NumbersPlay& play_;
};

bool NumbersPlay::plays(const GameSpec& spec) {
  return plays_expectation(spec) && spec.data.dimension == 1;
}

NumbersPlay::NumbersPlay(const Settings& settings)
    : settings_(settings),
      game_(settings.spec, {settings.spec.data.dimension}),
      rule_(make_rule<double>(rule_of(settings.hyperparameters), game_)) {
  GAN_CHECK(plays(settings.spec), "a game whose state is two numbers");
  game_.initialise(state_);
}

Batch<double> NumbersPlay::batch() {
  return expected_batch<double>(settings_.spec, 1, settings_.hyperparameters.instance_noise > 0, game_.workspace());
}

void NumbersPlay::place(PhasePoint at) {
  game_.initialise(state_);
  state_.generator.parameters[0] = at.theta;
  state_.discriminator.parameters[0] = at.psi;
}

void NumbersPlay::take(const GameState<float>& state) {
  for (const Player player : kPlayers) {
    const PlayerState<float>& from = state[player];
    PlayerState<double>& to = state_[player];
    take_block(from.parameters, to.parameters);
    take_block(from.first_moment, to.first_moment);
    take_block(from.second_moment, to.second_moment);
    take_block(from.average, to.average);
    take_block(from.remembered, to.remembered);
    to.updates = from.updates;
  }
  state_.discriminator_steps = state.discriminator_steps;
  state_.step = state.step;
  state_.discriminator_inner = state_.generator_inner = 0;
}

PhasePoint NumbersPlay::at() const {
  return {state_.generator.parameters[0], state_.discriminator.parameters[0]};
}

PhasePoint NumbersPlay::field() {
  Workspace::Scope scope(game_.workspace());
  const Batch<double> seen = batch();
  const Hyperparameters h = acting_at(settings_.hyperparameters, state_.step);
  GameVector<double> v;
  vector_field(game_, point_of(state_, h, seen), v);
  return {v.generator[0], v.discriminator[0]};
}

Matrix<double> NumbersPlay::jacobian() {
  Workspace::Scope scope(game_.workspace());
  const Batch<double> seen = batch();
  const Hyperparameters h = acting_at(settings_.hyperparameters, state_.step);
  Matrix<double> out(2, 2);
  for (const Player player : {Player::generator, Player::discriminator}) {
    GameVector<double> u{AlignedBlock<double>(state_.discriminator.parameters.size()),
                         AlignedBlock<double>(state_.generator.parameters.size())};
    u[player][0] = 1;
    GameVector<double> moved;
    jacobian_times(game_, point_of(state_, h, seen), u, moved);
    const Index column = player == Player::generator ? 0 : 1;
    out(0, column) = moved.generator[0];
    out(1, column) = moved.discriminator[0];
  }
  return out;
}

bool NumbersPlay::iterate(GameState<double>& state) {
  ExpectedBatches batches(*this);
  const Hyperparameters& h = settings_.hyperparameters;
  do {
    const std::optional<Move> move = rule_->next(state, h);
    if (!move || rule_->step(*move, h, batches, state).failed) return false;
  } while (!rule_->complete(state, h));
  state.discriminator_inner = state.generator_inner = 0;
  ++state.step;
  return true;
}

bool NumbersPlay::iterate() {
  GameState<double> next = state_;
  if (!iterate(next)) return false;
  state_ = std::move(next);
  return true;
}

// The first of each block that acts: the rest of it are gaps.
std::vector<NumbersPlay::Number> NumbersPlay::numbers(GameState<double>& state) const {
  std::vector<Number> all;
  for (const Player player : {Player::generator, Player::discriminator}) {
    const Hyperparameters& h = settings_.hyperparameters;
    const OptimiserKind kind = (player == Player::discriminator ? h.discriminator : h.generator).kind;
    PlayerState<double>& one = state[player];
    all.push_back({&one.parameters[0], false});
    if (moves_first_moment(kind)) all.push_back({&one.first_moment[0], false});
    if (moves_second_moment(kind)) all.push_back({&one.second_moment[0], true});
    if (!one.remembered.empty()) all.push_back({&one.remembered[0], false});
  }
  return all;
}

// Column `column` of the derivative, or nothing where there is none.
bool NumbersPlay::differentiate(const GameState<double>& middle, Index column, Matrix<double>& derivative) {
  // The cube root of the machine's epsilon, at which rounding and curvature are in balance.
  const double width = std::cbrt(std::numeric_limits<double>::epsilon());
  constexpr int kSteps[] = {-1, 1, 2};
  GameState<double> moved[] = {state_, state_, state_};
  double shift[3];
  bool one_sided = false;
  for (int i = 0; i < 3; ++i) {
    const Number number = numbers(moved[i])[static_cast<std::size_t>(column)];
    const double before = *number.value;
    *number.value += kSteps[i] * width * std::max(1.0, std::abs(before));
    if (number.never_negative) *number.value = std::max(0.0, *number.value);
    one_sided = number.never_negative;
    shift[i] = *number.value - before;
    if (!iterate(moved[i])) return false;
  }
  GameState<double> at = middle;
  const std::vector<Number> low = numbers(moved[0]), here = numbers(at), high = numbers(moved[1]),
                            far = numbers(moved[2]);
  for (Index row = 0; row < derivative.rows(); ++row) {
    const auto i = static_cast<std::size_t>(row);
    const double slope = (*high[i].value - *low[i].value) / (shift[1] - shift[0]);
    derivative(row, column) = slope;
    if (one_sided) continue;
    // A kink has other slopes at its sides, a jump one that falls with the distance.
    for (const double other :
         {(*high[i].value - *here[i].value) / shift[1], (*far[i].value - *here[i].value) / shift[2]}) {
      if (!(std::abs(other - slope) <= kSmooth * (1 + std::abs(slope)))) return false;
    }
  }
  return true;
}

std::vector<std::complex<double>> NumbersPlay::multipliers() {
  const RuleInfo& rule = rule_info(rule_of(settings_.hyperparameters));
  if (rule.varies) return {};
  const GameState<double> before = state_;
  // At a start there is nothing yet that a rule remembers: of the state after the first iteration then.
  const bool begun = !rule.remembers || !state_.generator.remembered.empty();
  std::vector<std::complex<double>> found;
  if (begun || iterate(state_)) found = multipliers_here();
  state_ = before;
  return found;
}

std::vector<std::complex<double>> NumbersPlay::multipliers_here() {
  const auto count = static_cast<Index>(numbers(state_).size());
  Matrix<double> derivative(count, count);
  GameState<double> middle = state_;
  if (!iterate(middle)) return {};
  for (Index column = 0; column < count; ++column) {
    if (!differentiate(middle, column, derivative)) return {};
  }
  return eigenvalues(derivative);
}

}  // namespace gan
