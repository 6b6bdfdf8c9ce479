#include "app/panels/plots/plots_panel_model.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>

#include "app/panels/metric_rows_model.h"
#include "core/base/number_text.h"

namespace gan {
namespace {

constexpr PlotColour kD = PlotColour::discriminator, kG = PlotColour::generator,
                     kNeither = PlotColour::neither;

constexpr PlotLineInfo kLosses[] = {{"d_loss", "D", kD}, {"g_loss", "G", kG}};
constexpr PlotLineInfo kValue[] = {{"value", "V(D,G)", kNeither}};
constexpr PlotLineInfo kOutputs[] = {{"d_real", "D(x)", kD}, {"d_fake", "D(G(z))", kG}};
constexpr PlotLineInfo kAccuracy[] = {{"d_accuracy", "accuracy", kD}};
constexpr PlotLineInfo kGradients[] = {{"d_grad_norm", "D", kD}, {"g_grad_norm", "G", kG}};
constexpr PlotLineInfo kModes[] = {{"modes_covered", "covered", kG}};
constexpr PlotLineInfo kQuality[] = {{"high_quality", "fraction", kG}};
constexpr PlotLineInfo kJsd[] = {{"jsd", "JSD", kNeither}};
constexpr PlotLineInfo kRate[] = {{"iterations_per_second", "it/s", kNeither}};
constexpr PlotLineInfo kPenalty[] = {{"penalty", "penalty", kD}};
constexpr PlotLineInfo kReverse[] = {{"reverse_kl", "reverse KL", kNeither}};
constexpr PlotLineInfo kFrechet[] = {{"frechet_distance", "distance", kG}};
constexpr PlotLineInfo kPrecision[] = {{"precision", "precision", kG}, {"recall", "recall", kD}};
constexpr PlotLineInfo kClasses[] = {{"classes_covered", "covered", kG}};
constexpr PlotLineInfo kInception[] = {{"inception_score", "score", kG}};
constexpr PlotLineInfo kDensity[] = {{"density", "density", kG}, {"coverage", "coverage", kD}};
constexpr PlotLineInfo kKid[] = {{"kid", "KID", kG}};
constexpr PlotLineInfo kClassKl[] = {{"class_kl", "KL", kNeither}};

// The table: one line a plot.
constexpr std::array kPlots{
    PlotInfo{.id = "losses",
             .title = "Losses",
             .short_title = "Losses",
             .meaning = "What each player minimises, penalties included.",
             .lines = kLosses},
    PlotInfo{.id = "value",
             .title = "Value function",
             .short_title = "Value",
             .meaning = "What D maximises.",
             .lines = kValue,
             .reads = PlotReads::value},
    PlotInfo{.id = "outputs",
             .title = "Mean output of D",
             .short_title = "Output",
             .meaning = "D's mean output on data and on samples.",
             .lines = kOutputs,
             .reads = PlotReads::outputs},
    PlotInfo{.id = "accuracy",
             .title = "D's accuracy",
             .short_title = "Accuracy",
             .meaning = "How often D is right.",
             .lines = kAccuracy,
             .reads = PlotReads::accuracy,
             .percent = true,
             .low = 0,
             .high = 1,
             .shown = false},
    PlotInfo{
        .id = "gradients",
        .title = "Gradient norms",
        .short_title = "Gradients",
        .meaning = "Length of each player's whole gradient: G's falls where it has nothing to learn from.",
        .lines = kGradients,
        .log_y = true},
    PlotInfo{.id = "modes",
             .title = "Modes covered",
             .short_title = "Modes",
             .meaning = "Modes with at least a quarter of their fair share of the samples within three standard deviations.",
             .lines = kModes,
             .needs = {Capability::modes}},
    PlotInfo{.id = "quality",
             .title = "High-quality samples",
             .short_title = "Quality",
             .meaning = "Fraction of samples within three standard deviations of a mode's centre.",
             .lines = kQuality,
             .percent = true,
             .low = 0,
             .high = 1,
             .needs = {Capability::modes}},
    PlotInfo{
        .id = "jsd",
        .title = "JSD",
        .short_title = "JSD",
        .meaning = "Jensen-Shannon divergence of data and generator, in nats: 0 is the same, 0.693 is apart.",
        .lines = kJsd,
        .shown = false,
        .needs = {Capability::modes}},
    PlotInfo{.id = "rate",
             .title = "Iterations per second",
             .short_title = "Speed",
             .meaning = "How fast it trains.",
             .lines = kRate,
             .shown = false},
    PlotInfo{.id = "penalty",
             .title = "Penalty",
             .short_title = "Penalty",
             .meaning = "The weighted sum of the gradient penalties in D's loss.",
             .lines = kPenalty,
             .shown = false},
    PlotInfo{.id = "reverse_kl",
             .title = "Reverse KL of modes",
             .short_title = "KL",
             .meaning = "How unevenly the good samples are spread over the modes.",
             .lines = kReverse,
             .shown = false,
             .needs = {Capability::modes}},
    PlotInfo{.id = "frechet",
             .title = "Fréchet distance",
             .short_title = "Fréchet",
             .meaning = "Distance of Gaussians fitted to the features of real and of generated images: lower is better.",
             .lines = kFrechet,
             .log_y = true,
             .needs = {Capability::images}},
    PlotInfo{.id = "precision_recall",
             .title = "Precision and recall",
             .short_title = "Precision",
             .meaning = "Share of the generated images that lie among real ones (are they any good?), and of the real "
                        "ones that lie among generated ones (is everything there?).",
             .lines = kPrecision,
             .percent = true,
             .low = 0,
             .high = 1,
             .needs = {Capability::images}},
    PlotInfo{.id = "classes",
             .title = "Classes covered",
             .short_title = "Classes",
             .meaning = "Classes with a quarter of their share of the images or more, where the precision is 10 % or more.",
             .lines = kClasses,
             .needs = {Capability::images, Capability::classes}},
    PlotInfo{.id = "inception",
             .title = "Inception score",
             .short_title = "Inception",
             .meaning = "High when every image is clearly of one class and all classes are there.",
             .lines = kInception,
             .shown = false,
             .needs = {Capability::images, Capability::classes}},
    PlotInfo{.id = "density_coverage",
             .title = "Density and coverage",
             .short_title = "Density",
             .meaning = "Real neighbourhoods around a generated image, over how many there should be, and the share of "
                        "real images that have a generated one in theirs.",
             .lines = kDensity,
             .shown = false,
             .needs = {Capability::images}},
    PlotInfo{.id = "kid",
             .title = "KID",
             .short_title = "KID",
             .meaning = "Kernel distance of the features of real and generated images: 0 for the same.",
             .lines = kKid,
             .log_y = true,
             .shown = false,
             .needs = {Capability::images}},
    PlotInfo{.id = "class_kl",
             .title = "KL of classes",
             .short_title = "KL",
             .meaning = "How far the classes' shares are from the data's, in nats.",
             .lines = kClassKl,
             .shown = false,
             .needs = {Capability::images, Capability::classes}},
};

bool is(const PlotInfo& plot, const char* id) {
  return std::strcmp(plot.id, id) == 0;
}

}  // namespace

std::span<const PlotInfo> plot_infos() {
  return kPlots;
}

int default_shown_plots() {
  int bits = 0;
  for (std::size_t i = 0; i < kPlots.size(); ++i) bits |= kPlots[i].shown ? 1 << i : 0;
  return bits;
}

namespace {

constexpr double kSameLine = 0.05;  // references nearer than this to each other need one label

// What held-out images score, one line for each of the plot's.
std::vector<ReferenceLine> image_references(const PlotInfo& plot, const PerfectImageMetrics& perfect, int classes) {
  std::vector<ReferenceLine> lines;
  for (const PlotLineInfo& line : plot.lines) {
    for (const ImageMetricInfo& info : image_metric_infos()) {
      const double value = perfect.mean[static_cast<std::size_t>(info.metric)];
      if (std::strcmp(info.id, line.series) != 0 || !std::isfinite(value)) continue;
      const bool all = info.metric == ImageMetric::classes_covered && value == classes;
      lines.push_back({value, (all ? "all " : "perfect ") + number_text(info.form, value)});
    }
  }
  if (lines.size() < 2) return lines;
  if (std::abs(lines[0].value - lines[1].value) < kSameLine) {
    lines[0].label = "perfect", lines[1].label.clear();
  } else {
    for (std::size_t i = 0; i < lines.size(); ++i) lines[i].label = std::string("perfect ") + plot.lines[i].name;
  }
  return lines;
}

}  // namespace

namespace {

// What the loss names in a plot that it explains.
std::vector<ReferenceLine> loss_references(const PlotInfo& plot, const PlotLoss& loss) {
  const LossInfo& info = *loss.info;
  if (plot.reads == PlotReads::accuracy) return {{0.5, percent_text(0.5, 0)}};
  if (plot.reads == PlotReads::value) {
    const double value = value_reference(info, loss.real_label);
    if (!std::isfinite(value)) return {};
    return {{value, info.value.reference_label[0] != 0 ? info.value.reference_label : short_text(value)}};
  }
  std::vector<ReferenceLine> lines;
  const OutputReading reading = output_reading(info, loss.real_label);
  for (const double mark : reading.marks) {
    if (std::isfinite(mark)) lines.push_back({mark, reading.probability ? reading.middle : short_text(mark)});
  }
  return lines;
}

}  // namespace

std::vector<ReferenceLine> plot_references(const PlotInfo& plot, const PerfectMetrics* perfect, const DataKind& data,
                                           const PlotLoss& loss) {
  if (plot.reads != PlotReads::nothing) return loss_references(plot, loss);
  if (is(plot, "modes") && data.modes > 0) {
    return {{static_cast<double>(data.modes), "all " + std::to_string(data.modes)}};
  }
  if (perfect == nullptr) return {};
  if (plot.needs.has(Capability::images)) {
    return image_references(plot, perfect->images, data.classes);
  }
  const PerfectScore* score = is(plot, "quality")      ? &perfect->high_quality_fraction
                              : is(plot, "jsd")        ? &perfect->jsd
                              : is(plot, "reverse_kl") ? &perfect->reverse_kl
                                                       : nullptr;
  if (score == nullptr || !std::isfinite(score->mean)) return {};
  return {{score->mean, is(plot, "quality") ? "ideal " + percent_text(score->mean) : "ideal"}};
}

std::string plot_title(const PlotInfo& plot, const LossInfo& loss, FeatureKind features) {
  if (plot.reads == PlotReads::value) return loss.value.title;
  if (plot.reads == PlotReads::outputs) return loss.output.mean_title;
  const bool random = reads_features(plot) && features == FeatureKind::random;
  return plot.title + std::string(random ? " (random features)" : "");
}

const char* plot_short_title(const PlotInfo& plot, const LossInfo& loss) {
  return plot.reads == PlotReads::value ? loss.value.short_title : plot.short_title;
}

const char* plot_meaning(const PlotInfo& plot, const LossInfo& loss) {
  switch (plot.reads) {
    case PlotReads::nothing:
      return plot.meaning;
    case PlotReads::value:
      return loss.value.meaning;
    case PlotReads::outputs:
      return loss.output.mean_meaning;
    case PlotReads::accuracy:
      return loss.output.accuracy_meaning;
  }
  return plot.meaning;
}

const char* plot_line_name(const PlotInfo& plot, std::size_t line, const LossInfo& loss) {
  if (plot.reads == PlotReads::value) return loss.value.name;
  if (plot.reads == PlotReads::outputs) return line == 0 ? loss.output.name : loss.output.fake;
  return plot.lines[line].name;
}

Range plot_limits(const PlotInfo& plot, const LossInfo& loss) {
  if (plot.reads == PlotReads::outputs) return loss.output.probability ? Range{0, 1} : Range{0, 0};
  return {plot.low, plot.high};
}

float plot_height(int n, float height, float extra, float least) {
  return std::max(least, std::floor((height - extra) / static_cast<float>(std::max(n, 1))));
}

bool plot_fits(const PlotInfo& plot, const DataKind& data) { return data.has_all(plot.needs); }

bool reads_features(const PlotInfo& plot) { return plot.needs == Capabilities{Capability::images}; }

int visible_plots(int chosen, const DataKind& data) {
  int bits = chosen & ((1 << kPlots.size()) - 1);
  for (std::size_t i = 0; i < kPlots.size(); ++i) {
    if (!plot_fits(kPlots[i], data)) bits &= ~(1 << i);
  }
  return bits;
}

void collect_plot_marks(const RunHistory& history, std::vector<PlotMark>& out) {
  out.clear();
  const std::vector<PastSegment> past = history.past();
  for (const HistoryMark& mark : history.marks()) {
    if (!mark.counts) continue;
    std::int64_t shift = 0, first = history.first_step();
    if (mark.segment != history.segment()) {
      const auto found = std::find_if(past.begin(), past.end(),
                                      [&](const PastSegment& p) { return p.segment == mark.segment; });
      if (found == past.end()) continue;
      shift = found->shift, first = found->first_step;
    }
    // The start of a segment is the break between two: nothing to see at the first of them.
    if (mark.starts_segment && (past.empty() || past.front().segment == mark.segment)) continue;
    const std::int64_t step = mark.starts_segment ? first - 1 : mark.step;
    out.push_back({step + shift, mark.label, mark.sentence});
  }
  std::stable_sort(out.begin(), out.end(),
                   [](const PlotMark& a, const PlotMark& b) { return a.step < b.step; });
}

}  // namespace gan
