#include "core/data/glyphs.h"

#include <algorithm>
#include <cmath>
#include <mutex>

#include "core/base/check.h"
#include "core/base/random.h"

namespace gan {
namespace {

// A glyph's own coordinates: its half size is 1, x runs to the right and y down. `stroke` is half of a line's width
// in them. Only the square root is used, which rounds the same everywhere.
struct Glyph {
  float x, y;       // centre, in shares of the side
  float half_size;  // likewise
  float slant;      // x moves by slant * y
  float stroke;     // half of the width, in glyph units
};

float length(float x, float y) {
  return std::sqrt(x * x + y * y);
}

// Distance to the segment from a to b less the stroke: below 0 inside of the line.
float line(float x, float y, float ax, float ay, float bx, float by, float stroke) {
  const float dx = bx - ax, dy = by - ay;
  const float t = std::clamp(((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy), 0.0f, 1.0f);
  return length(x - ax - t * dx, y - ay - t * dy) - stroke;
}

float box(float x, float y, float half) {
  return std::max(std::abs(x), std::abs(y)) - half;
}

// Signed distances, below 0 inside. Strokes end within the unit square.
using Distance = float (*)(float x, float y, float stroke);

struct Shape {
  const char* name;
  Distance distance;
};

constexpr Shape kShapes[] = {
    {"disc", [](float x, float y, float) { return length(x, y) - 1; }},
    {"ring", [](float x, float y, float s) { return std::abs(length(x, y) - (1 - s)) - s; }},
    {"square", [](float x, float y, float) { return box(x, y, 0.9f); }},
    {"frame", [](float x, float y, float s) { return std::abs(box(x, y, 0.95f - s)) - s; }},
    {"triangle",
     [](float x, float y, float) {
       // Corners (0, -1) and (+-0.95, 0.85): the unit normals of the sides times the distance from them.
       return std::max(y - 0.85f, 0.8895f * std::abs(x) - 0.4568f * y - 0.4568f);
     }},
    {"cross",
     [](float x, float y, float s) {
       const float e = 0.95f - s;
       return std::min(line(x, y, -e, -e, e, e, s), line(x, y, -e, e, e, -e, s));
     }},
    {"plus", [](float x, float y,
                float s) { return std::min(line(x, y, s - 1, 0, 1 - s, 0, s), line(x, y, 0, s - 1, 0, 1 - s, s)); }},
    {"bar", [](float x, float y, float s) { return line(x, y, 0, s - 1, 0, 1 - s, s); }},
    {"L",
     [](float x, float y, float s) {
       const float e = 1 - s;
       return std::min(line(x, y, -0.6f, -e, -0.6f, e, s), line(x, y, -0.6f, e, 0.75f, e, s));
     }},
    {"arrow",
     [](float x, float y, float s) {
       const float e = 1 - s;
       const float head = std::min(line(x, y, e, 0, 0.25f, -0.7f, s), line(x, y, e, 0, 0.25f, 0.7f, s));
       return std::min(head, line(x, y, -e, 0, e, 0, s));
     }},
};
constexpr auto kClasses = static_cast<Index>(std::size(kShapes));

// Numbers of the stream a glyph: five are used. A chunk's first number is a multiple of 64, as the stream asks.
constexpr Index kNumbers = 8, kChunk = 64;

Glyph varied(const float* u) {
  const auto between = [](float low, float high, float share) { return low + (high - low) * share; };
  Glyph g{};
  g.half_size = between(0.26f, 0.37f, u[0]);
  // The reach of a slanted glyph stays inside the image: half size, slant and shift add up to less than a half.
  g.slant = between(-0.25f, 0.25f, u[1]);
  const float room = 0.5f - g.half_size;
  g.x = 0.5f + between(-1, 1, u[2]) * std::max(0.0f, room - g.half_size * std::abs(g.slant));
  g.y = 0.5f + between(-1, 1, u[3]) * room;
  g.stroke = between(0.14f, 0.26f, u[4]);
  return g;
}

void draw(const Shape& shape, const Glyph& g, Index side, std::uint8_t* out) {
  const auto pixels = static_cast<float>(side);
  const float edge = g.half_size * pixels;  // pixels a glyph unit
  for (Index row = 0; row < side; ++row) {
    const float y = ((static_cast<float>(row) + 0.5f) / pixels - g.y) / g.half_size;
    for (Index column = 0; column < side; ++column) {
      const float x = ((static_cast<float>(column) + 0.5f) / pixels - g.x) / g.half_size + g.slant * y;
      const float cover = std::clamp(0.5f - edge * shape.distance(x, y, g.stroke), 0.0f, 1.0f);
      *out++ = static_cast<std::uint8_t>(std::floor(cover * 255.0f + 0.5f));
    }
  }
}

ImageSet draw_all(std::uint64_t seed, std::uint64_t part, Index count, Index side) {
  ImageSet set;
  set.shape = {side, side, 1};
  set.classes = static_cast<int>(kClasses);
  for (const Shape& shape : kShapes) set.class_names.emplace_back(shape.name);
  set.title = "glyphs";
  set.pixels.resize(static_cast<std::size_t>(count * side * side));
  set.labels.resize(static_cast<std::size_t>(count));
  float numbers[kChunk * kNumbers];
  for (Index first = 0; first < count; first += kChunk) {
    const Index here = std::min(kChunk, count - first);
    fill_uniform({seed, Stream::glyphs, part, 0}, numbers, static_cast<std::size_t>(here * kNumbers), 0.0f, 1.0f,
                 static_cast<std::size_t>(first * kNumbers));
    for (Index i = 0; i < here; ++i) {
      const Index label = (first + i) % kClasses;
      set.labels[static_cast<std::size_t>(first + i)] = static_cast<std::uint16_t>(label);
      draw(kShapes[label], varied(numbers + i * kNumbers), side, set.pixels.data() + (first + i) * set.shape.size());
    }
  }
  return set;
}

// What was made last, shared by all games of the process.
struct Kept {
  std::mutex mutex;
  std::uint64_t seed = 0;
  std::shared_ptr<const ImageSet> images;
};

}  // namespace

std::shared_ptr<const ImageSet> make_glyph_images(std::uint64_t seed, Index side) {
  GAN_CHECK(side >= kSmallestImage && side <= kLargestImage, "glyphs of 8 to 64 pixels");
  static Kept kept;
  const std::lock_guard lock(kept.mutex);
  if (kept.images == nullptr || kept.seed != seed || kept.images->shape.height != side) {
    ImageSet set = draw_all(seed, 0, kGlyphCount, side);
    set.held_out = seal_images(draw_all(seed, 1, kHeldOutGlyphCount, side));
    kept.images = seal_images(std::move(set));
    kept.seed = seed;
  }
  return kept.images;
}

}  // namespace gan
