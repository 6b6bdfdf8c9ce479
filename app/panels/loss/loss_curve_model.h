// The pure half of the loss curve: both players' losses as functions of D's output, computed from the very
// functions that train, with their slopes, the live histograms of D's output on real and generated samples, where the
// axis ends, where the curves' names stand, and one sentence about how much the generator learns where it stands.
#pragma once

#include <array>
#include <span>
#include <string>
#include <vector>

#include "app/lab/looks/output_scale.h"
#include "app/plot/plot_axis.h"
#include "core/ad/workspace.h"
#include "core/base/matrix.h"
#include "core/game/losses.h"

namespace gan {

// Where the curves are, what the other batch's outputs are, and the loss. "Output" is what the network gives.
struct LossCurveRequest {
  int loss = 1;
  double real_label = 1;
  double mean_real_output = 0;  // used by losses that compare real and generated samples
  double mean_fake_output = 0;
  double low = -8, high = 8;  // outputs; low < high
  bool operator==(const LossCurveRequest&) const = default;
};

// Values of one player's loss of ONE sample and their derivatives by what the network gives.
struct LossLine {
  std::vector<double> loss, slope;
};

struct LossCurves {
  static constexpr int kPoints = 161;  // odd: with low = -high the middle one is output 0
  std::vector<double> outputs;
  LossLine generator;  // as functions of the output at a generated sample
  LossLine d_fake;
  LossLine d_real;  // as a function of the output at a real one
  LossLine rival;   // of the generator, by the loss that the table compares it with; empty where there is none
};

// A loss that is a sum of a part for real and a part for generated samples is split into the two exactly. Of a
// relativistic loss the other sample's output is held at its mean.
void compute_loss_curves(const LossCurveRequest& request, Workspace& workspace, LossCurves& out);

// Of the losses, for the axis: all of the curves; of those of a probability, which have no end, what is moderate.
Range loss_range(const LossCurves& curves, bool probability);

// The generator's curve at an output, or at the end of the curves that is next to it.
struct CurvePoint {
  double output, loss, slope;
};
CurvePoint generator_at(const LossCurves& curves, double output);

// Slope of the generator's loss of one sample by what the network gives.
double generator_slope(int loss, double fake_output, double mean_real_output, Workspace& workspace);
// By what the axis shows: dL/dD = dL/dlogit / (D (1 − D)).
double slope_along_axis(double slope, double output, bool probability_axis);

// Shares of values in equal cells of [low, high]; those beyond land in the outer cells and are counted, those that are
// NaN land nowhere.
struct Histogram {
  static constexpr int kCells = 48;
  std::array<float, kCells> share{};
  float largest = 0;
  float below = 0, above = 0;  // shares beyond the ends
};
Histogram make_histogram(const Matrix<float>& outputs, bool probability, double low, double high);

// Where the batch stands: the logit of the mean probability, or the mean output. NaN when there is nothing finite.
double mean_output(const Matrix<float>& outputs, bool probability);

// The stretch of outputs that the axis shows: what both histograms fill but for their outermost hundredths, at least
// what the loss asks for, to round ends. It is calm: `now` (empty: none) stays while it fits and is not mostly empty.
// Of logits it ends at ±16 at the latest, where a probability is 0 or 1 to seven digits and the curves are straight.
Range output_range(const LossInfo& loss, const Matrix<float>& real, const Matrix<float>& fake, Range now);

// "At D(G(z)) = 0.003, gradient w.r.t. D: −333 (non-saturating), −1 (minimax); w.r.t. the logit: −0.997
// (non-saturating), −0.003 (minimax)." That of the axis that is shown comes first.
std::string loss_curve_sentence(int loss, double fake_output, double real_output, bool probability_axis,
                                Workspace& workspace);

// The curves' names as the loss and its label have them.
struct LossCurveNames {
  std::string generator, d_real, d_fake, rival;
};
LossCurveNames loss_curve_names(const LossInfo& loss, double real_label);

// Where names stand beside their curves, within the area: each where it covers no curve, its own included, and no other
// name, and as near to the middle of its own as it can.
struct CurveName {
  std::span<const float> xy;  // of its curve, in pixels, x and y in turn
  float width = 0;            // of the text
};
struct NamePlace {
  float x = 0, y = 0;  // its upper left corner
  bool fits = false;   // there is such a place; else the name is left out
};
struct NameArea {
  float left, top, right, bottom;
  float height;  // of a line of text
  float gap;     // from a curve
  bool operator==(const NameArea&) const = default;
};
std::vector<NamePlace> place_curve_names(std::span<const CurveName> names, const NameArea& area);

}  // namespace gan
