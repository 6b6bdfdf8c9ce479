// The built-in images: grey glyphs of ten classes, white on black, drawn from signed distances with varied place,
// size, stroke and slant. They depend on the seed and the side alone.
#pragma once

#include <cstdint>
#include <memory>

#include "core/data/image_set.h"

namespace gan {

inline constexpr Index kGlyphSide = 16, kGlyphCount = 20000, kHeldOutGlyphCount = 4000;

// Labelled; classes follow each other in turn, so that each has the same share. side: kSmallestImage to
// kLargestImage pixels. The set that was made last is kept, so that a restart is free.
std::shared_ptr<const ImageSet> make_glyph_images(std::uint64_t seed, Index side = kGlyphSide);

}  // namespace gan
