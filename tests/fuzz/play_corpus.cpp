// corpus_test NAME FOLDER: plays every file of the folder through a target, and what a fault on the way makes of it:
// beginnings of the file and single bytes changed, always the same ones. Ends with code 0 when nothing aborted and
// there was a file.
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string_view>
#include <vector>

#include "tests/fuzz/targets.h"

namespace gan::fuzz {
namespace {

using Target = void (*)(Bytes);

Target find_target(std::string_view name) {
#define GANSCOPE_FIND_TARGET(target) \
  if (name == #target) return target;
  GANSCOPE_FUZZ_TARGETS(GANSCOPE_FIND_TARGET)
#undef GANSCOPE_FIND_TARGET
  return nullptr;
}

std::vector<std::uint8_t> bytes_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

// A buffer of the exact size each, so that the address sanitizer sees a byte too far.
void play(Target target, Bytes bytes) {
  const std::vector<std::uint8_t> exact(bytes.begin(), bytes.end());
  target(exact);
}

void play_variations(Target target, std::vector<std::uint8_t> bytes) {
  constexpr std::size_t kCuts = 48, kChanges = 96;
  play(target, bytes);
  for (std::size_t i = 0; i < std::min(kCuts, bytes.size()); ++i) {
    play(target, Bytes(bytes).first(bytes.size() * i / std::min(kCuts, bytes.size())));
  }
  std::uint32_t state = 1;
  const auto next = [&] { return (state = state * 1664525u + 1013904223u) >> 8; };
  for (std::size_t i = 0; i < kChanges && !bytes.empty(); ++i) {
    std::uint8_t& byte = bytes[next() % bytes.size()];
    const std::uint8_t before = byte;
    byte = static_cast<std::uint8_t>(next());
    play(target, bytes);
    byte = before;
  }
}

int play_folder(Target target, const char* folder) {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.is_regular_file()) files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  for (const auto& path : files) {
    std::printf("%s\n", path.filename().string().c_str());
    std::fflush(stdout);  // the last one named is the one that aborts
    play_variations(target, bytes_of(path));
  }
  std::printf("%zu files\n", files.size());
  return files.empty() ? 1 : 0;
}

}  // namespace
}  // namespace gan::fuzz

int main(int argc, char** argv) {
  const auto target = argc == 3 ? gan::fuzz::find_target(argv[1]) : nullptr;
  if (target == nullptr) {
    std::fprintf(stderr, "usage: corpus_test NAME FOLDER, with one of:\n");
#define GANSCOPE_NAME_TARGET(name) std::fprintf(stderr, "  %s\n", #name);
    GANSCOPE_FUZZ_TARGETS(GANSCOPE_NAME_TARGET)
#undef GANSCOPE_NAME_TARGET
    return 2;
  }
  return gan::fuzz::play_folder(target, argv[2]);
}
