// The table of losses: one file a loss under losses/, one line here in losses.cpp. A loss works on logits and returns
// both players' losses with the gradients of both with respect to both batches of logits, so that a game that is not
// zero-sum can be differentiated in full.
#pragma once

#include <span>
#include <string_view>

#include "core/ad/dual.h"
#include "core/ad/workspace.h"

namespace gan {

// Everything that a loss gives. Losses are 1 x 1, gradients have the logits' shape 1 x m; a null gradient is zero.
template <class M>
struct LossValues {
  M d_loss, d_grad_real, d_grad_fake;
  M g_loss, g_grad_real, g_grad_fake;
};

// real: D(x), fake: D(G(z)), both 1 x m logits. real_label: the target of real samples (one-sided label smoothing),
// which only losses with targets read.
template <class M>
using LossFunction = void (*)(Workspace&, const M& real, const M& fake, double real_label, LossValues<M>& out);

struct LossInfo {
  const char* id;
  const char* title;
  const char* meaning;    // one sentence
  const char* d_formula;  // what D minimises, a = D(x), b = D(G(z)), s = softplus
  const char* g_formula;
  const char* paper;
  bool pairs_real;        // the generator's loss depends on real samples
  bool probabilistic;     // sigmoid(logit) estimates the probability of being real
};

std::span<const LossInfo> loss_infos();
int find_loss(std::string_view id);  // -1 if unknown
// M: MatrixView<Real> or a Dual of it.
template <class M>
LossFunction<M> loss_function(int loss);

}  // namespace gan
