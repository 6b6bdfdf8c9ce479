#include "core/insight/conditions.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/game/losses.h"

namespace gan {
namespace {

constexpr std::int64_t kEarlyImages = 2000;  // iterations before which missing classes may still come
constexpr double kLost = 0.97;               // of the most classes that were there
constexpr double kWorthAWord = 0.1;          // a swing of a loss or of D's output
constexpr int kEnoughRecords = 20;           // records that a mean is trusted from

bool probabilistic(const Facts& f) {
  return loss_info(f.loss).probabilistic;
}

// On a few modes, or all in one place on the way between two of them; not the blob that every game begins with.
bool gathered(const Facts& f) {
  return f.concentration.near || (f.concentration.together && f.most_covered > 0);
}

bool all_modes(const Facts& f, double quality) {
  return judges_modes(f) && f.modes_covered == f.modes_total && f.high_quality >= quality;
}

// Where the JSD is unknown there is no telling.
bool has_shape(const Facts& f, double above) {
  const double deviation = std::isfinite(f.ideal_jsd.deviation) ? f.ideal_jsd.deviation : 0;
  return f.jsd <= f.ideal_jsd.mean + above + 3 * deviation;
}

// Of data on the line, whose density is known and which has no modes to count.
bool near_data(const Facts& f, double above) {
  return f.modes_total == 0 && f.measured_step >= kTooEarly && std::isfinite(f.jsd) && has_shape(f, above);
}

bool few_classes(const Facts& f) {
  return judges_classes(f) && !(f.precision < kPrecisionFloor) &&
         misses_classes(f.classes_covered, f.classes_total, f.classes_expected);
}

bool d_wins(const Facts& f, double accuracy, double fake) {
  return probabilistic(f) && !f.frozen_d && f.records >= kEnoughRecords && f.d_accuracy > accuracy && f.d_fake < fake;
}

// Of players that are a few numbers.
bool near_equilibrium(const Facts& f) {
  return f.distance < 0.05 * f.distance_start;
}

// A generator that has found the data has little left to learn.
bool gradient_gone(const Facts& f, double share) {
  return !f.frozen_g && f.g_grad_norm < share * f.g_grad_norm_start && !all_modes(f, 0.85) &&
         !near_data(f, 1.5 * kGoodLineJsd) && !near_equilibrium(f);
}

bool hops_about(const Facts& f, int hops) {
  return judges_modes(f) && f.hops >= hops && f.usual_effective_modes <= 0.5 * f.modes_total;
}

bool thin_modes(const Facts& f, double width) {
  const double ideal = f.ideal_core_width.mean > 0 ? f.ideal_core_width.mean : 1;
  return judges_modes(f) && f.modes_covered >= 0.75 * f.modes_total && f.core_width < width * ideal;
}

bool below_best_response(const Facts& f, double gap) {
  return probabilistic(f) && !f.frozen_d && f.records >= kEnoughRecords && f.best_value - f.value > gap;
}

bool changes_no_more(const Facts& f, double times) {
  if (std::isfinite(f.distance)) return near_equilibrium(f);
  if (std::isfinite(f.jsd)) return std::abs(f.jsd_drift.lately - f.jsd_drift.before) <= times * kSteadyJsd;
  const double size = std::max(std::abs(f.value_drift.before), std::abs(f.value_drift.lately));
  return std::abs(f.value_drift.lately - f.value_drift.before) <= times * kSteadyValue * size;
}

bool runs_away(const Facts& f, double share, double times) {
  return f.diverged || (f.measured_step >= kTooEarly && f.outside > share) ||
         (f.records >= kEnoughRecords && f.distance > times * f.distance_start);
}

constexpr std::array<ConditionInfo, kConditions> kConditionInfos{{
    {ConditionId::collapsed, "collapsed", "G is on at most half of the modes",
     [](const Facts& f) {
       const double half = 0.5 * f.modes_total;
       return judges_modes(f) && gathered(f) && f.concentration.effective_modes <= half && f.modes_covered <= half;
     },
     [](const Facts& f) {
       const double most = 0.75 * f.modes_total;
       return judges_modes(f) && f.concentration.effective_modes <= most && f.modes_covered < most;
     }},
    {ConditionId::fits, "fits", "all modes, good samples, a JSD near its ideal; on the line that alone",
     [](const Facts& f) { return (all_modes(f, 0.9) && has_shape(f, kGoodJsd)) || near_data(f, kGoodLineJsd); },
     [](const Facts& f) {
       return (all_modes(f, 0.85) && has_shape(f, 1.5 * kGoodJsd)) || near_data(f, 1.5 * kGoodLineJsd);
     }},
    {ConditionId::covers, "covers", "all modes and good samples", [](const Facts& f) { return all_modes(f, 0.9); },
     [](const Facts& f) { return all_modes(f, 0.85); }},
    {ConditionId::classes_missing, "classes_missing", "classes are lost, or not found for long",
     [](const Facts& f) {
       return few_classes(f) && (f.classes_covered < kLost * f.most_classes || f.step >= kEarlyImages);
     },
     few_classes},
    {ConditionId::d_perfect, "d_perfect", "D recognises nearly every fake",
     [](const Facts& f) { return d_wins(f, 0.99, 0.02); }, [](const Facts& f) { return d_wins(f, 0.97, 0.05); }},
    {ConditionId::vanished, "vanished", "G's gradient is below 1% of what it was after the last change",
     [](const Facts& f) { return f.step >= f.since.step + kTooEarly && gradient_gone(f, 0.01); },
     [](const Facts& f) { return gradient_gone(f, 0.03); }},
    {ConditionId::oscillates, "oscillates", "a wave, and a wide one",
     [](const Facts& f) { return f.wave.strength > 0.4 && f.wave.share >= 0.25; },
     [](const Facts& f) { return f.wave.strength > 0.25 && f.wave.share >= 0.15; }},
    {ConditionId::rests, "rests", "what oscillated swings by less than a tenth of that",
     [](const Facts& f) { return f.rest.share < 0.1 && f.rest.strength > 0.4; },
     [](const Facts& f) { return f.rest.share < 0.15 && f.rest.strength > 0.25; }},
    {ConditionId::clipped, "clipped", "more than half of the critic's weights stand at their bounds",
     [](const Facts& f) { return f.at_clip > 0.5; }, [](const Facts& f) { return f.at_clip > 0.35; }},
    {ConditionId::outside, "outside", "a fifth of the samples lie far from the data",
     [](const Facts& f) { return f.outside > 0.2; }, [](const Facts& f) { return f.outside > 0.1; }},
    {ConditionId::hopping, "hopping", "most samples go from mode to mode",
     [](const Facts& f) { return hops_about(f, kHops); }, [](const Facts& f) { return hops_about(f, kHops / 2); }},
    {ConditionId::thin, "thin", "the modes are covered, but G's are at most half as wide as the data's",
     [](const Facts& f) { return thin_modes(f, kThin); }, [](const Facts& f) { return thin_modes(f, 1.2 * kThin); }},
    {ConditionId::d_weak, "d_weak", "D's value is far below that of its best response",
     [](const Facts& f) { return below_best_response(f, kWeakGap); },
     [](const Facts& f) { return below_best_response(f, 0.7 * kWeakGap); }},
    {ConditionId::steady, "steady", "what is measured no longer changes",
     [](const Facts& f) { return changes_no_more(f, 1); }, [](const Facts& f) { return changes_no_more(f, 2); }},
    {ConditionId::diverging, "diverging", "numbers, samples or players run away",
     [](const Facts& f) { return runs_away(f, kRunAway, kFarther); },
     [](const Facts& f) { return runs_away(f, 0.6 * kRunAway, 0.8 * kFarther); }},
}};

}  // namespace

int ConditionMemory::visited() const {
  std::vector<bool> seen;
  for (const std::vector<bool>& modes : covered) {
    seen.resize(std::max(seen.size(), modes.size()));
    for (std::size_t k = 0; k < modes.size(); ++k) seen[k] = seen[k] || modes[k];
  }
  return static_cast<int>(std::count(seen.begin(), seen.end(), true));
}

int ConditionMemory::hops() const {
  int hops = 0;
  for (std::size_t i = 1; i < favourites.size(); ++i) hops += favourites[i] != favourites[i - 1];
  return hops;
}

double ConditionMemory::usual_effective_modes() const {
  if (effective_modes.empty()) return Metrics::kUndefined;
  std::vector<double> sorted(effective_modes.begin(), effective_modes.end());
  const auto middle = sorted.begin() + static_cast<std::ptrdiff_t>(sorted.size() / 2);
  std::nth_element(sorted.begin(), middle, sorted.end());
  return *middle;
}

int ConditionMemory::looks_with_waves() const {
  return static_cast<int>(std::count(waves.begin(), waves.end(), true));
}

bool judges_modes(const Facts& f) {
  return f.modes_total > 1 && f.measured_step >= kTooEarly;
}

bool judges_classes(const Facts& f) {
  return f.classes_total > 1 && f.measured_step >= kTooEarly;
}

std::span<const ConditionInfo> condition_infos() {
  return kConditionInfos;
}

std::optional<ConditionId> find_condition(std::string_view name) {
  for (const ConditionInfo& info : kConditionInfos) {
    if (name == info.name) return info.id;
  }
  return {};
}

bool Conditions::Latch::update(bool enter, bool stay) {
  const bool against = on_ ? !stay : enter;
  count_ = against ? count_ + 1 : 0;
  if (count_ >= (on_ ? 3 : 2)) on_ = !on_, count_ = 0;
  return on_;
}

void Conditions::update(const Facts& facts) {
  if (!began_ || facts.segment != segment_ || facts.step < step_ || facts.since != since_) *this = {};
  const int looks = !began_ || facts.at_rest ? 3 : 1;
  began_ = true;
  segment_ = facts.segment;
  step_ = facts.step;
  since_ = facts.since;
  if (facts.modes_total > 0) {
    memory_.covered.push_back(facts.covered);
    memory_.favourites.push_back(facts.concentration.favourite);
    memory_.effective_modes.push_back(facts.concentration.effective_modes);
    if (memory_.covered.size() > kRememberedLooks) {
      memory_.covered.pop_front(), memory_.favourites.pop_front(), memory_.effective_modes.pop_front();
    }
  }
  const ConditionInfo& wave = kConditionInfos[static_cast<std::size_t>(ConditionId::oscillates)];
  memory_.waves.push_back(wave.enter(facts) && facts.wave.swing >= kWorthAWord);
  if (memory_.waves.size() > kRememberedLooks) memory_.waves.pop_front();
  Facts known = facts;
  known.hops = memory_.hops();
  known.usual_effective_modes = memory_.usual_effective_modes();
  for (std::size_t i = 0; i < kConditions; ++i) {
    const bool enter = kConditionInfos[i].enter(known), stay = kConditionInfos[i].stay(known);
    for (int look = 0; look < looks; ++look) holds_[i] = latches_[i].update(enter, stay);
    holds_[i] = holds_[i] && (stay || enter);
  }
}

}  // namespace gan
