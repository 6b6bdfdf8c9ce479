// No allocation after warm-up in the training step: the global operators new count.
#include <gtest/gtest.h>

#include <atomic>
#include <cstdlib>
#include <new>

#include "core/run/run.h"

namespace {
std::atomic<long> allocations{0};
}

#if !defined(__SANITIZE_ADDRESS__)
void* operator new(std::size_t size) {
  ++allocations;
  if (void* p = std::malloc(size ? size : 1)) return p;
  throw std::bad_alloc();
}
void operator delete(void* p) noexcept { std::free(p); }
void operator delete(void* p, std::size_t) noexcept { std::free(p); }
void* operator new(std::size_t size, std::align_val_t alignment) {
  ++allocations;
  const auto a = static_cast<std::size_t>(alignment);
  if (void* p = std::aligned_alloc(a, (size + a - 1) / a * a)) return p;
  throw std::bad_alloc();
}
void operator delete(void* p, std::align_val_t) noexcept { std::free(p); }
void operator delete(void* p, std::size_t, std::align_val_t) noexcept { std::free(p); }

namespace gan {
namespace {

TEST(Allocation, none_after_warm_up) {
  for (const int which : {0, 1, 2, 3}) {
    SCOPED_TRACE(which);
    Settings s;
    s.hyperparameters.k = 2;
    s.hyperparameters.instance_noise = which == 1 ? 0.1 : 0.0;
    if (which == 1) s.hyperparameters.r1_weight = s.hyperparameters.r2_weight = s.hyperparameters.gp_weight = 0.1;
    if (which == 2) s.spec.generator.normalisation = s.spec.discriminator.normalisation = Normalisation::batch;
    if (which == 3) {
      s.hyperparameters.loss = 6;
      s.hyperparameters.r1_weight = 0.1;
      s.hyperparameters.r1_every = 3;
    }
    auto run = Run::create(s);
    ASSERT_TRUE(run.ok()) << run.message();
    for (int i = 0; i < 6; ++i) run.value()->step();
    const long before = allocations;
    ASSERT_GT(before, 0);
    for (int i = 0; i < 20; ++i) run.value()->step();
    EXPECT_EQ(allocations - before, 0);
  }
}

}  // namespace
}  // namespace gan
#endif
