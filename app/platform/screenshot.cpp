#include "app/platform/screenshot.h"

#include <epoxy/gl.h>

#include <algorithm>
#include <cerrno>
#include <cstddef>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <memory>
#include <system_error>

#include "core/base/check.h"
#include "core/io/png_file.h"

namespace gan {
namespace {

struct CloseFile {
  void operator()(std::FILE* file) const { std::fclose(file); }
};

std::string cannot_write(const std::string& path, int reason) {
  return "Cannot write the picture " + path + ": " + std::strerror(reason) + ".";
}

}  // namespace

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

std::string write_png(const std::string& path, const Picture& picture) {
  GAN_CHECK(picture.rgb.size() ==
                static_cast<std::size_t>(picture.width) * static_cast<std::size_t>(picture.height) * 3,
            "a picture holds three bytes a pixel");
  const std::string png = encode_png(picture.rgb.data(), picture.width, picture.height, 3);
  if (png.empty()) return cannot_write(path, ENOMEM);

  const std::string temporary = path + ".part";
  std::unique_ptr<std::FILE, CloseFile> file(std::fopen(temporary.c_str(), "wb"));
  if (file == nullptr) return cannot_write(path, errno);
  const std::size_t written = std::fwrite(png.data(), 1, png.size(), file.get());
  const bool complete = written == png.size() && std::fflush(file.get()) == 0;
  const int reason = errno;
  file.reset();
  std::error_code failed;
  if (!complete) {
    std::filesystem::remove(temporary, failed);
    return cannot_write(path, reason);
  }
  std::filesystem::rename(temporary, path, failed);
  if (!failed) return "";
  const int rename_reason = failed.value();
  std::filesystem::remove(temporary, failed);
  return cannot_write(path, rename_reason);
}

}  // namespace gan
