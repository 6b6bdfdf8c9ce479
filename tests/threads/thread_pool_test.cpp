// The pool runs every block once, and what is trained with it does not depend on how many threads it has.
#include "core/base/thread_pool.h"

#include <gtest/gtest.h>

#include <atomic>
#include <vector>

#include "core/base/random.h"
#include "core/game/network_game.h"
#include "tests/core/game/played_step.h"
#include "tests/sanitized.h"

namespace gan {
namespace {

Matrix<float> normal(Index rows, Index cols, std::uint64_t seed) {
  Matrix<float> m(rows, cols);
  fill_normal({seed, Stream::view_noise, 0, 0}, m.data(), static_cast<std::size_t>(m.size()));
  return m;
}

TEST(ThreadPool, RunsEveryBlockOnce) {
  for (const int threads : {1, 2, 4, 9}) {
    ThreadPool pool(threads);
    for (Index blocks = 0; blocks < 200; ++blocks) {
      std::vector<int> times(static_cast<std::size_t>(blocks), 0), worker_of(static_cast<std::size_t>(blocks), -1);
      struct Job {
        std::vector<int>&times, &worker_of;
      } job{times, worker_of};
      pool.run(
          blocks,
          [](void* context, Index block, int worker) {
            ++static_cast<Job*>(context)->times[static_cast<std::size_t>(block)];
            static_cast<Job*>(context)->worker_of[static_cast<std::size_t>(block)] = worker;
          },
          &job);
      for (const int n : times) ASSERT_EQ(n, 1);
      for (const int worker : worker_of) ASSERT_TRUE(worker >= 0 && worker < threads);
    }
  }
}

// A pool may end at any moment of its workers' way from one job to waiting for the next.
TEST(ThreadPool, EndsRightAfterAJob) {
  for (int round = 0; round < 2000; ++round) {
    std::atomic<int> sum{0};
    {
      ThreadPool pool(2 + round % 3);
      for (int job = 0; job < round % 4; ++job) {
        pool.run(
            2, [](void* context, Index, int) { ++*static_cast<std::atomic<int>*>(context); }, &sum);
      }
    }
    ASSERT_EQ(sum.load(), 2 * (round % 4));
  }
}

// Large enough that every primitive is cut into blocks.
TEST(ThreadPool, TrainsTheSameBitsForEveryNumberOfThreads) {
  for (const Architecture architecture : {Architecture::convolutional, Architecture::mlp, Architecture::residual}) {
    GameSpec spec;
    spec.noise.dimension = 16;
    spec.generator.output = OutputActivation::tanh;
    for (NetworkSpec* network : {&spec.generator, &spec.discriminator}) {
      network->architecture = architecture;
      network->channels = architecture == Architecture::residual ? 8 : 16;
      network->hidden = {256, 512};
      network->normalisation = architecture == Architecture::convolutional ? Normalisation::batch : Normalisation::none;
    }
    const SampleShape image{28, 28, 1};
    Hyperparameters h;
    h.r1_weight = 0.1;
    Matrix<float> real = normal(image.size(), 64, 1), noise = normal(16, 64, 2);
    Batch<float> batch;
    batch.real = view_of(real);
    batch.noise = view_of(noise);
    std::uint64_t first = 0;
    for (const int threads : kSanitized ? std::vector<int>{1, 3} : std::vector<int>{1, 2, 3, 5}) {
      ThreadPool pool(threads);
      NetworkGame<float> game(spec, image);
      Alternated<float> rule(game);
      game.workspace().use_threads(&pool);
      GameState<float> state;
      game.initialise(state);
      for (int i = 0; i < (kSanitized ? 1 : 3); ++i) {
        ASSERT_EQ(rule.step(Player::discriminator, state, h, batch).failed, nullptr);
        ASSERT_EQ(rule.step(Player::generator, state, h, batch).failed, nullptr);
      }
      const std::uint64_t hash = hash_state(state);
      if (threads == 1) first = hash;
      EXPECT_EQ(hash, first) << threads << " threads, architecture " << static_cast<int>(architecture);
    }
  }
}

}  // namespace
}  // namespace gan
