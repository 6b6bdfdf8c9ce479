// A file read from its beginning, unpacked on the way where it is gzip. Every failure is one sentence that names the
// file.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "core/base/result.h"

namespace gan {

class GzipFile {
 public:
  static Result<GzipFile> open(const std::string& path);
  GzipFile(GzipFile&&) noexcept;
  GzipFile& operator=(GzipFile&&) noexcept;
  ~GzipFile();

  // Exactly `count` bytes. `what` says what they are where the file ends too early: "the pictures".
  Outcome read(void* out, std::size_t count, const std::string& what);
  // Fails when anything follows. Checks gzip's checksum too.
  Outcome expect_end(const std::string& after_what);
  // Of the file on the disk, 0 to 1.
  double share() const;
  const std::string& path() const;

 private:
  struct Implementation;
  explicit GzipFile(std::unique_ptr<Implementation> implementation);
  std::unique_ptr<Implementation> implementation_;
};

}  // namespace gan
