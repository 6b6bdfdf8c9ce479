// Interruption: what asks a program to end from outside: Ctrl+C, a request to end, a terminal that closes, a limit on
// processor time. A program that has something to lose is told, and ends by itself; one that has not ends at once.
#pragma once

#include <atomic>
#include <functional>
#include <mutex>
#include <thread>

namespace gan {

class Interruption {
 public:
  // Made first in main, before any other thread: the threads that follow inherit that these signals are not theirs. One
  // at a time. From here on a pipe that nobody reads and a file that grows too large fail the write, which can be told,
  // instead of ending the program. A hang-up that is ignored from the start (nohup) stays so.
  Interruption();
  ~Interruption();
  Interruption(const Interruption&) = delete;
  Interruption& operator=(const Interruption&) = delete;

  // Until now a signal has ended the program at once. From now on the first is noted, and those after it are passed
  // over: a second Ctrl+C does not cut off the writing that the first has brought about.
  void hold();
  // Called on another thread when one is noted, or by this call when one has been. Empty: nobody any more; after that
  // the former is not running and will not be called.
  void notify(std::function<void()> told);

  bool requested() const { return flag_.load(); }
  const std::atomic<bool>& flag() const { return flag_; }
  // 128 + the signal, by the convention of shells.
  int exit_code() const { return 128 + signal_.load(); }

 private:
  void take(int signal);

  std::mutex mutex_;
  bool held_ = false;
  std::function<void()> told_;
  std::atomic<bool> flag_{false};
  std::atomic<int> signal_{0};
  std::atomic<bool> ending_{false};
  std::thread watcher_;
};

}  // namespace gan
