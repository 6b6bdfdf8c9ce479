// Training D to its optimum: steps of D alone while G stands still, until it is as good as it gets, which is looked at
// after every few of them. What comes next, and why it ends; knows of no thread. Pure.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "core/probe/quality/response.h"
#include "core/run/instant.h"

namespace gan {

class BestResponseTraining {
 public:
  enum class End {
    gap_closed,      // V is at its ceiling
    gradient_small,  // what is left of D's gradient is the noise of the samples, or next to nothing of what it was
    level,           // D's loss has not become less for a while
    most_steps,
  };
  static constexpr std::int64_t kFewest = 20, kMost = 200;  // steps between two looks
  static constexpr std::int64_t kMostSteps = 20000;
  static constexpr int kLevelLooks = 12;
  static constexpr double kClosedGap = 0.01;       // of V: what the ceiling itself is known to
  static constexpr double kLeftOfGradient = 1e-3;  // of its norm at the start
  static constexpr double kLessLoss = 1e-3;        // of the loss, at least, to count as less

  // What to look at; the ceiling once, for while G stands still it stays.
  ResponseRequest request() const { return {8192, !first_}; }
  // The place from which D was trained; nothing before the first look.
  const std::optional<Instant>& from() const { return from_; }

  // What was seen at `instant`: how many steps come next, or nothing where it ends, and why.
  struct Next {
    std::int64_t steps = 0;
    std::optional<End> end;
  };
  Next look(const Instant& instant, const ResponseState& state);

  std::int64_t steps() const { return steps_; }
  // How far V is below its ceiling; nothing where no ceiling is known.
  std::optional<double> gap() const;
  // Done, from 0 to 1, as far as can be said; never falls.
  double share() const { return share_; }
  // "Training D to its optimum: 240 steps, 0.21 below its best response"
  const std::string& progress() const { return progress_; }
  // One sentence, after it has ended or was given up (no end).
  std::string outcome(std::optional<End> end) const;

 private:
  std::optional<End> ended() const;
  std::string describe() const;

  std::optional<Instant> from_;
  std::optional<ResponseState> first_;
  ResponseState now_;
  double best_ = 0;  // the ceiling
  double least_loss_ = 0;
  int looks_since_less_ = 0;
  std::int64_t steps_ = 0, asked_ = 0;
  double share_ = 0;
  std::string progress_ = "Training D to its optimum";
};

}  // namespace gan
