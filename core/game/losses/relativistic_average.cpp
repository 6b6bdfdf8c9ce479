#include "core/game/losses/loss_list.h"

namespace gan {

const LossInfo relativistic_average_info{
    "relativistic_average",
    "relativistic, average",
    "D tells whether a sample looks more real than the average of the other kind.",
    "\\term{real}{−½E log σ(f(x) − E f(G(z)))} \\term{fake}{− ½E log σ(E f(x) − f(G(z)))}",
    "",
    "\\term{g}{−½E log σ(f(G(z)) − E f(x)) − ½E log σ(E f(G(z)) − f(x))}",
    "D: ½E s(−(a − b̄)) + ½E s(b − ā), G: ½E s(−(b − ā)) + ½E s(a − b̄)",
    "Jolicoeur-Martineau 2018 (RaGAN), arXiv 1807.00734",
    true,
    false,
    kDifferences,
    {"Relativistic average: −L_D",
     "−L_D",
     "−L_D",
     "½E log σ(f(x) − E f(G(z))) + ½E log σ(E f(x) − f(G(z))), which D maximises: −log 2 where the best D can't tell.",
     -0.6931471805599453,
     "−log 2",
     "−L_D",
     {"½E log σ(f(x) − E f(G(z)))", "½log σ(f(x^{(i)}) − E f(G(z)))", "",
      [](double a, double mean, double) { return 0.5 * log_sigmoid(a - mean); }},
     {"½E log σ(E f(x) − f(G(z)))", "½log σ(E f(x) − f(G(z^{(i)})))", "",
      [](double b, double mean, double) { return 0.5 * log_sigmoid(mean - b); }}},
    {"−log σ(f(x) − E f(G(z)))", "−log σ(E f(x) − f(G(z)))", "−log σ(f(G(z)) − E f(x))", 0, 0, 0, ""},
    {true, "½log σ(f(G(z^{(i)})) − E f(x)) + ½log σ(E f(G(z)) − f(x^{(i)}))"},
};

template <class M>
void relativistic_average_loss(Workspace& ws, const M& real, const M& fake, double, LossValues<M>& out) {
  // u = a − b̄ and v = b − ā; the means carry gradient too: ∂/∂a = f_u − mean-spread of f_v, and likewise for b.
  M mean_real, mean_fake, u, v;
  mean_over(ws, mean_real, Over::all, real);
  mean_over(ws, mean_fake, Over::all, fake);
  add_spread(ws, u, real, -1, mean_fake);
  add_spread(ws, v, fake, -1, mean_real);
  const auto player = [&](double sign, M& loss, M& grad_real, M& grad_fake) {
    M slope_u, slope_v, mean_u, mean_v;
    add_mean(ws, kSoftplus, 0.5, -sign, 0, u, loss, slope_u);
    add_mean(ws, kSoftplus, 0.5, sign, 0, v, loss, slope_v);
    mean_over(ws, mean_u, Over::all, slope_u);
    mean_over(ws, mean_v, Over::all, slope_v);
    add_spread(ws, grad_real, slope_u, -1, mean_v);
    add_spread(ws, grad_fake, slope_v, -1, mean_u);
  };
  player(1, out.d_loss, out.d_grad_real, out.d_grad_fake);
  player(-1, out.g_loss, out.g_grad_real, out.g_grad_fake);
}

GAN_INSTANTIATE_LOSS(relativistic_average)

}  // namespace gan
