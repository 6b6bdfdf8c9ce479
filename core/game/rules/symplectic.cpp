// Symplectic gradient adjustment (Balduzzi et al. 2018, 1802.05642, algorithm 1): F + λ Aᵀ F with the antisymmetric
// part A = ½(J − Jᵀ) of J = ∂F. With ∇H = Jᵀ F of the Hamiltonian H = ½‖F‖² the sign of λ is that of ⟨F, ∇H⟩ ⟨Aᵀ F, ∇H⟩
// / d + ε, d the number of parameters and ε = 1/10: so it draws to equilibria that are stable and away from those that
// are not.
#include "core/game/rules/rule_list.h"
#include "core/game/rules/together.h"
#include "core/game/vector_field.h"

namespace gan {
namespace {

constexpr double kAlignment = 0.1;

template <class Real>
class Symplectic final : public TogetherRule<Real> {
 public:
  using TogetherRule<Real>::TogetherRule;

 protected:
  Motion<Real>* find(const Hyperparameters& h, TrainingBatches<Real>& batches, const GameState<Real>& state,
                     StepOutcome<Real>& outcome) override {
    const Batch<Real> batch = batches.batch(Player::discriminator, 0);
    const GamePoint<Real> at = point_of(state, h, batch);
    this->hold_gradients(at, this->direction_, outcome);
    if (outcome.failed) return nullptr;
    find_parts(at);
    double numbers = 0;
    for (const Player player : kPlayers) numbers += static_cast<double>(turned_[player].size());
    const double aligned =
        value_of(inner_product(this->direction_, hamiltonian_) * inner_product(turned_, hamiltonian_));
    const double sign = aligned / numbers + kAlignment < 0 ? -1 : 1;
    for (const Player player : kPlayers) {
      add_scaled(sign * h.symplectic_weight, turned_[player], this->direction_[player]);
    }
    return nullptr;
  }

 private:
  void find_parts(const GamePoint<Real>& at);

  GameVector<Real> turned_, hamiltonian_;  // Aᵀ F, ∇H = Jᵀ F
  GameVector<Real> diagonal_;              // blocks of J on its diagonal, times F
};

// J F and Jᵀ F have the blocks on J's diagonal in common. Along one player's part of F its own loss gives its part of
// these and the other's of the rest of Jᵀ F, the other's loss the other's of the rest of J F.
template <class Real>
void Symplectic<Real>::find_parts(const GamePoint<Real>& at) {
  for (GameVector<Real>* sum : {&turned_, &hamiltonian_, &diagonal_}) begin_sum(at, *sum);
  for (const Player player : kPlayers) {
    const Player other = opponent_of(player);
    GameVectorIn<Real> along;
    along[player] = &this->direction_[player];
    LossGradientsOut<Real> derivatives;
    derivatives[player][player] = &diagonal_[player];
    derivatives[player][other] = &hamiltonian_[other];
    derivatives[other][other] = &turned_[other];
    this->held_point().add_derivatives(along, derivatives);
  }
  for (const Player player : kPlayers) {
    AlignedBlock<Real>&turned = turned_[player], &hamiltonian = hamiltonian_[player];
    for (std::size_t i = 0; i < turned.size(); ++i) turned[i] = (hamiltonian[i] - turned[i]) / 2;
    add_scaled(1, diagonal_[player], hamiltonian);
  }
}

}  // namespace

const RuleInfo symplectic_info{
    .id = "symplectic",
    .title = "symplectic adjustment",
    .meaning =
        "Both players steer against the part of the game that makes them circle, towards equilibria that are "
        "stable and away from others.",
    .formula = "w ← w − η (F + λ A^{T} F), A = ½(J − J^{T}), the sign of λ aligned",
    .paper = "Balduzzi et al. 2018, arXiv 1802.05642, algorithm 1",
    .scratch =
        [](const Hyperparameters&) {
          return PerPlayer<int>{3, 3};
        },
    .differentiates = true,
    .next = next_together,
    .last = last_together,
};

template <class Real>
std::unique_ptr<Rule<Real>> make_symplectic(Game<Real>& game) {
  return std::make_unique<Symplectic<Real>>(game);
}

GAN_INSTANTIATE_RULE(symplectic)

}  // namespace gan
