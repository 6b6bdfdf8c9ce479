#include "image_samples.h"

#include <gtest/gtest.h>
#include <zlib.h>

#define STB_IMAGE_WRITE_STATIC
#define STB_IMAGE_WRITE_IMPLEMENTATION
#include <stb_image_write.h>

namespace gan {
namespace {

void append(void* text, void* data, int size) {
  static_cast<std::string*>(text)->append(static_cast<const char*>(data), static_cast<std::size_t>(size));
}

std::string big_endian(std::uint32_t n) {
  std::string text;
  for (const int shift : {24, 16, 8, 0}) text.push_back(static_cast<char>(n >> shift & 255u));
  return text;
}

}  // namespace

std::string idx_bytes(std::uint32_t magic, const std::vector<std::uint32_t>& dimensions, const std::string& bytes) {
  std::string text = big_endian(magic);
  for (const std::uint32_t n : dimensions) text += big_endian(n);
  return text + bytes;
}

std::string idx_images(int count, int side, int first) {
  std::string pixels;
  for (int i = 0; i < count; ++i) {
    pixels.append(static_cast<std::size_t>(side) * static_cast<std::size_t>(side), static_cast<char>(i + first));
  }
  const auto n = static_cast<std::uint32_t>(count), s = static_cast<std::uint32_t>(side);
  return idx_bytes(0x803, {n, s, s}, pixels);
}

std::string idx_labels(int count, int classes) {
  std::string labels;
  for (int i = 0; i < count; ++i) labels.push_back(static_cast<char>(i % classes));
  return idx_bytes(0x801, {static_cast<std::uint32_t>(count)}, labels);
}

std::string gzipped(const std::string& bytes) {
  z_stream stream{};
  EXPECT_EQ(deflateInit2(&stream, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY), Z_OK);
  std::string out(deflateBound(&stream, bytes.size()) + 64, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  EXPECT_EQ(deflate(&stream, Z_FINISH), Z_STREAM_END);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

std::string cifar_records(int count) {
  std::string bytes;
  for (int i = 0; i < count; ++i) {
    bytes.push_back(static_cast<char>(i % 10));
    bytes.append(1024, static_cast<char>(10 + i));
    bytes.append(1024, static_cast<char>(100));
    for (int p = 0; p < 1024; ++p) bytes.push_back(static_cast<char>(p % 32));
  }
  return bytes;
}

std::string png_bytes(int width, int height, int channels, const std::function<int(int, int, int)>& pixel) {
  std::vector<unsigned char> pixels;
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) {
      for (int c = 0; c < channels; ++c) pixels.push_back(static_cast<unsigned char>(pixel(x, y, c)));
    }
  }
  std::string out;
  stbi_write_png_to_func(append, &out, width, height, channels, pixels.data(), width * channels);
  return out;
}

std::string jpeg_bytes(int width, int height, int level) {
  const std::vector<unsigned char> pixels(static_cast<std::size_t>(width * height), static_cast<unsigned char>(level));
  std::string out;
  stbi_write_jpg_to_func(append, &out, width, height, 1, pixels.data(), 95);
  return out;
}

}  // namespace gan
