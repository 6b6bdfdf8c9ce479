#include "core/probe/images/image_search.h"

#include <algorithm>
#include <limits>

#include "core/base/check.h"

namespace gan {
namespace {

// Images of the set that all m are compared with before the next ones: they stay in the cache meanwhile.
constexpr Index kBlockBytes = 32 * 1024;
// Bytes of an image after which the sum is looked at.
constexpr Index kPart = 256;

// The largest image with three channels has 64 · 64 · 3 bytes: 12,288 · 255² is below 2^31.
static_assert(kLargestImage * kLargestImage * kMostStacked * 255 * 255 < std::numeric_limits<std::int32_t>::max());

// Exactly, or some number above `limit` where it is above that: most images are too far after their first
// part.
std::int32_t squared_distance(const std::uint8_t* a, const std::uint8_t* b, Index size, std::int64_t limit) {
  std::int32_t sum = 0;
  for (Index begin = 0; begin < size && sum <= limit; begin += kPart) {
    const Index end = std::min(begin + kPart, size);
    for (Index i = begin; i < end; ++i) {
      // In 16 bits, so that the compiler multiplies and adds pairs of them at once.
      const auto difference = static_cast<std::int16_t>(a[i] - b[i]);
      sum += difference * difference;
    }
  }
  return sum;
}

// Keeps the n best in their order. Images come in the order of their numbers, so that of equal ones the
// first stays.
void offer(NearImages& best, std::size_t n, const NearImage& found) {
  if (best.size() == n) {
    if (found.squared >= best.back().squared) return;
    best.pop_back();
  }
  best.insert(std::upper_bound(best.begin(), best.end(), found), found);
}

}  // namespace

bool search_images(const ImageSet& set, const std::uint8_t* images, Index m, int n, const CancelFlag& cancel,
                   std::vector<NearImages>& out) {
  GAN_CHECK(n > 0, "at least the nearest image is looked for");
  const Index size = set.shape.size(), count = set.count(), block = std::max<Index>(1, kBlockBytes / size);
  out.assign(static_cast<std::size_t>(m), {});
  const auto most = static_cast<std::size_t>(n);
  for (Index begin = 0; begin < count; begin += block) {
    if (cancel.cancelled()) return false;
    const Index end = std::min(begin + block, count);
    for (Index q = 0; q < m; ++q) {
      NearImages& best = out[static_cast<std::size_t>(q)];
      for (Index i = begin; i < end; ++i) {
        const std::int64_t limit = best.size() == most ? best.back().squared : std::numeric_limits<std::int32_t>::max();
        offer(best, most, {squared_distance(images + q * size, set.image(i), size, limit), i});
      }
    }
  }
  return true;
}

std::vector<NearStack> nearest_stacks(const NearImages* channels, int stack, int n) {
  GAN_CHECK(stack >= 1 && stack <= kMostStacked, "one to three channels");
  std::vector<NearStack> all(1);
  for (int c = 0; c < stack; ++c) {
    std::vector<NearStack> longer;
    longer.reserve(all.size() * channels[c].size());
    for (const NearStack& before : all) {
      for (const NearImage& near : channels[c]) {
        NearStack& made = longer.emplace_back(before);
        made.squared += near.squared;
        made.images[static_cast<std::size_t>(c)] = near.image;
      }
    }
    // What is not among the n best of the first channels is not among the n best of all.
    std::sort(longer.begin(), longer.end());
    if (longer.size() > static_cast<std::size_t>(n)) longer.resize(static_cast<std::size_t>(n));
    all = std::move(longer);
  }
  return all;
}

}  // namespace gan
