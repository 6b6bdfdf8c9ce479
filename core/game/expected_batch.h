// The batch of a game of a few numbers on the point mass at 0: nothing of it is random but instance
// noise, and of that the mean over the batch is the expectation. So the game is the one of the papers' formulas, and
// two runs of it never differ by luck.
#pragma once

#include <array>

#include "core/game/game.h"

namespace gan {

// Each number of the noise takes the nodes of Gauss-Hermite quadrature, −√3, 0 and √3 with weights 1/6, 2/3 and 1/6:
// exact for polynomials up to degree 5 in it. So many columns of equal weight stand for that.
inline constexpr Index kNoiseNodes = 6;

// The game is played on such batches, whatever batch size is set.
bool plays_expectation(const GameSpec& spec);

// dimension: of a sample, 1 or 2. One column without noise; with it 6^(2·dimension), which pair every node of the noise
// on real samples with every one of that on generated ones, so that losses which compare pairs see independent noise.
// The mix of WGAN-GP is ½ and the shift of DRAGAN 0: a linear D has the same gradient everywhere. Valid while the scope
// of `scratch` lasts.
template <class Real>
Batch<Real> expected_batch(const GameSpec& spec, int dimension, bool instance_noise, Workspace& scratch);

}  // namespace gan
