// Rows of a table of metrics: what it is, its value now, and what a perfect generator scores.
#pragma once

#include <string>

#include "core/base/number_text.h"
#include "core/probe/quality/image_metrics.h"
#include "core/probe/quality/perfect.h"

namespace gan {

struct MetricRow {
  const char* title;
  const char* meaning;  // one sentence
  std::string value;    // an en dash where it is not defined
  std::string perfect;  // "98.9%", "0.0014 ± 0.0005"; empty while it is not known
  bool defined = false;
};

// `perfect` may be null.
MetricRow metric_row(const char* title, const char* meaning, MetricForm form, double value, const PerfectScore* perfect);

// Where an axis of shares ends: at a round value above the largest bar, coming down from `current` only when half of it
// is empty.
double share_axis_top(double largest, double current);

// An en dash for what is not a number.
std::string number_text(MetricForm form, double value);

}  // namespace gan
