// The pure half of the class bars: one bar a class with the share of the generated images that the classifier takes for
// it, beside the data's, and the table of metrics of images next to what held-out ones score.
#pragma once

#include <string>
#include <vector>

#include "app/panels/metric_rows_model.h"
#include "core/data/distribution.h"
#include "core/insight/sentences.h"
#include "core/probe/quality/metrics.h"

namespace gan {

// Beyond so many classes the bars stand in the order of their shares.
inline constexpr std::size_t kMostNamedClasses = 40;

struct ClassBar {
  std::string name;
  double share = 0;  // of the generated images
  double data = 0;   // of the data's
};

struct ClassBarsModel {
  std::vector<ClassBar> bars;  // empty where classes are not known
  bool sorted = false;         // by share, the largest first
  double top = 1;              // value at the end of the axis; calm
  int samples = 0, covered = 0;
  std::vector<MetricRow> rows;
  Sentence sentence;  // on the classes; no text where they are not known
  // What the table's numbers are of: how many images a side, why there is no second column, and what copies do.
  std::vector<std::string> notes;
};

// `perfect` may be null.
void prepare_class_bars(const DataSource& data, const Metrics& metrics, const PerfectMetrics* perfect,
                        ClassBarsModel& out);

// "Bag", or its number where it has no name; "2 · disc · ring" of stacked images, the first channel's class first.
std::string class_name(const DataSource& data, std::size_t label);

// "Only 3 of 10 classes"; which ones, where few are missing or hardly there.
Sentence class_sentence(const DataSource& data, const ImageMetrics& metrics, const PerfectImageMetrics* perfect);

}  // namespace gan
