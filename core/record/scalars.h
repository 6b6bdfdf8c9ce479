// The table of scalars: every number that is recorded of a game as it trains, an entry each. The history's
// series, the columns of files of metrics, plots, tables, sentences and summaries all read it; a new scalar
// is an entry of one of its parts (scalar_lists.h) and its id in the order of columns.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/data/kind.h"
#include "core/game/losses.h"
#include "core/game/step_record.h"
#include "core/probe/quality/metrics.h"
#include "core/probe/quality/perfect.h"
#include "core/probe/spectrum/spectrum.h"

namespace gan {

// How its values are written: a share of 1 in percent, whole numbers, nats with more decimals.
enum class ScalarForm { number, percent, count, nats };

// What it is read off. Scalars of one source are recorded together, each source at its own pace.
enum class ScalarSource {
  iteration,   // a StepRecord
  points,      // Metrics of samples that are points
  images,      // ImageMetrics, comparable only where the features are the same
  clock,       // measured by who trains; the game knows nothing of it
  spectrum,    // a Spectrum of the update map, while somebody looks at it
  comparison,  // Metrics of points that were compared with others of the data, while somebody asks for it
};
inline constexpr int kScalarSources = 6;

// What of it the table of losses says: its name, its meaning and the values that theory names.
enum class ScalarReading { plain, value, real_output, generated_output, accuracy };

// Which values of it are good ones: of a metric by which moments are compared.
enum class ScalarBetter { neither, higher, lower };

// Whose it is, or which samples it speaks of; what is D's is drawn like real samples, what is G's like
// generated ones.
enum class ScalarSide { neither, discriminator, generator };

// How many there are of what is counted: 0 where that is not known.
struct ScalarTotal {
  int (*of_data)(const DataKind&) = nullptr;
  int (*of_metrics)(const Metrics&) = nullptr;
};

// Its value among the metrics, and what a perfect generator scores with as many samples.
struct MeasuredScalar {
  double (*value)(const Metrics&) = nullptr;
  PerfectScore (*perfect)(const PerfectMetrics&) = nullptr;
};

struct ScalarInfo {
  const char* id;       // of its series and of its column
  const char* title;    // as a table or a sentence names it: "modes covered"
  const char* name;     // in the legend of a plot whose heading says the rest: "covered"
  const char* meaning;  // one sentence
  ScalarSource source;
  ScalarForm form = ScalarForm::number;
  ScalarSide side = ScalarSide::neither;
  ScalarReading reading = ScalarReading::plain;
  Capabilities needs = {};                // of the data, for it to be defined
  float StepRecord::*recorded = nullptr;  // of ScalarSource::iteration
  MeasuredScalar measured = {};           // of points, comparisons and images
  double (*of_spectrum)(const Spectrum&) = nullptr;
  ScalarTotal total = {};  // of counts
  // Of the line at what a perfect generator scores, %s for that number; null where there is no such line.
  const char* perfect_label = nullptr;
  bool only_in_files = false;              // the literature's count, beside the one that is shown
  const char* why_not_in_files = nullptr;  // null: it has a column
  ScalarBetter better = ScalarBetter::neither;
  // Of the line at a value that its definition names; null where there is none.
  const char* mark_label = nullptr;
  double mark = 0;
};

// In the order of the columns: append only.
std::span<const ScalarInfo> scalars();
const ScalarInfo* find_scalar(std::string_view id);  // null where there is none
const ScalarInfo& scalar_info(std::string_view id);  // aborts where there is none
// Those of one source, in the order of the table, and their ids.
std::span<const ScalarInfo* const> scalars_of(ScalarSource source);
std::vector<std::string> scalar_ids(ScalarSource source);

// NaN where it is not defined, or of another source.
double scalar_value(const ScalarInfo& scalar, const StepRecord& record);
double scalar_value(const ScalarInfo& scalar, const Metrics& metrics);
double scalar_value(const ScalarInfo& scalar, const Spectrum& spectrum);
// Replaces `row` by the values of one source, in the order of scalars_of.
void fill_row(const StepRecord& record, std::vector<float>& row);
void fill_row(ScalarSource source, const Metrics& metrics, std::vector<float>& row);
void fill_row(const Spectrum& spectrum, std::vector<float>& row);

// A value as people read it, "98.9%", "0.0014"; an en dash for what is not finite.
std::string scalar_text(ScalarForm form, double value);
// The same with the number that there are: "7 of 8".
std::string scalar_text(const ScalarInfo& scalar, const Metrics& metrics);

// What it is called in a legend under this loss.
const char* scalar_name(const ScalarInfo& scalar, const LossInfo& loss);

// A value that theory, the data or a perfect generator names.
struct ReferenceLine {
  double value = 0;
  std::string label;
};
// Those of one scalar; of a perfect generator only where its scores are known: `perfect` may be null.
std::vector<ReferenceLine> reference_lines(const ScalarInfo& scalar, const PerfectMetrics* perfect,
                                           const DataKind& data, const LossInfo& loss, double real_label);

}  // namespace gan
