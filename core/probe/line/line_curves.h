// Figure 1 of the first paper, of the game as it stands (Goodfellow et al. 2014, 1406.2661): p_data, p_g, D and its
// best response D* = p_data/(p_data + p_g) over a stretch of the line, where G carries evenly spread noise, and the
// value
//   V(D, G) = ∫ p_data(x) log D(x) dx + ∫ p_g(x) log(1 − D(x)) dx
// with its ceiling −log 4 + 2·JSD(p_data, p_g). For data on the line whose density is known.
#pragma once

#include <vector>

#include "core/probe/line/generated_line.h"

namespace gan {

struct LineRequest {
  double low = -1, high = 1;  // low < high, in units of the data
  int columns = 512;          // of equal width, 1 to 8192
  int arrows = 33;            // from z to x
  bool operator==(const LineRequest&) const = default;
};

struct LineArrow {
  float z = 0, x = 0;
};

// All lists of densities and D have request.columns entries, of the middle of each column.
struct LineCurves {
  LineRequest request;
  std::vector<double> real;             // p_data: its exact mean over the column
  std::vector<double> generated;        // p_g likewise, blurred by `width`
  std::vector<double> generated_error;  // its standard error; 0 where it is exact
  std::vector<float> logits;            // of D
  // D*, from both densities blurred alike, and its standard error. NaN where neither has as much as one sample of G
  // would make: what D says there matters to nobody.
  std::vector<double> best, best_error;
  double width = 0;               // of the blur; 0: none
  Index samples = 0;              // that p_g is of; 0: exact
  std::vector<LineArrow> arrows;  // at evenly spread quantiles of the first number of the noise, all others 0
  int noise_dimension = 1;

  double value_real = 0, value_fake = 0;  // both terms of V, over the whole line
  double value_error = 0;                 // standard error of V; 0 where p_g is exact
  double jsd = 0;                         // JSD(p_data, p_g): line_jsd
  double value() const { return value_real + value_fake; }
  double ceiling() const;  // −log 4 + 2·jsd
};

// generated: 1 x n samples of G, n > 0, where noise has more numbers than one; else ignored. False when cancelled.
bool probe_line(const Snapshot& snapshot, const LineRequest& request, const Matrix<float>& generated,
                Evaluators& networks, const CancelFlag& cancel, LineCurves& out);

}  // namespace gan
