// A figure as the bytes of a file whose ending says of which kind.
#pragma once

#include <string>

#include "app/figure/figure_scene.h"
#include "core/base/result.h"

namespace gan {

enum class FigureKind { png, svg, pdf };

// By the file's ending, in either case of letters; a sentence for another one.
Result<FigureKind> figure_kind(const std::string& path);

// How finely a picture that is computed is drawn, in pixels for one of the interface: on paper its lines are lines, and
// its colours change slowly.
float surface_pixels(FigureKind kind, double scale);

// `scale`: pixels of a PNG for one of the interface; the others are without.
Result<std::string> figure_bytes(const FigureScene& scene, FigureKind kind, double scale);

}  // namespace gan
