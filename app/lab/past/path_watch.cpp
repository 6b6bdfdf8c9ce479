#include "app/lab/past/path_watch.h"

#include <algorithm>

namespace gan {
namespace {

// A fifth of one processor's time, about; a slow answer may only have waited for its turn.
constexpr double kInterval = 0.5, kShare = 5, kLongestInterval = 60;  // seconds; of what an answer took; seconds

}  // namespace

void PathWatch::ask(ProbeDesk& desk, const std::optional<PathEnds>& ends, bool moves, double now) {
  wished_ = ends;
  if (!ends || (asked_ == ends && !lost_)) return;
  const bool goes_on =
      asked_ && (asked_->from == ends->from || asked_->to == ends->to) && asked_->to->segment() == ends->to->segment();
  const bool waits = asked_ && !lost_ && !answers(*asked_);
  const double interval = std::clamp(kShare * took_, kInterval, kLongestInterval);
  if (goes_on && moves && (waits || now - asked_at_ < interval)) return;
  desk.find_path(ends->to, {.from = ends->from});
  asked_ = ends;
  asked_at_ = now;
  lost_ = false;
}

bool PathWatch::take(const ProbeDesk& desk, double now) {
  auto newer = desk.paths().take_newer(taken_);
  if (!newer) return false;
  if (asked_ && newer->request.from == asked_->from && newer->snapshot == asked_->to) took_ = now - asked_at_;
  answer_ = std::move(newer);
  return true;
}

}  // namespace gan
