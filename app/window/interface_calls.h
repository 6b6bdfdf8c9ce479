// InterfaceCalls: what other threads want done where the interface is built, for ImGui has one thread. They wait until
// it is done.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>

namespace gan {

class InterfaceCalls {
 public:
  // `notify` is called from other threads when there is something to do: quick and thread-safe.
  explicit InterfaceCalls(std::function<void()> notify) : notify_(std::move(notify)) {}

  // From another thread; returns when `work` is done, by the interface's thread, or by this one once nothing is built
  // any more.
  void call(const std::function<void()>& work);
  // In the interface's thread, between two frames: does what is waiting.
  void run();
  // Nothing is built any more.
  void close();

 private:
  struct Call {
    const std::function<void()>* work;
    bool done = false;
  };
  std::function<void()> notify_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Call*> waiting_;
  bool closed_ = false;
};

}  // namespace gan
