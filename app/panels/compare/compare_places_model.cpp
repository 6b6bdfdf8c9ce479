#include "app/panels/compare/compare_places_model.h"

#include <algorithm>
#include <cmath>

namespace gan {
namespace {

// A place that stays empty is worth it only where all others grow by so much.
constexpr float kWorthAnEmptyPlace = 1.4F;

}  // namespace

std::vector<Region> place_games(std::size_t games, const Region& stage, float gap) {
  std::size_t columns = games;
  float best = 0;
  for (std::size_t rows = 1; rows <= games; ++rows) {
    const std::size_t across = (games + rows - 1) / rows;
    const float width = stage.width / static_cast<float>(across), height = stage.height / static_cast<float>(rows);
    const bool all_used = across * rows == games;
    const float side = std::min(width, height) / (all_used ? 1 : kWorthAnEmptyPlace);
    if (side > best) {
      best = side;
      columns = across;
    }
  }
  const std::size_t rows = (games + columns - 1) / columns;
  const auto part = [gap](float whole, std::size_t parts) {
    return std::floor((whole - gap * static_cast<float>(parts - 1)) / static_cast<float>(parts));
  };
  const float width = std::max(0.0F, part(stage.width, columns)), height = std::max(0.0F, part(stage.height, rows));
  std::vector<Region> places;
  for (std::size_t i = 0; i < games; ++i) {
    const std::size_t column = i % columns, row = i / columns;
    places.push_back({stage.x + static_cast<float>(column) * (width + gap),
                      stage.y + static_cast<float>(row) * (height + gap), width, height});
  }
  return places;
}

}  // namespace gan
