#include "core/metrics/line_divergence.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include "core/base/check.h"

namespace gan {
namespace {

// On [−1, 1]: the zeros of Legendre's polynomial by Newton's method from Chebyshev's, and their weights
// 2/((1 − x²) P'(x)²).
Quadrature legendre_rule(int count) {
  Quadrature rule;
  for (int i = 0; i < count; ++i) {
    double x = std::cos(std::numbers::pi * (i + 0.75) / (count + 0.5)), slope = 1;
    for (int round = 0; round < 100; ++round) {
      double before = 1, value = x;
      for (int n = 2; n <= count; ++n) {
        const double next = ((2 * n - 1) * x * value - (n - 1) * before) / n;
        before = value, value = next;
      }
      slope = count * (x * value - before) / (x * x - 1);
      const double step = value / slope;
      x -= step;
      if (std::abs(step) < 1e-15) break;
    }
    rule.nodes.push_back(x);
    rule.weights.push_back(2 / ((1 - x * x) * slope * slope));
  }
  return rule;
}

double sum_of(const Quadrature& over, const std::function<double(double)>& term) {
  double sum = 0;
  for (std::size_t i = 0; i < over.nodes.size(); ++i) sum += over.weights[i] * term(over.nodes[i]);
  return sum;
}

// log((e^a + e^b)/2), of which one may be −infinity.
double log_middle(double a, double b) {
  const double more = std::max(a, b), less = std::min(a, b);
  return more + std::log1p(std::exp(less - more)) - std::numbers::ln2;
}

// p log(p/m): of nothing, nothing.
double term_of(double log_p, double log_m) {
  const double p = std::exp(log_p);
  return p > 0 ? p * (log_p - log_m) : 0;
}

}  // namespace

std::vector<double> merged_pieces(std::span<const double> a, std::span<const double> b) {
  std::vector<double> all(a.begin(), a.end());
  all.insert(all.end(), b.begin(), b.end());
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
  return all;
}

Quadrature quadrature_over(std::span<const double> pieces, int parts) {
  GAN_CHECK(pieces.size() >= 2 && parts >= 1, "a quadrature is over pieces");
  static const Quadrature rule = legendre_rule(kLineNodes);
  Quadrature out;
  for (std::size_t i = 0; i + 1 < pieces.size(); ++i) {
    const double half = 0.5 * (pieces[i + 1] - pieces[i]) / parts;
    for (int part = 0; part < parts; ++part) {
      const double middle = pieces[i] + (2 * part + 1) * half;
      for (std::size_t node = 0; node < rule.nodes.size(); ++node) {
        out.nodes.push_back(middle + half * rule.nodes[node]);
        out.weights.push_back(half * rule.weights[node]);
      }
    }
  }
  return out;
}

double jensen_shannon(const LogDensity& p, const LogDensity& q, const Quadrature& over) {
  return sum_of(over, [&](double x) {
    const double a = p(x), b = q(x);
    if (std::max(a, b) == -std::numeric_limits<double>::infinity()) return 0.0;
    const double middle = log_middle(a, b);
    return 0.5 * (term_of(a, middle) + term_of(b, middle));
  });
}

double kullback_leibler(const LogDensity& p, const LogDensity& q, const Quadrature& over) {
  return sum_of(over, [&](double x) { return term_of(p(x), q(x)); });
}

double expectation(const LogDensity& p, const std::function<double(double)>& f, const Quadrature& over) {
  return sum_of(over, [&](double x) {
    const double density = std::exp(p(x));
    return density > 0 ? density * f(x) : 0;
  });
}

}  // namespace gan
