// DualNumber: a number and its derivative along one direction, for what is written element by element over a number
// type: rules, optimisers, norms. What is written over matrices has Dual<MatrixView> (core/ad/dual.h) for the same.
#pragma once

#include <cmath>

namespace gan {

template <class Real>
struct DualNumber {
  Real value{}, tangent{};

  constexpr DualNumber() = default;
  // A constant.
  constexpr DualNumber(Real number) : value(number) {}  // NOLINT(google-explicit-constructor): as numbers convert
  constexpr DualNumber(Real number, Real along) : value(number), tangent(along) {}

  DualNumber& operator+=(const DualNumber& b) { return *this = *this + b; }
  DualNumber& operator-=(const DualNumber& b) { return *this = *this - b; }
  DualNumber& operator*=(const DualNumber& b) { return *this = *this * b; }

  friend constexpr DualNumber operator-(const DualNumber& a) { return {-a.value, -a.tangent}; }
  friend constexpr DualNumber operator+(const DualNumber& a, const DualNumber& b) {
    return {a.value + b.value, a.tangent + b.tangent};
  }
  friend constexpr DualNumber operator-(const DualNumber& a, const DualNumber& b) {
    return {a.value - b.value, a.tangent - b.tangent};
  }
  friend constexpr DualNumber operator*(const DualNumber& a, const DualNumber& b) {
    return {a.value * b.value, a.tangent * b.value + a.value * b.tangent};
  }
  friend constexpr DualNumber operator/(const DualNumber& a, const DualNumber& b) {
    const Real quotient = a.value / b.value;
    return {quotient, (a.tangent - quotient * b.tangent) / b.value};
  }
  // By the value alone: a tie has no derivative to break it.
  friend constexpr bool operator<(const DualNumber& a, const DualNumber& b) { return a.value < b.value; }
  friend constexpr bool operator>(const DualNumber& a, const DualNumber& b) { return a.value > b.value; }
  bool operator==(const DualNumber&) const = default;

  // At 0, where there is no derivative, 0: what has never had a gradient does not move.
  friend DualNumber sqrt(const DualNumber& a) {
    const Real root = std::sqrt(a.value);
    return {root, root > 0 ? a.tangent / (2 * root) : Real(0)};
  }
  friend bool isfinite(const DualNumber& a) { return std::isfinite(a.value) && std::isfinite(a.tangent); }
};

// What sums over many elements are taken in.
template <class Real>
struct WideType {
  using type = double;
};
template <class Real>
struct WideType<DualNumber<Real>> {
  using type = DualNumber<double>;
};
template <class Real>
using Wide = typename WideType<Real>::type;

// The number without its derivative.
inline double value_of(double x) {
  return x;
}
inline double value_of(const DualNumber<double>& x) {
  return x.value;
}

}  // namespace gan
