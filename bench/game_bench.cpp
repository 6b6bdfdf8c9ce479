// What a run does besides plain training: other update rules, penalties, snapshots for other threads, hashes of
// recordings, commands, random numbers.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <ctime>
#include <functional>
#include <limits>
#include <string>
#include <vector>

#include "bench/benchmarks.h"
#include "bench/games.h"
#include "core/base/random.h"
#include "core/game/network_game.h"
#include "core/game/rules/rule_list.h"
#include "core/game/vector_field.h"
#include "core/run/batch_source.h"

namespace gan::bench {
namespace {

void snapshot(benchmark::State& state, const char* name) {
  const auto run = trained_run(name, 20);
  for (auto _ : state) benchmark::DoNotOptimize(run->snapshot());
}

void hash(benchmark::State& state, const char* name) {
  const auto run = trained_run(name, 20);
  for (auto _ : state) benchmark::DoNotOptimize(run->hash());
}

// A slider's change, and undoing it. The log grows with it, as it does in use.
void command(benchmark::State& state) {
  const auto run = trained_run("S", 20);
  double rate = 1e-3;
  for (auto _ : state) {
    rate = rate == 1e-3 ? 2e-3 : 1e-3;
    const auto applied = run->apply(SetValue{"hyperparameters.discriminator.learning_rate", rate});
    if (!applied) return state.SkipWithError(applied.message().c_str());
  }
}

// Processor time of one call, the best of those made so far.
class BestTime {
 public:
  explicit BestTime(std::function<void()> work) : work_(std::move(work)) {}
  void measure(int calls) {
    const std::clock_t start = std::clock();
    for (int i = 0; i < calls; ++i) work_();
    best_ = std::min(best_, static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC / calls);
  }
  double seconds() const { return best_; }

 private:
  std::function<void()> work_;
  double best_ = std::numeric_limits<double>::infinity();
};

// How much longer the one takes than the other: both in turn, so that whatever else the machine does meets both.
void compare(benchmark::State& state, int calls, std::function<void()> work, std::function<void()> plain) {
  BestTime of_work(std::move(work)), of_plain(std::move(plain));
  for (auto _ : state) {
    of_plain.measure(calls);
    of_work.measure(calls);
  }
  state.counters["times"] = of_work.seconds() / of_plain.seconds();
  state.counters["plain_us"] = of_plain.seconds() * 1e6;
}

// An iteration under a rule over one of the configuration as it is.
void rule(benchmark::State& state, const char* name, const char* id) {
  const auto plain = trained_run(name, 20), ruled = trained_run(name, 20);
  if (const auto set = ruled->apply(SetValue{"hyperparameters.rule", std::string(id)}); !set) {
    return state.SkipWithError(set.message().c_str());
  }
  for (int i = 0; i < 5; ++i) ruled->step();
  compare(
      state, 10, [&] { ruled->step(); }, [&] { plain->step(); });
}

// An iteration with a penalty in every step over one of the configuration as it is.
void penalty(benchmark::State& state, const char* name, const std::string& id) {
  const auto plain = trained_run(name, 20), penalised = trained_run(name, 20);
  if (const auto set = penalised->apply(SetValue{"hyperparameters." + id + "_weight", 0.1}); !set) {
    return state.SkipWithError(set.message().c_str());
  }
  for (int i = 0; i < 5; ++i) penalised->step();
  compare(
      state, 10, [&] { penalised->step(); }, [&] { plain->step(); });
}

// J u over v, and Jᵀ u over it, of one moment.
void jacobian(benchmark::State& state, const char* name, bool transposed) {
  const auto run = trained_run(name, 20);
  const auto snapshot = run->snapshot();
  const Hyperparameters& h = snapshot->settings->hyperparameters;
  NetworkGame<float> game(snapshot->settings->spec, snapshot->data->shape());
  Workspace::Scope scope(game.workspace());
  BatchSource batches(snapshot->settings->spec, *snapshot->data, h, 20, game.workspace());
  const Batch<float> batch = batches.batch(Player::discriminator, 0);
  const GamePoint<float> at = point_of(*snapshot->state, h, batch);
  GameVector<float> u, v, product;
  vector_field(game, at, u);
  const auto field = [&] { vector_field(game, at, v); };
  const auto times = [&] {
    transposed ? transposed_jacobian_times(game, at, u, product) : jacobian_times(game, at, u, product);
  };
  for (int i = 0; i < 3; ++i) field(), times();
  compare(state, 10, times, field);
}

template <class Fill>
void numbers(benchmark::State& state, Fill fill) {
  std::vector<float> out(static_cast<std::size_t>(state.range(0)));
  std::uint64_t step = 0;
  for (auto _ : state) {
    fill(StreamKey{1, Stream::view_noise, ++step, 0}, out);
    benchmark::DoNotOptimize(out.data());
  }
  state.SetItemsProcessed(state.iterations() * state.range(0));
}

void data(benchmark::State& state) {
  const auto run = trained_run("S", 0);
  const auto source = run->snapshot()->data;
  Matrix<float> out(2, state.range(0));
  std::uint64_t step = 0;
  for (auto _ : state) {
    source->sample(StreamKey{1, Stream::view_data, ++step, 0}, MatrixView<float>{out.data(), 2, out.cols()});
    benchmark::DoNotOptimize(out.data());
  }
  state.SetItemsProcessed(state.iterations() * state.range(0));
}

}  // namespace

void register_game() {
  for (const char* name : {"S", "M", "L", "I-MLP", "I-CONV"}) {
    const std::string end = name;
    benchmark::RegisterBenchmark(("snapshot/" + end).c_str(), [name](benchmark::State& s) { snapshot(s, name); });
    benchmark::RegisterBenchmark(("hash/" + end).c_str(), [name](benchmark::State& s) { hash(s, name); });
  }
  for (const char* name : {"S", "I-CONV"}) {
    const std::string end = name;
    for (const RuleInfo& info : rule_infos()) {
      const char* id = info.id;
      benchmark::RegisterBenchmark(("rule/" + end + "/" + id).c_str(),
                                   [name, id](benchmark::State& s) { rule(s, name, id); });
    }
    for (const char* id : {"r1", "r2", "gp", "dragan"}) {
      benchmark::RegisterBenchmark(("penalty/" + end + "/" + id).c_str(),
                                   [name, id](benchmark::State& s) { penalty(s, name, id); });
    }
    for (const bool transposed : {false, true}) {
      benchmark::RegisterBenchmark(("field/" + end + (transposed ? "/J^T u" : "/J u")).c_str(),
                                   [name, transposed](benchmark::State& s) { jacobian(s, name, transposed); });
    }
  }
  benchmark::RegisterBenchmark("command/learning_rate", command);
  const auto normal = [](const StreamKey& key, std::vector<float>& out) { fill_normal(key, out.data(), out.size()); };
  const auto uniform = [](const StreamKey& key, std::vector<float>& out) {
    fill_uniform(key, out.data(), out.size(), -1, 1);
  };
  // The noise of one step of S, and of L.
  for (const int count : {512, 131'072}) {
    benchmark::RegisterBenchmark("random/normal", [normal](benchmark::State& s) { numbers(s, normal); })->Arg(count);
    benchmark::RegisterBenchmark("random/uniform", [uniform](benchmark::State& s) { numbers(s, uniform); })->Arg(count);
  }
  benchmark::RegisterBenchmark("random/ring_samples", data)->Arg(256);
}

}  // namespace gan::bench
