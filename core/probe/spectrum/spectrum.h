// The spectrum of what really trains: the leading eigenvalues of the map that an iteration makes of a small change of
// the state (UpdateMap), at a snapshot, on the batches of its next iteration; and what the leading mode does to the
// samples. A modulus above 1 is a change that grows with every iteration, an angle is a rotation.
#pragma once

#include <complex>
#include <memory>
#include <string>
#include <vector>

#include "core/base/cancel_flag.h"
#include "core/base/matrix.h"
#include "core/probe/spectrum/leading_modes.h"
#include "core/run/snapshot.h"

namespace gan {

struct SpectrumRequest {
  int samples = 0;     // generated ones of the plane that the leading mode is shown at: the first of the view's own
  int products = 320;  // with the map of a large state at most, about
  bool operator==(const SpectrumRequest&) const = default;
};

// Products that settle the leading one, mostly: for who looks while it trains.
inline constexpr int kQuickProducts = 100;

struct Spectrum {
  SpectrumRequest request;
  std::shared_ptr<const Snapshot> snapshot;
  std::string why_not;  // one sentence where there is none; "" where there is
  // As of LeadingModes.
  std::vector<std::complex<double>> multipliers;
  std::vector<double> residuals;
  int settled = 0, products = 0;
  bool whole = false;
  Index numbers = 0;  // of the state
  // What moves a sample along the leading mode, ∂G(z)/∂θ · u: the sample of column i goes through the real part, then
  // through minus the imaginary one, and back, in a round of the mode. 2 x samples each, of mean square 1 together,
  // turned so that the real part is the longest. Empty where none were asked for, or G does not move.
  Matrix<float> mode_real, mode_imaginary;
};

// Multipliers no nearer to the circle than that, or than their residual, are beside it.
inline constexpr double kOnCircle = 1e-6;
// So many of those that were found have a modulus above 1.
int count_outside(const Spectrum& spectrum);

// What there is to know of the snapshot. False when cancelled.
bool find_spectrum(const std::shared_ptr<const Snapshot>& snapshot, const SpectrumRequest& request,
                   const CancelFlag& cancel, Spectrum& out);

// Sentences about it; "" where it has none, but for the first, which says then why.
// "The leading mode grows 0.4% an iteration and turns once in 61 iterations."
std::string leading_sentence(const Spectrum& spectrum);
// "2 of the 8 leading multipliers lie outside the unit circle: such changes grow."
std::string outside_sentence(const Spectrum& spectrum);
// "State: parameters of both players, Adam's moments: 26,502 numbers."
std::string state_sentence(const Spectrum& spectrum);
// "Residuals from 3e-8 (leading) to 2e-4 after 96 products."
std::string residual_sentence(const Spectrum& spectrum);
// "R1 acts in every 4th step of D: this iteration has none." of penalties that do not act in every step.
std::string lazy_sentence(const Spectrum& spectrum);
// Sine and cosine's angle of the first, in degrees an iteration, 0 to 180; NaN where there is none.
double leading_turn(const Spectrum& spectrum);

}  // namespace gan
