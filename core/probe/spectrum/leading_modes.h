// The leading eigenvalues of a linear map that is known by its products A u: those of the largest moduli, with the
// eigenvector of the first. Small maps are written out and decomposed whole; of large ones a Krylov space is searched
// by Arnoldi's method (Saad 2011, Numerical methods for large eigenvalue problems, chapters 6 and 7), which is begun
// again with the best of what it has found (thick restart: Stewart 2001, A Krylov-Schur algorithm, section 3, with any
// basis of the kept subspace in the place of the Schur vectors).
#pragma once

#include <complex>
#include <functional>
#include <vector>

#include "core/base/cancel_flag.h"
#include "core/base/matrix.h"
#include "core/base/random.h"

namespace gan {

struct ModesOptions {
  int wanted = 8;           // 1 to basis / 3
  int basis = 48;           // vectors of the space, before it is begun again; at least 8
  int products = 240;       // at most; the answer is then as good as its residuals say
  double tolerance = 1e-6;  // ‖A x − λ x‖ of a unit x, over max(|λ|, 1)
  Index dense = 500;        // maps of so many numbers are written out
  bool operator==(const ModesOptions&) const = default;
};

struct LeadingModes {
  // The largest modulus first; of a pair the one above the real axis first. All of a map that was written out.
  std::vector<std::complex<double>> values;
  std::vector<double> residuals;  // ‖A x − λ x‖ of each, ‖x‖ = 1
  Matrix<double> first;           // n x 2: real and imaginary part of the first one's vector, of length 1 together
  int products = 0;
  int settled = 0;     // so many of the first ones have residuals within the tolerance
  bool whole = false;  // written out: there are no others
};

// out = A u, both n numbers; false where that has no result.
using MapProduct = std::function<bool(const double* u, double* out)>;

// Of a map of n >= 1 numbers. The start vector is drawn from `start`, whose `inner` is counted up where another is
// needed: the same map gives the same answer. False when cancelled, or where a product has no result.
bool find_leading_modes(Index n, const MapProduct& times, const StreamKey& start, const ModesOptions& options,
                        const CancelFlag& cancel, LeadingModes& out);

}  // namespace gan
