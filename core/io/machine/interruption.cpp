#include "core/io/machine/interruption.h"

#include <csignal>
#include <cstdlib>
#include <utility>

#ifndef _WIN32
#include <pthread.h>
#include <unistd.h>
#endif

namespace gan {
namespace {

#ifndef _WIN32

// Ctrl+C is obeyed even where a script's shell has switched it off for a job in the background: somebody sends it.
sigset_t interrupting_signals() {
  sigset_t set;
  sigemptyset(&set);
  for (const int signal : {SIGINT, SIGTERM, SIGXCPU}) {
    sigaddset(&set, signal);
    std::signal(signal, SIG_DFL);
  }
  struct sigaction hang_up {};
  if (sigaction(SIGHUP, nullptr, &hang_up) == 0 && hang_up.sa_handler != SIG_IGN) sigaddset(&set, SIGHUP);
  return set;
}

#endif

}  // namespace

void Interruption::take(int signal) {
  const std::lock_guard lock(mutex_);
#ifndef _WIN32
  if (!held_) _exit(128 + signal);
#endif
  if (flag_) return;
  signal_ = signal;
  flag_ = true;
  if (told_) told_();
}

void Interruption::hold() {
  const std::lock_guard lock(mutex_);
  held_ = true;
}

void Interruption::notify(std::function<void()> told) {
  const std::lock_guard lock(mutex_);
  told_ = std::move(told);
  if (told_ && flag_) told_();
}

#ifdef _WIN32

Interruption::Interruption() = default;
Interruption::~Interruption() = default;

#else

Interruption::Interruption() {
  std::signal(SIGPIPE, SIG_IGN);
  std::signal(SIGXFSZ, SIG_IGN);
  const sigset_t set = interrupting_signals();
  pthread_sigmask(SIG_BLOCK, &set, nullptr);
  watcher_ = std::thread([this, set] {
    int signal = 0;
    while (!ending_) {
      if (sigwait(&set, &signal) == 0 && !ending_) take(signal);
    }
  });
}

// The signals stay blocked: what comes now finds a program that has done its work.
Interruption::~Interruption() {
  ending_ = true;
  // It is blocked there and only wakes the watcher.
  pthread_kill(watcher_.native_handle(), SIGTERM);  // NOLINT(bugprone-bad-signal-to-kill-thread)
  watcher_.join();
}

#endif

}  // namespace gan
