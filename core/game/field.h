// The vector field of the game and its derivatives. v = (−∇_θ L_G, −∇_φ L_D) is where plain simultaneous gradient
// descent moves the players; J = ∂v. The losses of a game need not add up to zero, so each player's loss is
// differentiated with respect to both players' parameters: J·u differentiates the field along u, and
// Jᵀu = −(H_G (u_θ, 0) + H_D (0, u_φ)) with the full Hessians of both losses (Balduzzi et al. 2018, 1802.05642).
#pragma once

#include "core/game/losses.h"
#include "core/nn/network.h"

namespace gan {

// One set of gradient views a network; null views are not computed.
template <class M>
struct PlayerGradients {
  const NetworkParameters<M>* generator = nullptr;
  const NetworkParameters<M>* discriminator = nullptr;
};

// Adds the gradients of L_G (`of_g_loss`) and of L_D (`of_d_loss`) with respect to both players' parameters, on the
// given batch. real: d x m, noise: z x m. Batch norm uses the batch's statistics.
template <class M>
void add_game_gradients(Workspace& ws, const NetworkLayout& generator, const NetworkLayout& discriminator,
                        const NetworkParameters<M>& g_parameters, const NetworkParameters<M>& d_parameters, int loss,
                        double real_label, const M& real, const M& noise, const PlayerGradients<M>& of_g_loss,
                        const PlayerGradients<M>& of_d_loss);

// The field of one fixed batch. Vectors are a pair of flat blocks laid out like the players' parameters.
template <class Real>
class GameField {
 public:
  using View = MatrixView<Real>;
  struct Pair {
    AlignedBlock<Real> generator, discriminator;
  };

  GameField(const NetworkLayout& generator, const NetworkLayout& discriminator, int loss, double real_label);

  Pair zero() const;
  // v at the players' parameters.
  Pair field(const Pair& at, View real, View noise);
  // J u.
  Pair times(const Pair& at, const Pair& u, View real, View noise);
  // Jᵀ u. With u = v this is the gradient of ½‖v‖² (consensus optimisation: Mescheder et al. 2017, 1705.10461).
  Pair transposed_times(const Pair& at, const Pair& u, View real, View noise);

 private:
  // Which tangents a pass of duals carries and which gradients' tangents it collects.
  void derivative(const Pair& at, const Pair& u, bool move_generator, bool move_discriminator, bool of_g_loss,
                  bool of_d_loss, View real, View noise, Pair& g_loss_tangent, Pair& d_loss_tangent);

  NetworkLayout generator_, discriminator_;
  int loss_;
  double real_label_;
  Workspace workspace_;
};

}  // namespace gan
