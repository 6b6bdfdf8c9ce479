#include "app/panels/theory/penalty_model.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "app/panels/theory/round_top_model.h"
#include "core/base/number_text.h"

namespace gan {
namespace {

constexpr double kNormsInScale = 0.98;  // of the norms lie below the end of the scale
constexpr double kOverTarget = 1.25;    // times a target the scale reaches at least

void take_norms(const PenaltySight& sight, PenaltyGroup& out) {
  const bool plane = sight.points.rows() == 2, line = sight.points.rows() == 1;
  double sum = 0;
  for (std::size_t i = 0; i < sight.norms.size(); ++i) {
    const float norm = sight.norms[i];
    if (!std::isfinite(norm)) {
      ++out.undefined;
      continue;
    }
    if (plane) {
      const auto column = static_cast<Index>(i);
      const float x = sight.points(0, column), y = sight.points(1, column);
      if (!std::isfinite(x) || !std::isfinite(y)) {
        ++out.undefined;
        continue;
      }
      out.xy.insert(out.xy.end(), {x, y});
    }
    if (line) {
      const float x = sight.points(0, static_cast<Index>(i));
      if (!std::isfinite(x)) {
        ++out.undefined;
        continue;
      }
      out.x.push_back(x);
    }
    out.norms.push_back(norm);
    sum += static_cast<double>(norm);
  }
  out.mean = out.norms.empty() ? std::numeric_limits<double>::quiet_NaN() : sum / static_cast<double>(out.norms.size());
}

void count_cells(double top, PenaltyGroup& out) {
  out.share.assign(kNormCells, 0);
  out.beyond = 0;
  if (out.norms.empty()) return;
  const double one = 1 / static_cast<double>(out.norms.size());
  for (const float norm : out.norms) {
    const double cell = static_cast<double>(norm) / top * kNormCells;
    if (cell > kNormCells) {
      out.beyond += one;
    } else {
      out.share[static_cast<std::size_t>(std::min(cell, kNormCells - 1.0))] += static_cast<float>(one);
    }
  }
}

// "10", and of a lazy one "10 × 16".
std::string weight_text(const PenaltySight& sight, const Hyperparameters& h) {
  const int every = h.*sight.penalty->every;
  const std::string weight = short_text(h.*sight.penalty->weight);
  return every > 1 ? weight + " × " + whole_text(every) : weight;
}

// "9.2%", "less than 0.1%".
std::string share_text(double share) {
  return share > 0 && share < 0.0005 ? "less than 0.1%" : percent_text(share);
}

std::string added_sentence(const PenaltySight& sight, const PenaltyView& view, const Hyperparameters& h) {
  const std::string weight = " (weight " + weight_text(sight, h) + ")";
  if (sight.steps_off > 0) {
    const std::string steps = whole_text(sight.steps_off) + (sight.steps_off == 1 ? " step" : " steps");
    return "It acts every " + whole_text(h.*sight.penalty->every) + " steps of D, next after " + steps +
           "; here it would add " + short_text(sight.value) + " to D's loss" + weight + ".";
  }
  std::string text = "It adds " + short_text(sight.value) + " to D's loss" + weight;
  const double rest = view.d_loss - view.penalty;
  // Of a loss that can be negative a penalty is no share.
  if (rest >= 0 && view.d_loss > 0)
    text += ", " + share_text(sight.value / view.d_loss) + " of " + short_text(view.d_loss);
  return text + ".";
}

PenaltyGroup group_of(const PenaltySight& sight, const PenaltyView& view, const Hyperparameters& h) {
  PenaltyGroup out;
  out.penalty = sight.penalty;
  out.on = sight.on;
  take_norms(sight, out);
  const std::string where = points_name(sight.penalty->samples, static_cast<std::int64_t>(sight.norms.size()));
  out.title = sight.on ? std::string(sight.penalty->name) + " at " + where : "At " + where;
  std::string mean = "Mean ‖∇D‖ " + short_text(out.mean);
  if (out.norms.empty()) mean = "No ‖∇D‖ is finite";
  if (sight.on) mean += ", its target is " + short_text(target_norm(sight.penalty->kind));
  out.lines.push_back(mean + ".");
  if (sight.on) out.lines.push_back(added_sentence(sight, view, h));
  return out;
}

}  // namespace

const char* no_penalty_sentence() {
  return "No penalty acts on D's gradient. Of R1, R2, WGAN-GP or DRAGAN one would see here at which points it looks at "
         "‖∇D‖, how far that is from its target, and what it adds to D's loss.";
}

void PenaltyPicture::clear() {
  *this = {};
}

void PenaltyPicture::update(const ProbeResult& result, std::uint64_t version) {
  if (version == version_) return;
  version_ = version;
  groups_.clear();
  if (!result.request.penalty || result.snapshot == nullptr) return;
  const Hyperparameters& h = result.snapshot->settings->hyperparameters;
  any_on_ = result.penalty.any_on;
  double target = 0;
  std::vector<float> all;
  for (const PenaltySight& sight : result.penalty.sights) {
    groups_.push_back(group_of(sight, result.penalty, h));
    if (sight.on) target = std::max(target, target_norm(sight.penalty->kind));
    all.insert(all.end(), groups_.back().norms.begin(), groups_.back().norms.end());
  }
  const SegmentId segment = result.snapshot->segment();
  if (segment != segment_) top_ = 0;
  segment_ = segment;
  top_ = held_top(top_, std::max(kOverTarget * target, covering(all, kNormsInScale)));
  for (PenaltyGroup& group : groups_) count_cells(top_, group);
}

float PenaltyPicture::place(float norm) const {
  return std::clamp(static_cast<float>(static_cast<double>(norm) / top_), 0.0F, 1.0F);
}

std::vector<std::string> PenaltyPicture::headings() const {
  std::vector<std::string> out;
  for (const PenaltyGroup& group : groups_) {
    const std::string where =
        std::string("‖∇D‖ ") + short_text(group.mean) + " at " + points_name(group.penalty->samples);
    out.push_back((group.on ? std::string(group.penalty->name) + ": mean " : "Mean ") + where);
  }
  if (known() && !any_on_) out.emplace_back("No penalty acts on D's gradient");
  return out;
}

ColourLegend PenaltyPicture::legend() const {
  ColourLegend legend;
  legend.title = any_on_ ? "‖∇D(x)‖ where it is penalised" : "‖∇D(x)‖ at the next batch";
  legend.length = true;
  legend.low = "0", legend.high = "over " + short_text(top_);
  for (const PenaltyGroup& group : groups_) {
    if (!group.on) continue;
    const double target = target_norm(group.penalty->kind);
    if (target == 0) legend.low = "0: target";
    if (target == 0) continue;
    legend.mark = target / top_;
    legend.middle = short_text(target) + ": target";
  }
  return legend;
}

}  // namespace gan
