#include "core/game/losses/loss_list.h"

namespace gan {

const LossInfo hinge_info{
    "hinge",
    "hinge",
    "D stops pushing samples that lie beyond the margin; G follows the critic's mean.",
    "\\term{real}{E max(0, 1 − f(x))} \\term{fake}{+ E max(0, 1 + f(G(z)))}",
    "",
    "\\term{g}{−E f(G(z))}",
    "D: E max(0, 1 − a) + E max(0, 1 + b), G: −E b",
    "Lim and Ye 2017, arXiv 1705.02894; Miyato et al. 2018, arXiv 1802.05957",
    false,
    false,
    {false,
     "f(x): margins at ±1",
     "f(x)",
     "f(G(z))",
     "f(x)",
     "fake",
     "",
     "real",
     "Mean f(x) and f(G(z))",
     "D's mean output on data and on samples: D pushes only what lies between the margins −1 and 1; both at 0 where it "
     "can't tell.",
     "Share of the batch that D puts on the right side of 0.",
     0,
     1,
     {-1, 1},
     false},
    {"Hinge: −L_D",
     "−L_D",
     "−L_D",
     "E min(0, f(x) − 1) + E min(0, −1 − f(G(z))), which D maximises: −2 where the best D can't tell, 0 where all lies "
     "beyond the margins.",
     -2,
     "",
     "−L_D",
     {"E min(0, f(x) − 1)", "min(0, f(x^{(i)}) − 1)", "",
      [](double a, double, double) { return std::min(0.0, a - 1); }},
     {"E min(0, −1 − f(G(z)))", "min(0, −1 − f(G(z^{(i)})))", "",
      [](double b, double, double) { return std::min(0.0, -1 - b); }}},
    {"max(0, 1 − f(x))", "max(0, 1 + f(G(z)))", "−f(G(z))", -1, -2, 2, ""},
    {true, "f(G(z^{(i)}))"},
};

template <class M>
void hinge_loss(Workspace& ws, const M& real, const M& fake, double, LossValues<M>& out) {
  add_mean(ws, kRectifier, 1, -1, 1, real, out.d_loss, out.d_grad_real);
  add_mean(ws, kRectifier, 1, 1, 1, fake, out.d_loss, out.d_grad_fake);
  add_mean_linear(ws, -1, fake, out.g_loss, out.g_grad_fake);
}

GAN_INSTANTIATE_LOSS(hinge)

}  // namespace gan
