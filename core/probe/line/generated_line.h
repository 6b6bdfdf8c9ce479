// Where G puts its mass on the line. With noise of one number the map z -> x is a curve, and p_g is known from it by
// the change of variables, without any sample; with more it is known from samples.
#pragma once

#include <vector>

#include "core/probe/shared/evaluate.h"
#include "core/run/snapshot.h"

namespace gan {

struct GeneratedLine {
  // A share of the mass, spread evenly over [low, high]; of a sample both are its place. Not finite where G is not.
  struct Piece {
    double low = 0, high = 0;
    double mass = 0;
    double middle() const { return low + (high - low) / 2; }
  };
  std::vector<Piece> pieces;  // masses sum to 1
  Index samples = 0;          // that it is of; 0: exact
};

inline constexpr Index kLineSamples = 20000;
// Pieces of the map where noise is one number. Each holds exactly its share of the prior; within it G counts as
// straight.
inline constexpr Index kMapPieces = 4096;

// Whether p_g is known from the map alone.
bool maps_line(const Snapshot& snapshot);
// False when cancelled. For games with maps_line.
bool generate_map(const Snapshot& snapshot, Evaluators& networks, const CancelFlag& cancel, GeneratedLine& out);
// generated: 1 x n samples of G, n > 0.
GeneratedLine line_of_samples(const Matrix<float>& generated);

}  // namespace gan
