#include "core/game/losses/loss_list.h"

namespace gan {

const LossInfo least_squares_info{
    "least_squares",
    "least squares",
    "D regresses labels 1 and 0, G pulls its samples to label 1: the push grows with the distance from the boundary.",
    "½E(a − 1)² + ½E b²",
    "½E(b − 1)²",
    "Mao et al. 2017 (LSGAN), arXiv 1611.04076, eq. 9",
    false,
    false,
};

template <class M>
void least_squares_loss(Workspace& ws, const M& real, const M& fake, double real_label, LossValues<M>& out) {
  add_mean_square(ws, 1, real_label, real, out.d_loss, out.d_grad_real);
  add_mean_square(ws, 1, 0, fake, out.d_loss, out.d_grad_fake);
  add_mean_square(ws, 1, 1, fake, out.g_loss, out.g_grad_fake);
}

GAN_INSTANTIATE_LOSS(least_squares)

}  // namespace gan
