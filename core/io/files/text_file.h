// Whole files in and out. Writing goes to a temporary file beside the target, which is flushed to the disk
// and renamed at the end: a full disk or a crash leaves the target as it was. Every failure is one sentence
// that names the file.
#pragma once

#include <cstddef>
#include <cstdio>
#include <memory>
#include <string>
#include <string_view>

#include "core/base/result.h"

namespace gan {

// Files above `limit` bytes are refused: nothing that Ganscope reads is larger.
inline constexpr std::size_t kLargestFile = std::size_t{1} << 30;

Result<std::string> read_file(const std::string& path, std::size_t limit = kLargestFile);
Outcome write_file(const std::string& path, std::string_view bytes);

// A file that appears under its name when it is complete. Creating one early finds an unwritable place before
// the work is done. A target that is not a regular file (a pipe, a device) is written to directly.
class AtomicFile {
 public:
  static Result<AtomicFile> create(const std::string& path);
  AtomicFile(AtomicFile&&) noexcept = default;
  AtomicFile& operator=(AtomicFile&& other) noexcept;
  ~AtomicFile();

  // After a failure the file is given up, and later calls repeat the sentence.
  Outcome append(std::string_view bytes);
  Outcome commit();
  bool failed() const { return !failure_.empty(); }
  const std::string& path() const { return path_; }

 private:
  struct Close {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };
  AtomicFile() = default;
  Outcome fail(int error_number);
  void discard();

  std::string path_;       // as the caller wrote it
  std::string target_;     // links followed
  std::string temporary_;  // empty: written to directly
  std::string failure_;
  std::unique_ptr<std::FILE, Close> file_;
};

// `path` as seen from the folder of the file `from`: "points.csv" in "/a/b.toml" is "/a/points.csv". Always
// absolute.
std::string resolve_path(const std::string& path, const std::string& from);
// The inverse: relative where `path` lies in the folder of `from` or below, otherwise absolute.
std::string path_beside(const std::string& path, const std::string& from);

}  // namespace gan
