// Workspace: a bump allocator for the temporaries of one computation. Memory is 64-byte aligned, so that Eigen and the
// product kernels take the same path every time. After the first pass it owns one block that is large enough: no
// allocation happens again until a larger computation comes. A Scope gives back what was taken inside it.
#pragma once

#include <cstddef>
#include <vector>

#include "core/base/aligned.h"
#include "core/base/matrix.h"

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
    explicit Scope(Workspace& workspace)
        : workspace_(workspace), block_(workspace.block_), used_(workspace.used_) {}
    ~Scope() { workspace_.rewind(block_, used_); }
    Scope(const Scope&) = delete;
    Scope& operator=(const Scope&) = delete;

   private:
    Workspace& workspace_;
    std::size_t block_, used_;
  };

  std::size_t capacity() const;

 private:
  void* take(std::size_t bytes);
  void rewind(std::size_t block, std::size_t used);

  std::vector<AlignedBlock<std::byte>> blocks_;
  std::size_t block_ = 0;  // the block in use
  std::size_t used_ = 0;   // bytes used of it
};

}  // namespace gan
