// Divergences of two densities on the line that are known in closed form, by quadrature: what the theory of the game
// says of them to many digits, and what estimates from samples are compared with. Natural logarithms throughout.
#pragma once

#include <functional>
#include <span>
#include <vector>

namespace gan {

// The natural logarithm of a density at x; −infinity where there is none.
using LogDensity = std::function<double(double)>;

struct Quadrature {
  std::vector<double> nodes, weights;  // as many; ∫ f ≈ Σ weights f(nodes)
};

// The places of both lists in rising order: pieces for two densities at once.
std::vector<double> merged_pieces(std::span<const double> a, std::span<const double> b);

// Gauss and Legendre's rule of kLineNodes nodes on each of `parts` equal parts of each piece, parts >= 1: exact for
// polynomials up to degree 2·kLineNodes − 1. pieces: places in rising order, at least two.
inline constexpr int kLineNodes = 16;
Quadrature quadrature_over(std::span<const double> pieces, int parts = 1);

// JSD(p, q) = ½ KL(p‖m) + ½ KL(q‖m), m = (p + q)/2: 0 to log 2.
double jensen_shannon(const LogDensity& p, const LogDensity& q, const Quadrature& over);
// KL(p‖q); infinite where q lacks what p has.
double kullback_leibler(const LogDensity& p, const LogDensity& q, const Quadrature& over);
// E_p f.
double expectation(const LogDensity& p, const std::function<double(double)>& f, const Quadrature& over);

}  // namespace gan
