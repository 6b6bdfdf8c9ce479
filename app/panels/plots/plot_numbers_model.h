// The numbers of the plots that are shown, as CSV: what one computes with, or draws oneself.
#pragma once

#include <string>
#include <vector>

#include "app/lab/history/history.h"
#include "app/panels/plots/plots_panel_model.h"

namespace gan {

// The plots of that choice which have something to show.
std::vector<const PlotInfo*> chosen_plots(int chosen, const DataKind& data);

// The columns are the scalars of the plots, each once, by their ids; before them the steps that a row stands for: one
// of the newest, several of older ones, of which the mean is remembered. What is not known of a row is nan.
std::string plot_numbers(const RunHistory& history, const std::vector<const PlotInfo*>& plots);

}  // namespace gan
