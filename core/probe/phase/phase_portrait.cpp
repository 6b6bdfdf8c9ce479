#include "core/probe/phase/phase_portrait.h"

#include <limits>

#include "core/base/check.h"
#include "core/base/decompositions.h"

namespace gan {
namespace {

Growth growth_of(NumbersPlay& play) {
  return {eigenvalues(play.jacobian()), play.multipliers()};
}

// Where the arrow at this place points.
PhasePoint arrow_at(NumbersPlay& play, PhasePoint place, PhaseArrows arrows) {
  play.place(place);
  if (arrows == PhaseArrows::field) return play.field();
  if (!play.iterate()) return {std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::quiet_NaN()};
  return {play.at().theta - place.theta, play.at().psi - place.psi};
}

}  // namespace

bool probe_phase(const Snapshot& snapshot, const PhaseRequest& request, Evaluators&, const CancelFlag& cancel,
                 PhasePortrait& out) {
  GAN_CHECK(request.columns >= 2 && request.rows >= 2, "a portrait has its corners");
  out = {};
  out.request = request;
  if (!NumbersPlay::plays(snapshot.settings->spec)) return true;
  NumbersPlay play(*snapshot.settings);
  play.take(*snapshot.state);
  out.at = play.at();
  out.here = growth_of(play);
  play.place({});
  out.equilibrium = growth_of(play);
  out.arrows.resize(2, Index{request.columns} * request.rows);
  for (int row = 0; row < request.rows; ++row) {
    if (cancel.cancelled()) return false;
    const double up = static_cast<double>(row) / (request.rows - 1);
    for (int column = 0; column < request.columns; ++column) {
      const double right = static_cast<double>(column) / (request.columns - 1);
      const PhasePoint place{request.low.theta + right * (request.high.theta - request.low.theta),
                             request.low.psi + up * (request.high.psi - request.low.psi)};
      const PhasePoint arrow = arrow_at(play, place, request.arrows);
      out.arrows.col(Index{row} * request.columns + column) << static_cast<float>(arrow.theta),
          static_cast<float>(arrow.psi);
    }
  }
  return true;
}

double spectral_radius(const std::vector<std::complex<double>>& multipliers) {
  return multipliers.empty() ? 0 : std::abs(multipliers.front());
}

}  // namespace gan
