// Training while somebody scrubs: iterations a second of S behind its trainer while a hand drags the playhead over all
// of its past, over what the same run does undisturbed, in turns. Bar: at least 85 %.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <thread>
#include <vector>

#include "bench/benchmarks.h"
#include "bench/games.h"
#include "bench/thread_time.h"
#include "core/live/seeker.h"
#include "core/live/thread_executor.h"
#include "core/live/trainer.h"

namespace gan::bench {
namespace {

using ScrubClock = std::chrono::steady_clock;
// A fifth of the longest past that has a bar: states are as far apart as there.
constexpr int kRemembered = 20000;  // iterations
constexpr std::size_t kRememberedBytes = (std::size_t{64} << 20) / 5;
constexpr std::int64_t kStretch = 3000;
constexpr auto kFrame = std::chrono::milliseconds(16);
constexpr int kFramesBetweenMoves = 3;  // a hand moves about every 50 ms
constexpr std::int64_t kMovesAcross = 40;

double median(std::vector<double> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

// A run in its trainer, with what remembers it and what looks back to it, as a session has them.
class Scrubbed {
 public:
  Scrubbed() : run_(trained_run("S", 0)) {
    keyframes_->see(*run_);
    for (int i = 0; i < kRemembered; ++i) {
      run_->step();
      keyframes_->see(*run_);
    }
    past_ = std::make_shared<const Past>(run_->past());
    TrainerOptions options;
    options.keyframes = keyframes_;
    options.after_iteration = [this](const Run&) { trained_for_.store(thread_seconds(), std::memory_order_relaxed); };
    trainer_ = std::make_unique<Trainer>(threads_, std::move(run_), std::move(options));
    seeker_ = std::make_unique<Seeker>(threads_, keyframes_);
  }

  struct Took {
    double clock = 0, own = 0;  // seconds: of all, and of the training thread's processor time
  };
  // Trains a stretch, and takes what a window takes, frame by frame.
  Took train(bool scrubs) {
    const double own = trained_for_.load(std::memory_order_relaxed);
    const auto start = ScrubClock::now();
    const Ticket ticket = trainer_->advance_iterations(kStretch);
    for (int frame = 0; trainer_->acknowledged_ticket() < ticket || trainer_->activity() != Activity::paused; ++frame) {
      trainer_->take_output(output_);
      benchmark::DoNotOptimize(trainer_->snapshots().latest());
      if (scrubs && frame % kFramesBetweenMoves == 0) move();
      if (const auto sought = seeker_->found().take_newer(seen_)) found_ += sought->keyframe ? 1 : 0;
      std::this_thread::sleep_for(kFrame);
    }
    const double clock = std::chrono::duration<double>(ScrubClock::now() - start).count();
    seeker_->stop();
    return {clock, trained_for_.load(std::memory_order_relaxed) - own};
  }

  std::int64_t moves() const { return moves_; }
  std::int64_t found() const { return found_; }
  std::int64_t done_again() const { return seeker_->work_done(); }

 private:
  // Over the whole past and back.
  void move() {
    const Instant front = trainer_->snapshots().latest()->instant();
    const std::int64_t turn = moves_++ % (2 * kMovesAcross), place = std::min(turn, 2 * kMovesAcross - turn);
    // Not quite even, as no hand is.
    const std::int64_t step = front.position.step * place / kMovesAcross - moves_ % 7;
    const Instant instant = first_instant_at({0, std::max<std::int64_t>(0, step), 0, 0}, past_->events);
    seeker_->seek({past_, {{past_->run, front}}, instant, false});
  }

  ThreadExecutor threads_;
  std::shared_ptr<Keyframes> keyframes_ = std::make_shared<Keyframes>(kRememberedBytes);
  std::unique_ptr<Run> run_;
  std::shared_ptr<const Past> past_;
  std::atomic<double> trained_for_{0};
  TrainerOutput output_;
  std::uint64_t seen_ = 0;
  std::int64_t moves_ = 0, found_ = 0;
  std::unique_ptr<Trainer> trainer_;
  std::unique_ptr<Seeker> seeker_;
};

void scrub(benchmark::State& state) {
  Scrubbed game;
  game.train(false);
  std::vector<double> kept, kept_own, alone;
  for (auto _ : state) {
    const Scrubbed::Took plain = game.train(false), scrubbed = game.train(true);
    kept.push_back(100 * plain.clock / scrubbed.clock);
    kept_own.push_back(100 * plain.own / scrubbed.own);
    alone.push_back(kStretch / plain.clock);
    state.SetIterationTime(scrubbed.clock);
  }
  state.counters["alone it/s"] = median(alone);
  state.counters["kept %"] = median(kept);
  state.counters["kept of own time %"] = median(kept_own);
  state.counters["moves"] = static_cast<double>(game.moves());
  state.counters["exact"] = static_cast<double>(game.found());
  state.counters["steps again"] = static_cast<double>(game.done_again());
}

}  // namespace

void register_scrub() {
  benchmark::RegisterBenchmark("past/training_while_scrubbing/S", scrub)
      ->UseManualTime()
      ->Iterations(9)
      ->Unit(benchmark::kMillisecond);
}

}  // namespace gan::bench
