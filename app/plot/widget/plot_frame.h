// The inside of one plot while it is drawn: what draw_plot (plot_widget.cpp) shares with the drawing of its
// frame (plot_frame.cpp), its legend (plot_legend.cpp) and its handling of the mouse (plot_input.cpp).
#pragma once

#include <array>
#include <limits>
#include <string_view>

#include "app/plot/widget/plot_widget.h"
#include "core/base/number_text.h"

namespace gan {

struct PlotRect {
  float left = 0;
  float top = 0;
  float right = 0;
  float bottom = 0;
  float width() const { return right - left; }
  float height() const { return bottom - top; }
};

// Where the heading puts its parts.
struct PlotHeading {
  struct Entry {
    float x = 0;
    float width = 0;
  };
  std::array<Entry, 32> entries;  // one a series
  float entries_y = 0;
  float log_x = 0;                     // of the switch for the logarithmic axis
  bool log_switch = true;              // there is room for it; the menu has one too
  const std::string* title = nullptr;  // the long one or the short one
  float title_right = 0;               // it ends there, with an ellipsis where it is longer
  float height = 0;                    // of the whole heading
  bool values = true;                  // there is room for the value behind each name
  bool all_games = false;              // and for that of every game, with its letter
  bool names = true;  // there is room for the names; where there is none, one line alone needs none: the title says it
};

struct PlotFrame {
  const PlotSpec& spec;
  PlotState& state;
  PlotViewState& view;
  std::span<const PlotMark> marks;
  const PlotStyle& style;
  PlotScratch& scratch;
  ImDrawList& list;
  PlotRect all{};   // the whole plot
  PlotRect area{};  // where the lines are
  PlotHeading heading{};
  Scale x{};
  Scale y{};
  bool hovered = false;  // the mouse is over `area`
  int emphasised = -1;   // the series whose legend entry is under the mouse; -1: none

  float px(float distance) const { return distance * style.scale; }
};

// Widths that are the same for all plots of a style, so that their x axes align.
float plot_gutter(const PlotStyle& style, const PlotFont& label);

void handle_plot_input(PlotFrame& frame);

// Titles, names and labels are words with variables of the notes among them, typeset as the formulas beside the plots
// are. What is wider than `most` ends with an ellipsis, as plain text.
float plot_text_width(const PlotFrame& frame, const PlotFont& font, std::string_view text);
void draw_plot_text(const PlotFrame& frame, const PlotFont& font, ImVec2 at, ImU32 colour, std::string_view text,
                    float most = std::numeric_limits<float>::infinity());

// The heading: where it goes (before `area` has its height), its buttons, and, when the lines are known, its
// text.
void place_plot_heading(PlotFrame& frame);
void handle_plot_heading(PlotFrame& frame);
void draw_plot_heading(const PlotFrame& frame);

void draw_plot_grid(const PlotFrame& frame);
void draw_plot_references(const PlotFrame& frame);
void place_plot_marks(PlotFrame& frame);                  // before these two
void draw_plot_reference_labels(const PlotFrame& frame);  // over the lines of the series
void draw_plot_marks(const PlotFrame& frame);
void draw_plot_crosshair(const PlotFrame& frame);
void show_mark_tooltip(const PlotFrame& frame);

// The value of series `i` to show as a number: under the crosshair, or else the newest; with smoothing the
// smoothed one. NaN when there is none.
double plotted_value(const PlotFrame& frame, std::size_t i);

// plot_games.cpp: the lines of the games that are compared with the one whose plot this is.
void collect_companions(PlotFrame& frame);  // as the series themselves are, before the axis is fitted
void add_companion_extents(const PlotFrame& frame, Range& extent, bool& any);
void draw_companions(PlotFrame& frame);
void draw_companion_points(const PlotFrame& frame);  // under the crosshair
void show_values_tooltip(const PlotFrame& frame);    // of all games, where the heading has no room for them
// The line of series `i` in the style of its game, in its colour there.
void draw_styled_line(PlotFrame& frame, const SeriesLine& line, std::size_t i, std::size_t game);
// The colour of series `i` in a game, stepping back while another series or game is looked at.
ImU32 colour_in_game(const PlotFrame& frame, std::size_t i, std::size_t game);
// As plotted_value, of any of the games.
double value_in_game(const PlotFrame& frame, std::size_t i, std::size_t game);
NumberText value_text_in(const PlotSpec& spec, double value);

}  // namespace gan
