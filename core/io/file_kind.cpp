#include "core/io/file_kind.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <filesystem>
#include <system_error>

#include "core/io/files/text_file.h"
#include "core/io/images/image_files.h"
#include "core/io/recording_file.h"

namespace gan {
namespace {

namespace fs = std::filesystem;

constexpr std::array kPointEndings = {".csv", ".txt", ".tsv", ".dat"};
constexpr std::size_t kLongestPlainStem = 120;  // bytes

std::string lower_ending(const std::string& name) {
  std::string ending = fs::path(name).extension().string();
  std::transform(ending.begin(), ending.end(), ending.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return ending;
}

bool names_points(const std::string& ending) {
  return std::any_of(kPointEndings.begin(), kPointEndings.end(), [&](const char* known) { return ending == known; });
}

bool names_recording(const std::string& text) {
  return text.starts_with("[recording]") || text.find("\n[recording]") != std::string::npos;
}

}  // namespace

Result<FileKind> file_kind(const std::string& path) {
  const std::string name = fs::path(path).filename().string(), ending = lower_ending(path);
  std::error_code ignored;
  if (fs::is_directory(path, ignored)) return FileKind::images;
  if (ending == ".safetensors") return FileKind::checkpoint;
  if (ending == ".toml") {
    const Result<std::string> text = read_file(path, kLargestRecording);
    if (!text) return text.error();
    return names_recording(text.value()) ? FileKind::recording : FileKind::scenario;
  }
  if (names_points(ending)) return FileKind::points;
  if (is_installed_name(path) || ending == ".gz" || ending == ".bin" || name.ends_with("ubyte")) {
    return FileKind::images;
  }
  return Error{
      "'" + name +
      "' was not opened: expected a scenario or recording (.toml), a checkpoint (.safetensors), points (.csv) or "
      "a folder of images."};
}

std::string plain_stem(const std::string& path) {
  std::string name = fs::path(path).filename().string();
  const std::string ending = lower_ending(name);
  if (names_points(ending) || ending == ".toml" || ending == ".safetensors" || ending == ".gz") {
    name.resize(name.size() - ending.size());
  }
  name.erase(0, std::min(name.find_first_not_of('.'), name.size()));
  if (name.size() > kLongestPlainStem) {
    // Not within a character: bytes 10xxxxxx continue one in UTF-8.
    std::size_t end = kLongestPlainStem;
    while (end > 0 && (static_cast<unsigned char>(name[end]) & 0xC0) == 0x80) --end;
    name.resize(end);
  }
  return name.empty() ? "run" : name;
}

}  // namespace gan
