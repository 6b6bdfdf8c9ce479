// PathWatch: what the probe desk is asked about the line between two moments, and what it answered. While one of them
// is the present and moves on, it is asked again at a pace that leaves most of the processor's time to what trains.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>

#include "core/live/probe_desk.h"

namespace gan {

struct PathEnds {
  std::shared_ptr<const Snapshot> from, to;
  bool operator==(const PathEnds&) const = default;
};

class PathWatch {
 public:
  // What is wished for in this frame; nothing: no path is, and what was asked goes on. `moves`: an end is the present
  // of what trains. `now` in seconds.
  void ask(ProbeDesk& desk, const std::optional<PathEnds>& ends, bool moves, double now);
  // True where there is another answer.
  bool take(const ProbeDesk& desk, double now);
  // There was not enough memory for some answer: none is waited for.
  void lose() { lost_ = true; }

  // The newest of the segment that what is wished for leads to; null where there is none.
  std::shared_ptr<const MomentPath> answer() const {
    const bool fits = answer_ && (!wished_ || answer_->snapshot->segment() == wished_->to->segment());
    return fits ? answer_ : nullptr;
  }
  // What is wished for is answered.
  bool settled() const { return !wished_ || answers(*wished_); }

 private:
  bool answers(const PathEnds& ends) const {
    return answer_ && answer_->request.from == ends.from && answer_->snapshot == ends.to;
  }

  std::optional<PathEnds> wished_, asked_;
  std::shared_ptr<const MomentPath> answer_;
  double asked_at_ = 0, took_ = 0;
  std::uint64_t taken_ = 0;
  bool lost_ = false;
};

}  // namespace gan
