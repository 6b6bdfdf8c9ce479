#include "app/panels/plots/plots_compare_model.h"

#include <algorithm>
#include <string>

namespace gan {

void add_marks_of_others(const RunHistory& own, std::span<const LetteredHistory> others, std::vector<PlotMark>& out) {
  const std::span<const HistoryMark> known = own.segment_marks();
  for (const LetteredHistory& other : others) {
    const std::string letter = std::string(1, other.letter) + " ";
    for (const HistoryMark& mark : other.history->segment_marks()) {
      if (!mark.counts || mark.starts_segment) continue;
      const auto same = [&](const HistoryMark& one) { return one.step == mark.step && one.label == mark.label; };
      if (std::any_of(known.begin(), known.end(), same)) continue;
      out.push_back({mark.step, letter + mark.label, letter + "· " + mark.sentence});
    }
  }
  std::stable_sort(out.begin(), out.end(), [](const PlotMark& a, const PlotMark& b) { return a.step < b.step; });
}

}  // namespace gan
