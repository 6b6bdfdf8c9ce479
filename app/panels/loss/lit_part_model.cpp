#include "app/panels/loss/lit_part_model.h"

#include <algorithm>
#include <cmath>

namespace gan {
namespace {

constexpr float kOnEachOther = 1;  // pixels

// Of a point from the line between two others.
float squared_distance(const float* a, const float* b, float x, float y) {
  const float along_x = b[0] - a[0], along_y = b[1] - a[1];
  const float length = along_x * along_x + along_y * along_y;
  const float share =
      length > 0 ? std::clamp(((x - a[0]) * along_x + (y - a[1]) * along_y) / length, 0.0F, 1.0F) : 0.0F;
  const float off_x = x - a[0] - share * along_x, off_y = y - a[1] - share * along_y;
  return off_x * off_x + off_y * off_y;
}

}  // namespace

LossPart part_of_node(std::optional<StripNode> node, bool pairs) {
  if (!node) return LossPart::none;
  switch (*node) {
    case StripNode::noise:
    case StripNode::generator:
      return LossPart::generator;
    case StripNode::generated:
    case StripNode::fake_output:
    case StripNode::fake_term:
      return pairs ? LossPart::both : LossPart::fake;
    case StripNode::data:
    case StripNode::real_output:
    case StripNode::real_term:
      return pairs ? LossPart::both : LossPart::real;
    case StripNode::discriminator:
    case StripNode::value:
      return LossPart::both;
    case StripNode::count:
      break;
  }
  return LossPart::none;
}

unsigned curves_at(std::span<const std::span<const float>> curves, float x, float y, float reach) {
  unsigned found = 0;
  float nearest = reach;
  for (std::size_t c = 0; c < curves.size(); ++c) {
    const std::span<const float> xy = curves[c];
    float distance = reach;
    for (std::size_t i = 0; i + 3 < xy.size(); i += 2) {
      distance = std::min(distance, std::sqrt(squared_distance(&xy[i], &xy[i + 2], x, y)));
    }
    if (distance >= reach || distance > nearest + kOnEachOther) continue;
    if (distance < nearest - kOnEachOther) found = 0;
    nearest = std::min(nearest, distance);
    found |= 1U << c;
  }
  return found;
}

}  // namespace gan
