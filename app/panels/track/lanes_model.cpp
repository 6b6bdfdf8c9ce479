#include "app/panels/track/lanes_model.h"

#include <algorithm>
#include <utility>

namespace gan {
namespace {

// Back to the first of them: each with how far it is this branch's past.
std::vector<RunStretch> way_to(const Branches& branches, RunId run) {
  std::vector<RunStretch> way;
  const Branch* branch = branches.find(run);
  if (branch == nullptr) return way;
  way.push_back({run, branch->front});
  while (branch != nullptr && branch->has_parent()) {
    way.push_back({branch->parent, branch->origin});
    branch = branches.find(branch->parent);
  }
  return way;
}

}  // namespace

Instant parting(const Branches& branches, RunId a, RunId b) {
  const std::vector<RunStretch> way = way_to(branches, a);
  for (const RunStretch& one : way) {
    for (const RunStretch& other : way_to(branches, b)) {
      if (one.run == other.run) return std::min(one.until, other.until);
    }
  }
  return {};
}

std::vector<TrackLane> lanes_of(const Branches& branches, std::int64_t first, std::int64_t last) {
  std::vector<std::pair<Instant, TrackLane>> found;
  for (const Branch& branch : branches.all()) {
    if (branch.run == branches.played()) continue;
    const Instant from = parting(branches, branches.played(), branch.run);
    TrackLane lane;
    lane.run = branch.run;
    lane.title = title_of(branch);
    lane.elsewhere = from.position.segment < first || from.position.segment > last;
    lane.from = from.position.step;
    lane.goes_on = branch.front_from > last;
    lane.to = std::max(lane.from, branch.front.position.step);
    found.emplace_back(from, std::move(lane));
  }
  std::stable_sort(found.begin(), found.end(), [](const auto& a, const auto& b) {
    return a.second.elsewhere != b.second.elsewhere ? a.second.elsewhere : a.first < b.first;
  });
  std::vector<TrackLane> lanes;
  for (auto& [from, lane] : found) lanes.push_back(std::move(lane));
  return lanes;
}

}  // namespace gan
