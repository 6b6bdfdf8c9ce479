#include "app/models/sentences.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdio>
#include <limits>

#include "app/models/advice.h"
#include "app/models/arena_model.h"
#include "core/game/losses.h"
#include "core/probe/clip_share.h"

namespace gan {
namespace {

constexpr std::size_t kRemembered = 30;  // judgements that hopping is looked for in
constexpr std::int64_t kTooEarly = 200;  // iterations before which nothing is said about coverage

std::string modes_text(const Facts& facts) {
  return std::to_string(facts.modes_covered) + " of " + std::to_string(facts.modes_total) + " modes";
}

std::string quality_text(const Facts& facts) {
  char text[96];
  std::snprintf(text, sizeof text, "%.0f %% high quality", 100 * facts.high_quality);
  std::string out = text;
  if (std::isfinite(facts.perfect_high_quality)) {
    std::snprintf(text, sizeof text, " (a perfect generator: %.1f %%)", 100 * facts.perfect_high_quality);
    out += text;
  }
  return out;
}

constexpr std::int64_t kEarlyPictures = 2000;  // iterations before which missing classes may still come
constexpr double kAsMany = 0.97;               // of what held-out pictures cover: a chance below 1 in 1000

double mean_of(const Series* series, std::int64_t first, std::int64_t last) {
  if (series == nullptr || series->empty()) return Metrics::kUndefined;
  std::vector<Bucket> buckets;
  series->query(first, last, 128, buckets);
  double sum = 0, count = 0;
  for (const Bucket& b : buckets) {
    if (b.count == 0) continue;
    sum += static_cast<double>(b.mean) * b.count;
    count += b.count;
  }
  return count > 0 ? sum / count : Metrics::kUndefined;
}

double largest_of(const Series* series) {
  if (series == nullptr || series->empty()) return 0;
  std::vector<Bucket> buckets;
  series->query(series->first_step(), series->last_step(), 128, buckets);
  double largest = 0;
  for (const Bucket& b : buckets) {
    if (b.count > 0) largest = std::max(largest, static_cast<double>(b.max));
  }
  return largest;
}

// The strongest wave of the last few hundred to few ten thousand iterations.
Oscillation recent_wave(const Series* series, Oscillation best) {
  if (series == nullptr || series->empty()) return best;
  std::vector<Bucket> buckets;
  std::vector<float> means;
  for (const std::int64_t window : {300, 900, 3000, 9000, 30000}) {
    const std::int64_t last = series->last_step();
    if (last - series->first_step() < window) break;
    series->query(last - window, last, 256, buckets);
    means.clear();
    for (const Bucket& b : buckets) means.push_back(b.mean);
    const std::optional<Oscillation> wave = find_oscillation(means);
    if (!wave || wave->strength <= best.strength || buckets.empty()) continue;
    best = {wave->period * static_cast<double>(window) / static_cast<double>(buckets.size()), wave->strength};
  }
  return best;
}

// Root mean square distance of points from their mean; NaN where one is not finite.
double spread_of(const Matrix<double>& points) {
  const Vector<double> mean = points.rowwise().mean();
  return std::sqrt((points.colwise() - mean).colwise().squaredNorm().mean());
}

double deviation(std::span<const double> values) {
  double mean = 0, square = 0;
  for (const double v : values) mean += v / static_cast<double>(values.size());
  for (const double v : values) square += (v - mean) * (v - mean);
  return std::sqrt(square / static_cast<double>(values.size()));
}

}  // namespace

std::optional<Oscillation> find_oscillation(std::span<const float> values) {
  std::vector<double> v;
  for (const float x : values) {
    if (std::isfinite(x)) v.push_back(x);
  }
  const std::size_t n = v.size();
  if (n < 48) return std::nullopt;
  // Without its straight line: a slow trend is no wave.
  double mean = 0, slope = 0, norm = 0;
  for (const double x : v) mean += x / static_cast<double>(n);
  const double middle = static_cast<double>(n - 1) / 2;
  for (std::size_t i = 0; i < n; ++i) {
    const double t = static_cast<double>(i) - middle;
    slope += t * v[i];
    norm += t * t;
  }
  for (std::size_t i = 0; i < n; ++i) v[i] -= mean + slope / norm * (static_cast<double>(i) - middle);
  const std::span<const double> all(v);
  const double whole = deviation(all);
  if (!(whole > 1e-4 * (1 + std::abs(mean)))) return std::nullopt;
  if (deviation(all.subspan(n / 2)) < 0.6 * deviation(all.first(n / 2))) return std::nullopt;

  const auto correlation = [&](std::size_t lag) {
    double sum = 0;
    for (std::size_t i = 0; i + lag < n; ++i) sum += v[i] * v[i + lag];
    return sum / (static_cast<double>(n - lag) * whole * whole);
  };
  // Noise has no dip: a wave is opposite to itself half a period later, and alike after a whole one.
  std::size_t lag = 1;
  while (lag < n / 3 && correlation(lag) > 0) ++lag;
  double dip = 0, peak = 0;
  std::size_t at = 0;
  for (; lag < n / 3 + 1; ++lag) {
    const double c = correlation(lag);
    dip = std::min(dip, c);
    if (c > peak) peak = c, at = lag;
    if (peak > 0 && c < 0) break;  // the first peak is the period
  }
  if (at < 6 || dip > -0.3) return std::nullopt;
  return Oscillation{static_cast<double>(at), std::min(peak, 1.0)};
}

Concentration measure_concentration(const GaussianMixture& mixture, const Matrix<float>& samples) {
  const Index modes = mixture.centres.cols();
  if (modes == 0 || samples.cols() == 0) return {};
  std::vector<double> gaps(static_cast<std::size_t>(modes), std::numeric_limits<double>::infinity());
  for (Index a = 0; a < modes; ++a) {
    for (Index b = 0; b < modes; ++b) {
      const double d = (mixture.centres.col(a) - mixture.centres.col(b)).norm();
      if (a != b) gaps[static_cast<std::size_t>(a)] = std::min(gaps[static_cast<std::size_t>(a)], d);
    }
  }
  std::vector<double> counts(static_cast<std::size_t>(modes), 0);
  double total = 0, near = 0;
  for (Index i = 0; i < samples.cols(); ++i) {
    double distance = 0;
    const int mode = nearest_mode(mixture, samples(0, i), samples(1, i), &distance);
    if (mode < 0 || !std::isfinite(distance)) continue;
    counts[static_cast<std::size_t>(mode)] += 1;
    total += 1;
    near += distance < gaps[static_cast<std::size_t>(mode)] / 2 ? 1 : 0;
  }
  double entropy = 0;
  for (const double count : counts) {
    if (count > 0) entropy -= count / total * std::log(count / total);
  }
  if (total == 0) return {};
  const bool together = spread_of(samples.cast<double>()) < 0.5 * spread_of(mixture.centres);
  return {std::exp(entropy), near > 0.5 * total, together};
}

Facts gather_facts(const Snapshot& snapshot, const RecentSeries& series, const Metrics* metrics,
                   const PerfectMetrics* perfect, const Matrix<float>* generated) {
  Facts f;
  f.segment = snapshot.position.segment;
  f.step = snapshot.position.step;
  f.diverged = snapshot.status.diverged;
  f.divergence = divergence_sentence(snapshot);
  const Hyperparameters& h = snapshot.settings->hyperparameters;
  f.loss = h.loss;
  f.frozen_d = h.k == 0;
  f.frozen_g = h.generator_steps == 0;
  f.clip = h.clip;
  f.at_clip = share_near_clip(snapshot);
  const std::int64_t last = f.step, first = std::max<std::int64_t>(0, last - 100);
  f.d_accuracy = mean_of(series.d_accuracy, first, last);
  f.d_real = mean_of(series.d_real, first, last);
  f.d_fake = mean_of(series.d_fake, first, last);
  f.g_grad_norm = mean_of(series.g_grad_norm, first, last);
  f.g_grad_norm_start = mean_of(series.g_grad_norm, 0, 100);
  const Oscillation wave = recent_wave(series.d_fake, recent_wave(series.g_loss, {}));
  f.wave = wave.strength;
  f.wave_iterations = wave.period;
  f.most_covered = static_cast<int>(largest_of(series.modes_covered));
  f.most_classes = static_cast<int>(largest_of(series.classes_covered));
  if (metrics != nullptr && std::isfinite(metrics->pictures[ImageMetric::classes_covered])) {
    f.classes_covered = static_cast<int>(metrics->pictures[ImageMetric::classes_covered]);
    f.classes_total = metrics->pictures.classes_total;
  }
  if (metrics != nullptr) {
    f.modes_covered = metrics->modes_covered;
    f.modes_total = metrics->modes_total;
    f.high_quality = metrics->high_quality_fraction;
    f.outside = metrics->outside_fraction;
    for (std::size_t k = 0; k < std::min<std::size_t>(64, metrics->modes.size()); ++k) {
      if (metrics->modes[k].count > 0) f.covered_bits |= std::uint64_t{1} << k;
    }
  }
  if (perfect != nullptr) {
    f.perfect_high_quality = perfect->high_quality_fraction.mean;
    const double classes = perfect->pictures.mean[static_cast<std::size_t>(ImageMetric::classes_covered)];
    f.classes_expected = std::isfinite(classes) ? classes : 0;
  }
  if (generated != nullptr && snapshot.data != nullptr && snapshot.data->mixture() != nullptr) {
    f.concentration = measure_concentration(*snapshot.data->mixture(), *generated);
  }
  return f;
}

bool misses_classes(double covered, int total, double expected) {
  return covered < (expected > 0 ? std::min<double>(kAsMany * expected, total) : total);
}

bool SentenceJudge::Latch::update(bool enter, bool stay) {
  const bool against = on_ ? !stay : enter;
  count_ = against ? count_ + 1 : 0;
  if (count_ >= (on_ ? 3 : 2)) on_ = !on_, count_ = 0;
  return on_;
}

void SentenceJudge::update(const Facts& facts) {
  const bool begins = facts.segment != segment_ || facts.step < step_;
  if (begins) *this = {};
  const bool first = step_ < 0;
  segment_ = facts.segment;
  step_ = facts.step;
  if (facts.modes_total > 0) {
    covered_.push_back(facts.covered_bits);
    if (covered_.size() > kRemembered) covered_.pop_front();
    most_covered_ = std::max({most_covered_, facts.modes_covered, facts.most_covered});
  }
  judge(facts);
  // Who looks at a run for the first time, or at one that stands still, wants to know at once.
  for (int i = 0; i < 2 && (first || facts.at_rest); ++i) judge(facts);
}

// Of pictures: classes that the generator had and has lost, or has not found for long.
void SentenceJudge::judge_classes(const Facts& f) {
  const bool known = f.classes_total > 1 && f.step >= kTooEarly;
  const bool few = known && misses_classes(f.classes_covered, f.classes_total, f.classes_expected);
  const bool gone = few && f.classes_covered < kAsMany * f.most_classes;
  lost_.update(gone || (few && f.step >= kEarlyPictures), few);
  if (!few) return;
  std::string text = "Generates only " + std::to_string(f.classes_covered) + " of " + std::to_string(f.classes_total) +
                     " classes";
  if (!lost_.on()) {
    text += " so far";
  } else if (gone) {
    text += ": it had " + std::to_string(f.most_classes);
  }
  sentences_.push_back({lost_.on() ? Tone::warning : Tone::neutral, std::move(text)});
}

void SentenceJudge::judge(const Facts& f) {
  sentences_.clear();
  const auto say = [&](Tone tone, std::string text) { sentences_.push_back({tone, std::move(text)}); };
  if (f.diverged) say(Tone::warning, f.divergence);

  const bool modes = f.modes_total > 1 && f.step >= kTooEarly;
  const double half = 0.5 * f.modes_total;
  // On a few modes, or all in one place on the way between two of them; not the blob that every game begins
  // with.
  const bool gathered = f.concentration.near || (f.concentration.together && most_covered_ > 0);
  const bool few = gathered && f.concentration.effective_modes <= half;
  collapsed_.update(modes && few && f.modes_covered <= half,
                    modes && f.concentration.effective_modes <= 0.65 * f.modes_total &&
                        f.modes_covered < 0.75 * f.modes_total);
  learned_.update(modes && f.modes_covered == f.modes_total && f.high_quality >= 0.9,
                  modes && f.modes_covered == f.modes_total && f.high_quality >= 0.85);
  if (collapsed_.on()) {
    std::uint64_t seen = 0;
    for (const std::uint64_t bits : covered_) seen |= bits;
    const int visited = std::popcount(seen);
    if (visited >= f.modes_covered + 3) {
      say(Tone::warning, modes_text(f) + " covered: the generator has collapsed and hops (" +
                             std::to_string(visited) + " modes visited lately)");
    } else {
      say(Tone::warning, modes_text(f) + " covered: the generator has collapsed");
    }
  } else if (learned_.on()) {
    say(Tone::good, "Learned: " + modes_text(f) + ", " + quality_text(f));
  }

  judge_classes(f);

  const bool probabilistic = loss_infos()[static_cast<std::size_t>(f.loss)].probabilistic;
  perfect_d_.update(probabilistic && f.d_accuracy > 0.99 && f.d_fake < 0.02,
                    probabilistic && f.d_accuracy > 0.97 && f.d_fake < 0.05);
  const double ratio = f.g_grad_norm / f.g_grad_norm_start;
  vanished_.update(!f.frozen_g && f.step >= kTooEarly && ratio < 0.01 && !learned_.on(),
                   !f.frozen_g && ratio < 0.03 && !learned_.on());
  if (perfect_d_.on() && f.loss == find_loss("minimax")) {
    say(Tone::warning, "D is nearly perfect: the minimax gradient has vanished");
  } else if (vanished_.on()) {
    say(Tone::warning, "The generator's gradient has fallen below 1 % of what it was at the start");
  } else if (perfect_d_.on() && !f.frozen_d) {
    say(Tone::neutral, "D is nearly perfect: it tells every generated sample");
  }

  circling_.update(f.wave > 0.4, f.wave > 0.25);
  if (circling_.on() && !f.diverged) {
    char text[96];
    const double tens =
        std::pow(10, std::max(0.0, std::floor(std::log10(std::max(f.wave_iterations, 1.0))) - 1));
    std::snprintf(text, sizeof text, "The players circle each other: a round takes about %.0f iterations",
                  std::round(f.wave_iterations / tens) * tens);
    say(Tone::neutral, text);
  }
  clipped_.update(f.at_clip > 0.5, f.at_clip > 0.35);
  if (clipped_.on()) {
    char text[96];
    std::snprintf(text, sizeof text, "%.0f %% of the critic's weights pile up within a tenth of ±%g",
                  100 * f.at_clip, f.clip);
    say(Tone::neutral, text);
  }
  outside_.update(f.outside > 0.2, f.outside > 0.1);
  if (outside_.on()) {
    char text[96];
    std::snprintf(text, sizeof text, "%.0f %% of the samples lie outside the data's square", 100 * f.outside);
    say(Tone::warning, text);
  }

  if (sentences_.empty() && modes && f.modes_covered < f.modes_total) {
    say(Tone::neutral, modes_text(f) + " covered so far");
  } else if (sentences_.empty() && modes) {
    say(Tone::neutral, modes_text(f) + " covered, " + quality_text(f));
  }
  if (sentences_.empty() && probabilistic && std::isfinite(f.d_accuracy)) {
    char text[96];
    const bool blind = std::abs(f.d_real - 0.5) < 0.05 && std::abs(f.d_fake - 0.5) < 0.05;
    std::snprintf(text, sizeof text, "D is right about %.0f %% of its batch%s", 100 * f.d_accuracy,
                  blind ? ": it can hardly tell generated from real" : "");
    say(Tone::neutral, text);
  }
  if (sentences_.size() > 3) sentences_.resize(3);
}

}  // namespace gan
