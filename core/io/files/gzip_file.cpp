#include "core/io/files/gzip_file.h"

#include <zlib.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <vector>

namespace gan {
namespace {

constexpr std::size_t kBuffer = std::size_t{1} << 18;
constexpr int kGzipWindow = 15 + 16;  // zlib's largest window, gzip's header and checksum

struct CloseFile {
  void operator()(std::FILE* file) const { std::fclose(file); }
};

}  // namespace

struct GzipFile::Implementation {
  ~Implementation() {
    if (unpacking) inflateEnd(&stream);
  }

  // At least one unread byte in `left`, unless there are no more.
  void fill() {
    if (!left.empty() || file == nullptr) return;
    const std::size_t got = std::fread(buffer.data(), 1, buffer.size(), file.get());
    if (got == 0 && std::ferror(file.get())) fault = std::strerror(errno);
    left = {buffer.data(), got};
    taken += got;
  }

  // Gzip where the first two bytes say so, otherwise as it is.
  void begin() {
    fill();
    // A buffer holds the whole of a file that is shorter than it, and more than two bytes of any other.
    if (left.size() < 2 || left[0] != 0x1f || left[1] != 0x8b) return;
    unpacking = inflateInit2(&stream, kGzipWindow) == Z_OK;
    if (!unpacking) fault = "no memory is left";
  }

  std::size_t copy(std::uint8_t* out, std::size_t count) {
    fill();
    const std::size_t here = std::min(count, left.size());
    std::copy_n(left.data(), here, out);
    left = left.subspan(here);
    return here;
  }

  // Another file packed behind the first one is its continuation (RFC 1952, section 2.2); what else stands there is
  // not.
  bool goes_on() {
    fill();
    if (left.empty() || left[0] != 0x1f || inflateReset(&stream) != Z_OK) return false;
    return true;
  }

  std::size_t unpack(std::uint8_t* out, std::size_t count) {
    if (ended) return 0;
    stream.next_out = out;
    stream.avail_out = static_cast<uInt>(std::min<std::size_t>(count, 1u << 30));
    const uInt wanted = stream.avail_out;
    while (stream.avail_out > 0 && fault.empty()) {
      fill();
      if (left.empty()) {
        if (fault.empty()) fault = "the gzip data end too early";
        break;
      }
      stream.next_in = const_cast<Bytef*>(left.data());
      stream.avail_in = static_cast<uInt>(std::min<std::size_t>(left.size(), 1u << 30));
      const uInt offered = stream.avail_in;
      const int code = inflate(&stream, Z_NO_FLUSH);
      left = left.subspan(offered - stream.avail_in);
      if (code == Z_STREAM_END) {
        if (goes_on()) continue;
        ended = true;
        break;
      }
      if (code != Z_OK && code != Z_BUF_ERROR) fault = stream.msg != nullptr ? stream.msg : "no memory is left";
    }
    return wanted - stream.avail_out;
  }

  // Up to `count` bytes; 0 at the end, and where there is a fault.
  std::size_t take(std::uint8_t* out, std::size_t count) {
    if (!fault.empty()) return 0;
    return unpacking ? unpack(out, count) : copy(out, count);
  }

  Error broken() const { return {path + " is broken: " + fault}; }

  std::string path;
  std::unique_ptr<std::FILE, CloseFile> file;  // null: in memory
  std::vector<std::uint8_t> buffer;
  std::span<const std::uint8_t> left;  // read or given, and not used yet
  std::uint64_t size = 0, taken = 0;
  z_stream stream = {};
  bool unpacking = false, ended = false;
  std::string fault;
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
  auto made = std::make_unique<Implementation>();
  made->file.reset(std::fopen(path.c_str(), "rb"));
  if (made->file == nullptr) return Error{"cannot read " + path + ": " + std::strerror(errno)};
  made->path = path;
  const std::uintmax_t size = std::filesystem::file_size(path, error);
  made->size = error ? 0 : size;
  made->buffer.resize(kBuffer);
  made->begin();
  return GzipFile(std::move(made));
}

GzipFile GzipFile::from_memory(std::span<const std::uint8_t> bytes, const std::string& name) {
  auto made = std::make_unique<Implementation>();
  made->path = name;
  made->left = bytes;
  made->size = made->taken = bytes.size();
  made->begin();
  return GzipFile(std::move(made));
}

Outcome GzipFile::read(void* out, std::size_t count, const std::string& what) {
  Implementation& f = *implementation_;
  auto* at = static_cast<std::uint8_t*>(out);
  while (count > 0) {
    const std::size_t got = f.take(at, count);
    if (!f.fault.empty()) return f.broken();
    if (got == 0) {
      return Error{f.path + " ends too early: " + std::to_string(count) + " bytes more of " + what + " were expected"};
    }
    at += got;
    count -= got;
  }
  return {};
}

Outcome GzipFile::expect_end(const std::string& after_what) {
  Implementation& f = *implementation_;
  std::uint8_t next = 0;
  const std::size_t got = f.take(&next, 1);
  if (!f.fault.empty()) return f.broken();
  if (got == 0) return {};
  return Error{f.path + " goes on after " + after_what + ": the end of the file was expected"};
}

double GzipFile::share() const {
  const Implementation& f = *implementation_;
  if (f.size == 0) return 1;
  return std::clamp(static_cast<double>(f.taken - f.left.size()) / static_cast<double>(f.size), 0.0, 1.0);
}

std::uint64_t GzipFile::size() const {
  return implementation_->size;
}

const std::string& GzipFile::path() const {
  return implementation_->path;
}

}  // namespace gan
