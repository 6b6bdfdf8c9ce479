// The table of metrics beside bars: name, value now, what a perfect generator scores.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "app/panels/metric_rows_model.h"
#include "app/panels/view.h"
#include "app/ui/math_text.h"

namespace gan {

// Of how many samples the values are, of which moment, and whether that is another one than what is drawn beside them:
// they are grey then.
struct TableMoment {
  int samples = 0;
  std::string moment;
  bool other = false;
  const char* ideal = "ideal";  // heading of what a perfect generator scores
  // Of games that are compared: whether each one's values are of another moment than what is drawn of it.
  std::vector<bool> others = {};
};

// What the panel has within its margins; nothing where that is too little for a table or bars.
struct TableArea {
  ImVec2 low, high;
};
std::optional<TableArea> table_area(const Frame& frame);

// Bars and a table of this width: beside each other where the bars keep enough room, else the table below them.
struct BarsAndTable {
  TableArea bars, table;
};
BarsAndTable split_area(const Frame& frame, const TableArea& area, float table_width);

float metrics_table_width(const Frame& frame, std::span<const MetricRow> rows, const TableMoment& moment,
                          MathTexts& formulas);
// In a low panel the last rows give way. Returns where the table ends.
float draw_metrics_table(const Frame& frame, std::span<const MetricRow> rows, const TableMoment& moment,
                         MathTexts& formulas, ImVec2 low, ImVec2 high);

}  // namespace gan
