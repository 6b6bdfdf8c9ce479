// Keyframes: states to go back to, as near each other as a memory budget allows. What trains is seen through `see` and
// pays for a copy of its state now and then; whoever looks back asks for the nearest one. From any thread.
//
// Of every segment its beginning stays, which takes no memory of its own: it is made from settings or is a file's. The
// others are taken every few iterations and thinned as they grow in number: a keyframe whose number has many factors of
// two stays longer, so that what is left always lies evenly. Distances grow slowly over the last
// 100 000 iterations (there they are at most `spacing_at`) and fast beyond; the last few iterations are nearest.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <span>
#include <vector>

#include "core/run/keyframe.h"
#include "core/run/run.h"

namespace gan {

// A run, and how much of it is meant: a branch's past is a stretch of the run that it branched from, and its own.
struct RunStretch {
  RunId run;
  Instant until;  // inclusive
};

class Keyframes {
 public:
  static constexpr std::size_t kUsualBudget = std::size_t{256} << 20;  // bytes
  static constexpr double kEvenStretch = 1e5;                          // iterations that are remembered evenly

  explicit Keyframes(std::size_t budget = kUsualBudget) : budget_(budget) {}

  // To be called where a run begins or goes on, after every iteration and every command that begins a segment, by who
  // trains it. Where there is no memory for a copy there is none: what lies there is a longer way to go.
  void see(const Run& run);

  // The last one not after `instant`, of a run that came to it through these stretches, oldest first. Null where that
  // is before the first one.
  std::shared_ptr<const Keyframe> nearest(std::span<const RunStretch> through, const Instant& instant) const;

  // What is over it goes at once.
  void set_budget(std::size_t bytes);
  // What others hold of it: fronts of runs at rest and kept moments, and what a search has found on its way.
  void set_pinned(std::size_t bytes);
  void set_nearby(std::size_t bytes);
  // Those that others hold in any case: they are found, too, and never go. Their bytes are among the pinned.
  void set_kept(std::vector<std::shared_ptr<const Keyframe>> kept);
  // Another one that remembers the same states, which they share, to be looked back to beside this one.
  std::shared_ptr<Keyframes> same_again() const;
  // Of a run that nobody will look back to.
  void forget(RunId run);

  std::size_t budget() const;
  std::size_t bytes() const;  // taken, by others as well; never more than the budget where those leave anything
  std::size_t count() const;
  // Of the budget, what a search may hold of states on its way without those that are left being further apart anywhere
  // than some are by now: what is lost is lost for good. Includes what it holds.
  std::size_t spare() const;
  // Whether the budget has room for a state of the run that was seen last. Without, only beginnings are remembered.
  bool has_room() const;
  // How far apart keyframes are, in iterations, that were taken `age` iterations ago: at most.
  double spacing_at(double age) const;

 private:
  struct Entry {
    std::shared_ptr<const Keyframe> keyframe;
    std::int64_t clock = 0;    // iterations that had been seen when it was taken
    std::int64_t spacing = 0;  // of those that stay at least as long as this one; 0: the beginning of a segment
    std::size_t bytes = 0;
  };

  using Dropped = std::vector<Entry>;  // ends outside of the lock

  bool is_due(const Run& run);
  Dropped add(std::shared_ptr<const Keyframe> keyframe);
  void choose_interval(std::size_t bytes_of_one);
  Dropped thin();
  double room_for(double age) const;
  double worth(const Entry& entry) const;
  std::size_t available() const { return budget_ > pinned_ + nearby_ ? budget_ - pinned_ - nearby_ : 0; }

  mutable std::mutex mutex_;
  std::size_t budget_, pinned_ = 0, nearby_ = 0, bytes_ = 0;
  std::vector<Entry> entries_;  // in the order in which they were taken
  std::vector<std::shared_ptr<const Keyframe>> kept_;
  SegmentId segment_{{}, -1};  // that was seen last, and where
  std::int64_t step_ = 0;
  std::int64_t clock_ = 0;        // iterations seen, of all runs
  std::int64_t interval_ = 0;     // between two that are taken; 0: not chosen yet
  std::int64_t widest_ = 0;       // of all intervals
  std::size_t bytes_of_one_ = 0;  // for which it was chosen
  double coarsest_ = 0;           // the widest spacing of those that have gone, over the room that there was
};

}  // namespace gan
