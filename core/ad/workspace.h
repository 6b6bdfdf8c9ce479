// Workspace: a bump allocator for the temporaries of one computation. Memory is 64-byte aligned, so that Eigen and the
// product kernels take the same path every time. After the first pass it owns one block that is large enough: no
// allocation happens again until a larger computation comes. A Scope gives back what was taken inside it. It also names
// the threads that the computation may use: whoever has the workspace has them.
#pragma once

#include <cstddef>
#include <type_traits>
#include <vector>

#include "core/base/aligned.h"
#include "core/base/matrix.h"
#include "core/base/thread_pool.h"

namespace gan {

class Workspace {
 public:
  // Uninitialised rows x cols matrix, valid until the scope around it ends.
  template <class Real>
  MatrixView<Real> matrix(Index rows, Index cols) {
    return {static_cast<Real*>(take(static_cast<std::size_t>(rows * cols) * sizeof(Real))), rows, cols};
  }

  class Scope {
   public:
    explicit Scope(Workspace& workspace) : workspace_(workspace), block_(workspace.block_), used_(workspace.used_) {}
    ~Scope() { workspace_.rewind(block_, used_); }
    Scope(const Scope&) = delete;
    Scope& operator=(const Scope&) = delete;

   private:
    Workspace& workspace_;
    std::size_t block_, used_;
  };

  std::size_t capacity() const;

  // The pool outlives its use here; null, the default, is the calling thread alone.
  void use_threads(ThreadPool* pool) { pool_ = pool; }
  int threads() const { return pool_ ? pool_->threads() : 1; }
  // body(block, worker) for each block in [0, blocks), in any order, on any thread.
  template <class Body>
  void for_each_block(Index blocks, Body&& body) {
    if (!pool_ || blocks <= 1) {
      for (Index block = 0; block < blocks; ++block) body(block, 0);
      return;
    }
    using Plain = std::remove_reference_t<Body>;
    pool_->run(
        blocks, [](void* context, Index block, int worker) { (*static_cast<Plain*>(context))(block, worker); },
        const_cast<void*>(static_cast<const void*>(&body)));
  }

 private:
  void* take(std::size_t bytes);
  void rewind(std::size_t block, std::size_t used);

  ThreadPool* pool_ = nullptr;
  std::vector<AlignedBlock<std::byte>> blocks_;
  std::size_t block_ = 0;  // the block in use
  std::size_t used_ = 0;   // bytes used of it
};

}  // namespace gan
