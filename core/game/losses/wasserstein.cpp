#include "core/game/losses/loss_list.h"

namespace gan {

const LossInfo wasserstein_info{
    "wasserstein",
    "Wasserstein",
    "D is a critic whose mean difference estimates a distance between the distributions; it needs clipping or a "
    "gradient penalty.",
    "\\term{fake}{E f(G(z))} \\term{real}{− E f(x)}",
    "",
    "\\term{g}{−E f(G(z))}",
    "D: E b − E a, G: −E b",
    "Arjovsky et al. 2017 (WGAN), arXiv 1701.07875, algorithm 1",
    false,
    false,
    {false,
     "critic f(x)",
     "f(x)",
     "f(G(z))",
     "f(x)",
     "low",
     "mid",
     "high",
     "Mean f(x) and f(G(z))",
     "The critic's mean output on data and on samples: only their difference means something.",
     "Share of pairs of a real and a generated sample of which the critic ranks the real one higher.",
     kNoNumber,
     0,
     {kNoNumber, kNoNumber},
     false},
    {"Wasserstein estimate",
     "Wasserstein",
     "E f(x) − E f(G(z))",
     "E f(x) − E f(G(z)), which the critic maximises: an estimate of the Wasserstein distance, times the bound of the "
     "critic's slope; it means a distance only where that slope is bounded.",
     kNoNumber,
     "",
     "W",
     {"E f(x)", "f(x^{(i)})", "", [](double a, double, double) { return a; }},
     {"−E f(G(z))", "− f(G(z^{(i)}))", "", [](double b, double, double) { return -b; }},
     "\\min_G \\max_f W"},
    {"−f(x)", "f(G(z))", "−f(G(z))", 0, 0, 0, ""},
    {true, "f(G(z^{(i)}))"},
};

template <class M>
void wasserstein_loss(Workspace& ws, const M& real, const M& fake, double, LossValues<M>& out) {
  add_mean_linear(ws, -1, real, out.d_loss, out.d_grad_real);
  add_mean_linear(ws, 1, fake, out.d_loss, out.d_grad_fake);
  add_mean_linear(ws, -1, fake, out.g_loss, out.g_grad_fake);
}

GAN_INSTANTIATE_LOSS(wasserstein)

}  // namespace gan
