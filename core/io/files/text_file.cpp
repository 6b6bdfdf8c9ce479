#include "core/io/files/text_file.h"

#include <cerrno>
#include <cstring>
#include <filesystem>

#ifdef _WIN32
#include <io.h>
#else
#include <unistd.h>
#endif

#include "core/io/files/part_file.h"

namespace gan {
namespace {

namespace fs = std::filesystem;

std::string reason(int error_number) {
  return error_number == 0 ? "the disk did not take the data" : std::strerror(error_number);
}

// To the disk itself, so that after the rename the name never stands for missing data.
bool flush_to_disk(std::FILE* file) {
  if (std::fflush(file) != 0) return false;
#ifdef _WIN32
  return _commit(_fileno(file)) == 0;
#else
  return fsync(fileno(file)) == 0;
#endif
}

}  // namespace

Result<std::string> read_file(const std::string& path, std::size_t limit) {
  std::error_code error;
  if (fs::is_directory(path, error)) return Error{"cannot read " + path + ": it is a folder, expected a file"};
  errno = 0;
  std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(path.c_str(), "rb"), std::fclose);
  if (!file) return Error{"cannot read " + path + ": " + reason(errno)};
  std::string bytes;
  char buffer[1 << 16];
  while (const std::size_t count = std::fread(buffer, 1, sizeof buffer, file.get())) {
    bytes.append(buffer, count);
    if (bytes.size() > limit) {
      return Error{"cannot read " + path + ": it has more than " + std::to_string(limit) + " bytes"};
    }
  }
  if (std::ferror(file.get())) return Error{"cannot read " + path + ": " + reason(errno)};
  return bytes;
}

Outcome write_file(const std::string& path, std::string_view bytes) {
  Result<AtomicFile> file = AtomicFile::create(path);
  if (!file) return file.error();
  if (Outcome written = file.value().append(bytes); !written) return written;
  return file.value().commit();
}

Result<AtomicFile> AtomicFile::create(const std::string& path) {
  AtomicFile made;
  made.path_ = path;
  if (path.empty()) return Error{"cannot write a file without a name"};
  std::error_code error;
  const fs::path target = fs::weakly_canonical(path, error);
  made.target_ = error ? path : target.string();
  const fs::file_status status = fs::status(made.target_, error);
  if (fs::is_directory(status)) return Error{"cannot write " + path + ": it is a folder, expected a file"};
  errno = 0;
  if (fs::exists(status) && !fs::is_regular_file(status)) {
    made.file_.reset(std::fopen(made.target_.c_str(), "wb"));
  } else {
    remove_stale_part_files(made.target_);
    errno = 0;
    made.file_.reset(create_part_file(made.target_, made.temporary_));
  }
  if (!made.file_) {
    return Error{"cannot write " + path + ": " + reason(errno)};
  }
  return made;
}

AtomicFile& AtomicFile::operator=(AtomicFile&& other) noexcept {
  if (this != &other) {
    discard();
    path_ = std::move(other.path_);
    target_ = std::move(other.target_);
    temporary_ = std::move(other.temporary_);
    failure_ = std::move(other.failure_);
    file_ = std::move(other.file_);
  }
  return *this;
}

AtomicFile::~AtomicFile() {
  discard();
}

// The name goes before the file is closed: closing ends the lock.
void AtomicFile::discard() {
  if (!file_) return;
  std::error_code failed;
  if (!temporary_.empty()) fs::remove(temporary_, failed);
  file_.reset();
  if (failed) fs::remove(temporary_, failed);  // where what is open cannot be removed
}

Outcome AtomicFile::fail(int error_number) {
  failure_ = "cannot write " + path_ + ": " + reason(error_number);
  discard();
  return Error{failure_};
}

Outcome AtomicFile::append(std::string_view bytes) {
  if (!file_) return Error{failure_};
  errno = 0;
  if (std::fwrite(bytes.data(), 1, bytes.size(), file_.get()) != bytes.size()) return fail(errno);
  return {};
}

Outcome AtomicFile::commit() {
  if (!file_) return Error{failure_};
  errno = 0;
  // A pipe or a terminal cannot be synchronised; only its own buffer is flushed.
  const bool flushed = temporary_.empty() ? std::fflush(file_.get()) == 0 : flush_to_disk(file_.get());
  if (!flushed) return fail(errno);
  if (temporary_.empty()) {
    file_.reset();
    return {};
  }
  std::error_code error;
  const fs::perms permissions = fs::status(target_, error).permissions();
  if (!error && permissions != fs::perms::unknown) fs::permissions(temporary_, permissions, error);
#ifdef _WIN32
  file_.reset();  // what is open cannot be renamed
#endif
  fs::rename(temporary_, target_, error);
  if (!error) {
    file_.reset();
    return {};
  }
  failure_ = "cannot write " + path_ + ": " + error.message();
  file_.reset();
  fs::remove(temporary_, error);
  return Error{failure_};
}

std::string resolve_path(const std::string& path, const std::string& from) {
  std::error_code error;
  const fs::path folder = fs::absolute(from, error).parent_path();
  return (folder / path).lexically_normal().string();
}

std::string path_beside(const std::string& path, const std::string& from) {
  std::error_code error;
  const fs::path folder = fs::absolute(from, error).lexically_normal().parent_path();
  const fs::path target = fs::absolute(path, error).lexically_normal();
  const fs::path relative = target.lexically_relative(folder);
  if (relative.empty() || *relative.begin() == "..") return target.string();
  return relative.string();
}

}  // namespace gan
