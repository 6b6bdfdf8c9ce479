// KeptMoments: the moments of a session's runs that a person keeps, and the best so far by a metric, which the program
// does. Pure: states are found and pictures are painted elsewhere (app/lab/moment_keeper.h).
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/past/keyframes.h"
#include "core/probe/quality/metrics.h"
#include "core/record/scalars.h"

namespace gan {

struct KeptMoment {
  std::uint64_t number = 0;  // never the same twice
  RunId run;                 // on whose own stretch it lies, be that gone as a branch
  Instant instant;
  std::string name;                          // by a person; empty: none
  const ScalarInfo* best = nullptr;          // of which it is the best value so far; null: a person kept it
  std::shared_ptr<const Keyframe> keyframe;  // to go on from; null until it is found
  std::optional<Metrics> metrics;            // of this very state, once they are measured
};

class KeptMoments {
 public:
  // The moment with its number; none where it is kept already, by a person as well where a person keeps it.
  std::optional<std::uint64_t> keep(RunId run, const Instant& instant);
  // The one of the program is this one from now on; its number.
  std::uint64_t keep_best(RunId run, const Instant& instant, const ScalarInfo& best, Metrics metrics);
  void drop_best();
  void call_best(std::uint64_t number, const ScalarInfo& best);
  bool remove(std::uint64_t number);
  void rename(std::uint64_t number, std::string name);
  void found(std::uint64_t number, std::shared_ptr<const Keyframe> keyframe);
  void measured(std::uint64_t number, const Metrics& metrics);
  // Those that no run comes by any more go. How many have gone.
  std::size_t keep_those_of(std::span<const std::vector<RunStretch>> runs);
  void clear();

  std::span<const KeptMoment> all() const { return moments_; }  // in the order in which they were kept
  const KeptMoment* find(std::uint64_t number) const;
  const KeptMoment* best() const;
  std::uint64_t revision() const { return revision_; }  // grows with every change
  // What their states take, each counted once.
  std::size_t bytes() const;
  std::vector<std::shared_ptr<const Keyframe>> keyframes() const;

 private:
  KeptMoment* at(std::uint64_t number);
  KeptMoment& add(RunId run, const Instant& instant);

  std::vector<KeptMoment> moments_;
  std::uint64_t last_number_ = 0, revision_ = 0;
};

// Whether a run that came through these stretches has been at `instant` of `run`.
bool comes_by(std::span<const RunStretch> through, RunId run, const Instant& instant);
// Whether `value` is better of this scalar than `than`: what is not finite never is.
bool is_better(const ScalarInfo& scalar, double value, double than);
// What a person called it, or "step 1 240".
std::string title_of(const KeptMoment& moment);
// The metrics that a best moment can be chosen by, in the order of their table.
std::span<const ScalarInfo* const> metrics_to_choose();

}  // namespace gan
