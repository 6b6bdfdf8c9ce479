#include "core/insight/facts.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/game/rules/rule_list.h"
#include "core/probe/quality/clip_share.h"

namespace gan {
namespace {

constexpr std::int64_t kAveraged = 100;       // records
constexpr std::int64_t kShortestFifth = 200;  // iterations that a drift is told over
constexpr double kAsMany = 0.97;              // of what held-out images cover: a chance below 1 in 1000

// Over the records [first, last] that are single still, so that none of another time is among them.
double mean_of(const Series* series, std::int64_t first, std::int64_t last, int* count = nullptr) {
  if (series == nullptr || series->empty()) return Metrics::kUndefined;
  std::vector<Bucket> buckets;
  series->query(first, last, static_cast<int>(kAveraged), buckets);
  double sum = 0, n = 0;
  for (const Bucket& b : buckets) {
    if (b.count == 0 || b.first_step < first || b.last_step > last) continue;
    sum += static_cast<double>(b.mean) * b.count;
    n += b.count;
  }
  if (count != nullptr) *count = static_cast<int>(n);
  return n > 0 ? sum / n : Metrics::kUndefined;
}

// Of fifths with fewer values nothing is known.
constexpr int kFewestOfFifth = 2;

Drift drift_of(const Series* series, std::int64_t since, std::int64_t until) {
  if (series == nullptr || series->empty()) return {};
  const std::int64_t last = std::min(series->last_step(), until), fifth = (last - since) / 5;
  if (fifth < kShortestFifth) return {};
  int earlier = 0, later = 0;
  const Drift drift{mean_of(series, last - 2 * fifth + 1, last - fifth, &earlier),
                    mean_of(series, last - fifth + 1, last, &later)};
  return std::min(earlier, later) >= kFewestOfFifth ? drift : Drift{};
}

double largest_of(const Series* series, std::int64_t until) {
  if (series == nullptr || series->empty() || until < series->first_step()) return 0;
  std::vector<Bucket> buckets;
  series->query(series->first_step(), std::min(series->last_step(), until), 128, buckets);
  double largest = 0;
  for (const Bucket& b : buckets) {
    if (b.count > 0) largest = std::max(largest, static_cast<double>(b.max));
  }
  return largest;
}

void take_records(const FindSeries& series, std::int64_t until, Facts& f) {
  const Series* const d_accuracy = series("d_accuracy");
  const Series* const d_fake = series("d_fake");
  const Series* const g_grad_norm = series("g_grad_norm");
  const Series* const g_loss = series("g_loss");
  if (g_grad_norm == nullptr || g_grad_norm->empty()) return;
  const std::int64_t last = std::min(g_grad_norm->last_step(), until), since = f.since.step;
  const std::int64_t first = std::max(last - kAveraged, since) + 1;
  int counts[3] = {};
  f.d_accuracy = mean_of(d_accuracy, first, last, &counts[0]);
  f.d_real = mean_of(series("d_real"), first, last);
  f.d_fake = mean_of(d_fake, first, last, &counts[1]);
  f.value = mean_of(series("value"), first, last);
  f.g_grad_norm = mean_of(g_grad_norm, first, last, &counts[2]);
  f.records = *std::max_element(std::begin(counts), std::end(counts));
  f.distance = mean_of(series("distance"), first, last);
  if (last > since + kAveraged) {
    f.g_grad_norm_start = mean_of(g_grad_norm, since + 1, since + kAveraged);
    f.distance_start = mean_of(series("distance"), since + 1, since + kAveraged);
  }
  // Losses of players that circle swing twice a round.
  const Series* const theta = std::isfinite(f.distance) ? series("theta_1") : nullptr;
  const std::pair<const Series*, const char*> swinging[] = {{theta, "θ"}, {g_loss, "G's loss"}, {d_fake, "D(G(z))"}};
  for (const auto& [s, what] : swinging) {
    if (s == nullptr || (theta != nullptr && s != theta)) continue;
    const Wave wave = recent_wave(*s, since, until);
    if (wave.strength > f.wave.strength) f.wave = wave, f.wave_of = what;
  }
  if (g_loss != nullptr) f.rest = measure_rest(*g_loss, since, until);
  f.value_drift = drift_of(series("value"), since, until);
}

void take_metrics(const Metrics& m, Facts& f) {
  f.measured_step = m.step;
  f.modes_covered = m.modes_covered;
  f.modes_total = m.modes_total;
  f.high_quality = m.high_quality_fraction;
  f.jsd = m.jsd;
  f.reverse_kl = m.reverse_kl;
  f.best_value = m.best_value;
  f.core_width = m.core_width;
  f.outside = m.outside_fraction;
  f.concentration = m.concentration;
  std::vector<double> widths;
  for (const ModeStatistics& mode : m.modes) {
    f.covered.push_back(mode.covered);
    if (mode.covered && std::isfinite(mode.spread_minor)) widths.push_back(mode.spread_minor);
  }
  if (!widths.empty()) {
    std::nth_element(widths.begin(), widths.begin() + static_cast<std::ptrdiff_t>(widths.size() / 2), widths.end());
    f.width = std::sqrt(widths[widths.size() / 2] / perfect_spread());
  }
  const double classes = m.images[ImageMetric::classes_covered];
  if (std::isfinite(classes)) {
    f.classes_covered = static_cast<int>(classes);
    f.classes_total = m.images.classes_total;
    f.precision = m.images[ImageMetric::precision];
    f.frechet = m.images[ImageMetric::frechet_distance];
  }
}

}  // namespace

Facts gather_facts(const Snapshot& snapshot, const LastChange& since, const FindSeries& series, const Metrics* metrics,
                   const PerfectMetrics* perfect, std::int64_t until) {
  Facts f;
  f.segment = snapshot.segment();
  f.step = snapshot.position.step;
  f.since = since;
  f.diverged = snapshot.status.diverged;
  const Hyperparameters& h = snapshot.settings->hyperparameters;
  f.loss = h.loss;
  f.frozen_d = stands_still(Player::discriminator, h);
  f.frozen_g = stands_still(Player::generator, h);
  f.clip = h.clip;
  f.at_clip = share_near_clip(snapshot);
  take_records(series, until, f);
  f.jsd_drift = drift_of(series("jsd"), since.step, until);
  f.most_covered = static_cast<int>(largest_of(series("modes_covered"), until));
  f.most_classes = static_cast<int>(largest_of(series("classes_covered"), until));
  if (metrics != nullptr) take_metrics(*metrics, f);
  if (perfect != nullptr) {
    f.ideal_high_quality = perfect->high_quality_fraction;
    f.ideal_jsd = perfect->jsd;
    f.ideal_reverse_kl = perfect->reverse_kl;
    f.ideal_core_width = perfect->core_width;
    const auto frechet = static_cast<std::size_t>(ImageMetric::frechet_distance);
    f.ideal_frechet = {perfect->images.mean[frechet], perfect->images.deviation[frechet]};
    const double classes = perfect->images.mean[static_cast<std::size_t>(ImageMetric::classes_covered)];
    f.classes_expected = std::isfinite(classes) ? classes : 0;
  }
  return f;
}

bool misses_classes(double covered, int total, double expected) {
  return covered < (expected > 0 ? std::min<double>(kAsMany * expected, total) : total);
}

}  // namespace gan
