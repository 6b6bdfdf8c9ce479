#include "app/panels/plots/plot_numbers_model.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <map>

namespace gan {
namespace {

constexpr std::int64_t kFineSteps = 30000;  // steps of which each is remembered
constexpr int kMostRows = 50000;            // of one scalar, about: what its series remembers finely, and more

struct NumbersRow {
  std::int64_t first = std::numeric_limits<std::int64_t>::max();
  std::vector<float> values;
};

// Everything, and of the newest steps each: a query of all steps is as coarse as the oldest of them.
std::vector<Bucket> finest(const Series& series) {
  std::vector<Bucket> all, newest;
  const std::int64_t last = series.last_step();
  series.query(series.first_step(), last, kMostRows, all);
  const auto fine =
      std::find_if(all.begin(), all.end(), [&](const Bucket& b) { return b.first_step > last - kFineSteps; });
  if (fine == all.end()) return all;
  series.query(fine->first_step, last, kMostRows, newest);
  all.erase(fine, all.end());
  all.insert(all.end(), newest.begin(), newest.end());
  return all;
}

void append_value(std::string& out, float value) {
  if (std::isnan(value)) {
    out += "nan";
  } else if (std::isinf(value)) {
    out += value > 0 ? "inf" : "-inf";
  } else {
    char text[32];
    out.append(text, std::to_chars(text, text + sizeof text, value).ptr);
  }
}

}  // namespace

std::vector<const PlotInfo*> chosen_plots(int chosen, const DataKind& data) {
  std::vector<const PlotInfo*> plots;
  const int shown = visible_plots(chosen, data);
  for (std::size_t i = 0; i < plot_infos().size(); ++i) {
    if ((shown >> i & 1) != 0) plots.push_back(&plot_infos()[i]);
  }
  return plots;
}

std::string plot_numbers(const RunHistory& history, const std::vector<const PlotInfo*>& plots) {
  std::vector<const ScalarInfo*> scalars;
  for (const PlotInfo* plot : plots) {
    for (const ScalarInfo* scalar : plot->lines) {
      if (std::find(scalars.begin(), scalars.end(), scalar) == scalars.end()) scalars.push_back(scalar);
    }
  }
  // By the last step of each: what is measured seldom has rows with others, or of its own.
  std::map<std::int64_t, NumbersRow> rows;
  for (std::size_t i = 0; i < scalars.size(); ++i) {
    const Series* const series = history.find(scalars[i]->id);
    if (series == nullptr || series->empty()) continue;
    for (const Bucket& bucket : finest(*series)) {
      NumbersRow& row = rows[bucket.last_step];
      row.values.resize(scalars.size(), std::numeric_limits<float>::quiet_NaN());
      row.values[i] = bucket.mean;
      row.first = std::min(row.first, bucket.first_step);
    }
  }
  std::string csv = "first_step,step";
  for (const ScalarInfo* scalar : scalars) csv += "," + std::string(scalar->id);
  csv += '\n';
  for (const auto& [step, row] : rows) {
    csv += std::to_string(row.first) + "," + std::to_string(step);
    for (const float value : row.values) {
      csv += ',';
      append_value(csv, value);
    }
    csv += '\n';
  }
  return csv;
}

}  // namespace gan
