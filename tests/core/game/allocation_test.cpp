// No allocation after warm-up in the training step and in the vector field, and a step for which there is no memory:
// the global operators new count, and fail when they are told to.
#include <gtest/gtest.h>

#include <atomic>
#include <cstdlib>
#include <new>

#include "core/game/rules/rule_list.h"
#include "core/game/vector_field.h"
#include "core/run/run.h"
#include "tests/core/game/small_game.h"

namespace {
std::atomic<long> allocations{0};
std::atomic<long> failing_from{-1};  // the number of the first allocation that fails; -1: none does

// Not under the address sanitizer, which has operators of its own.
[[maybe_unused]] bool counted() {
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
[[gnu::noinline]] void operator delete(void* p) noexcept {
  std::free(p);
}
[[gnu::noinline]] void operator delete(void* p, std::size_t) noexcept {
  std::free(p);
}
void* operator new(std::size_t size, std::align_val_t alignment) {
  if (!counted()) throw std::bad_alloc();
  const auto a = static_cast<std::size_t>(alignment);
  if (void* p = std::aligned_alloc(a, (size + a - 1) / a * a)) return p;
  throw std::bad_alloc();
}
[[gnu::noinline]] void operator delete(void* p, std::align_val_t) noexcept {
  std::free(p);
}
[[gnu::noinline]] void operator delete(void* p, std::size_t, std::align_val_t) noexcept {
  std::free(p);
}

namespace gan {
namespace {

TEST(Allocation, NoneAfterWarmUp) {
  for (const int which : {0, 1, 2, 3, 4}) {
    SCOPED_TRACE(which);
    Settings s;
    s.hyperparameters.k = 2;
    s.hyperparameters.instance_noise = which == 1 ? 0.1 : 0.0;
    if (which == 1)
      s.hyperparameters.dragan_weight = s.hyperparameters.r1_weight = s.hyperparameters.r2_weight =
          s.hyperparameters.gp_weight = 0.1;
    if (which == 2) s.spec.generator.normalisation = s.spec.discriminator.normalisation = Normalisation::batch;
    if (which == 3) {
      s.hyperparameters.loss = 6;
      s.hyperparameters.r1_weight = 0.1;
      s.hyperparameters.r1_every = 3;
    }
    if (which == 4) {
      s.spec.discriminator.fourier_octaves = s.spec.discriminator.packing = 2;
      s.spec.discriminator.deviation_group = 4;
      s.hyperparameters.data_turn = s.hyperparameters.data_drift_x = 0.01;
      s.hyperparameters.hidden_modes.set(2);
      s.hyperparameters.r1_weight = 0.1;
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
    h.instance_noise = h.dragan_weight = h.r1_weight = h.r2_weight = h.gp_weight = 0.1;
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

// Of whatever a rule remembers and tries out besides.
TEST(Allocation, NoneAfterWarmUpUnderAnyRule) {
  for (int rule = 0; rule < static_cast<int>(rule_infos().size()); ++rule) {
    for (const UnrollOptimiser inner : {UnrollOptimiser::sgd, UnrollOptimiser::adam}) {
      SCOPED_TRACE(rule_info(rule).id);
      Settings s;
      s.spec.generator.hidden = s.spec.discriminator.hidden = {16};
      s.spec.generator.normalisation = Normalisation::batch;
      s.hyperparameters.batch_size = 16;
      s.hyperparameters.rule = rule;
      s.hyperparameters.unroll_optimiser = inner;
      s.hyperparameters.average_decay = 0.9;
      s.hyperparameters.r1_weight = 0.1;
      auto run = Run::create(s);
      ASSERT_TRUE(run.ok()) << run.message();
      for (int i = 0; i < 6; ++i) run.value()->step();
      const long before = allocations;
      for (int i = 0; i < 10; ++i) run.value()->step();
      EXPECT_EQ(allocations - before, 0);
    }
  }
}

void expect_steps_without_memory_to_change_nothing(int rule) {
  Settings s;
  s.hyperparameters.rule = rule;
  s.hyperparameters.lookahead_every = 1;
  s.hyperparameters.unroll_steps = 2;
  s.hyperparameters.unroll_optimiser = UnrollOptimiser::adam;
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
  // Two iterations: of the second the rule remembers something.
  const int substeps = rule_info(rule).takes_turns ? 2 : 1;
  std::vector<std::uint64_t> on_the_way;
  for (int i = 0; i <= 2 * substeps; ++i) on_the_way.push_back(reached(i));
  const std::uint64_t end = on_the_way.back();
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
      run.step();
    } catch (const std::bad_alloc&) {
      threw = true;
    }
    failing_from = -1;
    if (threw) {
      const std::size_t done =
          static_cast<std::size_t>(run.position().step * substeps + run.position().discriminator_inner);
      EXPECT_EQ(run.hash(), on_the_way[done]);
      while (run.position().step < 2) ASSERT_TRUE(run.step());
    }
    EXPECT_EQ(run.hash(), end);
  }
  EXPECT_GT(failed, 10);
}

// Whichever allocation of the first iterations fails: the state is one that training comes by, and goes on to the same.
TEST(Allocation, AStepForWhichThereIsNoMemoryChangesNothing) {
  for (int rule = 0; rule < static_cast<int>(rule_infos().size()); ++rule) {
    SCOPED_TRACE(rule_info(rule).id);
    expect_steps_without_memory_to_change_nothing(rule);
  }
}

// Whichever allocation fails while a command acts: it has acted and is logged, or neither. (Values here are numbers: in
// libstdc++ 12 a std::variant of strings and vectors whose copy finds no memory ends the program.)
TEST(Allocation, ACommandForWhichThereIsNoMemoryIsNotHalfDone) {
  Settings s;
  s.spec.generator.hidden = s.spec.discriminator.hidden = {8};
  s.hyperparameters.batch_size = 8;
  s.schedule = {{0, "hyperparameters.generator.learning_rate", 0.5}, {1, "hyperparameters.k", std::int64_t{2}}};
  Settings other = s;
  other.spec.seed = 7;
  const Command commands[] = {SetValue{"hyperparameters.discriminator.learning_rate", 0.25},
                              SetValue{"hyperparameters.generator_steps", std::int64_t{0}},
                              SetValue{"noise.dimension", std::int64_t{3}},
                              SetValue{"discriminator.packing", std::int64_t{2}},
                              SetValue{"discriminator.spectral_norm", true},
                              TakeSteps{Player::generator},
                              TakeSteps{Player::generator, 3},
                              SameStart{},
                              OpenGame{std::make_shared<const Settings>(other)}};
  for (std::size_t which = 0; which < std::size(commands); ++which) {
    const auto prepared = [&] {
      auto run = Run::create(s);
      // In the middle of an iteration which the command may complete.
      EXPECT_TRUE(run.value()->apply(TakeSteps{Player::discriminator}).ok());
      return std::move(run).value();
    };
    const auto after = prepared();
    ASSERT_TRUE(after->apply(commands[which]).ok());
    int failed = 0;
    for (bool done = false; !done; ++failed) {
      SCOPED_TRACE(std::to_string(which) + ", allocation " + std::to_string(failed));
      ASSERT_LT(failed, 2000);
      const auto run = prepared();
      const std::uint64_t before = run->hash();
      const Position at = run->position();
      const std::size_t events = run->events().size();
      failing_from = allocations + failed;
      try {
        done = run->apply(commands[which]).ok();
      } catch (const std::bad_alloc&) {
      }
      failing_from = -1;
      EXPECT_EQ(run->hash(), done ? after->hash() : before);
      EXPECT_EQ(run->position(), done ? after->position() : at);
      EXPECT_EQ(run->events().size(), done ? after->events().size() : events);
      if (done) break;
      ASSERT_TRUE(run->apply(commands[which]).ok()) << "when there is memory again";
      EXPECT_EQ(run->hash(), after->hash());
      EXPECT_EQ(run->position(), after->position());
      ASSERT_EQ(run->events().size(), after->events().size());
      for (std::size_t i = 0; i < run->events().size(); ++i) {
        EXPECT_EQ(run->events()[i].stamped.sequence, after->events()[i].stamped.sequence);
        EXPECT_EQ(run->events()[i].stamped.position, after->events()[i].stamped.position);
      }
    }
    EXPECT_GT(failed, 2);
  }
}

}  // namespace
}  // namespace gan
#endif
