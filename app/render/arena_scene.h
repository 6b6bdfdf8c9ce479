// What the arena shows, as plain numbers: D's surface, samples, gradient arrows, trails, and G's warped grid,
// each with its own switch and opacity. The spans are only read while a picture is drawn. `revision` changes
// whenever the numbers behind a span do; a layer is sent to the GPU again only then.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "app/geometry/arena_camera.h"

namespace gan {

enum class SurfaceMode {
  kProbability,   // D(x) = sigmoid(logit)
  kLogit,         // the logit, or what a critic gives: from middle − range to middle + range
  kGradientNorm,  // ‖∇ logit‖, from 0 to range, in the colour of neither player
  kSigned,        // from −range to range, in colours of neither player: what is no opinion of D
};

struct SurfaceLayer {
  bool visible = true;
  std::span<const float> logits;  // nx·ny, row-major: value (i, j) is at [j·nx + i]; row 0 lies at y_min
  int nx = 0;                     // at least 2; node i lies at x_min + (i + ½)·(x_max − x_min)/nx, as in a texture
  int ny = 0;                     // at least 2
  WorldRect rect;
  std::uint64_t revision = 0;
  SurfaceMode mode = SurfaceMode::kProbability;
  float middle = 0.0F;   // for all but kProbability: where the neutral and the bold contour are
  float range = 5.0F;    // > 0: from there to the ends of the map; the ends of kSigned; the end of kGradientNorm
  bool contours = true;  // at D = 0.1, 0.2 … 0.9, or at ten steps over ±range; D = ½ or the middle bold
  float opacity = 1.0F;  // in [0, 1]; the contours keep theirs
};

// Samples: x and y in turn, 2·n numbers (a 2×n matrix, column by column).
struct PointLayer {
  bool visible = true;
  std::span<const float> xy;
  std::uint64_t revision = 0;
  float radius = 4.0F;  // pixels at a scale of 1
  float opacity = 1.0F;
  std::span<const float> rings = {};  // r, g, b a sample, in [0, 1]: a ring inside the outline; empty: none
  // The first so many lie on top of one another: they are drawn as one body with the outline around it. Not with rings.
  std::size_t piled = 0;
};

// Light around piles of samples, below the marks.
struct GlowLayer {
  bool visible = false;
  std::span<const float> glows;  // x, y in the world, and the radius in pixels at a scale of 1
  std::uint64_t revision = 0;
  float opacity = 0.9F;
};

// Arrows: where they start and their vectors, both laid out like the samples and as many.
struct ArrowLayer {
  bool visible = true;
  std::span<const float> origins;
  std::span<const float> vectors;
  std::uint64_t revision = 0;
  float scale = 1.0F;        // arrow length in the world = scale · length of the vector
  float max_length = 48.0F;  // pixels at a scale of 1
  float opacity = 0.9F;
};

// The last positions of n samples, oldest first: position t of sample i at [2·(i·length + t)]. Older pieces
// are fainter.
struct TrailLayer {
  bool visible = true;
  std::span<const float> xy;
  int length = 0;  // positions a sample
  std::uint64_t revision = 0;
  float opacity = 0.7F;
  float width = 1.5F;  // pixels at a scale of 1
};

// Polylines of equal length, laid out like the trails: the noise grid as G maps it.
struct GridLayer {
  bool visible = false;
  std::span<const float> xy;
  int length = 0;  // vertices a line
  std::uint64_t revision = 0;
  float opacity = 0.6F;
};

struct ArenaScene {
  SurfaceLayer surface;
  PointLayer real;
  PointLayer generated;
  GlowLayer piles;
  ArrowLayer arrows;
  TrailLayer trails;
  TrailLayer centre_trail;  // with a rim, above the others
  TrailLayer joins;         // from another game's samples to these: of two positions each
  GridLayer warped_grid;
  double tick_step = 0.0;  // distance of the tick lines in world units; 0 for none
};

}  // namespace gan
