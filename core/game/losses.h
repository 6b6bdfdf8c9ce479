// The table of losses: one file a loss under losses/, one line in losses/loss_list.h. A loss works on logits and
// returns both players' losses with the gradients of both with respect to both batches of logits, so that a game that
// is not zero-sum can be differentiated in full. Its line also says what D's output means, which everything that shows
// it reads.
#pragma once

#include <limits>
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

// How D's output is read under a loss. What the network gives is a logit where D squashes it into a probability; all
// other losses take it as it is, as f(x).
struct OutputReading {
  bool probability;    // shown as D = sigmoid(logit), in [0, 1]; else as f(x)
  const char* title;   // of a scale of colours: "D(x): probability that x is real"
  const char* name;    // of the output at any x: "D(x)", "f(x)"
  const char* fake;    // of the output at a generated sample: "D(G(z))", "f(G(z))"
  const char* raw;     // of what the network gives: "logit", "f(x)"
  const char* low;     // what stands at the ends of the colours, and in the middle; a number follows unless it is a
  const char* middle;  // probability
  const char* high;
  const char* mean_title;  // of the means over a batch
  const char* mean_meaning;
  const char* accuracy_meaning;
  // The middle between "fake" and "real", in what the network gives: D is right about a real sample above it, about a
  // generated one below it. NaN where only differences count: the middle is then that of E f(x) and E f(G(z)), and D is
  // right about a pair where it ranks the real sample higher.
  double midpoint;
  double reach;        // from the middle to the ends of the colours; 0: the spread of what is shown decides
  double marks[2];     // values that the loss names, as lines over the means; NaN: none
  bool follows_label;  // midpoint, reach and marks are for a real label of 1 and are multiplied by it
};

// One term of the value: a mean over the batch of what each sample adds. Formulas are markup (app/ui/math_text.h).
struct ValueTerm {
  const char* mean;      // "E log D(x)"; "" where the value has no such term; {t} stands for the real label
  const char* sample;    // of sample i, as the lines of Algorithm 1 sum it: "log D(x^{(i)})"
  const char* smoothed;  // what D's steps ascend instead with a real label below 1, {1-t} what it leaves; "": the same
  // Of one output, as the network gives it, where `other` is the mean output on samples of the other kind. Null where
  // the term is no mean over samples of one kind.
  double (*of)(double output, double other, double real_label);
};

// What D maximises, penalties and label smoothing of a probability left out: the value of the game.
struct GameValue {
  const char* title;
  const char* short_title;
  const char* name;     // of the curve
  const char* meaning;  // one sentence with the formula
  // Its value where D can't tell real from generated at best; NaN: none that theory names. For a real label of 1; where
  // the output follows the label it is multiplied by the label's square.
  double reference;
  const char* reference_label;  // "": the number
  const char* symbol;           // of the value itself, as a formula: "V(D, G)"
  // They add up to the value. One whose value is of pairs has it all in the first, and no second.
  ValueTerm real, fake;
  // The game of which it is the value: "\\min_G \\max_D V(D, G)"; "" where G does not minimise what D maximises, be it
  // by a stand-in with the same equilibrium.
  const char* objective = "";
};

// The parts of the losses as binary cross-entropies with labels, {t} for that of real samples: "BCE(D(x), {t})". ""
// where they are none.
struct LabelForms {
  const char* real = "";
  const char* fake = "";
  const char* g = "";
};

// What a step of G does with the mean over its batch: in minimax it descends, in most others it ascends.
struct GeneratorStep {
  bool ascends;
  const char* sample;  // of sample i: "log D(G(z^{(i)}))"
};

// The parts of the losses as functions of one output, for the loss curve.
struct LossTerms {
  const char* d_real;  // of D's loss, of a real sample: "−log D(x)"
  const char* d_fake;  // of D's loss, of a generated sample
  const char* g;       // G's loss of a generated sample
  double fake_zero;    // what the network gives where d_fake is 0; not read where pairs_real
  double low, high;    // the axis shows at least this stretch of what the network gives; equal: whatever there is
  const char* rival;   // id of the loss whose G is worth comparing, or ""
};

struct LossInfo {
  const char* id;
  const char* title;
  const char* meaning;  // one sentence
  // What D minimises, in D or f, as markup (core/base/math/math_markup.h); {t} and {1-t} stand where the real label and
  // what is left of 1 do, in `smoothed` alone. Its terms are named real and fake, or pairs; that of G g.
  const char* d_formula;
  const char* d_smoothed;  // with a real label below 1; "" where the label is not read
  const char* g_formula;
  const char* logits;  // both on the network's output: a on real, b on generated samples, s = softplus
  const char* paper;
  bool pairs_real;     // the generator's loss depends on real samples
  bool probabilistic;  // sigmoid(logit) estimates the probability of being real: output.probability
  OutputReading output;
  GameValue value;
  LossTerms terms;
  GeneratorStep generator_step;
  LabelForms labels = {};
  // The target of real samples acts: label smoothing.
  bool reads_label() const { return d_smoothed[0] != 0; }
};

std::span<const LossInfo> loss_infos();
const LossInfo& loss_info(int loss);  // aborts where there is none
int find_loss(std::string_view id);   // -1 if unknown
// M: MatrixView<Real> or a Dual of it.
template <class M>
LossFunction<M> loss_function(int loss);

// The reading with the numbers that a real label asks for, and the value's reference.
OutputReading output_reading(const LossInfo& loss, double real_label);
double value_reference(const LossInfo& loss, double real_label);

}  // namespace gan
