#include "app/panels/regions_model.h"

#include <algorithm>
#include <cmath>

namespace gan {
namespace {

float at_least_zero(float v) {
  return std::max(0.0F, v);
}

// `total` split into two with a separator between; the second part gets `share` of it.
void split(float total, float share, float separator, float& first, float& second) {
  second = std::round(at_least_zero(total - separator) * share);
  first = at_least_zero(total - separator - second);
}

}  // namespace

Regions compute_regions(const RegionSizes& s, const LayoutSettings& settings) {
  Regions r;
  const float line = s.separator;
  r.toolbar = {0, 0, s.width, std::min(s.toolbar_height, s.height)};
  const float status = std::min(s.status_height, at_least_zero(s.height - r.toolbar.height));
  r.status = {0, s.height - status, s.width, status};
  const float top = r.toolbar.height + line;
  float timeline = std::round(static_cast<float>(settings.timeline_height) * s.scale);
  timeline = std::min(timeline, at_least_zero(r.status.y - top - 2 * line) * 0.3F);
  r.timeline = {0, r.status.y - line - timeline, s.width, timeline};
  const float height = at_least_zero(r.timeline.y - line - top);

  float controls = settings.show_controls ? std::round(static_cast<float>(settings.controls_width) * s.scale) : 0;
  controls = std::min(controls, 0.3F * s.width);
  r.controls = {0, top, controls, height};
  const float left = controls > 0 ? controls + line : 0;
  const float rest = at_least_zero(s.width - left);

  float arena_width = rest;
  float plots_width = 0;
  if (settings.show_plots) {
    split(rest, static_cast<float>(settings.plots_share), line, arena_width, plots_width);
  }
  float upper = 0;
  float lower = 0;
  const double share = s.images ? settings.images_share : settings.modes_share;
  if (s.below_arena) {
    split(height, static_cast<float>(share), line, upper, lower);
  } else {
    upper = height;
  }
  const float strip = std::min(s.strip_height, upper / 2);
  r.arena = {left, top, arena_width, at_least_zero(upper - (strip > 0 ? strip + line : 0))};
  r.strip = {left, top + upper - strip, arena_width, strip};
  r.below_arena = {left, top + upper + line, arena_width, lower};
  split(height, static_cast<float>(settings.loss_curve_share), line, upper, lower);
  const float plots_x = left + arena_width + line;
  r.plots = {plots_x, top, plots_width, upper};
  r.below_plots = {plots_x, top + upper + line, plots_width, lower};
  for (Region* region : {&r.toolbar, &r.controls, &r.arena, &r.strip, &r.below_arena, &r.plots, &r.below_plots,
                         &r.timeline, &r.status}) {
    region->x = std::min(region->x, s.width);
    region->y = std::min(region->y, s.height);
    region->width = std::min(region->width, s.width - region->x);
    region->height = std::min(region->height, s.height - region->y);
  }
  return r;
}

}  // namespace gan
