#include "app/panels/images/class_bars_model.h"

#include <algorithm>
#include <cmath>

#include "core/base/number_text.h"

namespace gan {
namespace {

constexpr std::size_t kMostNamed = 3;  // classes that a sentence names

// "cross", "cross or disc", "cross, disc or ring", each between `quotes`.
std::string names_text(const std::vector<std::string>& names, const char* quotes) {
  std::string text;
  for (std::size_t i = 0; i < names.size(); ++i) {
    text += i == 0 ? "" : i + 1 < names.size() ? ", " : " or ";
    text += quotes + names[i] + quotes;
  }
  return text;
}

// ": none classified as "cross", hardly any disc or ring"; nothing where too many would have to be named.
std::string missing_text(const DataSource& data, const ImageMetrics& metrics) {
  std::vector<std::string> none, few;
  for (std::size_t c = 0; c < metrics.class_shares.size(); ++c) {
    if (metrics.data_shares[c] > 0 && !class_covered(metrics, c)) {
      (metrics.class_shares[c] > 0 ? few : none).push_back(class_name(data, c));
    }
    if (none.size() + few.size() > kMostNamed) return {};
  }
  std::string text;
  if (!none.empty()) text = ": none classified as " + names_text(none, "\"");
  if (!few.empty()) text += (none.empty() ? ": hardly any " : ", hardly any ") + names_text(few, "");
  return text;
}

// A set with more copies than this share says little in the metrics that count neighbours.
constexpr double kManyCopies = 0.01;

std::string share_text(Index part, Index all) {
  return percent_text(static_cast<double>(part) / static_cast<double>(all));
}

std::vector<std::string> notes_on(const DataSource& data, const PerfectImageMetrics* scores) {
  std::vector<std::string> notes;
  if (scores != nullptr && scores->why_none.empty()) {
    notes.push_back("n = " + whole_text(scores->samples) + " on each side: generated, and real held out");
  } else if (scores != nullptr) {
    notes.push_back(scores->why_none);
  }
  const ImageSet* images = data.images();
  if (images == nullptr) return notes;
  const auto many = [](Index part, Index all) {
    return static_cast<double>(part) > kManyCopies * static_cast<double>(all);
  };
  if (many(images->copies, images->count())) {
    notes.push_back(share_text(images->copies, images->count()) +
                    " of the images are exact copies of others: density and coverage say little");
  }
  if (images->held_out && many(images->held_out_copies, images->held_out->count())) {
    notes.push_back(share_text(images->held_out_copies, images->held_out->count()) +
                    " of the held-out images are trained on as well");
  }
  return notes;
}

}  // namespace

std::string class_name(const DataSource& data, std::size_t label) {
  const ImageSet* images = data.images();
  const auto one = [&](std::size_t c) {
    return images != nullptr && c < images->class_names.size() ? images->class_names[c] : std::to_string(c);
  };
  const auto classes = static_cast<std::size_t>(images == nullptr ? 0 : images->classes);
  if (data.stack() == 1 || classes == 0) return one(label);
  std::string text;
  for (int channel = 0; channel < data.stack(); ++channel, label /= classes) {
    text = one(label % classes) + (text.empty() ? "" : " · ") + text;
  }
  return text;
}

Sentence class_sentence(const DataSource& data, const ImageMetrics& metrics, const PerfectImageMetrics* perfect) {
  const double covered = metrics[ImageMetric::classes_covered];
  if (!std::isfinite(covered)) return {};
  const std::string of = " of " + whole_text(metrics.classes_total) + " classes";
  const double expected =
      perfect == nullptr ? 0 : perfect->mean[static_cast<std::size_t>(ImageMetric::classes_covered)];
  if (below_precision_floor(metrics)) return {Tone::neutral, unlike_data_text(metrics[ImageMetric::precision])};
  if (misses_classes(covered, metrics.classes_total, expected)) {
    return {Tone::warning, "Only " + scalar_text(ScalarForm::count, covered) + of + missing_text(data, metrics)};
  }
  if (covered < metrics.classes_total) {
    return {Tone::good, scalar_text(ScalarForm::count, covered) + of + ", as many as held-out images show"};
  }
  return {Tone::good, "All " + whole_text(metrics.classes_total) + " classes"};
}

void prepare_class_bars(const DataSource& data, const Metrics& metrics, const PerfectMetrics* perfect,
                        ClassBarsModel& out) {
  const ImageMetrics& m = metrics.images;
  const PerfectImageMetrics* const scores = perfect == nullptr ? nullptr : &perfect->images;
  out.samples = metrics.samples;
  out.bars.clear();
  out.covered = 0;
  double largest = 0;
  for (std::size_t c = 0; c < m.class_shares.size(); ++c) {
    out.bars.push_back({class_name(data, c), m.class_shares[c], m.data_shares[c]});
    out.covered += class_covered(m, c) ? 1 : 0;
    largest = std::max({largest, m.class_shares[c], m.data_shares[c]});
  }
  out.sorted = out.bars.size() > kMostNamedClasses;
  if (out.sorted) {
    std::stable_sort(out.bars.begin(), out.bars.end(),
                     [](const ClassBar& a, const ClassBar& b) { return a.share > b.share; });
  }
  out.top = share_axis_top(largest, out.bars.empty() ? 0 : out.top);
  out.sentence = class_sentence(data, m, scores);
  out.notes = notes_on(data, scores);
  out.rows.clear();
  for (const ScalarInfo* scalar : scalars_of(ScalarSource::images)) {
    const bool untold = scalar->needs.has(Capability::classes) && m.features == FeatureKind::random;
    if (!scalar->only_in_files && !untold) out.rows.push_back(metric_row(*scalar, metrics, perfect));
  }
}

}  // namespace gan
