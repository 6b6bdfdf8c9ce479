// The pure half of the loss curve: both players' losses as functions of D's output, computed from the very
// functions that train, with their slopes by the logit (what is passed on to the networks), the live
// histograms of D(x) and D(G(z)), and one sentence about how much the generator learns where it stands.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "core/ad/workspace.h"
#include "core/base/matrix.h"
#include "core/game/losses.h"

namespace gan {

// Where the curves are, what the other batch's logits are, and the loss.
struct LossCurveRequest {
  int loss = 1;
  double real_label = 1;
  double mean_real_logit = 0;  // used by losses that compare real and generated samples
  double mean_fake_logit = 0;
  double low = -8, high = 8;  // logits; low < 0 < high
  bool operator==(const LossCurveRequest&) const = default;
};

// Values of one player's loss of ONE sample and their derivatives by its logit.
struct LossLine {
  std::vector<double> loss, slope;
};

struct LossCurves {
  static constexpr int kPoints = 161;  // odd: with low = -high the middle one is logit 0
  std::vector<double> logits;
  LossLine generator;  // as functions of D(G(z))
  LossLine d_fake;
  LossLine d_real;  // as a function of D(x)
};

// A loss that is a sum of a part for real and a part for generated samples is split into the two, each 0
// where it is flat and least, or else at logit 0. Of a relativistic loss the other sample's logit is held at
// its mean.
void compute_loss_curves(const LossCurveRequest& request, Workspace& workspace, LossCurves& out);

// Slope of the generator's loss of one sample at this logit.
double generator_slope(int loss, double fake_logit, double mean_real_logit, Workspace& workspace);

// Shares of values in equal cells of [low, high]; those beyond land in the outer cells, those that are NaN
// nowhere.
struct Histogram {
  static constexpr int kCells = 48;
  std::array<float, kCells> share{};
  float largest = 0;
};
Histogram make_histogram(const Matrix<float>& logits, bool probability, double low, double high);

double sigmoid(double logit);
double logit_of(double probability);  // finite for 0 and 1 too: kept within +-37

// Where the batch stands: the logit of the mean probability (probabilistic losses) or the mean logit. NaN
// when there is nothing finite.
double mean_output(const Matrix<float>& logits, bool probabilistic);

// A symmetric stretch of logits that shows both batches: 8 or more, calm (it moves in steps of a factor two).
double logit_reach(const Matrix<float>& real, const Matrix<float>& fake);

// "At D(G(z)) = 0.003 the minimax loss is flat: slope -0.003. The non-saturating one has slope -0.997."
std::string loss_curve_sentence(int loss, double fake_logit, double real_logit, Workspace& workspace);

}  // namespace gan
