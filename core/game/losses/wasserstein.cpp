#include "core/game/losses/loss_list.h"

namespace gan {

const LossInfo wasserstein_info{
    "wasserstein",
    "Wasserstein",
    "D is a critic whose mean difference estimates a distance between the distributions; it needs clipping or a gradient penalty.",
    "E b − E a",
    "−E b",
    "Arjovsky et al. 2017 (WGAN), arXiv 1701.07875, algorithm 1",
    false,
    false,
};

template <class M>
void wasserstein_loss(Workspace& ws, const M& real, const M& fake, double, LossValues<M>& out) {
  add_mean_linear(ws, -1, real, out.d_loss, out.d_grad_real);
  add_mean_linear(ws, 1, fake, out.d_loss, out.d_grad_fake);
  add_mean_linear(ws, -1, fake, out.g_loss, out.g_grad_fake);
}

GAN_INSTANTIATE_LOSS(wasserstein)

}  // namespace gan
