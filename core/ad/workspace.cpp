#include "core/ad/workspace.h"

#include <algorithm>
#include <new>

namespace gan {
namespace {

constexpr std::size_t kFirstBlock = std::size_t{1} << 20;
// A further block has at least one part in so many of what there is: little more is taken than needed.
constexpr std::size_t kGrowth = 4;

}  // namespace

std::size_t Workspace::capacity() const {
  std::size_t total = 0;
  for (const auto& block : blocks_) total += block.size();
  return total;
}

void* Workspace::take(std::size_t bytes) {
  bytes = (bytes + kAlignment - 1) / kAlignment * kAlignment;
  while (block_ < blocks_.size() && used_ + bytes > blocks_[block_].size()) {
    ++block_;
    used_ = 0;
  }
  if (block_ == blocks_.size()) {
    blocks_.emplace_back(std::max({kFirstBlock, bytes, capacity() / kGrowth}));
    used_ = 0;
  }
  void* result = blocks_[block_].data() + used_;
  used_ += bytes;
  return result;
}

void Workspace::rewind(std::size_t block, std::size_t used) {
  block_ = block;
  used_ = used;
  // At the very end of a computation several blocks become one, so that the next pass is contiguous.
  if (block == 0 && used == 0 && blocks_.size() > 1) {
    const std::size_t total = capacity();
    blocks_.clear();
    try {
      blocks_.emplace_back(total);
    } catch (const std::bad_alloc&) {
      // Not in one piece, then; the next pass takes it in several again.
    }
  }
}

}  // namespace gan
