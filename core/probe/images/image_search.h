// The nearest pictures of a set, by the squared Euclidean distance of their bytes: whole numbers, so that
// ties are ties on every machine. All pictures of the set are compared, 60,000 of 28 x 28 in some
// milliseconds.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "core/base/cancel_flag.h"
#include "core/data/image_set.h"

namespace gan {

inline constexpr int kMostStacked = 3;

// A picture of the set and Σ (a − b)² over its bytes. Of equally far ones the earlier comes first.
struct NearPicture {
  std::int64_t squared = 0;
  Index picture = 0;
  auto operator<=>(const NearPicture&) const = default;
};
using NearPictures = std::vector<NearPicture>;  // nearest first

// The n nearest of `set` to each of m pictures (set.shape.size() bytes each, one after the other); all of
// them where the set has fewer. False when cancelled.
bool search_pictures(const ImageSet& set, const std::uint8_t* pictures, Index m, int n,
                     const CancelFlag& cancel, std::vector<NearPictures>& out);

// The same for a picture whose channels are grey pictures of the set: squared distances add up over the
// channels.
struct NearStack {
  std::int64_t squared = 0;
  std::array<Index, kMostStacked> pictures{};  // one a channel; of a picture that is not stacked the first
  auto operator<=>(const NearStack&) const = default;
};

// The n nearest of all stacks from the nearest pictures of each channel, exactly if these are at least n:
// whoever ranks below n in one channel has n better ones with the same other channels. channels: 1 to
// kMostStacked, none empty.
std::vector<NearStack> nearest_stacks(const NearPictures* channels, int stack, int n);

}  // namespace gan
