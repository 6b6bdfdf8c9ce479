#include "app/panels/figure/figure_names.h"

#include <algorithm>
#include <string_view>

#include "app/lab/lab.h"
#include "app/panels/plots/plots_panel_model.h"
#include "app/panels/views.h"

namespace gan {

std::vector<FigureName> figure_names(const Lab& lab) {
  const DataKind kind = lab.snapshot().kind();
  std::vector<FigureName> names{{"window", "The window"}};
  for (const ViewEntry& view : view_entries()) {
    if (view.place != Place::overlay && view.fits(kind)) names.push_back({view.id, view.title});
  }
  // Without a classifier the classes of images can't be told.
  DataKind plotted = kind;
  if (lab.classifier().state() == ClassifierKeeper::State::random) plotted.can.remove(Capability::classes);
  const LossInfo& loss = loss_info(lab.snapshot().settings->hyperparameters.loss);
  for (const PlotInfo& plot : plot_infos()) {
    if (plot_fits(plot, plotted)) names.push_back({plot_key(plot), "Plot: " + plot_title(plot, loss)});
  }
  return names;
}

std::string figure_name_here(const std::string& id, const Lab& lab) {
  const std::vector<FigureName> names = figure_names(lab);
  const auto is_here = [&](std::string_view name) {
    return std::any_of(names.begin(), names.end(), [&](const FigureName& known) { return known.id == name; });
  };
  if (is_here(id)) return id;
  for (const ViewEntry& view : view_entries()) {
    if (view.id != id) continue;
    for (const ViewEntry& other : view_entries()) {
      if (other.place == view.place && is_here(other.id)) return other.id;
    }
  }
  const auto plot =
      std::find_if(names.begin(), names.end(), [](const FigureName& n) { return n.id.starts_with("plot."); });
  return plot != names.end() ? plot->id : names.front().id;
}

Outcome check_figure_name(const std::string& id, const Lab& lab) {
  std::string all;
  for (const FigureName& known : figure_names(lab)) {
    if (known.id == id) return {};
    all += (all.empty() ? "" : ", ") + known.id;
  }
  return Error{"there is no panel '" + id + "' here: expected one of " + all};
}

}  // namespace gan
