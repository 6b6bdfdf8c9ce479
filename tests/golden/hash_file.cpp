#include "tests/golden/hash_file.h"

#include "core/base/check.h"
#include "core/base/hash.h"
#include "core/io/files/text_file.h"
#include "core/io/files/toml_plus.h"
#include "core/io/machine/version.h"
#if defined(__GLIBC__)
#include <gnu/libc-version.h>
#endif

namespace gan::golden {
namespace {

constexpr const char* kPreamble =
    R"(# Hashes of the numbers that training, probes, metrics and files gave, bit for bit. ./test.sh compares them.
#
# They hold for one build: the CMake preset `reference`, on any x86-64 processor with AVX2 and FMA, with the compiler and
# libraries that `holds_for` names. Where another compiler or C library is at hand the check says so and is not made.
#
# A change here is a change of numbers, and so a change of version (CMakeLists.txt), which recordings are tied to. It may
# be renewed, by `tests/golden/check.sh --renew`,
#   - when something new is covered: lines are added, and none changes but those of bytes in which it stands (a checkpoint
#     holds every setting, a file of metrics every column);
#   - when what is computed was meant to change: in a commit of its own that says why, names the new version, and in which
#     only the lines change that the reason explains.
# Never in order to make a move, a renaming or a speed-up pass.
)";

}  // namespace

void Found::add(const std::string& key, std::uint64_t hash) {
  GAN_CHECK(hashes.emplace(key, hash).second, "two golden hashes have one key");
}

Result<HashFile> read_hashes(const std::string& path) {
  Result<std::string> text = read_file(path);
  if (!text) return text.error();
  HashFile file;
  try {
    const toml::table root = toml::parse(text.value());
    file.holds_for = root["holds_for"].value_or(std::string());
    const toml::table* hashes = root["hashes"].as_table();
    if (hashes == nullptr) return Error{path + ": expected a table [hashes]"};
    for (const auto& [key, value] : *hashes) {
      std::uint64_t hash = 0;
      if (!parse_hash(value.value_or(std::string()), hash)) {
        return Error{path + ": the hash of '" + std::string(key.str()) + "': expected sixteen hexadecimal digits"};
      }
      file.hashes.emplace(std::string(key.str()), hash);
    }
  } catch (const toml::parse_error& error) {
    return Error{path + ":" + std::to_string(error.source().begin.line) + ": " + std::string(error.description())};
  } catch (const TomlFault& fault) {
    return Error{path + ": " + fault.what()};
  }
  return file;
}

Outcome write_hashes(const std::string& path, const HashFile& content) {
  std::string text = kPreamble;
  text += "\nholds_for = \"" + content.holds_for + "\"\n\n[hashes]\n";
  for (const auto& [key, hash] : content.hashes) {
    GAN_CHECK(key.find_first_of("\"\\\n") == std::string::npos, "a key that needs no escapes");
    text += "\"" + key + "\" = \"" + hash_text(hash) + "\"\n";
  }
  return write_file(path, text);
}

std::vector<std::string> differences(const Hashes& expected, const Hashes& found) {
  std::vector<std::string> lines;
  for (const auto& [key, hash] : expected) {
    const auto now = found.find(key);
    if (now == found.end()) {
      lines.push_back(key + ": expected " + hash_text(hash) + ", found nothing: it is not made any more");
    } else if (now->second != hash) {
      lines.push_back(key + ": expected " + hash_text(hash) + ", found " + hash_text(now->second));
    }
  }
  for (const auto& [key, hash] : found) {
    if (expected.find(key) == expected.end()) {
      lines.push_back(key + ": missing in the file, found " + hash_text(hash));
    }
  }
  return lines;
}

std::string toolchain() {
#if defined(__clang__)
  std::string text = "clang " + std::to_string(__clang_major__);
#elif defined(__GNUC__)
  std::string text = "g++ " + std::to_string(__GNUC__);
#else
  std::string text = "another compiler";
#endif
#if defined(__GLIBC__)
  text += std::string(", glibc ") + gnu_get_libc_version();
#endif
  text += ", " + build_description();
#if EIGEN_FAST_MATH
  text += ", fast square roots";
#endif
  return text;
}

}  // namespace gan::golden
