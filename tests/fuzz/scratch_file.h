// A file of given bytes, for the readers that want a path. One of a name in a process at a time.
#pragma once

#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <string>

#include "core/base/check.h"
#include "tests/fuzz/targets.h"

namespace gan::fuzz {

class ScratchFile {
 public:
  ScratchFile(Bytes bytes, const std::string& name) {
    const auto folder = std::filesystem::temp_directory_path();
    path_ = (folder / ("ganscope-fuzz-" + std::to_string(getpid()) + "-" + name)).string();
    std::FILE* file = std::fopen(path_.c_str(), "wb");
    GAN_CHECK(file != nullptr, "no scratch file");
    GAN_CHECK(bytes.empty() || std::fwrite(bytes.data(), 1, bytes.size(), file) == bytes.size(), "no room");
    std::fclose(file);
  }
  ~ScratchFile() { std::remove(path_.c_str()); }
  ScratchFile(const ScratchFile&) = delete;
  ScratchFile& operator=(const ScratchFile&) = delete;
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

}  // namespace gan::fuzz
