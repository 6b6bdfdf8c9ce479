#include "app/window/interface_calls.h"

namespace gan {

void InterfaceCalls::call(const std::function<void()>& work) {
  Call call{&work};
  {
    std::unique_lock lock(mutex_);
    if (!closed_) {
      waiting_.push_back(&call);
      lock.unlock();
      notify_();
      lock.lock();
      changed_.wait(lock, [&] { return call.done || closed_; });
      if (call.done) return;
      std::erase(waiting_, &call);
    }
  }
  work();
}

void InterfaceCalls::run() {
  std::unique_lock lock(mutex_);
  while (!waiting_.empty()) {
    Call* const call = waiting_.front();
    waiting_.pop_front();
    lock.unlock();
    (*call->work)();
    lock.lock();
    call->done = true;
    changed_.notify_all();
  }
}

void InterfaceCalls::close() {
  const std::lock_guard lock(mutex_);
  closed_ = true;
  changed_.notify_all();
}

}  // namespace gan
