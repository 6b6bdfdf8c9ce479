#include "core/io/gzip_file.h"

#include <zlib.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>

namespace gan {

struct GzipFile::Implementation {
  ~Implementation() { gzclose(file); }

  // What zlib has to say, or null where the file simply ended. An unpacked file has no checksum to fail.
  const char* fault() const {
    int code = Z_OK;
    const char* const text = gzerror(file, &code);
    if (code == Z_OK || code == Z_STREAM_END) return nullptr;
    if (code == Z_ERRNO) return std::strerror(errno);
    if (code == Z_BUF_ERROR) return "the gzip data end too early";
    return text;
  }
  Error broken() const { return {path + " is broken: " + fault()}; }

  std::string path;
  gzFile file = nullptr;
  double size = 0;
};

GzipFile::GzipFile(std::unique_ptr<Implementation> implementation) : implementation_(std::move(implementation)) {}
GzipFile::GzipFile(GzipFile&&) noexcept = default;
GzipFile& GzipFile::operator=(GzipFile&&) noexcept = default;
GzipFile::~GzipFile() = default;

Result<GzipFile> GzipFile::open(const std::string& path) {
  std::error_code error;
  if (std::filesystem::is_directory(path, error)) {
    return Error{"cannot read " + path + ": it is a folder, expected a file"};
  }
  errno = 0;
  gzFile file = gzopen(path.c_str(), "rb");
  if (file == nullptr) {
    return Error{"cannot read " + path + ": " + (errno == 0 ? "no memory is left" : std::strerror(errno))};
  }
  gzbuffer(file, 1u << 18);
  auto made = std::make_unique<Implementation>();
  made->path = path;
  made->file = file;
  made->size = static_cast<double>(std::filesystem::file_size(path, error));
  return GzipFile(std::move(made));
}

Outcome GzipFile::read(void* out, std::size_t count, const std::string& what) {
  Implementation& f = *implementation_;
  auto* at = static_cast<char*>(out);
  while (count > 0) {
    const auto piece = static_cast<unsigned>(std::min<std::size_t>(count, 1u << 30));
    const int got = gzread(f.file, at, piece);
    if (got <= 0) {
      if (f.fault() != nullptr) return f.broken();
      return Error{f.path + " ends too early: " + std::to_string(count) + " bytes more of " + what + " were expected"};
    }
    at += got;
    count -= static_cast<std::size_t>(got);
  }
  return {};
}

Outcome GzipFile::expect_end(const std::string& after_what) {
  Implementation& f = *implementation_;
  char next = 0;
  const int got = gzread(f.file, &next, 1);
  if (f.fault() != nullptr) return f.broken();
  if (got == 0) return {};
  return Error{f.path + " goes on after " + after_what + ": the end of the file was expected"};
}

double GzipFile::share() const {
  const Implementation& f = *implementation_;
  return f.size > 0 ? std::clamp(static_cast<double>(gzoffset(f.file)) / f.size, 0.0, 1.0) : 1.0;
}

const std::string& GzipFile::path() const {
  return implementation_->path;
}

}  // namespace gan
