// Clips as MP4, through the program ffmpeg: frames go to its standard input, its own words to a file that is read when
// it fails.
#include <algorithm>
#include <cerrno>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <string_view>
#include <utility>

#include "app/figure/clip_file.h"

#if defined(__unix__) || defined(__APPLE__)

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

extern char** environ;

namespace gan {
namespace {

constexpr int kFramesPerSecond = 50;  // each frame is shown for a whole number of them

constexpr const char* kMissing = "clips as MP4 are made by ffmpeg, which is not installed here: expected .gif";

// As a shell would look for it.
bool has_ffmpeg() {
  const char* const path = std::getenv("PATH");
  std::string_view folders = path == nullptr ? "" : path;
  while (!folders.empty()) {
    const std::size_t end = std::min(folders.find(':'), folders.size());
    const std::string program = std::string(folders.substr(0, end)) + "/ffmpeg";
    if (access(program.c_str(), X_OK) == 0) return true;
    folders.remove_prefix(std::min(end + 1, folders.size()));
  }
  return false;
}

class Mp4File final : public ClipFile {
 public:
  explicit Mp4File(std::string path) : path_(std::move(path)), part_(path_ + ".part"), words_(part_ + ".txt") {}
  ~Mp4File() override {
    close_input();
    if (child_ > 0) {
      kill(child_, SIGTERM);
      reap();
    }
    remove(part_);
    remove(words_);
  }

  // So that an unwritable place is found before the work is done.
  Outcome open() {
    if (!has_ffmpeg()) return Error{kMissing};
    std::FILE* const file = std::fopen(part_.c_str(), "wb");
    if (file == nullptr) return Error{"cannot write " + path_ + ": " + std::strerror(errno)};
    std::fclose(file);
    return {};
  }

  Outcome add(const Raster& frame, double seconds) override {
    if (child_ <= 0) {
      if (Outcome begun = begin(frame); !begun) return begun;
    }
    owed_ += kFramesPerSecond * seconds;
    const long times = std::lround(owed_);
    owed_ -= static_cast<double>(times);
    for (long i = 0; i < times; ++i) {
      for (std::size_t done = 0; done < frame.rgba.size();) {
        const ssize_t sent = send(input_, frame.rgba.data() + done, frame.rgba.size() - done, kQuietly);
        if (sent < 0 && errno == EINTR) continue;
        if (sent <= 0) return failed();
        done += static_cast<std::size_t>(sent);
      }
    }
    return {};
  }

  Outcome finish() override {
    if (child_ <= 0) return Error{"a clip without a frame can't be written"};
    close_input();
    const int status = reap();
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) return failed();
    std::error_code renamed;
    std::filesystem::rename(part_, path_, renamed);
    if (renamed) return Error{"cannot write " + path_ + ": " + renamed.message()};
    return {};
  }

 private:
#ifdef MSG_NOSIGNAL
  static constexpr int kQuietly = MSG_NOSIGNAL;
#else
  static constexpr int kQuietly = 0;
#endif

  static void remove(const std::string& path) {
    std::error_code ignored;
    std::filesystem::remove(path, ignored);
  }

  Outcome begin(const Raster& frame) {
    int ends[2];
    // A pipe would end this program where ffmpeg ends early.
    if (socketpair(AF_UNIX, SOCK_STREAM, 0, ends) != 0)
      return Error{"ffmpeg could not be started: " + std::string(std::strerror(errno))};
    for (const int end : ends) fcntl(end, F_SETFD, FD_CLOEXEC);
#ifdef SO_NOSIGPIPE
    const int on = 1;
    setsockopt(ends[0], SOL_SOCKET, SO_NOSIGPIPE, &on, sizeof on);
#endif
    const std::string size = std::to_string(frame.width) + "x" + std::to_string(frame.height);
    const std::string rate = std::to_string(kFramesPerSecond);
    // Its codec wants even sides.
    std::string words[] = {"ffmpeg",
                           "-hide_banner",
                           "-loglevel",
                           "error",
                           "-y",
                           "-f",
                           "rawvideo",
                           "-pixel_format",
                           "rgba",
                           "-video_size",
                           size,
                           "-framerate",
                           rate,
                           "-i",
                           "pipe:0",
                           "-vf",
                           "pad=ceil(iw/2)*2:ceil(ih/2)*2:color=white,format=yuv420p",
                           "-c:v",
                           "libx264",
                           "-crf",
                           "18",
                           "-movflags",
                           "+faststart",
                           "-f",
                           "mp4",
                           part_};
    std::vector<char*> arguments;
    for (std::string& word : words) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDIN_FILENO);
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, words_.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    const int error = posix_spawnp(&child_, "ffmpeg", &actions, nullptr, arguments.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    close(ends[1]);
    input_ = ends[0];
    if (error == 0) return {};
    child_ = 0;
    close_input();
    if (error == ENOENT) return Error{kMissing};
    return Error{"ffmpeg could not be started: " + std::string(std::strerror(error))};
  }

  Outcome failed() {
    close_input();
    if (child_ > 0) reap();
    std::string first;
    if (std::FILE* const file = std::fopen(words_.c_str(), "rb")) {
      for (int c = std::fgetc(file); c != EOF && c != '\n' && first.size() < 300; c = std::fgetc(file)) {
        first += static_cast<char>(c);
      }
      std::fclose(file);
    }
    return Error{"cannot write " + path_ + ": ffmpeg failed" + (first.empty() ? "" : " with '" + first + "'")};
  }

  void close_input() {
    if (input_ >= 0) close(input_);
    input_ = -1;
  }

  int reap() {
    int status = 0;
    while (waitpid(child_, &status, 0) < 0 && errno == EINTR) {
    }
    child_ = 0;
    return status;
  }

  std::string path_, part_, words_;
  pid_t child_ = 0;
  int input_ = -1;
  double owed_ = 0;  // frames that were not sent yet
};

}  // namespace

Result<std::unique_ptr<ClipFile>> create_mp4(const std::string& path) {
  auto file = std::make_unique<Mp4File>(path);
  if (const Outcome opened = file->open(); !opened) return opened.error();
  return std::unique_ptr<ClipFile>(std::move(file));
}

}  // namespace gan

#else

namespace gan {

Result<std::unique_ptr<ClipFile>> create_mp4(const std::string&) {
  return Error{"clips as MP4 can't be made on this system: expected .gif"};
}

}  // namespace gan

#endif
