#include "app/panels/phase/growth_model.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include "app/plot/plot_ticks.h"
#include "core/base/number_text.h"

namespace gan {
namespace {

constexpr double kSameGrowth = 1e-6;  // a distance from the circle, or from an axis, that is none
constexpr double kNearOne = 0.35;     // multipliers no further than that from 1 are shown by themselves
constexpr double kLeastZoom = 0.01;
constexpr double kPlaneRoom = 1.3;
constexpr double kDegreesOfTurn = 180 / std::numbers::pi;

double modulus(const ComplexNumbers& multipliers) {
  return spectral_radius(multipliers);
}

// In [0, 180].
double turn_degrees(const ComplexNumbers& multipliers) {
  return std::abs(std::arg(multipliers.front())) * kDegreesOfTurn;
}

// Small shares with two digits that count: "0.2%", "0.025%".
std::string small_percent(double share) {
  return short_text(100 * share, 2) + "%";
}

// A size that is not more than its digits, and at least `value`.
double rounded_outward(double value) {
  const double step = nice_step(value, 4);
  return step * std::ceil(value / step);
}

std::string part_text(double value) {
  return short_text(std::abs(value) < 1e-12 ? 0 : value);
}

// As often until a change has doubled, or halved.
std::string times_text(double modulus) {
  const double times = std::log(2.0) / std::abs(std::log(modulus));
  return times < 1 ? "less than one iteration"
                   : whole_text(std::llround(times)) + (std::llround(times) == 1 ? " iteration" : " iterations");
}

}  // namespace

CircleSide side_of_circle(const ComplexNumbers& multipliers) {
  if (multipliers.empty() || !std::isfinite(modulus(multipliers))) return CircleSide::unknown;
  const double beyond = modulus(multipliers) - 1;
  return std::abs(beyond) <= kSameGrowth ? CircleSide::on : beyond < 0 ? CircleSide::inside : CircleSide::outside;
}

std::string iteration_sentence(const ComplexNumbers& multipliers) {
  const CircleSide side = side_of_circle(multipliers);
  if (side == CircleSide::unknown) return "An iteration is not smooth here: its multipliers are not defined.";
  const double degrees = turn_degrees(multipliers), r = modulus(multipliers);
  const std::string turns = degrees < 1e-3         ? "An iteration turns nothing and "
                            : degrees > 180 - 1e-3 ? "An iteration turns a change over and "
                                                   : "An iteration turns by " + short_text(degrees) + "° and ";
  if (side == CircleSide::on) return turns + "keeps the size of a change.";
  if (side == CircleSide::inside) return turns + "shrinks a change by " + small_percent(1 - r) + ".";
  if (r >= 2) return turns + "makes a change " + short_text(r) + " times as large.";
  return turns + "grows a change by " + small_percent(r - 1) + ".";
}

std::string round_sentence(const ComplexNumbers& multipliers) {
  if (side_of_circle(multipliers) == CircleSide::unknown) return "";
  const double degrees = turn_degrees(multipliers);
  if (degrees < 1e-3 || degrees > 180 - 1e-3) return "";
  const double iterations = 360 / degrees;
  return "A round takes about " + (iterations < 10 ? short_text(iterations, 2) : whole_text(std::llround(iterations))) +
         " iterations.";
}

std::string circle_sentence(const ComplexNumbers& multipliers) {
  switch (side_of_circle(multipliers)) {
    case CircleSide::inside:
      return "Inside the unit circle: a small change dies out, to half in " + times_text(modulus(multipliers)) + ".";
    case CircleSide::on:
      return "On the unit circle: a small change neither grows nor dies out.";
    case CircleSide::outside:
      return "Outside the unit circle: a small change grows, to double in " + times_text(modulus(multipliers)) + ".";
    case CircleSide::unknown:
      break;
  }
  return "";
}

std::string rates_sentence(const ComplexNumbers& rates) {
  if (rates.empty()) return "";
  double most = -std::numeric_limits<double>::infinity(), least = std::numeric_limits<double>::infinity();
  bool turns = false;
  for (const std::complex<double>& rate : rates) {
    most = std::max(most, rate.real());
    least = std::min(least, rate.real());
    turns = turns || std::abs(rate.imag()) > kSameGrowth;
  }
  if (!std::isfinite(most) || !std::isfinite(least)) return "The field is not finite here.";
  const std::string how = turns ? ", while it turns." : ".";
  if (most > kSameGrowth) return "Right of the axis: in continuous time a small change grows" + how;
  if (least < -kSameGrowth && most >= -kSameGrowth) return "One direction contracts, in the other nothing moves.";
  if (most < -kSameGrowth) return "Left of the axis: in continuous time a small change dies out" + how;
  return turns ? "On the axis, pure rotation: in continuous time a small change keeps its size."
               : "At 0: in continuous time nothing moves.";
}

std::string complex_text(const ComplexNumbers& numbers, std::size_t most) {
  std::string text;
  std::size_t written = 0;
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    const std::complex<double>& z = numbers[i];
    const bool real = std::abs(z.imag()) < 1e-9 * std::max(1.0, std::abs(z));
    // Of a pair of conjugates the one below the axis is said with the other.
    if (!real && z.imag() < 0) continue;
    if (written == most) return text + ", …";
    if (written++ > 0) text += ", ";
    const bool imaginary = std::abs(z.real()) < 1e-9 * std::max(1.0, std::abs(z));
    if (real) {
      text += part_text(z.real());
    } else {
      text += (imaginary ? "±" : part_text(z.real()) + " ± ") + short_text(z.imag()) + "i";
    }
  }
  return text;
}

