#include "app/panels/track/shelf_model.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "core/base/number_text.h"

namespace gan {
namespace {

// Moments that lie on each other, and where they would be.
struct Pile {
  std::vector<std::size_t> items;
  float place = 0;
};

// Those that are nearest to each other, until all have room beside each other.
void pile_up(std::vector<Pile>& piles, std::size_t most) {
  while (piles.size() > most) {
    std::size_t nearest = 0;
    for (std::size_t i = 1; i + 1 < piles.size(); ++i) {
      if (piles[i + 1].place - piles[i].place < piles[nearest + 1].place - piles[nearest].place) nearest = i;
    }
    Pile &into = piles[nearest], &gone = piles[nearest + 1];
    const auto first = static_cast<float>(into.items.size()), second = static_cast<float>(gone.items.size());
    into.place = (first * into.place + second * gone.place) / (first + second);
    into.items.insert(into.items.end(), gone.items.begin(), gone.items.end());
    piles.erase(piles.begin() + static_cast<std::ptrdiff_t>(nearest) + 1);
  }
}

// Blocks of those that would overlap are centred where their members want to be on average.
std::vector<float> spread(const std::vector<Pile>& piles, float pitch, float low, float high) {
  struct Block {
    float wanted = 0;  // of its first one, on average
    std::size_t count = 0;
  };
  std::vector<Block> blocks;
  const auto begin_of = [&](const Block& block) {
    const float last = high - pitch * static_cast<float>(block.count - 1);
    return std::clamp(block.wanted, low, std::max(low, last));
  };
  for (const Pile& pile : piles) {
    blocks.push_back({pile.place, 1});
    while (blocks.size() > 1) {
      Block &before = blocks[blocks.size() - 2], &last = blocks.back();
      if (begin_of(before) + pitch * static_cast<float>(before.count) <= begin_of(last)) break;
      const auto a = static_cast<float>(before.count), b = static_cast<float>(last.count);
      before.wanted = (a * before.wanted + b * (last.wanted - pitch * a)) / (a + b);
      before.count += last.count;
      blocks.pop_back();
    }
  }
  std::vector<float> places;
  for (const Block& block : blocks) {
    for (std::size_t i = 0; i < block.count; ++i) places.push_back(begin_of(block) + pitch * static_cast<float>(i));
  }
  return places;
}

}  // namespace

std::vector<ShelfSlot> place_shelf(std::span<const ShelfItem> items, float width, float gap, float low, float high) {
  const float room = high - low;
  if (items.empty() || room < width || width <= 0) return {};
  std::vector<std::size_t> order(items.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return items[a].place < items[b].place; });
  std::vector<Pile> piles;
  for (const std::size_t item : order) {
    piles.push_back({{item}, std::clamp(items[item].place - width / 2, low, high - width)});
  }
  pile_up(piles, std::max<std::size_t>(1, static_cast<std::size_t>((room + gap) / (width + gap))));
  const std::vector<float> places = spread(piles, width + gap, low, high - width);
  std::vector<ShelfSlot> slots;
  for (std::size_t i = 0; i < piles.size(); ++i) {
    std::vector<std::size_t>& pile = piles[i].items;
    const auto weight = [&](std::size_t item) { return (items[item].shown ? 2 : 0) + (items[item].best ? 1 : 0); };
    // Otherwise the newest.
    std::stable_sort(pile.begin(), pile.end(), [&](std::size_t a, std::size_t b) {
      return weight(a) != weight(b) ? weight(a) > weight(b) : items[a].number > items[b].number;
    });
    slots.push_back({places[i], std::move(pile)});
  }
  return slots;
}

float shelf_height(float wanted, float room) {
  if (room >= wanted) return wanted;
  return room >= wanted / 2 ? std::floor(room) : 0;
}

std::string place_of(const KeptMoment& moment, const Branches& branches, std::int64_t segment_shown) {
  std::string text = std::string("step ") + step_text(moment.instant.position.step).c_str();
  const std::int64_t segment = moment.instant.position.segment;
  if (segment != segment_shown) text += " of segment " + std::to_string(segment);
  const Branch* const branch = branches.find(moment.run);
  if (branch != nullptr && branches.all().size() > 1) text += "  ·  branch " + title_of(*branch);
  return text;
}

SmallPicture shrunk(std::span<const std::uint8_t> pixels, int width, int height, int factor) {
  SmallPicture small{width / factor, height / factor, {}};
  small.pixels.reserve(static_cast<std::size_t>(3 * small.width * small.height));
  for (int y = 0; y < small.height; ++y) {
    for (int x = 0; x < small.width; ++x) {
      for (int channel = 0; channel < 3; ++channel) {
        int sum = factor * factor / 2;
        for (int dy = 0; dy < factor; ++dy) {
          for (int dx = 0; dx < factor; ++dx) {
            sum += pixels[static_cast<std::size_t>(3 * ((y * factor + dy) * width + x * factor + dx) + channel)];
          }
        }
        small.pixels.push_back(static_cast<std::uint8_t>(sum / (factor * factor)));
      }
    }
  }
  return small;
}

}  // namespace gan
