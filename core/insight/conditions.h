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
  rests,      // it oscillated, and no longer does
  clipped,    // the critic's weights stand at their bounds
  outside,    // samples lie far from the data
  hopping,    // most samples go from mode to mode
  thin,       // the modes are there, but narrower than the data's
  d_weak,     // D is far below its best response
  steady,     // what is measured no longer changes
  diverging,  // numbers, samples or players run away
};
inline constexpr std::size_t kConditions = static_cast<std::size_t>(ConditionId::diverging) + 1;

// What was seen since the last change, beyond what one moment's facts tell.
struct ConditionMemory {
  std::deque<std::vector<bool>> covered;  // modes, at the last judgements
  std::deque<Index> favourites;           // the modes that were nearest to most samples then
  int visited() const;                    // modes that were covered at any of them
  std::deque<double> effective_modes;     // at the same judgements
  std::deque<bool> waves;                 // whether there was a wide wave then
  int hops() const;                       // from one judgement to the next
  double usual_effective_modes() const;   // their median; NaN without
  int looks_with_waves() const;
};

struct ConditionInfo {
  ConditionId id;
  const char* name;  // as scenario files write it
  const char* meaning;
  bool (*enter)(const Facts&);  // of facts whose `hops` are known
  bool (*stay)(const Facts&);   // weaker than `enter`
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
// G hops when the mode that it favours changes this often in kRememberedLooks judgements.
inline constexpr int kHops = 4;
inline constexpr std::size_t kRememberedLooks = 30;
// The share of those judgements that saw a wide wave, from which on the players circle each other.
inline constexpr double kWavyShare = 1.0 / 3;
// Of the width of the data's modes: below it G's are thin.
inline constexpr double kThin = 0.5;
// How far below its best response D is weak, in nats; a quarter of the 2 ln 2 between a perfect G and a hopeless one.
inline constexpr double kWeakGap = 0.35;
// By how much the JSD may still change from one fifth of the time since the last change to the next.
inline constexpr double kSteadyJsd = 0.015;
// And by what share of its size the value of the game may where there is no JSD.
inline constexpr double kSteadyValue = 0.05;
// The share of the samples far from the data from which on they are running away.
inline constexpr double kRunAway = 0.5;
// Of a game of a few numbers: the times of the first distance from the equilibrium that are too far.
inline constexpr double kFarther = 1.5;
// On the line, where nothing else is asked for: a quarter of a deviation.
inline constexpr double kGoodLineJsd = 0.01;

}  // namespace gan
