// The table of metrics beside bars: name, value now, what a perfect generator scores.
#pragma once

#include <span>

#include "app/models/metric_rows.h"
#include "app/views/view.h"

namespace gan {

float metrics_table_width(const Frame& frame, std::span<const MetricRow> rows);
// In a low panel the last rows give way. Returns where the table ends.
float draw_metrics_table(const Frame& frame, std::span<const MetricRow> rows, ImVec2 low, ImVec2 high);

}  // namespace gan
