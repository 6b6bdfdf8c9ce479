#include "core/io/files/part_file.h"

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <string_view>
#include <system_error>

#ifndef _WIN32
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>
#endif

namespace gan {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kPartSuffix = ".ganscope.part";
constexpr std::string_view kOldPartSuffix = ".part";
constexpr std::size_t kOldDigits = 3;
constexpr std::size_t kLongestStem = 200;  // bytes of the target's name that fit before the suffix
constexpr int kPartNames = 1'000'000;      // to try: more than any folder's worth of programs at work

bool ends_in_number(std::string_view name, std::string_view suffix, std::string_view& stem, std::size_t digits) {
  const auto last = name.find_last_not_of("0123456789");
  if (last == std::string_view::npos || last + 1 == name.size() || name.size() - last - 1 > digits) return false;
  const std::string_view front = name.substr(0, last + 1);
  if (!front.ends_with(suffix)) return false;
  stem = front.substr(0, front.size() - suffix.size());
  return !stem.empty();
}

bool is_part_name(const std::string& name, const std::string& target) {
  std::string_view stem;
  if (ends_in_number(name, kPartSuffix, stem, 9)) return true;
  return ends_in_number(name, kOldPartSuffix, stem, kOldDigits) && stem == target;
}

#ifdef _WIN32

// A file that is open cannot be removed.
void remove_if_abandoned(const fs::path& path) {
  std::error_code ignored;
  fs::remove(path, ignored);
}

std::FILE* open_locked(const std::string& path) {
  return std::fopen(path.c_str(), "wbx");
}

#else

bool names_this_file(const char* path, int file) {
  struct stat named {
  }, open{};
  return lstat(path, &named) == 0 && fstat(file, &open) == 0 && named.st_dev == open.st_dev &&
         named.st_ino == open.st_ino;
}

// Whoever gets the lock owns the file: its writer has ended. It is removed under the lock, and only while the name is
// still its own: the writer may have given it its final name meanwhile.
void remove_if_abandoned(const fs::path& path) {
  const int file = open(path.c_str(), O_WRONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
  if (file < 0) return;
  struct stat status {};
  const bool regular = fstat(file, &status) == 0 && S_ISREG(status.st_mode);
  if (regular && flock(file, LOCK_EX | LOCK_NB) == 0 && names_this_file(path.c_str(), file)) unlink(path.c_str());
  close(file);
}

// Null with EEXIST where another name has to be tried.
std::FILE* open_locked(const std::string& path) {
  const int file = open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
  if (file < 0) return nullptr;
  const bool locked = flock(file, LOCK_EX | LOCK_NB) == 0;
  // Between its making and its lock somebody may have taken it for abandoned.
  if ((!locked && errno == EWOULDBLOCK) || !names_this_file(path.c_str(), file)) {
    close(file);
    errno = EEXIST;
    return nullptr;
  }
  std::FILE* stream = fdopen(file, "wb");
  if (stream == nullptr) {
    const int reason = errno;
    unlink(path.c_str());
    close(file);
    errno = reason;
  }
  return stream;
}

#endif

}  // namespace

std::FILE* create_part_file(const std::string& target, std::string& path) {
  const fs::path whole(target);
  const std::string stem = whole.filename().string().substr(0, kLongestStem) + std::string(kPartSuffix);
  for (int i = 0; i < kPartNames; ++i) {
    path = (whole.parent_path() / (stem + std::to_string(i))).string();
    errno = 0;
    if (std::FILE* file = open_locked(path)) return file;
    if (errno != EEXIST) break;
  }
  path.clear();
  return nullptr;
}

void remove_stale_part_files(const std::string& target) {
  const fs::path whole(target);
  const fs::path folder = whole.has_parent_path() ? whole.parent_path() : fs::path(".");
  const std::string name = whole.filename().string();
  std::error_code failed;
  for (fs::directory_iterator entry(folder, failed), end; !failed && entry != end; entry.increment(failed)) {
    if (is_part_name(entry->path().filename().string(), name)) remove_if_abandoned(entry->path());
  }
}

}  // namespace gan
