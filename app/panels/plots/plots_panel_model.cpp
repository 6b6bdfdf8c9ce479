#include "app/panels/plots/plots_panel_model.h"

#include <algorithm>
#include <cmath>
#include <initializer_list>

#include "app/lab/history/segment_start.h"
#include "app/lab/lab.h"

namespace gan {
namespace {

// One plot of scalars that are read together. A title and a meaning only where several make one subject; else they are
// the scalar's.
struct PlotChoice {
  const char* id;
  const char* short_title;
  std::initializer_list<const char*> scalars;
  bool shown = false;
  bool log_y = false;
  const char* title = nullptr;
  const char* meaning = nullptr;
  const char* bound = nullptr;  // a further line: what the others can reach
};

// The table: an entry a plot.
constexpr PlotChoice kPlotChoices[] = {
    {"losses",
     "Losses",
     {"d_loss", "g_loss"},
     true,
     false,
     "Losses",
     "What each player minimises, penalties included. Losses do not measure quality; but where D's goes to 0 and G's "
     "shoots up, D is too strong."},
    {.id = "value", .short_title = "Value", .scalars = {"value"}, .shown = true, .bound = "best_value"},
    {"outputs",
     "Output",
     {"d_real", "d_fake"},
     true,
     false,
     "Mean D(x) and D(G(z))",
     "D's mean output on data and on samples."},
    {"accuracy", "Accuracy", {"d_accuracy"}},
    {"gradients",
     "Gradients",
     {"d_grad_norm", "g_grad_norm"},
     true,
     true,
     "Gradient norms",
     "Length of each player's whole gradient: G's falls where it has nothing to learn from."},
    {"modes", "Modes", {"modes_covered"}, true},
    {"quality", "Quality", {"high_quality_fraction"}, true, false, "Fraction of high-quality samples"},
    {"jsd", "JSD", {"jsd"}},
    {"rate", "Speed", {"iterations_per_second"}},
    {"penalty", "Penalty", {"penalty"}},
    {"reverse_kl", "KL", {"reverse_kl"}},
    {"frechet", "Fréchet", {"frechet_distance"}, true, true},
    {"precision_recall",
     "Precision",
     {"precision", "recall"},
     true,
     false,
     "Precision and recall",
     "Share of the generated images that lie among real ones (are they any good?), and of the real ones that lie among "
     "generated ones (is everything there?)."},
    {"classes", "Classes", {"classes_covered"}, true},
    {"inception", "Inception", {"inception_score"}},
    {"density_coverage",
     "Density",
     {"density", "coverage"},
     false,
     false,
     "Density and coverage",
     "Real neighbourhoods around a generated image, over how many there should be, and the share of real images that "
     "have a generated one in theirs."},
    {"kid", "KID", {"kid"}, false, true},
    {"class_kl", "KL", {"class_kl"}},
    {"numbers",
     "Numbers",
     {"theta_1", "psi_1"},
     true,
     false,
     "The players' numbers",
     "G's point θ and D's slope ψ: both are 0 at the equilibrium."},
    {"distance", "Distance", {"distance"}, true, true},
    {"core_width", "Core", {"core_width"}},
    {"mode_shares", "TV", {"mass_distance"}},
    {"far", "Far", {"far_fraction"}},
    {"spectral_radius", "Radius", {"spectral_radius"}},
    {"leading_turn", "Turn", {"leading_turn"}},
    {"points_precision_recall",
     "Precision",
     {"points_precision", "points_recall"},
     false,
     false,
     "Precision and recall",
     "Share of the samples that lie among real ones (are they any good?), and of the real ones that lie among "
     "generated "
     "ones (is everything there?). Measured while the plot is shown."},
    {"points_density_coverage",
     "Density",
     {"points_density", "points_coverage"},
     false,
     false,
     "Density and coverage",
     "Real neighbourhoods around a sample, over how many there should be, and the share of real ones that have a "
     "generated one in theirs. Measured while the plot is shown."},
    {"points_distances",
     "Distance",
     {"points_frechet", "sliced_wasserstein"},
     false,
     true,
     "Fréchet and sliced Wasserstein distance",
     "Of samples from as many of the data: of their mean and covariance, and of how far mass has to be moved. Measured "
     "while the plot is shown."},
    {"energy_mmd",
     "Energy",
     {"energy_distance", "rbf_mmd"},
     false,
     false,
     "Energy distance and MMD²",
     "Both are 0 where p_g = p_data alone, and may be a little off by chance. Measured while the plot is shown."},
};

static_assert(std::size(kPlotChoices) <= 31, "PlotsSettings::shown_plots has no bit for another plot");

std::string capitalised(std::string text) {
  if (text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 'a' + 'A');
  return text;
}

PlotInfo made_plot(const PlotChoice& choice) {
  PlotInfo plot;
  plot.id = choice.id, plot.short_title = choice.short_title;
  plot.log_y = choice.log_y, plot.shown = choice.shown;
  for (const char* id : choice.scalars) plot.lines.push_back(&scalar_info(id));
  if (choice.bound != nullptr) plot.bound = &scalar_info(choice.bound);
  const ScalarInfo& first = *plot.lines.front();
  plot.title = choice.title != nullptr ? choice.title : capitalised(first.title);
  plot.meaning = choice.meaning != nullptr ? choice.meaning : first.meaning;
  plot.percent = std::all_of(plot.lines.begin(), plot.lines.end(),
                             [](const ScalarInfo* s) { return s->form == ScalarForm::percent; });
  plot.high = plot.percent ? 1 : 0;
  plot.needs = first.needs;
  plot.reads = first.reading;
  return plot;
}

std::vector<PlotInfo> all_plots() {
  std::vector<PlotInfo> plots;
  for (const PlotChoice& choice : kPlotChoices) plots.push_back(made_plot(choice));
  return plots;
}

}  // namespace

std::span<const PlotInfo> plot_infos() {
  static const std::vector<PlotInfo> plots = all_plots();
  return plots;
}

std::vector<const ScalarInfo*> plot_lines(const PlotInfo& plot, const DataKind& data, const LossInfo& loss) {
  std::vector<const ScalarInfo*> lines = plot.lines;
  const bool bounded = plot.bound != nullptr && loss.output.probability && data.has_all(plot.bound->needs);
  if (bounded) lines.push_back(plot.bound);
  return lines;
}

std::string plot_key(const PlotInfo& plot) {
  return std::string("plot.") + plot.id;
}

int default_shown_plots() {
  int bits = 0;
  for (std::size_t i = 0; i < plot_infos().size(); ++i) bits |= plot_infos()[i].shown ? 1 << i : 0;
  return bits;
}

namespace {

constexpr double kSameLine = 0.05;  // references nearer than this to each other need one label

}  // namespace

std::vector<ReferenceLine> plot_references(const PlotInfo& plot, const PerfectMetrics* perfect, const DataKind& data,
                                           const PlotLoss& loss) {
  std::vector<ReferenceLine> lines;
  for (const ScalarInfo* scalar : plot.lines) {
    for (ReferenceLine& line : reference_lines(*scalar, perfect, data, *loss.info, loss.real_label)) {
      const auto same = [&](const ReferenceLine& other) {
        return other.value == line.value && other.label == line.label;
      };
      // What the loss names for both of D's means is one line.
      if (plot.reads == ScalarReading::plain || std::none_of(lines.begin(), lines.end(), same))
        lines.push_back(std::move(line));
    }
  }
  if (plot.reads != ScalarReading::plain || lines.size() < 2) return lines;
  const std::string whose = plot.needs.has(Capability::images) ? "held-out" : "ideal";
  if (!plot.log_y && std::abs(lines[0].value - lines[1].value) < kSameLine) {
    lines[0].label = whose, lines[1].label.clear();
  } else {
    for (std::size_t i = 0; i < lines.size(); ++i) lines[i].label = whose + " " + plot.lines[i]->name;
  }
  return lines;
}

std::string plot_title(const PlotInfo& plot, const LossInfo& loss, FeatureKind features) {
  if (plot.reads == ScalarReading::value) return loss.value.title;
  if (plot.reads == ScalarReading::real_output) return loss.output.mean_title;
  const bool random = reads_features(plot) && features == FeatureKind::random;
  return plot.title + std::string(random ? " (random features)" : "");
}

const char* plot_short_title(const PlotInfo& plot, const LossInfo& loss) {
  return plot.reads == ScalarReading::value ? loss.value.short_title : plot.short_title;
}

const char* plot_meaning(const PlotInfo& plot, const LossInfo& loss) {
  switch (plot.reads) {
    case ScalarReading::value:
      return loss.value.meaning;
    case ScalarReading::real_output:
    case ScalarReading::generated_output:
      return loss.output.mean_meaning;
    case ScalarReading::accuracy:
      return loss.output.accuracy_meaning;
    case ScalarReading::plain:
      break;
  }
  return plot.meaning;
}

Range plot_limits(const PlotInfo& plot, const LossInfo& loss) {
  if (plot.reads == ScalarReading::real_output) return loss.output.probability ? Range{0, 1} : Range{0, 0};
  return {plot.low, plot.high};
}

float plot_height(int n, float height, float extra, float least) {
  return std::max(least, std::floor((height - extra) / static_cast<float>(std::max(n, 1))));
}

bool plot_fits(const PlotInfo& plot, const DataKind& data) {
  // Of networks of images a spectrum takes up to minutes and is found on demand: a plot of it would have few points.
  if (plot.lines.front()->source == ScalarSource::spectrum && data.has(Capability::images)) return false;
  return data.has_all(plot.needs);
}

bool reads_features(const PlotInfo& plot) {
  return plot.needs == Capabilities{Capability::images};
}

int visible_plots(int chosen, const DataKind& data) {
  int bits = chosen & ((1 << plot_infos().size()) - 1);
  for (std::size_t i = 0; i < plot_infos().size(); ++i) {
    if (!plot_fits(plot_infos()[i], data)) bits &= ~(1 << i);
  }
  return bits;
}

int presented_plots(const DataKind& data) {
  int bits = 0;
  const auto add_first = [&](std::initializer_list<std::string_view> ids) {
    for (const std::string_view id : ids) {
      for (std::size_t i = 0; i < plot_infos().size(); ++i) {
        if (plot_infos()[i].id != id || !plot_fits(plot_infos()[i], data)) continue;
        bits |= 1 << i;
        return;
      }
    }
  };
  add_first({"value"});
  add_first({"quality", "frechet", "jsd", "numbers", "outputs"});
  return bits;
}

void collect_plot_marks(const RunHistory& history, std::vector<PlotMark>& out) {
  out.clear();
  const std::vector<PastSegment> past = history.past();
  for (const HistoryMark& mark : history.marks()) {
    if (!mark.counts) continue;
    std::int64_t shift = 0, first = history.first_step();
    if (!history.holds(mark.segment)) {
      const auto found =
          std::find_if(past.begin(), past.end(), [&](const PastSegment& p) { return p.holds(mark.segment); });
      if (found == past.end()) continue;
      shift = found->shift, first = found->first_step;
    }
    // The start of a segment is the break between two: nothing to see at the first of them.
    if (mark.starts_segment && (past.empty() || past.front().holds(mark.segment))) continue;
    if (!mark.starts_segment) {
      out.push_back({mark.step + shift, mark.label, mark.sentence});
      continue;
    }
    const BegunWith begun = begun_with(history, mark.segment);
    if (begun.label.empty()) {
      out.push_back({first - 1 + shift, mark.label, mark.sentence});
    } else {
      out.push_back({first - 1 + shift, begun.label, mark.sentence + "\n" + begun.sentence});
    }
  }
  std::stable_sort(out.begin(), out.end(), [](const PlotMark& a, const PlotMark& b) { return a.step < b.step; });
}

DataKind told_by_plots(const ViewContext& context) {
  DataKind kind = context.kind;
  if (context.lab.classifier().state() == ClassifierKeeper::State::random) kind.can.remove(Capability::classes);
  return kind;
}

}  // namespace gan
