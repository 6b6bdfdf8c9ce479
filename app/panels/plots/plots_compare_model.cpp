#include "app/panels/plots/plots_compare_model.h"

#include <algorithm>
#include <numeric>
#include <string>

#include "app/panels/compared_games_model.h"

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

std::vector<LegendPlace> place_game_legend(std::span<const float> texts, float swatch, float between, float most) {
  const float count = static_cast<float>(texts.size());
  const float room = most - count * swatch - (count - 1) * between;
  std::vector<LegendPlace> places;
  if (texts.size() <= 2 || std::accumulate(texts.begin(), texts.end(), 0.0F) <= room) {
    float x = 0;
    for (const float width : shared_widths({texts.begin(), texts.end()}, room)) {
      places.push_back({x, 0, width});
      x += swatch + width + between;
    }
    return places;
  }
  const float column = (most + between) / 2;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    const float width = std::clamp(texts[i], 0.0F, std::max(column - between - swatch, 0.0F));
    places.push_back({i % 2 == 0 ? 0 : column, static_cast<int>(i / 2), width});
  }
  return places;
}

}  // namespace gan
