// The phase portrait of a game of two numbers: where it drives the players from every place of the plane (θ, ψ), and
// how a small change grows at the present place and at the equilibrium.
#pragma once

#include <complex>
#include <vector>

#include "core/probe/phase/numbers_play.h"
#include "core/probe/shared/evaluate.h"
#include "core/run/snapshot.h"

namespace gan {

enum class PhaseArrows {
  field,      // v, where gradient descent of both moves in continuous time
  iteration,  // what one iteration of the rule moves, from moments as at a start
};

struct PhaseRequest {
  // The rectangle, sampled at columns x rows places, its corners among them; each at least 2.
  PhasePoint low{-2, -2}, high{2, 2};
  int columns = 41, rows = 41;
  PhaseArrows arrows = PhaseArrows::field;
  bool operator==(const PhaseRequest&) const = default;
};

// How a small change grows at one place: eigenvalues of the field's Jacobian, the flow's rates, and of what one
// iteration makes of the state, moments included (NumbersPlay::multipliers); the largest modulus first.
struct Growth {
  std::vector<std::complex<double>> rates, multipliers;
};

struct PhasePortrait {
  PhaseRequest request;
  Matrix<float> arrows;      // 2 x (columns · rows): along θ and ψ; θ runs fastest. NaN where an iteration fails
  PhasePoint at;             // of the snapshot
  Growth here, equilibrium;  // at (0, 0), where the Dirac-GAN's is
};

// Answers nothing where the state is not two numbers (NumbersPlay::plays).
bool probe_phase(const Snapshot& snapshot, const PhaseRequest& request, Evaluators& networks, const CancelFlag& cancel,
                 PhasePortrait& out);

// The modulus of the first, 0 where there is none: below 1 a change dies out, above it grows.
double spectral_radius(const std::vector<std::complex<double>>& multipliers);

}  // namespace gan
