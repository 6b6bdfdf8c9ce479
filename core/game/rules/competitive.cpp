// Competitive gradient descent (Schäfer and Anandkumar 2019, 1905.12103, equation 4): the step is the equilibrium of
// the game that the losses are to first order in each player and bilinear in both. With the mixed derivatives M = (0,
// ∇_φθ L_D; ∇_θφ L_G, 0) and the learning rates N it is Δ = −N d, (I + M N) d = F, which with one η for both and either
// player eliminated is their formula. The optimisers take d in the place of the gradient.
//
// Solved for e = N^½ d, B = N^½ M N^½: (I + B) e = N^½ F, by conjugate gradients on the normal equations (Hestenes and
// Stiefel 1952, section 10), since losses need not add up to zero and B need not be antisymmetric. Where it is,
// (I + B)ᵀ(I + B) = I − B² is the matrix that the paper runs conjugate gradients on.
#include <cmath>

#include "core/game/rules/rule_list.h"
#include "core/game/rules/together.h"
#include "core/game/vector_field.h"

namespace gan {
namespace {

template <class Real>
class Competitive final : public TogetherRule<Real> {
 public:
  using TogetherRule<Real>::TogetherRule;

 protected:
  Motion<Real>* find(const Hyperparameters& h, TrainingBatches<Real>& batches, const GameState<Real>& state,
                     StepOutcome<Real>& outcome) override {
    const Batch<Real> batch = batches.batch(Player::discriminator, 0);
    const GamePoint<Real> at = point_of(state, h, batch);
    this->hold_gradients(at, this->direction_, outcome);
    if (outcome.failed || h.competitive_iterations == 0) return nullptr;
    roots_ = {std::sqrt(h.discriminator.learning_rate), std::sqrt(h.generator.learning_rate)};
    solve(at);
    for (const Player player : kPlayers) {
      // A player that does not move has no say in the other's step, and any step of its own.
      if (roots_[player] <= 0) continue;
      this->direction_[player].fill(Real(0));
      add_scaled(1 / roots_[player], solution_[player], this->direction_[player]);
    }
    return nullptr;
  }

 private:
  void solve(const GamePoint<Real>& at);
  // out = u + B u, or u + Bᵀ u.
  void multiply(const GamePoint<Real>& at, const GameVector<Real>& u, bool transposed, GameVector<Real>& out);

  PerPlayer<double> roots_;  // of the learning rates
  GameVector<Real> solution_, residual_, gradient_, search_, product_, scaled_;
};

template <class Real>
void Competitive<Real>::multiply(const GamePoint<Real>& at, const GameVector<Real>& u, bool transposed,
                                 GameVector<Real>& out) {
  begin_sum(at, out);
  for (const Player player : kPlayers) {
    scaled_[player].fill(Real(0));
    add_scaled(roots_[player], u[player], scaled_[player]);
  }
  // Along one player's direction: how the other's own gradient changes (M u), or the other's gradient of one's loss (Mᵀ
  // u).
  for (const Player along : kPlayers) {
    const Player other = opponent_of(along), loss = transposed ? along : other;
    GameVectorIn<Real> direction;
    direction[along] = &scaled_[along];
    LossGradientsOut<Real> derivatives;
    derivatives[loss][other] = &out[other];
    this->held_point().add_derivatives(direction, derivatives);
  }
  for (const Player player : kPlayers) {
    const Real root = static_cast<Real>(roots_[player]);
    for (std::size_t i = 0; i < out[player].size(); ++i) out[player][i] = u[player][i] + root * out[player][i];
  }
}

template <class Real>
void Competitive<Real>::solve(const GamePoint<Real>& at) {
  using std::sqrt;
  const Hyperparameters& h = *at.hyperparameters;
  for (GameVector<Real>* made : {&solution_, &residual_, &scaled_}) begin_sum(at, *made);
  // From the plain step.
  for (const Player player : kPlayers) add_scaled(roots_[player], this->direction_[player], solution_[player]);
  const Wide<Real> enough = h.competitive_tolerance * sqrt(inner_product(solution_, solution_));
  multiply(at, solution_, false, product_);
  for (const Player player : kPlayers) {
    residual_[player] = solution_[player];
    add_scaled(-1, product_[player], residual_[player]);
  }
  multiply(at, residual_, true, gradient_);
  search_ = gradient_;
  Wide<Real> squared = inner_product(gradient_, gradient_);
  for (int i = 0; i < h.competitive_iterations && sqrt(squared) > enough; ++i) {
    multiply(at, search_, false, product_);
    const Wide<Real> length = squared / inner_product(product_, product_);
    for (const Player player : kPlayers) {
      add_scaled(length, search_[player], solution_[player]);
      add_scaled(-length, product_[player], residual_[player]);
    }
    multiply(at, residual_, true, gradient_);
    const Wide<Real> before = squared;
    squared = inner_product(gradient_, gradient_);
    const Real kept = static_cast<Real>(squared / before);
    for (const Player player : kPlayers) {
      for (std::size_t j = 0; j < search_[player].size(); ++j)
        search_[player][j] = gradient_[player][j] + kept * search_[player][j];
    }
  }
}

}  // namespace

const RuleInfo competitive_info{
    .id = "competitive",
    .title = "competitive",
    .meaning =
        "Each player steps to where it would be best if the other stepped just as cleverly at the same time, as "
        "far as second derivatives tell.",
    .formula = "w ← w − N (I + M N)^{−1} F, M the mixed second derivatives, N the learning rates",
    .paper = "Schäfer and Anandkumar 2019, arXiv 1905.12103",
    .scratch =
        [](const Hyperparameters&) {
          return PerPlayer<int>{6, 6};
        },
    .differentiates = true,
    .next = next_together,
    .last = last_together,
};

template <class Real>
std::unique_ptr<Rule<Real>> make_competitive(Game<Real>& game) {
  return std::make_unique<Competitive<Real>>(game);
}

GAN_INSTANTIATE_RULE(competitive)

}  // namespace gan
