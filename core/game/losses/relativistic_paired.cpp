#include "core/game/losses/loss_list.h"

namespace gan {

const LossInfo relativistic_paired_info{
    "relativistic_paired",
    "relativistic, paired",
    "D tells which of a real and a generated sample is the real one; every real mode keeps pulling, which counters collapse.",
    "E s(−(aᵢ − bᵢ))",
    "E s(−(bᵢ − aᵢ))",
    "Jolicoeur-Martineau 2018, arXiv 1807.00734; Huang et al. 2024 (R3GAN), arXiv 2501.05441",
    true,
    false,
};

template <class M>
void relativistic_paired_loss(Workspace& ws, const M& real, const M& fake, double, LossValues<M>& out) {
  M difference;
  add(ws, difference, real, -1, fake);
  add_mean(ws, kSoftplus, 1, -1, 0, difference, out.d_loss, out.d_grad_real);
  scale(ws, out.d_grad_fake, -1, out.d_grad_real);
  add_mean(ws, kSoftplus, 1, 1, 0, difference, out.g_loss, out.g_grad_real);
  scale(ws, out.g_grad_fake, -1, out.g_grad_real);
}

GAN_INSTANTIATE_LOSS(relativistic_paired)

}  // namespace gan
