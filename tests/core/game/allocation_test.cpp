// No allocation after warm-up in the training step and in the vector field, and a step for which there is no memory: the
// global operators new count, and fail when they are told to.
#include <gtest/gtest.h>

#include <atomic>
#include <cstdlib>
#include <new>

#include "core/game/vector_field.h"
#include "core/run/run.h"
#include "tests/core/game/small_game.h"

namespace {
std::atomic<long> allocations{0};
std::atomic<long> failing_from{-1};  // the number of the first allocation that fails; -1: none does

bool counted() {
  const long number = allocations++;
  return failing_from < 0 || number < failing_from;
}
}  // namespace

#if !defined(__SANITIZE_ADDRESS__)
// Not inlined: the compiler would see free() of what it believes to come from the library's own operator new.
void* operator new(std::size_t size) {
  if (!counted()) throw std::bad_alloc();
  if (void* p = std::malloc(size ? size : 1)) return p;
  throw std::bad_alloc();
}
[[gnu::noinline]] void operator delete(void* p) noexcept { std::free(p); }
[[gnu::noinline]] void operator delete(void* p, std::size_t) noexcept { std::free(p); }
void* operator new(std::size_t size, std::align_val_t alignment) {
  if (!counted()) throw std::bad_alloc();
  const auto a = static_cast<std::size_t>(alignment);
  if (void* p = std::aligned_alloc(a, (size + a - 1) / a * a)) return p;
  throw std::bad_alloc();
}
[[gnu::noinline]] void operator delete(void* p, std::align_val_t) noexcept { std::free(p); }
[[gnu::noinline]] void operator delete(void* p, std::size_t, std::align_val_t) noexcept { std::free(p); }

namespace gan {
namespace {

TEST(Allocation, NoneAfterWarmUp) {
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

TEST(Allocation, NoneInTheVectorFieldAfterTheFirstCall) {
  for (const int loss : {1, 5}) {
    SmallGame small(Activation::leaky_relu, Normalisation::batch, {16, 8}, 12);
    Hyperparameters h;
    h.loss = loss;
    h.instance_noise = h.r1_weight = h.r2_weight = h.gp_weight = 0.1;
    const GamePoint<double> at = point_of(small.state, h, small.batch);
    GameVector<double> v, ju, jtv;
    const auto all = [&] {
      vector_field(small.game, at, v);
      jacobian_times(small.game, at, v, ju);
      transposed_jacobian_times(small.game, at, v, jtv);
    };
    // The workspace becomes one block when a computation ends.
    for (int i = 0; i < 2; ++i) all();
    const long before = allocations;
    for (int i = 0; i < 3; ++i) all();
    EXPECT_EQ(allocations - before, 0);
  }
}

// Whichever allocation of the first iteration fails: the state is one that training comes by, and goes on to the same.
TEST(Allocation, AStepForWhichThereIsNoMemoryChangesNothing) {
  Settings s;
  s.spec.generator.hidden = s.spec.discriminator.hidden = {8};
  s.spec.generator.normalisation = s.spec.discriminator.normalisation = Normalisation::batch;
  s.hyperparameters.batch_size = 8;
  s.hyperparameters.average_decay = 0.9;
  s.hyperparameters.r1_weight = 0.5;
  const auto reached = [&](int substeps) {
    auto run = Run::create(s);
    for (int i = 0; i < substeps; ++i) run.value()->substep();
    return run.value()->hash();
  };
  const std::uint64_t on_the_way[] = {reached(0), reached(1)}, end = reached(2);
  int failed = 0;
  for (bool threw = true; threw; ++failed) {
    SCOPED_TRACE(failed);
    ASSERT_LT(failed, 2000);
    auto made = Run::create(s);
    auto& run = *made.value();
    threw = false;
    failing_from = allocations + failed;
    try {
      run.step();
    } catch (const std::bad_alloc&) {
      threw = true;
    }
    failing_from = -1;
    if (threw) {
      EXPECT_EQ(run.hash(), on_the_way[run.position().discriminator_inner]);
      ASSERT_TRUE(run.step());
    }
    EXPECT_EQ(run.hash(), end);
  }
  EXPECT_GT(failed, 10);
}

}  // namespace
}  // namespace gan
#endif
