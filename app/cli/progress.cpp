#include "app/cli/progress.h"

#include <cstdio>

#ifdef _WIN32
#include <io.h>
#else
#include <unistd.h>
#endif

namespace gan::cli {
namespace {

constexpr auto kTerminalInterval = std::chrono::milliseconds(200);
constexpr auto kLogInterval = std::chrono::seconds(10);

bool is_terminal() {
#ifdef _WIN32
  return _isatty(_fileno(stderr)) != 0;
#else
  return isatty(fileno(stderr)) != 0;
#endif
}

}  // namespace

ProgressLine::ProgressLine()
    : terminal_(is_terminal()), start_(Clock::now()), next_(start_ + (terminal_ ? Clock::duration(0) : kLogInterval)) {}

ProgressLine::~ProgressLine() {
  clear();
}

bool ProgressLine::due() {
  const auto now = Clock::now();
  if (now < next_) return false;
  next_ = now + (terminal_ ? Clock::duration(kTerminalInterval) : Clock::duration(kLogInterval));
  return true;
}

void ProgressLine::show(const std::string& text) {
  // ESC [K clears what a longer line has left behind.
  std::fprintf(stderr, terminal_ ? "\r%s\x1b[K" : "%s\n", text.c_str());
  std::fflush(stderr);
  shown_ = true;
}

void ProgressLine::clear() {
  if (terminal_ && shown_) std::fprintf(stderr, "\r\x1b[K");
  shown_ = false;
}

double ProgressLine::seconds() const {
  return std::chrono::duration<double>(Clock::now() - start_).count();
}

}  // namespace gan::cli
