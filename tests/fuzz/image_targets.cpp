// Readers of images, all from memory: gzip, IDX, CIFAR-10, PNG, JPEG, Exif.
#include <array>

#include "core/base/check.h"
#include "core/io/files/gzip_file.h"
#include "core/io/images/cifar_file.h"
#include "core/io/images/exif.h"
#include "core/io/images/idx_file.h"
#include "core/io/images/image_decoder.h"
#include "tests/fuzz/targets.h"

namespace gan::fuzz {
namespace {

void check_set(const Result<ImageSet>& read) {
  if (!read) {
    GAN_CHECK(!read.message().empty(), "a refusal without a sentence");
    return;
  }
  const ImageSet& set = read.value();
  GAN_CHECK(set.count() >= 1, "a set without images");
  GAN_CHECK(set.pixels.size() == static_cast<std::size_t>(set.count() * set.shape.size()), "half an image");
  GAN_CHECK(set.labels.empty() || static_cast<Index>(set.labels.size()) == set.count(), "images without a label");
  for (const auto label : set.labels) GAN_CHECK(label < set.classes, "a label outside its classes");
}

void check_image(const Result<DecodedImage>& read) {
  if (!read) {
    GAN_CHECK(!read.message().empty(), "a refusal without a sentence");
    return;
  }
  const DecodedImage& image = read.value();
  GAN_CHECK(image.shape.channels == 1 || image.shape.channels == 3, "an image of other channels");
  GAN_CHECK(image.pixels.size() == static_cast<std::size_t>(image.shape.size()), "half an image");
}

// Large images are slow, not wrong: they are left to the tests.
bool small_enough(Bytes bytes) {
  const auto size = read_image_size(bytes, "p");
  return !size || size.value().width * size.value().height <= 256 * 256;
}

}  // namespace

void gzip(Bytes bytes) {
  GzipFile file = GzipFile::from_memory(bytes, "g.gz");
  std::array<std::uint8_t, 4096> piece;
  for (int i = 0; i < 64; ++i) {
    const double share = file.share();
    GAN_CHECK(share >= 0 && share <= 1, "a share outside 0 to 1");
    if (!file.read(piece.data(), i < 16 ? 7 : piece.size(), "a piece")) break;
  }
  if (const Outcome end = file.expect_end("all"); !end)
    GAN_CHECK(!end.message().empty(), "a refusal without a sentence");
}

void idx(Bytes bytes) {
  GzipFile file = GzipFile::from_memory(bytes, "images-idx3-ubyte");
  check_set(read_idx(file, nullptr, {12, false}));
  GzipFile again = GzipFile::from_memory(bytes, "images-idx3-ubyte");
  check_set(read_idx(again, nullptr, {}));
}

// The first two bytes say where the labels begin.
void idx_labels(Bytes bytes) {
  if (bytes.size() < 2) return;
  const std::size_t at = std::min<std::size_t>(bytes[0] | bytes[1] << 8, bytes.size() - 2);
  GzipFile images = GzipFile::from_memory(bytes.subspan(2, at), "images-idx3-ubyte");
  GzipFile labels = GzipFile::from_memory(bytes.subspan(2 + at), "labels-idx1-ubyte");
  check_set(read_idx(images, &labels, {}));
}

void cifar(Bytes bytes) {
  GzipFile file = GzipFile::from_memory(bytes, "data_batch_1.bin");
  check_set(read_cifar_batch(file, {16, true}));
}

void png(Bytes bytes) {
  if (small_enough(bytes)) check_image(decode_png(bytes, "p.png"));
}

void jpeg(Bytes bytes) {
  if (small_enough(bytes)) check_image(decode_jpeg(bytes, "p.jpg"));
}

void exif(Bytes bytes) {
  for (const Bytes block : {bytes, find_jpeg_exif(bytes), find_png_exif(bytes)}) {
    const int orientation = exif_orientation(block);
    GAN_CHECK(orientation >= 1 && orientation <= 8, "an orientation that is none");
  }
}

}  // namespace gan::fuzz
