// The flag by which a newer request stops an older computation. Long ones ask it between their chunks.
#pragma once

#include <atomic>

namespace gan {

// A default one never cancels.
class CancelFlag {
 public:
  CancelFlag() = default;
  explicit CancelFlag(const std::atomic<bool>& flag) : flag_(&flag) {}
  bool cancelled() const { return flag_ != nullptr && flag_->load(std::memory_order_relaxed); }

 private:
  const std::atomic<bool>* flag_ = nullptr;
};

}  // namespace gan
