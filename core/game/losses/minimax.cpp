#include "core/game/losses/loss_list.h"

namespace gan {

const LossInfo minimax_info{
    "minimax",
    "minimax",
    "The original zero-sum game: when D wins, G's gradient vanishes.",
    "\\term{real}{−E log D(x)} \\term{fake}{− E log(1 − D(G(z)))}",
    "\\term{real}{−E[{t} log D(x) + {1-t} log(1 − D(x))]} \\term{fake}{− E log(1 − D(G(z)))}",
    "\\term{g}{E log(1 − D(G(z)))}",
    "D: E s(−a) + E s(b), G: −E s(b)",
    "Goodfellow et al. 2014, arXiv 1406.2661, eq. 1",
    false,
    true,
    kProbability,
    kMinimaxValue,
    {"−log D(x)", "−log(1 − D(G(z)))", "log(1 − D(G(z)))", -1e4, -4, 4, "non_saturating"},
    {false, "log(1 − D(G(z^{(i)})))"},
    {"BCE(D(x), {t})", "BCE(D(G(z)), 0)", "−BCE(D(G(z)), 0)"},
};

template <class M>
void minimax_loss(Workspace& ws, const M& real, const M& fake, double real_label, LossValues<M>& out) {
  add_cross_entropy(ws, real, fake, real_label, out);
  add_mean(ws, kSoftplus, -1, 1, 0, fake, out.g_loss, out.g_grad_fake);
}

GAN_INSTANTIATE_LOSS(minimax)

}  // namespace gan
