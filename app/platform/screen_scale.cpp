#include "app/platform/screen_scale.h"

#include <algorithm>
#include <cmath>

#include "app/ui/theme.h"

namespace gan {
namespace {

constexpr double kLeastScale = 0.5, kMostScale = 4;
// Design pixels that the parts of the window need to stand beside each other.
constexpr struct { double width, height; } kLeastDesign{720, 450};

int times(int length, double factor) {
  return std::max(1, static_cast<int>(std::lround(length * factor)));
}

}  // namespace

double usable_scale(double reported) {
  if (!std::isfinite(reported) || reported <= 0) return 1;
  return std::clamp(reported, kLeastScale, kMostScale);
}

WindowSize to_units(WindowSize size, double scale) {
  return {times(size.width, 1 / scale), times(size.height, 1 / scale)};
}

WindowSize from_units(WindowSize units, double scale) {
  return {times(units.width, scale), times(units.height, scale)};
}

WindowSize opening_size(WindowSize size, SizeIn in, double scale, double pixels_a_coordinate, WindowSize room) {
  WindowSize wanted = size;
  if (in == SizeIn::kUnits) wanted = from_units(size, scale);
  if (in == SizeIn::kPixels) wanted = to_units(size, pixels_a_coordinate);
  if (room.empty()) return wanted;
  return {std::min(wanted.width, room.width), std::min(wanted.height, room.height)};
}

double text_scale_for(WindowSize units, bool projector) {
  const double fit = std::min(units.width / 1600.0, units.height / 1000.0);
  if (fit >= 1) return std::clamp(std::round(fit * 4) / 4, 1.0, 2.0);
  return projector ? std::clamp(fit, 1.4 / static_cast<double>(kProjectorScale), 1.0) : 1.0;
}

double text_that_fits(WindowSize units, double wanted, bool projector) {
  const double enlarged = projector ? static_cast<double>(kProjectorScale) : 1.0;
  const double most = std::max(1.0, std::min(units.width / kLeastDesign.width, units.height / kLeastDesign.height));
  return std::min(wanted * enlarged, most) / enlarged;
}

}  // namespace gan
