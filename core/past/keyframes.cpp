#include "core/past/keyframes.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <new>

namespace gan {
namespace {

constexpr std::size_t kSmallState = std::size_t{1} << 20;  // bytes
// The newest one in so many iterations is remembered more finely.
constexpr double kFineShare = 64;
// What all take over what those of the even stretch do.
constexpr double kOverhead = 1.3;
// Evenly remembered, so that what the even stretch begins in is no wider than the rest.
constexpr double kEven = 1.02 * Keyframes::kEvenStretch;

}  // namespace

// The copy is made outside of the lock: only who trains calls this.
void Keyframes::see(const Run& run) {
  {
    const std::lock_guard lock(mutex_);
    if (!is_due(run)) return;
  }
  try {
    std::shared_ptr<const Keyframe> keyframe = run.keyframe();
    Dropped dropped;
    const std::lock_guard lock(mutex_);
    dropped = add(std::move(keyframe));
  } catch (const std::bad_alloc&) {
    return;
  }
}

bool Keyframes::is_due(const Run& run) {
  const Position position = run.position();
  const SegmentId segment{run.id(), position.segment};
  const bool begins = segment != segment_;
  if (!begins && position.step == step_) return false;
  const std::int64_t seen = begins ? 0 : position.step - step_;
  segment_ = segment;
  step_ = position.step;
  clock_ += seen;
  if (!begins) return (interval_ == 0 || clock_ % interval_ == 0) && bytes_of_one_ <= available();
  const std::size_t bytes = sizeof(Keyframe) + state_bytes(run.state());
  if (interval_ == 0 || bytes > 2 * bytes_of_one_ || bytes < bytes_of_one_ / 2) choose_interval(bytes);
  return true;
}

Keyframes::Dropped Keyframes::add(std::shared_ptr<const Keyframe> keyframe) {
  const bool own = keyframe->own_state;
  Entry entry{std::move(keyframe), clock_, 0, 0};
  if (own) {
    entry.bytes = entry.keyframe->bytes();
    const auto number = static_cast<std::uint64_t>(clock_ / interval_);
    entry.spacing = interval_ << std::min(std::countr_zero(number), 32);
  }
  bytes_ += entry.bytes;
  entries_.push_back(std::move(entry));
  return thin();
}

// Such that after the even stretch what is left is spaced as the budget allows, and not by up to twice as much.
void Keyframes::choose_interval(std::size_t bytes_of_one) {
  bytes_of_one_ = bytes_of_one;
  const double fit = std::max(1.0, static_cast<double>(available()) / static_cast<double>(bytes_of_one));
  const double wanted = std::max(1.0, kOverhead * kEvenStretch / fit);
  // Copies cost little beside steps, but of a small game there are many steps.
  const double least = bytes_of_one < kSmallState ? 16 : 4;
  const double halvings = std::max(0.0, std::floor(std::log2(wanted / least)));
  interval_ = static_cast<std::int64_t>(std::ceil(std::max(least, wanted / std::exp2(halvings))));
  widest_ = std::max(widest_, interval_);
}

// How much further apart they may be than in the even stretch.
double Keyframes::room_for(double age) const {
  const double fine = std::min(kEven, static_cast<double>(clock_)) / kFineShare;
  if (age < fine) return age / fine;
  return age <= kEven ? 1 : std::pow(age / kEven, 4);
}

// How wide it keeps things apart, over the room that there is: the least goes first.
double Keyframes::worth(const Entry& entry) const {
  const double room = room_for(static_cast<double>(clock_ - entry.clock));
  return static_cast<double>(entry.spacing) / std::max(room, 1e-9);
}

Keyframes::Dropped Keyframes::thin() {
  Dropped dropped;
  while (bytes_ > available()) {
    auto least = entries_.end();
    double least_worth = 0;
    for (auto entry = entries_.begin(); entry != entries_.end(); ++entry) {
      if (entry->bytes == 0) continue;
      const double here = worth(*entry);
      if (least == entries_.end() || here < least_worth) {
        least = entry;
        least_worth = here;
      }
    }
    if (least == entries_.end()) break;
    coarsest_ = std::max(coarsest_, least_worth);
    bytes_ -= least->bytes;
    dropped.push_back(std::move(*least));
    entries_.erase(least);
  }
  return dropped;
}

double Keyframes::spacing_at(double age) const {
  const std::lock_guard lock(mutex_);
  return std::max(static_cast<double>(widest_), 2 * coarsest_ * room_for(age));
}

std::shared_ptr<const Keyframe> Keyframes::nearest(std::span<const RunStretch> through, const Instant& instant) const {
  const std::lock_guard lock(mutex_);
  const std::shared_ptr<const Keyframe>* found = nullptr;
  const auto consider = [&](const std::shared_ptr<const Keyframe>& keyframe) {
    const Instant& at = keyframe->instant;
    if (at > instant || (found != nullptr && at <= (*found)->instant)) return;
    const auto on_the_way = [&](const RunStretch& s) { return s.run == keyframe->run && at <= s.until; };
    if (std::any_of(through.begin(), through.end(), on_the_way)) found = &keyframe;
  };
  for (const Entry& entry : entries_) consider(entry.keyframe);
  for (const std::shared_ptr<const Keyframe>& keyframe : kept_) consider(keyframe);
  return found == nullptr ? nullptr : *found;
}

void Keyframes::set_kept(std::vector<std::shared_ptr<const Keyframe>> kept) {
  const std::lock_guard lock(mutex_);
  kept_.swap(kept);  // the old ones end outside of the lock
}

void Keyframes::set_budget(std::size_t bytes) {
  Dropped dropped;
  const std::lock_guard lock(mutex_);
  budget_ = bytes;
  if (bytes_of_one_ > 0) choose_interval(bytes_of_one_);
  dropped = thin();
}

void Keyframes::set_pinned(std::size_t bytes) {
  Dropped dropped;
  const std::lock_guard lock(mutex_);
  pinned_ = bytes;
  dropped = thin();
}

void Keyframes::set_nearby(std::size_t bytes) {
  Dropped dropped;
  const std::lock_guard lock(mutex_);
  nearby_ = bytes;
  dropped = thin();
}

void Keyframes::forget(RunId run) {
  Dropped dropped;
  const std::lock_guard lock(mutex_);
  for (Entry& entry : entries_) {
    if (entry.keyframe->run == run) dropped.push_back(std::move(entry));
  }
  std::erase_if(entries_, [](const Entry& entry) { return entry.keyframe == nullptr; });
  for (const Entry& entry : dropped) bytes_ -= entry.bytes;
  if (segment_.run == run) segment_ = {{}, -1};
}

std::size_t Keyframes::budget() const {
  const std::lock_guard lock(mutex_);
  return budget_;
}

std::size_t Keyframes::bytes() const {
  const std::lock_guard lock(mutex_);
  return bytes_ + pinned_ + nearby_;
}

std::size_t Keyframes::count() const {
  const std::lock_guard lock(mutex_);
  return entries_.size();
}

std::size_t Keyframes::spare() const {
  const std::lock_guard lock(mutex_);
  std::size_t bytes = available() + nearby_;
  bytes -= std::min(bytes, bytes_);
  for (const Entry& entry : entries_) {
    if (entry.bytes > 0 && worth(entry) <= coarsest_) bytes += entry.bytes;
  }
  return bytes;
}

bool Keyframes::has_room() const {
  const std::lock_guard lock(mutex_);
  return bytes_of_one_ <= available();
}

std::shared_ptr<Keyframes> Keyframes::same_again() const {
  const std::lock_guard lock(mutex_);
  auto same = std::make_shared<Keyframes>(budget_);
  same->entries_ = entries_;
  same->kept_ = kept_;
  same->bytes_ = bytes_;
  same->clock_ = clock_;
  same->interval_ = interval_;
  same->widest_ = widest_;
  same->bytes_of_one_ = bytes_of_one_;
  same->coarsest_ = coarsest_;
  return same;
}

}  // namespace gan
