// A figure as SVG: text is text, lines are lines, images lie inside as PNG.
#pragma once

#include <string>

#include "app/figure/figure_scene.h"

namespace gan {

std::string write_svg(const FigureScene& scene);

}  // namespace gan
