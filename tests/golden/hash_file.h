// What the golden hashes are and how they lie in a file: tests/golden/hashes.toml. A key names one kind of
// number
// ("games/hyperparameters.loss=hinge", "probes/points/arrows"), its hash is of all bits of those numbers.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "core/base/result.h"

namespace gan::golden {

using Hashes = std::map<std::string, std::uint64_t>;

// What was found, and what is wrong whatever the file says, one line each.
struct Found {
  Hashes hashes;
  std::vector<std::string> faults;

  // Aborts where the key is taken.
  void add(const std::string& key, std::uint64_t hash);
};

struct HashFile {
  std::string holds_for;  // the toolchain() that wrote it
  Hashes hashes;
};

// A sentence where the file can't be read or is not of this form.
Result<HashFile> read_hashes(const std::string& path);
Outcome write_hashes(const std::string& path, const HashFile& content);

// One line for each key that differs, is missing in the file or is not made any more.
std::vector<std::string> differences(const Hashes& expected, const Hashes& found);

// What bits depend on besides the source: "g++ 12, glibc 2.36, Eigen 3.4.0, vectors of 8 floats, fma".
std::string toolchain();

}  // namespace gan::golden
