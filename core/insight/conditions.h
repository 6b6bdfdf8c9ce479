// Conditions: what a game can be in, each judged from facts with two thresholds and a memory, so that what is said does
// not flicker. One table. Pure.
#pragma once

#include <deque>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "core/insight/facts.h"

namespace gan {

enum class ConditionId {
  collapsed,        // G is on few of the modes
  fits,             // all modes, good samples, and the data's shape; on the line the shape
  covers,           // all modes and good samples, whatever the shape
  classes_missing,  // of images: classes are lost, or not found for long
  d_perfect,
  vanished,  // G's gradient is next to nothing of what it was
  oscillates,
  rests,    // it oscillated, and no longer does
  clipped,  // the critic's weights stand at their bounds
  outside,  // samples lie far from the data
};
inline constexpr std::size_t kConditions = 10;

// What was seen since the last change, beyond what one moment's facts tell.
struct ConditionMemory {
  std::deque<std::vector<bool>> covered;  // modes, at the last judgements
  int visited() const;                    // modes that were covered at any of them
};

struct ConditionInfo {
  ConditionId id;
  const char* name;  // as scenario files write it
  const char* meaning;
  bool (*enter)(const Facts&);
  bool (*stay)(const Facts&);  // weaker than `enter`
};
std::span<const ConditionInfo> condition_infos();  // in the order of the enumerators
std::optional<ConditionId> find_condition(std::string_view name);

class Conditions {
 public:
  // To be called once for all facts that are new. Another segment, a lower step or another change begins anew; what
  // begins, and what is at rest, is judged at once, anything else after two looks.
  void update(const Facts& facts);
  // The latch is closed, and the latest facts do not contradict it.
  bool holds(ConditionId id) const { return holds_[static_cast<std::size_t>(id)]; }
  const ConditionMemory& memory() const { return memory_; }

 private:
  // Closed after `enter` held twice, open after `stay` failed three times.
  class Latch {
   public:
    bool update(bool enter, bool stay);

   private:
    bool on_ = false;
    int count_ = 0;
  };

  SegmentId segment_;
  std::int64_t step_ = -1;
  LastChange since_;
  bool began_ = false;
  Latch latches_[kConditions];
  bool holds_[kConditions] = {};
  ConditionMemory memory_;
};

// Iterations of a segment before which nothing is said about coverage: every game begins with a blob.
inline constexpr std::int64_t kTooEarly = 200;
// Whether coverage is known and worth a word.
bool judges_modes(const Facts& facts);
bool judges_classes(const Facts& facts);

// A JSD of this much above the ideal is that of two Gaussians half a deviation apart (0.0303 nats).
inline constexpr double kGoodJsd = 0.03;
// On the line, where nothing else is asked for: a quarter of a deviation.
inline constexpr double kGoodLineJsd = 0.01;

}  // namespace gan
