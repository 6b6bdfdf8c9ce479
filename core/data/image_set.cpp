#include "core/data/image_set.h"

#include <algorithm>

#include "core/base/check.h"
#include "core/base/hash.h"

namespace gan {
namespace {

std::uint64_t hash_images(const ImageSet& set) {
  Hasher hasher;
  for (const Index side : {set.shape.height, set.shape.width, set.shape.channels}) {
    hasher.number(static_cast<std::uint64_t>(side));
  }
  hasher.bytes(set.pixels.data(), set.pixels.size());
  hasher.bytes(set.labels.data(), set.labels.size() * sizeof(std::uint16_t));
  return hasher.value();
}

}  // namespace

std::shared_ptr<const ImageSet> seal_images(ImageSet set) {
  const auto count = static_cast<std::size_t>(set.count());
  GAN_CHECK(count > 0 && set.pixels.size() == count * static_cast<std::size_t>(set.shape.size()),
            "a set of whole pictures");
  GAN_CHECK(set.labels.empty() || set.labels.size() == count, "a label a picture, or none");
  GAN_CHECK(set.labels.empty() || *std::max_element(set.labels.begin(), set.labels.end()) < set.classes,
            "labels are below the number of classes");
  set.hash = hash_images(set);
  return std::make_shared<const ImageSet>(std::move(set));
}

void hold_out_a_tenth(ImageSet& set) {
  const Index count = set.count(), size = set.shape.size();
  if (count < 10) return;
  ImageSet out;
  out.shape = set.shape;
  out.classes = set.classes;
  out.class_names = set.class_names;
  out.title = set.title;
  out.pixels.reserve(static_cast<std::size_t>(count / 10 * size));
  Index kept = 0;
  for (Index i = 0; i < count; ++i) {
    const std::uint8_t* const from = set.picture(i);
    if (i % 10 == 9) {
      out.pixels.insert(out.pixels.end(), from, from + size);
      if (!set.labels.empty()) out.labels.push_back(set.labels[static_cast<std::size_t>(i)]);
      continue;
    }
    if (kept != i) std::copy(from, from + size, set.pixels.data() + kept * size);
    if (!set.labels.empty()) set.labels[static_cast<std::size_t>(kept)] = set.labels[static_cast<std::size_t>(i)];
    ++kept;
  }
  set.pixels.resize(static_cast<std::size_t>(kept * size));
  if (!set.labels.empty()) set.labels.resize(static_cast<std::size_t>(kept));
  set.held_out = seal_images(std::move(out));
}

void bytes_to_floats(const std::uint8_t* bytes, Index count, PixelRange range, float* out) {
  if (range == PixelRange::symmetric) {
    for (Index i = 0; i < count; ++i) out[i] = static_cast<float>(bytes[i]) / 127.5f - 1.0f;
  } else {
    for (Index i = 0; i < count; ++i) out[i] = static_cast<float>(bytes[i]) / 255.0f;
  }
}

void floats_to_bytes(const float* values, Index count, PixelRange range, std::uint8_t* out) {
  const float scale = range == PixelRange::symmetric ? 127.5f : 255.0f;
  const float shift = range == PixelRange::symmetric ? 1.0f : 0.0f;
  for (Index i = 0; i < count; ++i) {
    const float level = (values[i] + shift) * scale + 0.5f;
    // Written so that NaN fails the first comparison.
    out[i] = level > 0 ? static_cast<std::uint8_t>(std::min(level, 255.0f)) : std::uint8_t{0};
  }
}

}  // namespace gan