namespace {

void extend(const ComplexNumbers& numbers, std::complex<double> from, double& most) {
  for (const std::complex<double>& z : numbers) {
    const double far = std::max(std::abs(z.real() - from.real()), std::abs(z.imag() - from.imag()));
    if (std::isfinite(far)) most = std::max(most, far);
  }
}

// A moment of a large optimiser's memory is far from 1, and of no interest beside what acts slowly.
void extend_to_slow(const ComplexNumbers& numbers, double& most) {
  ComplexNumbers slow;
  for (const std::complex<double>& z : numbers) {
    if (std::abs(z) >= std::abs(numbers.front()) - kNearOne) slow.push_back(z);
  }
  extend(slow, 1.0, most);
}

}  // namespace

ComplexSquare rates_square(const Growth& here, const Growth& equilibrium) {
  double most = 0;
  extend(here.rates, 0.0, most);
  extend(equilibrium.rates, 0.0, most);
  return {0, 0, most > 0 ? rounded_outward(kPlaneRoom * most) : 1};
}

ComplexSquare multipliers_square(const Growth& here, const Growth& equilibrium, bool whole) {
  double from_one = 0, from_zero = 1;
  for (const Growth* growth : {&here, &equilibrium}) {
    if (!growth->multipliers.empty()) extend_to_slow(growth->multipliers, from_one);
    extend(growth->multipliers, 0.0, from_zero);
  }
  if (!whole && from_one < kNearOne) return {1, 0, std::max(kLeastZoom, rounded_outward(kPlaneRoom * from_one))};
  return {0, 0, from_zero > 1.2 ? rounded_outward(1.1 * from_zero) : 1.25};
}

void GrowthTrail::update(const std::shared_ptr<const ProbeResult>& result, std::uint64_t version) {
  if (result == nullptr || version == version_ || !result->request.phase) return;
  version_ = version;
  const SegmentId segment = result->snapshot->segment();
  const bool other = segment.run != segment_.run;
  segment_ = segment;
  if (other) lately_.clear();
  const Growth& equilibrium = result->phase.equilibrium;
  if (!other && !empty() &&
      (equilibrium.rates != now_.equilibrium.rates || equilibrium.multipliers != now_.equilibrium.multipliers)) {
    lately_.push_back(now_.equilibrium);
    if (lately_.size() > kMost) lately_.pop_front();
  }
  now_ = {result->phase.here, equilibrium};
  at_ = result->phase.at;
}

}  // namespace gan
