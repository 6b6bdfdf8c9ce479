#include "core/game/losses/loss_list.h"

namespace gan {

const LossInfo least_squares_info{
    "least_squares",
    "least squares",
    "D regresses labels 1 and 0, G pulls its samples to label 1: the push grows with the distance from the boundary.",
    "\\term{real}{½E(f(x) − 1)²} \\term{fake}{+ ½E f(G(z))²}",
    "\\term{real}{½E(f(x) − {t})²} \\term{fake}{+ ½E f(G(z))²}",
    "\\term{g}{½E(f(G(z)) − 1)²}",
    "D: ½E(a − 1)² + ½E b², G: ½E(b − 1)²",
    "Mao et al. 2017 (LSGAN), arXiv 1611.04076, eq. 9",
    false,
    false,
    {false,
     "f(x): targets 0 = fake, 1 = real",
     "f(x)",
     "f(G(z))",
     "f(x)",
     "fake",
     "",
     "real",
     "Mean f(x) and f(G(z))",
     "D's mean output on data and on samples, between its targets for both; halfway where it can't tell. Not a "
     "probability.",
     "Share of the batch that D puts nearer to its own target than to the other.",
     0.5,
     0.5,
     {0, 1},
     true},
    {"Least squares: −L_D",
     "−L_D",
     "−L_D",
     "−½E(f(x) − 1)² − ½E f(G(z))², which D maximises: −¼ where the best D can't tell, 0 where it tells all.",
     -0.25,
     "",
     "−L_D",
     {"−½E(f(x) − {t})²", "−½(f(x^{(i)}) − {t})²", "",
      [](double a, double, double label) { return -0.5 * (a - label) * (a - label); }},
     {"−½E f(G(z))²", "− ½f(G(z^{(i)}))²", "", [](double b, double, double) { return -0.5 * b * b; }}},
    {"½(f(x) − 1)²", "½f(G(z))²", "½(f(G(z)) − 1)²", 0, -0.5, 1.5, ""},
    {false, "½(f(G(z^{(i)})) − 1)²"},
};

template <class M>
void least_squares_loss(Workspace& ws, const M& real, const M& fake, double real_label, LossValues<M>& out) {
  add_mean_square(ws, 1, real_label, real, out.d_loss, out.d_grad_real);
  add_mean_square(ws, 1, 0, fake, out.d_loss, out.d_grad_fake);
  add_mean_square(ws, 1, 1, fake, out.g_loss, out.g_grad_fake);
}

GAN_INSTANTIATE_LOSS(least_squares)

}  // namespace gan
