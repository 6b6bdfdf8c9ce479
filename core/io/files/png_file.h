// PNG files: images as bytes, and sheets of small images side by side.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/base/matrix.h"
#include "core/base/sample_shape.h"
#include "core/data/spec.h"

namespace gan {

// pixels: height x width x channels bytes, rows from the top, channels (1, 3 or 4) fastest. "" where memory is short.
std::string encode_png(const std::uint8_t* pixels, int width, int height, int channels);

// A sheet of the columns of images (shape.size() x n, n >= 1): rows of equal length, nearly square as a whole, a pixel
// of grey between the images.
std::string encode_contact_sheet(const Matrix<float>& images, SampleShape shape, PixelRange range);

}  // namespace gan
