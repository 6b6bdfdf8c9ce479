// Small image files for tests, made byte by byte.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace gan {

// An IDX header and its numbers; `bytes` follow as they are.
std::string idx_bytes(std::uint32_t magic, const std::vector<std::uint32_t>& dimensions, const std::string& bytes);
// `count` images of side x side whose pixels are all image number + `first`.
std::string idx_images(int count, int side, int first = 0);
// Labels 0, 1, ... classes - 1, 0, ...
std::string idx_labels(int count, int classes);
std::string gzipped(const std::string& bytes);

// CIFAR-10 records: label i % 10, red 10 + i, green 100, blue the column.
std::string cifar_records(int count);

// width x height x channels bytes of pixel(x, y, channel).
std::string png_bytes(int width, int height, int channels, const std::function<int(int, int, int)>& pixel);
std::string jpeg_bytes(int width, int height, int level);

}  // namespace gan
