// Games that are compared, in the plots: their lines over each other, and one legend for the whole panel that says
// which style of line is which game.
#pragma once

#include <span>
#include <vector>

#include "app/panels/compared_games_model.h"
#include "app/panels/plots/plots_compare_model.h"
#include "app/panels/plots/plots_panel_model.h"
#include "app/panels/view.h"
#include "app/plot/widget/plot_widget.h"

namespace gan {

class ComparedPlots {
 public:
  // Once a frame: gives the plots whose bits are set in `shown` the lines of the other games.
  void update(const ViewContext& context, int shown, std::span<PlotSpec> specs, PlotViewState& view);
  bool comparing() const { return games_.comparing(); }
  // Whether the marks of the other games are others than those that were added last.
  bool marks_changed() const { return marks_changed_; }
  void add_marks(const ViewContext& context, std::vector<PlotMark>& marks);
  // Of all games.
  std::int64_t first_step(const ViewContext& context) const;
  std::int64_t last_step(const ViewContext& context) const;
  // Whether `segment` is one of those that are compared.
  bool has(const ViewContext& context, const SegmentId& segment) const;

  // The legend within so much width; 0 high, and not drawn, while nothing is compared and where it would be higher than
  // `most`: in the largest type the plots need the room. A click on a game gives it the focus.
  float place_legend(const Frame& frame, float width, float most);
  void draw_legend(ViewContext& context, const Frame& frame, const PlotStyle& style, ImVec2 low, PlotViewState& view);

 private:
  struct MarksOf {
    SegmentId segment;
    std::uint64_t revision = 0;
    bool operator==(const MarksOf&) const = default;
  };

  ComparedGames games_;
  std::vector<MarksOf> marks_of_;
  bool marks_changed_ = false;
  std::vector<std::string> texts_;  // of the legend, "A k = 1"
  std::vector<LegendPlace> places_;
  SeriesLine swatch_, dashes_;
};

}  // namespace gan
