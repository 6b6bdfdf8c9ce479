// The nearest images of a set, by the squared Euclidean distance of their bytes: whole numbers, so that
// ties are ties on every machine. All images of the set are compared, 60,000 of 28 x 28 in some
// milliseconds.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "core/base/cancel_flag.h"
#include "core/data/image_set.h"

namespace gan {

inline constexpr int kMostStacked = 3;

// An image of the set and Σ (a − b)² over its bytes. Of equally far ones the earlier comes first.
struct NearImage {
  std::int64_t squared = 0;
  Index image = 0;
  auto operator<=>(const NearImage&) const = default;
};
using NearImages = std::vector<NearImage>;  // nearest first

// The n nearest of `set` to each of m images (set.shape.size() bytes each, one after the other); all of
// them where the set has fewer. False when cancelled.
bool search_images(const ImageSet& set, const std::uint8_t* images, Index m, int n, const CancelFlag& cancel,
                   std::vector<NearImages>& out);

// The same for an image whose channels are grey images of the set: squared distances add up over the
// channels.
struct NearStack {
  std::int64_t squared = 0;
  std::array<Index, kMostStacked> images{};  // one a channel; of an image that is not stacked the first
  auto operator<=>(const NearStack&) const = default;
};

// The n nearest of all stacks from the nearest images of each channel, exactly if these are at least n:
// whoever ranks below n in one channel has n better ones with the same other channels. channels: 1 to
// kMostStacked, none empty.
std::vector<NearStack> nearest_stacks(const NearImages* channels, int stack, int n);

}  // namespace gan
