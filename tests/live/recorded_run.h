// A run that was trained with changes on the way, and what a seeker is asked of it.
#pragma once

#include <map>
#include <memory>
#include <vector>

#include "core/live/seeker.h"
#include "tests/live/live_game.h"

namespace gan::test {

class RecordedRun {
 public:
  explicit RecordedRun(std::size_t budget = Keyframes::kUsualBudget)
      : keyframes_(std::make_shared<Keyframes>(budget)), run_(make_run()) {
    note();
  }

  void train(int iterations) {
    for (int i = 0; i < iterations; ++i) {
      if (!run_->step()) break;
      note();
    }
  }
  void apply(const Command& command) {
    ASSERT_TRUE(run_->apply(command).ok());
    note();
  }

  SeekRequest request(const Instant& instant) const {
    return {std::make_shared<const Past>(run_->past()), {{run_->id(), run_->instant()}}, instant, false};
  }
  const std::shared_ptr<Keyframes>& keyframes() const { return keyframes_; }
  const std::map<Instant, std::uint64_t>& hashes() const { return hashes_; }
  Run& run() { return *run_; }

 private:
  void note() {
    keyframes_->see(*run_);
    hashes_[run_->instant()] = run_->hash();
  }

  std::shared_ptr<Keyframes> keyframes_;
  std::unique_ptr<Run> run_;
  std::map<Instant, std::uint64_t> hashes_;
};

}  // namespace gan::test
