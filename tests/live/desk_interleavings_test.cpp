// Whatever order requests and turns come in: what was asked last is answered, a desk at rest says so, and nothing is
// answered that was not asked. The orders are drawn from a seed; a turn is a piece, so that requests come between any
// two of them.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "core/base/random.h"
#include "core/data/distribution.h"
#include "core/live/inline_executor.h"
#include "tests/live/desk_requests.h"

namespace gan {
namespace {

class Dice {
 public:
  explicit Dice(std::uint64_t seed) : key_{seed, Stream::view_noise, 0, 0} {}
  std::size_t roll(std::size_t sides) {
    if (next_ == words_.size()) {
      ++key_.step;
      fill_bits(key_, words_.data(), words_.size());
      next_ = 0;
    }
    return words_[next_++] % sides;
  }

 private:
  StreamKey key_;
  std::vector<std::uint32_t> words_ = std::vector<std::uint32_t>(256);
  std::size_t next_ = 256;
};

// Small ones that share some parts and differ in others; the last there is no memory for.
std::vector<ProbeRequest> varied_requests() {
  std::vector<ProbeRequest> all;
  for (const int size : {4, 5}) {
    for (const int lines : {3, 4}) {
      ProbeRequest request;
      request.surface = SurfaceRequest{{-3, -3, 3, 3}, size, size};
      request.noise_grid = NoiseGridRequest{lines, 5};
      all.push_back(request);
    }
  }
  all.push_back(all[0]);
  all.back().surface.reset();
  all.push_back(all[0]);
  all.back().generated = 10;
  all.push_back({});
  all.push_back(all[0]);
  all.back().surface->nx = all.back().surface->ny = 2000000000;
  return all;
}
bool too_large(const ProbeRequest& request) {
  return request.surface && request.surface->nx > 1000000;
}
bool too_large(const MeasureRequest&) {
  return false;
}

std::vector<std::shared_ptr<const Snapshot>> snapshots_of_two_segments() {
  // Of data without a density, since thousands of measurements are made here, and one that integrates a density takes
  // milliseconds: here it is the orders that count.
  Settings settings = test::small_game();
  settings.spec.data.kind = find_distribution("swiss_roll");
  auto run = test::make_run(settings);
  std::vector<std::shared_ptr<const Snapshot>> all;
  for (int i = 0; i < 3; ++i) {
    all.push_back(run->snapshot());
    run->step();
  }
  EXPECT_TRUE(run->apply(NewStart{5}).ok());
  all.push_back(run->snapshot());
  run->step();
  all.push_back(run->snapshot());
  return all;
}

void expect_whole(const ProbeResult& result) {
  const ProbeRequest& request = result.request;
  ASSERT_FALSE(too_large(request));
  EXPECT_EQ(result.surface.logits.cols(), request.surface ? request.surface->nx : 0);
  EXPECT_EQ(result.noise_grid.points.cols() > 0, request.noise_grid.has_value());
  EXPECT_EQ(result.generated.cols(), request.generated);
}
void expect_whole(const Measurement& measurement) {
  EXPECT_EQ(measurement.metrics.step, measurement.snapshot->position.step);
  EXPECT_NE(measurement.perfect, nullptr);
}

template <class Request, class Answer>
class WatchedLane {
 public:
  WatchedLane(const Mailbox<Answer>& answers, std::function<bool(const Answer&, const Request&)> of)
      : answers_(answers), of_(std::move(of)) {}

  void asked(std::shared_ptr<const Snapshot> snapshot, const Request& request) {
    asked_.emplace_back(std::move(snapshot), request);
  }
  // What came since the last look.
  void look() {
    const auto answer = answers_.take_newer(seen_);
    if (!answer) return;
    last_ = answer;
    bool snapshot = false, request = false;
    for (const auto& [s, r] : asked_) {
      snapshot = snapshot || s == answer->snapshot;
      request = request || of_(*answer, r);
    }
    EXPECT_TRUE(snapshot) << "of a snapshot that nobody asked for";
    EXPECT_TRUE(request) << "to a request that nobody made";
    expect_whole(*answer);
  }
  void expect_answered() const {
    if (asked_.empty() || too_large(asked_.back().second)) return;
    ASSERT_NE(last_, nullptr) << "never answered";
    EXPECT_EQ(last_->snapshot, asked_.back().first) << "answered of another snapshot";
    EXPECT_TRUE(of_(*last_, asked_.back().second)) << "answered to another request";
  }

