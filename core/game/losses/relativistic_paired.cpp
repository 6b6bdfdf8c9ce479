#include "core/game/losses/loss_list.h"

namespace gan {

const LossInfo relativistic_paired_info{
    "relativistic_paired",
    "relativistic, paired",
    "D tells which of a real and a generated sample is the real one; every real mode keeps pulling, which counters "
    "collapse.",
    "\\term{pairs}{−E log σ(f(x) − f(G(z)))}",
    "",
    "\\term{g}{−E log σ(f(G(z)) − f(x))}",
    "D: E s(−(aᵢ − bᵢ)), G: E s(−(bᵢ − aᵢ))",
    "Jolicoeur-Martineau 2018, arXiv 1807.00734; Huang et al. 2024 (R3GAN), arXiv 2501.05441",
    true,
    false,
    kDifferences,
    {"E log σ(f(x) − f(G(z)))",
     "−L_D",
     "−L_D",
     "E log σ(f(x) − f(G(z))), which D maximises: −log 2 where the best D can't tell which of a pair is real.",
     -0.6931471805599453,
     "−log 2",
     "−L_D",
     {"E log σ(f(x) − f(G(z)))", "log σ(f(x^{(i)}) − f(G(z^{(i)})))", "", nullptr},
     {"", "", "", nullptr}},
    {"−log σ(f(x) − E f(G(z)))", "−log σ(E f(x) − f(G(z)))", "−log σ(f(G(z)) − E f(x))", 0, 0, 0, ""},
    {true, "log σ(f(G(z^{(i)})) − f(x^{(i)}))"},
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
