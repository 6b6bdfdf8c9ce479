#include "app/figure/clip_file.h"

#include <algorithm>
#include <filesystem>

namespace gan {
namespace {

std::string clip_ending(const std::string& path) {
  std::string ending = std::filesystem::path(path).extension().string();
  std::transform(ending.begin(), ending.end(), ending.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return ending;
}

}  // namespace

Outcome check_clip_name(const std::string& path) {
  const std::string ending = clip_ending(path);
  if (ending == ".gif" || ending == ".mp4") return {};
  return Error{"'" + path + "' does not say what kind of clip it is to be: expected a name that ends in .gif or .mp4"};
}

Result<std::unique_ptr<ClipFile>> create_clip(const std::string& path) {
  if (const Outcome named = check_clip_name(path); !named) return named.error();
  return clip_ending(path) == ".gif" ? create_gif(path) : create_mp4(path);
}

}  // namespace gan