 private:
  const Mailbox<Answer>& answers_;
  std::function<bool(const Answer&, const Request&)> of_;
  std::vector<std::pair<std::shared_ptr<const Snapshot>, Request>> asked_;
  std::uint64_t seen_ = 0;
  std::shared_ptr<const Answer> last_;
};

class Interleaving {
 public:
  explicit Interleaving(std::uint64_t seed) : dice_(seed) {}

  void go(const std::vector<std::shared_ptr<const Snapshot>>& snapshots, const std::vector<ProbeRequest>& requests) {
    // How busy the hand is differs from run to run.
    const std::size_t turns = 1 + dice_.roll(6), few = 2 + dice_.roll(requests.size() - 1);
    for (int i = 0; i < 60; ++i) {
      const std::size_t what = dice_.roll(3 + turns);
      const auto& snapshot = snapshots[dice_.roll(snapshots.size())];
      const ProbeRequest& request = requests[dice_.roll(few)];
      if (what == 0) {
        log_ += " request";
        probes_.asked(snapshot, request);
        desk_.request(snapshot, request);
      } else if (what == 1) {
        log_ += " follow";
        hand_.asked(snapshot, request);
        desk_.follow(snapshot, request);
      } else if (what == 2) {
        log_ += " measure";
        const MeasureRequest way{.samples = 20 + static_cast<int>(dice_.roll(2))};
        measures_.asked(snapshot, way);
        desk_.measure(snapshot, way);
      } else if (executor_.due() > 0) {
        log_ += " turn";
        executor_.turn(dice_.roll(executor_.due()));
      }
      look();
    }
    for (int i = 0; executor_.due() > 0; ++i) {
      ASSERT_LT(i, 1000) << "it never rests";
      executor_.turn(dice_.roll(executor_.due()));
      look();
    }
    EXPECT_FALSE(desk_.busy());
    probes_.expect_answered();
    hand_.expect_answered();
    measures_.expect_answered();
  }
  const std::string& log() const { return log_; }

 private:
  void look() {
    probes_.look();
    hand_.look();
    measures_.look();
    EXPECT_FALSE(desk_.busy() && executor_.due() == 0) << "busy, and nobody has anything to do";
    if (desk_.busy()) return;
    // At rest nothing is owed.
    probes_.expect_answered();
    hand_.expect_answered();
    measures_.expect_answered();
  }

  Dice dice_;
  std::string log_;
  InlineExecutor executor_;
  ProbeDesk desk_{executor_};
  WatchedLane<ProbeRequest, ProbeResult> probes_{desk_.results(), same_request}, hand_{desk_.followed(), same_request};
  WatchedLane<MeasureRequest, Measurement> measures_{
      desk_.measurements(),
      [](const Measurement& m, const MeasureRequest& r) { return m.metrics.samples == r.samples; }};

  static bool same_request(const ProbeResult& result, const ProbeRequest& request) { return result.request == request; }
};

TEST(DeskInterleavings, WhatWasAskedLastIsAnsweredAndNothingIsLeftToWaitFor) {
  const auto of = snapshots_of_two_segments();
  const auto wanted = varied_requests();
  for (std::uint64_t seed = 1; seed <= 1500; ++seed) {
    Interleaving interleaving(seed);
    interleaving.go(of, wanted);
    ASSERT_FALSE(testing::Test::HasFailure()) << "order " << seed << ":" << interleaving.log();
  }
}

}  // namespace
}  // namespace gan
