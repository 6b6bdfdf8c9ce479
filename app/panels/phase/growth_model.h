// How small changes grow, in words and as points of two complex planes: the rates of the field and the multipliers of
// one iteration, at the present place and at the equilibrium. Pure.
#pragma once

#include <complex>
#include <cstdint>
#include <deque>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "core/probe/probe.h"

namespace gan {

using ComplexNumbers = std::vector<std::complex<double>>;

// What the largest multiplier says. On the circle is within 1e-6 of it, which is more than the derivative's error.
enum class CircleSide { unknown, inside, on, outside };
CircleSide side_of_circle(const ComplexNumbers& multipliers);

// "An iteration turns by 5.7° and shrinks a change by 0.2%."
std::string iteration_sentence(const ComplexNumbers& multipliers);
// "A round takes about 63 iterations."; "" where nothing turns, or it turns over in every iteration.
std::string round_sentence(const ComplexNumbers& multipliers);
// "On the unit circle: a small change neither grows nor dies out." and its like.
std::string circle_sentence(const ComplexNumbers& multipliers);
// "Pure rotation: in continuous time a small change neither grows nor dies out." of the field.
std::string rates_sentence(const ComplexNumbers& rates);
// "±0.5i", "−0.25 ± 0.43i", "−1, −0.5": at most `most` of them, then "…".
std::string complex_text(const ComplexNumbers& numbers, std::size_t most = 3);

// A square of the complex plane.
struct ComplexSquare {
  double re = 0, im = 0, half = 1;  // its middle, and half of its side
  bool operator==(const ComplexSquare&) const = default;
};
// Around 0, with all rates, at a round size.
ComplexSquare rates_square(const Growth& here, const Growth& equilibrium);
// The whole unit circle, or more where a multiplier lies outside; where all that act are near 1, and `whole` does not
// forbid it, what lies around 1.
ComplexSquare multipliers_square(const Growth& here, const Growth& equilibrium, bool whole);

// What was shown lately, oldest first: how eigenvalues move while a slider is dragged.
class GrowthTrail {
 public:
  static constexpr std::size_t kMost = 48;

  // Takes over what this result has; another game forgets what was before.
  void update(const std::shared_ptr<const ProbeResult>& result, std::uint64_t version);
  bool empty() const { return now_.here.multipliers.empty() && now_.here.rates.empty(); }
  const Growth& here() const { return now_.here; }
  const Growth& equilibrium() const { return now_.equilibrium; }
  const PhasePoint& at() const { return at_; }
  // Of the equilibrium: the present place's move with every step.
  const std::deque<Growth>& lately() const { return lately_; }

 private:
  struct Both {
    Growth here, equilibrium;
  };
  std::uint64_t version_ = 0;
  SegmentId segment_;
  Both now_;
  PhasePoint at_;
  std::deque<Growth> lately_;
};

}  // namespace gan
