#include "app/cli/progress.h"

#include <cstdio>

#ifdef _WIN32
#include <io.h>
#else
#include <unistd.h>

#include <csignal>
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

#ifndef _WIN32
sigset_t interruptions() {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGINT);
  sigaddset(&set, SIGTERM);
  return set;
}
#endif

}  // namespace

ProgressLine::ProgressLine()
    : terminal_(is_terminal()),
      start_(Clock::now()),
      next_(start_ + (terminal_ ? Clock::duration(0) : kLogInterval)) {}

ProgressLine::~ProgressLine() {
  clear();
}

bool ProgressLine::due(std::int64_t step) {
  if (step % kStepsBetweenLooks != 0) return false;
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

#ifdef _WIN32

Interruption::Interruption() = default;
Interruption::~Interruption() = default;
bool Interruption::requested() const {
  return false;
}

#else

Interruption::Interruption() {
  const sigset_t set = interruptions();
  pthread_sigmask(SIG_BLOCK, &set, nullptr);
}

// What was asked for has been done: the signal is taken away before its default action could end the program.
Interruption::~Interruption() {
  const sigset_t set = interruptions();
  int signal = 0;
  while (requested()) sigwait(&set, &signal);
  pthread_sigmask(SIG_UNBLOCK, &set, nullptr);
}

bool Interruption::requested() const {
  sigset_t pending;
  sigpending(&pending);
  return sigismember(&pending, SIGINT) == 1 || sigismember(&pending, SIGTERM) == 1;
}

#endif

}  // namespace gan::cli
