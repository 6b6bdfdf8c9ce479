#include "core/game/losses/loss_list.h"

namespace gan {

const LossInfo hinge_info{
    "hinge",
    "hinge",
    "D stops pushing samples that lie beyond the margin; G follows the critic's mean.",
    "E max(0, 1 − a) + E max(0, 1 + b)",
    "−E b",
    "Lim and Ye 2017, arXiv 1705.02894; Miyato et al. 2018, arXiv 1802.05957",
    false,
    false,
};

template <class M>
void hinge_loss(Workspace& ws, const M& real, const M& fake, double, LossValues<M>& out) {
  add_mean(ws, kRectifier, 1, -1, 1, real, out.d_loss, out.d_grad_real);
  add_mean(ws, kRectifier, 1, 1, 1, fake, out.d_loss, out.d_grad_fake);
  add_mean_linear(ws, -1, fake, out.g_loss, out.g_grad_fake);
}

GAN_INSTANTIATE_LOSS(hinge)

}  // namespace gan
