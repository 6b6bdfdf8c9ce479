// A file, or bytes in memory, read from the beginning and unpacked on the way where they are gzip. No more is unpacked
// than is asked for. Every failure is one sentence that names the file.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>

#include "core/base/result.h"

namespace gan {

class GzipFile {
 public:
  static Result<GzipFile> open(const std::string& path);
  // `bytes` outlive it; `name` takes the place of a path.
  static GzipFile from_memory(std::span<const std::uint8_t> bytes, const std::string& name);
  GzipFile(GzipFile&&) noexcept;
  GzipFile& operator=(GzipFile&&) noexcept;
  ~GzipFile();

  // Exactly `count` bytes. `what` says what they are where the file ends too early: "the images".
  Outcome read(void* out, std::size_t count, const std::string& what);
  // Fails when anything follows. Checks gzip's checksum too.
  Outcome expect_end(const std::string& after_what);
  // Of what is packed, 0 to 1.
  double share() const;
  std::uint64_t size() const;  // of what is packed, in bytes
  const std::string& path() const;

 private:
  struct Implementation;
  explicit GzipFile(std::unique_ptr<Implementation> implementation);
  std::unique_ptr<Implementation> implementation_;
};

}  // namespace gan
