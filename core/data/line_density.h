// The density of data on the line, where it is known: what curves are drawn from, and what is integrated.
#pragma once

#include <vector>

namespace gan {

class LineDensity {
 public:
  LineDensity() = default;
  LineDensity(const LineDensity&) = delete;
  LineDensity& operator=(const LineDensity&) = delete;
  virtual ~LineDensity() = default;

  // Natural logarithm of the density at x; −infinity where there is none.
  virtual double log_density(double x) const = 0;
  // The share of the data below x: the distribution function, exact.
  virtual double mass_below(double x) const = 0;
  // Places in rising order, at least two. Between neighbours the density is smooth, with no feature narrower than the
  // piece; before the first and behind the last there is less than 1e-15 of it.
  virtual std::vector<double> pieces() const = 0;
  // The length over which it changes where it changes fastest: a deviation, half the width of an interval. Above 0.
  virtual double scale() const = 0;
};

}  // namespace gan
