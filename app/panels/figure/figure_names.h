// What can be a figure: the window, its panels, and each plot.
#pragma once

#include <string>
#include <vector>

#include "core/base/result.h"

namespace gan {

class Lab;

struct FigureName {
  std::string id;  // "window", the id of a view, "plot.losses"
  std::string title;
};

// Of the game that is shown.
std::vector<FigureName> figure_names(const Lab& lab);
// What stands for it where the game has none of that name, as a clip over a change of data shows: of a view one of the
// same place, of a plot another one.
std::string figure_name_here(const std::string& id, const Lab& lab);
// Fails with a sentence that names those there are.
Outcome check_figure_name(const std::string& id, const Lab& lab);

}  // namespace gan
