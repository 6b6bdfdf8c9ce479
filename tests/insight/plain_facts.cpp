#include "tests/insight/plain_facts.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <regex>

#include "core/base/number_text.h"
#include "core/game/losses.h"

namespace gan {
namespace {

using Text = std::smatch;

double number(const Text& m, std::size_t i) {
  return std::stod(m[i].str());
}

std::string differs(const char* what, double said, double is) {
  return std::string(what) + " is " + std::to_string(is) + ", not " + std::to_string(said);
}

double mean_of_last(const std::vector<StepRecord>& records, float StepRecord::*scalar, std::size_t most = 100) {
  double sum = 0, count = 0;
  for (std::size_t i = records.size() - std::min(most, records.size()); i < records.size(); ++i) {
    if (std::isfinite(records[i].*scalar)) sum += static_cast<double>(records[i].*scalar), ++count;
  }
  return count > 0 ? sum / count : std::numeric_limits<double>::quiet_NaN();
}

// Records [begin, end) in means of `width`.
std::vector<double> block_means(const std::vector<StepRecord>& records, float StepRecord::*scalar, std::size_t begin,
                                std::size_t end, std::size_t width) {
  std::vector<double> out;
  for (std::size_t i = begin; i + width <= end; i += width) {
    double sum = 0;
    for (std::size_t j = i; j < i + width; ++j) sum += static_cast<double>(records[j].*scalar);
    out.push_back(sum / static_cast<double>(width));
  }
  return out;
}

void take_line_off(std::vector<double>& v) {
  double st = 0, sv = 0, stt = 0, stv = 0;
  const auto n = static_cast<double>(v.size());
  for (std::size_t i = 0; i < v.size(); ++i) {
    const auto t = static_cast<double>(i);
    st += t, sv += v[i], stt += t * t, stv += t * v[i];
  }
  const double slope = (n * stv - st * sv) / (n * stt - st * st), start = (sv - slope * st) / n;
  for (std::size_t i = 0; i < v.size(); ++i) v[i] -= start + slope * static_cast<double>(i);
}

double correlation_at(const std::vector<double>& v, std::size_t lag) {
  double all = 0, pairs = 0;
  for (const double x : v) all += x * x / static_cast<double>(v.size());
  for (std::size_t i = 0; i + lag < v.size(); ++i) pairs += v[i] * v[i + lag] / static_cast<double>(v.size() - lag);
  return pairs / all;
}

// Half of what the middle four fifths span.
double middle_swing(std::vector<double> v) {
  take_line_off(v);
  std::sort(v.begin(), v.end());
  return (v[v.size() * 9 / 10] - v[v.size() / 10]) / 2;
}

// Somewhere among the stretches up to now a wave of about this period, alike after one period and unlike after half of
// one.
std::string no_wave(const Watched& game, double period) {
  const std::vector<StepRecord> recent = game.recent();
  const auto width = std::max<std::size_t>(1, static_cast<std::size_t>(period / 8));
  for (const auto scalar : {&StepRecord::g_loss, &StepRecord::d_fake, &StepRecord::theta_1}) {
    for (const std::size_t window : {300u, 900u, 3000u, 9000u, 30000u}) {
      if (window > recent.size() || static_cast<double>(window) < 2.5 * period) continue;
      std::vector<double> v = block_means(recent, scalar, recent.size() - window, recent.size(), width);
      take_line_off(v);
      const double points = period / static_cast<double>(width);
      double after = -1, halfway = 1;
      for (double f = 0.85; f < 1.16; f += 0.05) {
        after = std::max(after, correlation_at(v, static_cast<std::size_t>(f * points)));
        halfway = std::min(halfway, correlation_at(v, static_cast<std::size_t>(0.5 * f * points)));
      }
      if (after > 0.15 && halfway < 0) return "";
    }
  }
  return "no stretch repeats itself after " + std::to_string(period);
}

// G's loss now against the widest of what it did before the last change.
std::string not_at_rest(const Watched& game, double percent) {
  const std::vector<StepRecord> recent = game.recent();
  const std::vector<StepRecord>& all = game.records();
  const std::size_t before = all.size() - recent.size();
  if (recent.size() < 900 || before < 900) return "too little is known";
  const auto swing = [&](std::size_t begin) {
    return middle_swing(block_means(all, &StepRecord::g_loss, begin, begin + 900, 4));
  };
  double widest = 0;
  for (std::size_t begin = 0; begin + 900 <= before; begin += 60) widest = std::max(widest, swing(begin));
  const double share = swing(all.size() - 900) / widest;
  return 100 * share <= percent + 1 ? "" : differs("the share", percent, 100 * share);
}

double share_at_bounds(const Watched& game, double c) {
  const auto snapshot = game.run().snapshot();
  const AlignedBlock<float>& block = snapshot->state->discriminator.parameters;
  double there = 0;
  for (std::size_t i = 0; i < block.size(); ++i) there += std::abs(static_cast<double>(block.data()[i])) >= 0.9 * c;
  double parameters = 0, inputs = 2;
  for (const int units : snapshot->settings->spec.discriminator.hidden) {
    parameters += (inputs + 1) * units;
    inputs = units;
  }
  return there / (parameters + inputs + 1);
}

std::string refute_modes(const Text& m, const Watched& game, double most_covered, double most_effective) {
  const PlainModes modes = count_modes(game);
  if (number(m, 1) != modes.covered) return differs("covered", number(m, 1), modes.covered);
  if (number(m, 2) != modes.total) return differs("modes", number(m, 2), modes.total);
  if (modes.covered > most_covered * modes.total) return "too many are covered for that";
  if (modes.effective > most_effective * modes.total) return "the samples are on too many for that";
  return "";
}

std::string refute_collapse(const Text& m, const Watched& game) {
  return refute_modes(m, game, 0.75, 0.75 + 1e-9);
}

std::string refute_cycles(const Text& m, const Watched& game) {
  if (std::string no = refute_collapse(m, game); !no.empty()) return no;
  const auto& looks = game.covered();
  std::vector<bool> seen(static_cast<std::size_t>(number(m, 2)));
  for (std::size_t i = looks.size() - std::min<std::size_t>(30, looks.size()); i < looks.size(); ++i) {
    for (std::size_t k = 0; k < seen.size(); ++k) seen[k] = seen[k] || looks[i][k];
  }
  const auto visited = static_cast<double>(std::count(seen.begin(), seen.end(), true));
  if (visited != number(m, 3)) return differs("visited", number(m, 3), visited);
  return visited >= number(m, 1) + 3 ? "" : "that is no cycle";
}

std::string refute_quality(double percent, double ideal, const PlainModes& modes) {
  if (std::abs(percent - 100 * modes.high_quality) > 0.51) return differs("quality", percent, 100 * modes.high_quality);
  return std::abs(ideal - 98.9) < 0.4 ? "" : differs("the ideal", ideal, 98.9);
}

double jsd_bound(const Watched& game, double above) {
  return game.perfect().jsd.mean + above + 3 * game.perfect().jsd.deviation;
}

std::string refute_fit(const Text& m, const Watched& game) {
  const PlainModes modes = count_modes(game);
  if (number(m, 1) != modes.total || modes.covered != modes.total) return "not all modes are covered";
  if (modes.high_quality < 0.85) return "few samples are good";
  if (!(game.metrics().jsd <= jsd_bound(game, 0.045))) return "the JSD is too large";
  return refute_quality(number(m, 2), number(m, 3), modes);
}

// Counted again, in as many bins of equal mass.
std::string refute_line_fit(const Text& m, const Watched& game) {
  const LineDensity* const line = game.run().snapshot()->data->line();
  if (line == nullptr) return "the data are not on a line";
  const Matrix<float> samples = game.samples();
  const auto n = static_cast<double>(samples.cols());
  std::vector<double> share(static_cast<std::size_t>(samples.cols() / 25));
  const auto bins = static_cast<double>(share.size());
  for (const float x : samples.reshaped()) {
    const double below = std::min(line->mass_below(static_cast<double>(x)), 1 - 1e-12);
    share[static_cast<std::size_t>(below * bins)] += 1 / n;
  }
  double jsd = 0;
  for (const double q : share) {
    const double middle = (q + 1 / bins) / 2;
    jsd += (q > 0 ? q * std::log(q / middle) : 0) / 2 + std::log(1 / bins / middle) / bins / 2;
  }
  if (std::abs(jsd - number(m, 1)) > 0.00051) return differs("the JSD", number(m, 1), jsd);
  return jsd <= jsd_bound(game, 0.015) ? "" : "the JSD is too large";
}

std::string refute_shape(const Text& m, const Watched& game) {
  const PlainModes modes = count_modes(game);
  if (number(m, 1) != modes.total || modes.covered != modes.total) return "not all modes are covered";
  if (modes.high_quality < 0.85) return "few samples are good";
  const double jsd = game.metrics().jsd;
  if (!(jsd > jsd_bound(game, 0.0299))) return "the JSD is nearly ideal";
  if (std::abs(jsd - number(m, 3)) > 0.0051) return differs("the JSD", number(m, 3), jsd);
  const bool uneven = modes.reverse_kl > 0.0499, narrow = modes.width < 0.8001;
  if (m[2] == "but unevenly") return uneven ? "" : differs("the reverse KL", 0.05, modes.reverse_kl);
  if (m[2] == "still clumped") return narrow ? "" : differs("the width", 0.8, modes.width);
  return "";
}

// Of images: shares and precision as they were measured, counted again.
struct PlainClasses {
  int total = 0, covered = 0;
  double precision = 0, expected = 0;
};

PlainClasses count_classes(const Watched& game) {
  const ImageMetrics& m = game.metrics().images;
  PlainClasses out;
  out.precision = m.values[static_cast<std::size_t>(ImageMetric::precision)];
  out.expected = game.perfect().images.mean[static_cast<std::size_t>(ImageMetric::classes_covered)];
  for (std::size_t c = 0; c < m.class_shares.size(); ++c) {
    out.total += m.data_shares[c] > 0;
    out.covered += m.class_shares[c] > 0 && 4 * m.class_shares[c] >= m.data_shares[c] && out.precision >= 0.1;
  }
  return out;
}

std::string refute_classes(const Text& m, const Watched& game) {
  const PlainClasses classes = count_classes(game);
  if (number(m, 1) != classes.covered) return differs("covered", number(m, 1), classes.covered);
  if (number(m, 2) != classes.total) return differs("classes", number(m, 2), classes.total);
  if (!(classes.precision >= 0.1)) return "nothing is precise enough to count";
  if (classes.covered >= classes.expected) return "held-out images show no more";
  if (m[3].matched && number(m, 3) != game.most_classes()) return differs("it had", number(m, 3), game.most_classes());
  return "";
}

std::string refute_fog(const Text& m, const Watched& game) {
  const double precision = count_classes(game).precision;
  return precision < 0.1 && std::abs(100 * precision - number(m, 1)) < 0.051
             ? ""
             : differs("precision", number(m, 1), 100 * precision);
}

std::string refute_victory(const Watched& game) {
  const std::vector<StepRecord> recent = game.recent();
  const double fake = mean_of_last(recent, &StepRecord::d_fake), right = mean_of_last(recent, &StepRecord::d_accuracy);
  if (!(fake < 0.05)) return differs("D(G(z))", 0.05, fake);
  return right > 0.97 ? "" : differs("the accuracy", 0.97, right);
}

std::string refute_flat_minimax(const Text&, const Watched& game) {
  const int loss = game.run().settings().hyperparameters.loss;
  return loss == find_loss("minimax") ? refute_victory(game) : "it is not the minimax loss";
}

std::string refute_every_fake(const Text& m, const Watched& game) {
  if (std::string no = refute_victory(game); !no.empty()) return no;
  const double right = mean_of_last(game.recent(), &StepRecord::d_accuracy);
  return m[1] != "every" || right > 0.999 ? "" : differs("the accuracy", 1, right);
}

std::string refute_vanishing(const Text& m, const Watched& game) {
  const std::vector<StepRecord> recent = game.recent();
  if (recent.size() < 200) return "too little is known";
  const std::vector<StepRecord> begin(recent.begin(), recent.begin() + 100);
  const double now = mean_of_last(recent, &StepRecord::g_grad_norm),
               start = mean_of_last(begin, &StepRecord::g_grad_norm);
  if (m[2] == "its initial value" ? game.last_change() != 0 : number(m, 3) != static_cast<double>(game.last_change())) {
    return "that is not where it began";
  }
  return 100 * now / start <= number(m, 1) + 1e-6 ? "" : differs("the share", number(m, 1), 100 * now / start);
}

std::string refute_clipping(const Text& m, const Watched& game) {
  const double c = game.run().settings().hyperparameters.clip, share = 100 * share_at_bounds(game, c);
  if (std::abs(c - number(m, 2)) > 1e-6 * c) return differs("c", number(m, 2), c);
  if (share < 35) return "few are there";
  return std::abs(share - number(m, 1)) < 0.51 ? "" : differs("the share", number(m, 1), share);
}

std::string refute_far(const Text& m, const Watched& game) {
  const double share = 100 * count_modes(game).outside;
  return share >= 10 && std::abs(share - number(m, 1)) < 0.51 ? "" : differs("the share", number(m, 1), share);
}

std::string refute_accuracy(const Text& m, const Watched& game) {
  const double right = 100 * mean_of_last(game.recent(), &StepRecord::d_accuracy);
  if (std::abs(right - number(m, 1)) > 0.51) return differs("the accuracy", number(m, 1), right);
  if (m[2].matched && std::abs(right - 50) > 5.01) return "that is not close to guessing";
  return loss_info(game.run().settings().hyperparameters.loss).probabilistic ? "" : "D gives no probabilities";
}

std::string refute_away(const Text& m, const Watched& game) {
  const double said = std::stod(plain_number(m[1].str())), away = mean_of_last(game.recent(), &StepRecord::distance);
  return std::abs(said - away) <= 0.06 * away ? "" : differs("the distance", said, away);
}

std::string refute_covered(const Text& m, const Watched& game) {
  if (std::string no = refute_modes(m, game, 1, 1.0001); !no.empty()) return no;
  const bool all = number(m, 1) == number(m, 2);
  if (m[3].matched) return all ? "all are" : "";
  return all ? refute_quality(number(m, 4), number(m, 5), count_modes(game)) : "not all are";
}

struct Form {
  std::regex text;
  std::string (*refute)(const Text&, const Watched&);
};

// Every form that a sentence may have.
const std::vector<Form>& forms() {
  static const std::vector<Form> all = {
      {std::regex("Training diverged at step .*"),
       [](const Text&, const Watched& g) { return std::string(g.run().status().diverged ? "" : "it did not"); }},
      {std::regex(R"(Mode collapse: (\d+) of (\d+) modes covered)"), refute_collapse},
      {std::regex(R"(Mode collapse: G cycles between modes \((\d+) of (\d+) covered now, (\d+) visited recently\))"),
       refute_cycles},
      {std::regex(R"(Good fit: all (\d+) modes, (\d+)% high-quality samples \(ideal: ([\d.]+)%\))"), refute_fit},
      {std::regex(R"(Good fit: JSD ([\d.]+) \(ideal [\d.]+\))"), refute_line_fit},
      {std::regex(
           R"(All (\d+) modes, (but unevenly|still clumped|but not their shape) \(JSD ([\d.]+), ideal [\d.]+\))"),
       refute_shape},
      {std::regex(R"(Only (\d+) of (\d+) classes(?: so far|: it had (\d+))?)"), refute_classes},
      {std::regex(R"(The images do not resemble the data yet \(precision ([\d.]+)%\))"), refute_fog},
      {std::regex("D is nearly perfect: the minimax gradient has vanished"), refute_flat_minimax},
      {std::regex("D is nearly perfect: it recognises (every|almost every) fake"), refute_every_fake},
      {std::regex(
           R"(Vanishing gradient: G's gradient norm is below (\d+)% of (its initial value|its value at step (\d+)))"),
       refute_vanishing},
      {std::regex(R"(Oscillation: period about (\d+) iterations)"),
       [](const Text& m, const Watched& g) { return no_wave(g, number(m, 1)); }},
      {std::regex(R"(At rest: G's loss swings by less than (\d+)% of what it did)"),
       [](const Text& m, const Watched& g) { return not_at_rest(g, number(m, 1)); }},
      {std::regex(R"((\d+)% of the critic's weights are at the clipping limits \(\|w\| > 0.9c, c = ([\d.e+-]+)\))"),
       refute_clipping},
      {std::regex(R"((\d+)% of samples lie far from the data)"), refute_far},
      {std::regex(R"(The players are (\S+) away from the equilibrium)"), refute_away},
      {std::regex(R"(D's accuracy: (\d+)%(, close to guessing \(50%\))?)"), refute_accuracy},
      {std::regex(R"((\d+) of (\d+) modes covered(?:( so far)|, (\d+)% high-quality samples \(ideal: ([\d.]+)%\)))"),
       refute_covered},
  };
  return all;
}

}  // namespace

PlainModes count_modes(const Watched& game) {
  const auto snapshot = game.run().snapshot();
  const GaussianMixture* const mixture = snapshot->data->mixture();
  PlainModes out;
  if (mixture == nullptr) return out;
  const Matrix<double> samples = game.samples().cast<double>();
  const Index n = samples.cols(), modes = mixture->centres.cols();
  out.total = static_cast<int>(modes);
  std::vector<double> nearest(static_cast<std::size_t>(modes)), good(nearest);
  std::vector<Matrix<double>> moments(good.size(), Matrix<double>::Zero(2, 2));
  std::vector<Vector<double>> sums(good.size(), Vector<double>::Zero(2));
  const Extent extent = snapshot->data->extent();
  for (Index i = 0; i < n; ++i) {
    Index k = 0;
    const double distance =
        std::sqrt((mixture->centres.colwise() - samples.col(i)).colwise().squaredNorm().minCoeff(&k));
    const Vector<double> from = samples.col(i) - mixture->centres.col(k);
    const auto at = static_cast<std::size_t>(k);
    ++nearest[at];
    if (distance <= 3 * mixture->sigma(k)) ++good[at], sums[at] += from, moments[at] += from * from.transpose();
    out.outside +=
        (std::abs(samples(0, i) - extent.x) > extent.half || std::abs(samples(1, i) - extent.y) > extent.half) /
        static_cast<double>(n);
  }
  double all_good = 0, entropy = 0;
  for (const double count : good) all_good += count;
  std::vector<double> widths;
  for (std::size_t k = 0; k < good.size(); ++k) {
    const double weight = mixture->weights(static_cast<Index>(k)), sigma = mixture->sigma(static_cast<Index>(k));
    const bool covered = good[k] >= 1 && 4 * good[k] >= weight * static_cast<double>(n);
    out.covered += covered;
    if (nearest[k] > 0) entropy -= nearest[k] / static_cast<double>(n) * std::log(nearest[k] / static_cast<double>(n));
    if (good[k] > 0) out.reverse_kl += good[k] / all_good * std::log(good[k] / all_good / weight);
    if (!covered || good[k] < 2) continue;
    const Matrix<double> covariance =
        (moments[k] - sums[k] * sums[k].transpose() / good[k]) / (good[k] - 1) / (sigma * sigma);
    const double middle = covariance.trace() / 2;
    const double determinant = covariance(0, 0) * covariance(1, 1) - covariance(0, 1) * covariance(1, 0);
    const double smaller = middle - std::sqrt(std::max(0.0, middle * middle - determinant));
    widths.push_back(std::sqrt(std::max(0.0, smaller) / 0.94945));
  }
  std::sort(widths.begin(), widths.end());
  out.width = widths.empty() ? 0 : widths[widths.size() / 2];
  out.effective = std::exp(entropy);
  out.high_quality = all_good / static_cast<double>(n);
  return out;
}

std::string refute(const Sentence& sentence, const Watched& game) {
  // Numbers are read as they are typed.
  static const std::regex kThinSpace("\u2009");
  const std::string text = std::regex_replace(sentence.text, kThinSpace, "");
  for (const Form& form : forms()) {
    Text match;
    if (std::regex_match(text, match, form.text)) return form.refute(match, game);
  }
  return "nobody knows what would make it true";
}

}  // namespace gan
