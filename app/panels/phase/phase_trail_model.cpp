#include "app/panels/phase/phase_trail_model.h"

#include <algorithm>
#include <cmath>

#include "app/panels/phase/phase_model.h"

namespace gan {
namespace {

// Points one by one as long as the series has them; the two series share their steps.
void append_places(const Series& theta, const Series& psi, std::int64_t first, std::int64_t last,
                   std::vector<Bucket>& thetas, std::vector<Bucket>& psis, std::vector<PhasePoint>& out) {
  if (last < first) return;
  const int most = static_cast<int>(last - first + 1);
  theta.query(first, last, most, thetas);
  psi.query(first, last, most, psis);
  for (std::size_t i = 0; i < std::min(thetas.size(), psis.size()); ++i) {
    const PhasePoint place{static_cast<double>(thetas[i].mean), static_cast<double>(psis[i].mean)};
    if (std::isfinite(place.theta) && std::isfinite(place.psi)) out.push_back(place);
  }
}

}  // namespace

bool PhaseTrail::update(const RunHistory& history, const Snapshot& shown) {
  const Key key{shown.instant(), shown.run, history.last_step()};
  if (key == key_) return false;
  key_ = key;
  live_.clear();
  const Series *theta = history.find("theta_1"), *psi = history.find("psi_1");
  const std::int64_t step = shown.position.step, from = std::max<std::int64_t>(1, step - kTrailSteps + 1);
  const bool of_it = history.segment() == shown.position.segment;
  if (of_it && theta != nullptr && psi != nullptr && !theta->empty()) {
    if (from == 1 && theta->first_step() == 1) live_.push_back(start_of(*shown.settings));
    append_places(*theta, *psi, from, std::min(step, theta->last_step()), theta_, psi_, live_);
  }
  live_.push_back(place_of(shown));
  if (earlier_of_ != history.segment() || earlier_run_ != shown.run) {
    earlier_of_ = history.segment();
    earlier_run_ = shown.run;
    take_earlier(history);
  }
  return true;
}

// Since another game was opened last.
void PhaseTrail::take_earlier(const RunHistory& history) {
  earlier_.clear();
  std::int64_t opened = -1;
  for (const HistoryMark& mark : history.marks()) {
    if (mark.other_game) opened = std::max(opened, mark.segment);
  }
  const std::vector<PastSegment> past = history.past();
  for (std::size_t i = past.size() > kEarlierRuns ? past.size() - kEarlierRuns : 0; i < past.size(); ++i) {
    const Series *theta = history.find_past(i, "theta_1"), *psi = history.find_past(i, "psi_1");
    if (past[i].segment < opened || theta == nullptr || psi == nullptr || theta->empty()) continue;
    const std::int64_t last = past[i].last_step, first = std::max(past[i].first_step, last - kEarlierSteps + 1);
    append_places(*theta, *psi, first, last, theta_, psi_, earlier_.emplace_back());
    if (earlier_.back().size() < 2) earlier_.pop_back();
  }
}

}  // namespace gan
