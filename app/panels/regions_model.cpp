#include "app/panels/regions_model.h"

#include <algorithm>
#include <cmath>

namespace gan {
namespace {

constexpr float kPresentTrack = 56;    // design pixels
constexpr double kPresentLens = 0.32;  // share of the width
constexpr float kLeastLens = 250;      // design pixels, where the stage keeps its half
constexpr float kMostLeft = 0.3F;      // share of the width
constexpr float kMostTrack = 0.25F;    // share of the height
constexpr float kMostNumbers = 0.55F;
constexpr float kMostFixed = 0.4F;  // share of its column for a part of a fixed height

float at_least_zero(float v) {
  return std::max(0.0F, v);
}

// `total` split into two with a separator between; the second part is `wanted` at most.
void split(float total, float wanted, float separator, float& first, float& second) {
  second = std::clamp(std::round(wanted), 0.0F, at_least_zero(total - separator));
  first = second > 0 ? at_least_zero(total - separator - second) : total;
}

}  // namespace

Regions compute_regions(const RegionSizes& s, const LayoutSettings& settings) {
  Regions r;
  const float line = s.separator;
  r.toolbar = {0, 0, s.width, std::min(s.toolbar_height, s.height)};
  const float top = r.toolbar.height + line, below = at_least_zero(s.height - top);
  const float messages = std::min(s.messages_height, below);
  const double wanted_track = s.present ? kPresentTrack : settings.track_height;
  const float axis = std::round(static_cast<float>(wanted_track) * s.scale);
  float track = std::max(axis > messages ? axis + s.lanes_height : axis, s.present ? 0.0F : messages);
  track = std::min(track, std::max(kMostTrack * below, messages));
  r.messages = {0, s.height - messages, s.width, messages};
  r.track = {0, s.height - track, s.width, at_least_zero(track - messages)};
  const float height = at_least_zero(r.track.y - line - top);

  r.folded = s.width < kFoldedBelow * s.scale;
  float left = 0;
  if (settings.show_left && !s.present && !r.folded) {
    left = std::min(std::round(static_cast<float>(settings.left_width) * s.scale), kMostLeft * s.width);
  }
  r.left = {0, top, left, height};
  const float x = left > 0 ? left + line : 0, rest = at_least_zero(s.width - x);

  float stage_width = rest, lens_width = 0;
  if (settings.show_lens) {
    const float share = static_cast<float>(s.present ? kPresentLens : settings.lens_share);
    const float least = std::min(kLeastLens * s.scale, 0.5F * rest);
    split(rest, std::max(share * at_least_zero(rest - line), least), line, stage_width, lens_width);
  }
  float upper = 0, lower = 0;
  split(height, std::min(s.strip_height, kMostFixed * height), line, upper, lower);
  r.stage = {x, top, stage_width, upper};
  r.strip = {x, top + height - lower, stage_width, lower};
  const float right = x + stage_width + line;
  split(height, height - line - std::min(s.numbers_height, kMostNumbers * height), line, upper, lower);
  if (s.numbers_height <= 0) upper = 0, lower = height;
  r.numbers = {right, top, lens_width, upper};
  r.lens = {right, top + height - lower, lens_width, lower};
  for (Region* region : {&r.toolbar, &r.left, &r.stage, &r.strip, &r.numbers, &r.lens, &r.track, &r.messages}) {
    region->x = std::min(region->x, s.width);
    region->y = std::min(region->y, s.height);
    region->width = std::min(region->width, s.width - region->x);
    region->height = std::min(region->height, s.height - region->y);
  }
  return r;
}

}  // namespace gan
