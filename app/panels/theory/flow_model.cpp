#include "app/panels/theory/flow_model.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <numbers>

#include "app/panels/theory/round_top_model.h"
#include "core/base/number_text.h"

namespace gan {
namespace {

constexpr double kLaterCosts = 3;       // times as far off a later moment counts
constexpr double kNodesInRange = 0.98;  // of the nodes lie within the range of the colours

std::vector<float> sizes_of(const Matrix<float>& field) {
  std::vector<float> out;
  for (Index i = 0; i < field.size(); ++i) {
    if (std::isfinite(field.data()[i])) out.push_back(std::abs(field.data()[i]));
  }
  return out;
}

std::string steps_text(const SampleFlow& flow) {
  return "iterations " + whole_text(flow.from) + " to " + whole_text(flow.to);
}

}  // namespace

void SampleHistory::add(const Moment& moment, const Matrix<float>& generated) {
  const bool same = moment.segment() == segment_ && !kept_.empty() && kept_.front().samples->cols() == generated.cols();
  if (!same) kept_.clear();
  segment_ = moment.segment();
  if (generated.rows() != 2 || generated.cols() == 0) return;
  const std::int64_t step = moment.position.step;
  const auto at = std::lower_bound(kept_.begin(), kept_.end(), step,
                                   [](const Kept& kept, std::int64_t value) { return kept.step < value; });
  if (at != kept_.end() && at->step == step) return;
  kept_.insert(at, {step, std::make_shared<Matrix<float>>(generated)});
  if (kept_.size() <= kMost) return;
  std::vector<Kept> thinned;
  for (std::size_t i = 0; i < kept_.size(); ++i) {
    if (i >= kMost / 2 || i % 2 == 0) thinned.push_back(kept_[i]);
  }
  kept_ = std::move(thinned);
}

FlowRequest SampleHistory::request(const Kept& kept) const {
  return {kept.samples, segment_, kept.step, {}};
}

std::optional<FlowRequest> SampleHistory::other(std::int64_t step) const {
  const Kept* best = nullptr;
  double least = 0;
  for (const Kept& kept : kept_) {
    if (kept.step == step) continue;
    const double ratio = static_cast<double>(std::abs(step - kept.step)) / kApart;
    const double off = std::max(ratio, 1 / ratio) * (kept.step > step ? kLaterCosts : 1);
    if (best == nullptr || off < least) best = &kept, least = off;
  }
  if (best == nullptr) return {};
  return request(*best);
}

void FlowField::clear() {
  const std::uint64_t last = revision_;
  *this = {};
  revision_ = last + 1;
}

void FlowField::update(const ProbeResult& result, std::uint64_t version, bool turn) {
  if (version == version_ && turn == turn_) return;
  version_ = version, turn_ = turn;
  const SampleFlow& flow = result.flow;
  const SurfaceRequest& lattice = flow.request.lattice;
  const bool field = lattice.nx > kMeansLattice && flow.divergence.size() > 0;
  if (!result.request.flow || !field || result.snapshot == nullptr) {
    // What was last known of this segment stays until the next: not every picture finds another moment.
    const bool stays = result.request.flow && result.snapshot != nullptr && result.snapshot->segment() == segment_;
    if (known() && !stays) clear();
    return;
  }
  ++revision_;
  if (result.snapshot->segment() != segment_) range_ = 0;
  segment_ = result.snapshot->segment();
  range_ = held_top(range_, std::max(covering(sizes_of(flow.divergence), kNodesInRange),
                                     covering(sizes_of(flow.curl), kNodesInRange)));
  field_ = turn ? flow.curl : flow.divergence;
  nx_ = lattice.nx, ny_ = lattice.ny;
  region_ = lattice.region;
  const double hx = (region_.x1 - region_.x0) / nx_ / 2, hy = (region_.y1 - region_.y0) / ny_ / 2;
  rect_ = {region_.x0 + hx, region_.x1 - hx, region_.y0 + hy, region_.y1 - hy};
  values_.resize(static_cast<std::size_t>(field_.size()));
  for (std::size_t i = 0; i < values_.size(); ++i) {
    const float value = field_.data()[i];
    values_[i] = std::isfinite(value) ? value : 0.0F;
  }
  heading_ = std::string(turn ? "Curl" : "Divergence") + " of the samples' velocity, " + steps_text(flow) +
             ", smoothed over " + short_text(flow.width, 2);
}

std::optional<double> FlowField::at(double x, double y) const {
  if (!known()) return {};
  const double column = std::floor((x - region_.x0) / (region_.x1 - region_.x0) * nx_),
               row = std::floor((y - region_.y0) / (region_.y1 - region_.y0) * ny_);
  // Written so that NaN is outside.
  if (!(column >= 0 && column < nx_ && row >= 0 && row < ny_)) return {};
  const float value = field_(static_cast<Index>(column), static_cast<Index>(row));
  if (!std::isfinite(value)) return {};
  return static_cast<double>(value);
}

ColourLegend FlowField::legend() const {
  ColourLegend legend;
  legend.neither = true;
  const std::string end = short_text(range_);
  legend.title = turn_ ? "curl of the velocity, an iteration" : "divergence of the velocity, an iteration";
  legend.low = (turn_ ? "turn right, −" : "gather, −") + end;
  legend.middle = "0";
  legend.high = (turn_ ? "turn left, " : "spread, ") + end;
  return legend;
}

std::vector<std::string> flow_lines(const SampleFlow& flow) {
  if (flow.divergence.size() == 0) {
    return {"How samples move takes two moments of the game: let it train, or go one iteration on or back."};
  }
  if (flow.samples == 0) {
    return {"Nowhere enough samples lie together, off a line, to tell how they spread and turn."};
  }
  const double share = flow.rotation();
  std::vector<std::string> out;
  if (!std::isfinite(share)) {
    out.emplace_back("The samples neither spread nor turn.");
  } else {
    out.push_back(std::string(share >= 2.0 / 3   ? "Samples mostly turn"
                              : share <= 1.0 / 3 ? "Samples mostly spread or gather"
                                                 : "Samples turn about as much as they spread or gather") +
                  ": mean |curl| is " + short_text(flow.curl_size) + " and mean |div| " +
                  short_text(flow.divergence_size) + " an iteration, " + percent_text(share, 0) + " rotation.");
    const double degrees = std::abs(flow.mean_curl) / 2 * 180 / std::numbers::pi;
    out.push_back("All together they turn " + std::string(flow.mean_curl < 0 ? "right" : "left") + " by " +
                  short_text(degrees, 2) + "° an iteration and " + (flow.mean_divergence < 0 ? "gather" : "spread") +
                  " by " + percent_text(std::abs(flow.mean_divergence), 2) + " of their area.");
  }
  out.push_back("Of where the same noise was sent in " + steps_text(flow) + ", around " +
                whole_text(static_cast<std::int64_t>(flow.samples)) + " samples; they move " + short_text(flow.speed) +
                " an iteration.");
  return out;
}

}  // namespace gan
