#include "app/panels/arena/arena_trails_model.h"

#include <algorithm>
#include <cmath>

namespace gan {
namespace {

constexpr std::size_t kRecent = 8;       // distances between snapshots that are looked at
constexpr std::size_t kKeptAVertex = 6;  // snapshots; a spacing is never more of their distances than that

// The next of 1, 2, 5, 10, ...
std::int64_t round_up(std::int64_t value) {
  for (std::int64_t decade = 1;; decade *= 10) {
    for (const std::int64_t factor : {1, 2, 5}) {
      if (factor * decade >= value) return factor * decade;
    }
  }
}

}  // namespace

void ArenaTrails::clear() {
  last_ = {{}, {-1, 0, 0, 0}};
  particles_ = 0;
  length_ = 0;
  spacing_ = kLeastSpacing;
  steps_.clear();
  kept_.clear();
  now_.clear();
  xy_.clear();
  centre_.clear();
}

// A particle that blew up stays where it was last seen: the line must not leave the screen for ever.
void ArenaTrails::take(const Matrix<float>& generated, std::vector<float>& out) const {
  out.resize(stride(), 0.0F);
  const auto put = [&](Index i, double x, double y) {
    if (!std::isfinite(x) || !std::isfinite(y)) return;
    out[static_cast<std::size_t>(2 * i)] = static_cast<float>(x);
    out[static_cast<std::size_t>(2 * i + 1)] = static_cast<float>(y);
  };
  for (Index i = 0; i < particles_; ++i) {
    put(i, static_cast<double>(generated(0, i)), static_cast<double>(generated(1, i)));
  }
  double x = 0, y = 0, count = 0;
  for (Index i = 0; i < generated.cols(); ++i) {
    if (!std::isfinite(generated(0, i)) || !std::isfinite(generated(1, i))) continue;
    x += static_cast<double>(generated(0, i));
    y += static_cast<double>(generated(1, i));
    count += 1;
  }
  put(particles_, x / count, y / count);
}

void ArenaTrails::add(const Moment& moment, const Matrix<float>& generated, int longest) {
  const Index particles = std::min<Index>(kParticles, generated.cols());
  const bool goes_on = moment.segment() == last_.segment() && moment.position >= last_.position;
  if (!goes_on || particles != particles_) clear();
  if (moment == last_ || particles == 0) return;
  last_ = moment;
  particles_ = particles;
  take(generated, now_);
  const std::int64_t step = moment.position.step;
  if (steps_.empty() || step / kLeastSpacing > steps_.back() / kLeastSpacing) {
    steps_.push_back(step);
    kept_.insert(kept_.end(), now_.begin(), now_.end());
  }
  const std::size_t most = kKeptAVertex * static_cast<std::size_t>(std::max(longest, 2));
  if (steps_.size() > most) {
    const auto gone = static_cast<std::ptrdiff_t>(steps_.size() - most);
    steps_.erase(steps_.begin(), steps_.begin() + gone);
    kept_.erase(kept_.begin(), kept_.begin() + gone * static_cast<std::ptrdiff_t>(stride()));
  }
  choose(longest);
}

void ArenaTrails::choose(int longest) {
  std::int64_t apart = 0;
  for (std::size_t i = steps_.size() - std::min(steps_.size(), kRecent); i + 1 < steps_.size(); ++i) {
    apart = std::max(apart, steps_[i + 1] - steps_[i]);
  }
  spacing_ = apart <= kLeastSpacing ? kLeastSpacing : round_up(2 * apart);
  chosen_.clear();
  for (std::size_t i = steps_.size(); i-- > 0 && chosen_.size() + 1 < static_cast<std::size_t>(std::max(longest, 2));) {
    // Before a longer pause, when the training was faster, the distances would be uneven.
    if (i + 1 < steps_.size() && steps_[i + 1] - steps_[i] > spacing_) break;
    // The first at or after each multiple of the spacing, so that what was chosen stays chosen.
    const bool first = i == 0 ? steps_[i] % spacing_ == 0 : steps_[i] / spacing_ > steps_[i - 1] / spacing_;
    if (first && steps_[i] != last_.position.step) chosen_.push_back(i);
  }
  length_ = static_cast<int>(chosen_.size()) + 1;
  xy_.clear();
  centre_.clear();
  for (Index i = 0; i <= particles_; ++i) {
    std::vector<float>& out = i < particles_ ? xy_ : centre_;
    const auto at = static_cast<std::size_t>(2 * i);
    for (std::size_t t = chosen_.size(); t-- > 0;) {
      const float* from = kept_.data() + chosen_[t] * stride() + at;
      out.insert(out.end(), {from[0], from[1]});
    }
    out.insert(out.end(), {now_[at], now_[at + 1]});
  }
}

}  // namespace gan
