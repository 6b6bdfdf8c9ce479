#include "app/platform/screenshot.h"

#include <epoxy/gl.h>

#include <algorithm>
#include <cstddef>

#include "core/base/check.h"
#include "core/io/files/png_file.h"
#include "core/io/files/text_file.h"

namespace gan {

Picture read_framebuffer(unsigned int framebuffer, int width, int height) {
  GAN_CHECK(width >= 1 && height >= 1, "a picture is at least one by one");
  Picture picture{width, height, {}};
  const std::size_t row = static_cast<std::size_t>(width) * 3;
  picture.rgb.resize(row * static_cast<std::size_t>(height));
  glBindFramebuffer(GL_READ_FRAMEBUFFER, framebuffer);
  glPixelStorei(GL_PACK_ALIGNMENT, 1);
  glReadPixels(0, 0, width, height, GL_RGB, GL_UNSIGNED_BYTE, picture.rgb.data());
  for (int y = 0; y < height / 2; ++y) {
    auto* top = picture.rgb.data() + row * static_cast<std::size_t>(y);
    auto* bottom = picture.rgb.data() + row * static_cast<std::size_t>(height - 1 - y);
    std::swap_ranges(top, top + row, bottom);
  }
  return picture;
}

std::string png_of(const Picture& picture) {
  GAN_CHECK(
      picture.rgb.size() == static_cast<std::size_t>(picture.width) * static_cast<std::size_t>(picture.height) * 3,
      "a picture holds three bytes a pixel");
  return encode_png(picture.rgb.data(), picture.width, picture.height, 3);
}

std::string write_png(const std::string& path, const Picture& picture) {
  const std::string png = png_of(picture);
  if (png.empty()) return "cannot write " + path + ": there is not enough memory to make it";
  const Outcome written = write_file(path, png);
  return written ? "" : written.message();
}

}  // namespace gan
