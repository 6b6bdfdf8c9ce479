#include "core/io/files/png_file.h"

#include <cmath>
#include <cstdlib>
#include <memory>

#define STB_IMAGE_WRITE_STATIC
#define STB_IMAGE_WRITE_IMPLEMENTATION
#include <stb_image_write.h>

#include "core/base/check.h"
#include "core/data/image_set.h"

namespace gan {
namespace {

constexpr std::uint8_t kBetween = 128;  // the grey of the gaps

}  // namespace

std::string encode_png(const std::uint8_t* pixels, int width, int height, int channels) {
  int size = 0;
  const std::unique_ptr<unsigned char, decltype(&std::free)> png(
      stbi_write_png_to_mem(pixels, width * channels, width, height, channels, &size), &std::free);
  if (png == nullptr) return "";
  return std::string(reinterpret_cast<const char*>(png.get()), static_cast<std::size_t>(size));
}

std::string encode_contact_sheet(const Matrix<float>& images, SampleShape shape, PixelRange range) {
  GAN_CHECK(images.cols() > 0 && images.rows() == shape.size(), "a sheet of images");
  GAN_CHECK(shape.channels == 1 || shape.channels == 3, "images are grey or in colour");
  const Index n = images.cols();
  const auto across = static_cast<Index>(std::ceil(std::sqrt(static_cast<double>(n))));
  const Index down = (n + across - 1) / across;
  const Index width = across * (shape.width + 1) - 1, height = down * (shape.height + 1) - 1;
  std::vector<std::uint8_t> sheet(static_cast<std::size_t>(width * height * shape.channels), kBetween);
  std::vector<std::uint8_t> image(static_cast<std::size_t>(shape.size()));
  const Index row_bytes = shape.width * shape.channels;
  for (Index i = 0; i < n; ++i) {
    floats_to_bytes(images.col(i).data(), shape.size(), range, image.data());
    const Index top = i / across * (shape.height + 1), left = i % across * (shape.width + 1);
    for (Index row = 0; row < shape.height; ++row) {
      std::copy_n(image.data() + row * row_bytes, row_bytes,
                  sheet.data() + ((top + row) * width + left) * shape.channels);
    }
  }
  return encode_png(sheet.data(), static_cast<int>(width), static_cast<int>(height), static_cast<int>(shape.channels));
}

}  // namespace gan
