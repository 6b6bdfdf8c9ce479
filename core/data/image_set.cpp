#include "core/data/image_set.h"

#include <algorithm>

#include "core/base/check.h"
#include "core/base/hash.h"
#include "core/data/image_copies.h"

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

std::string counted_images(Index count) {
  return std::to_string(count) + (count == 1 ? " image" : " images");
}

}  // namespace

std::shared_ptr<const ImageSet> seal_images(ImageSet set) {
  const auto count = static_cast<std::size_t>(set.count());
  GAN_CHECK(count > 0 && set.pixels.size() == count * static_cast<std::size_t>(set.shape.size()),
            "a set of whole images");
  GAN_CHECK(set.labels.empty() || set.labels.size() == count, "a label an image, or none");
  GAN_CHECK(set.labels.empty() || *std::max_element(set.labels.begin(), set.labels.end()) < set.classes,
            "labels are below the number of classes");
  set.hash = hash_images(set);
  count_copies(set);
  return std::make_shared<const ImageSet>(std::move(set));
}

std::string account_of(const ImageSet& set) {
  std::string line = set.title + ": " + counted_images(set.count());
  if (set.classes > 0) line += " of " + std::to_string(set.classes) + (set.classes == 1 ? " class" : " classes");
  line += " taken";
  if (set.held_out) {
    line += ", " + std::to_string(set.held_out->count()) + " held out" +
            (set.held_out_from.empty() ? " (drawn)" : " (" + set.held_out_from + ")");
  } else {
    line += ", none held out";
  }
  for (std::size_t i = 0; i < set.passed_over.size(); ++i)
    line += (i == 0 ? "; passed over: " : ", ") + set.passed_over[i];
  if (set.copies > 0) {
    line += "; " + counted_images(set.copies) +
            (set.copies == 1 ? " is an exact copy of another" : " are exact copies of others") +
            ", which makes coverage and density say little";
  }
  if (set.held_out_copies > 0) {
    line += "; " + std::to_string(set.held_out_copies) + " of those held out " +
            (set.held_out_copies == 1 ? "is" : "are") + " among those that are trained on as well";
  }
  return line;
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
