#include "app/figure/colour_table.h"

#include <algorithm>
#include <array>

#include "core/base/check.h"

namespace gan {
namespace {

constexpr int kBits = 6;                // of a channel
constexpr double kShared = 0.004;       // of all pixels: what so many share stands for itself
constexpr std::size_t kMostShared = 2;  // of the colours at most one in so many

std::size_t cell_of(Rgb24 c) {
  constexpr int kShift = 8 - kBits;
  return static_cast<std::size_t>(c.r >> kShift) << (2 * kBits) | static_cast<std::size_t>(c.g >> kShift) << kBits |
         static_cast<std::size_t>(c.b >> kShift);
}

// The pixels of one cell.
struct ColourCell {
  std::size_t cell = 0;
  std::uint64_t count = 0;
  std::array<std::uint64_t, 3> sum{};
  std::array<int, 3> at{};  // the cell's place
};

Rgb24 mean_of(std::span<const ColourCell> cells) {
  std::uint64_t count = 0;
  std::array<std::uint64_t, 3> sum{};
  for (const ColourCell& cell : cells) {
    count += cell.count;
    for (std::size_t k = 0; k < 3; ++k) sum[k] += cell.sum[k];
  }
  const auto mean = [&](std::size_t k) { return static_cast<std::uint8_t>((sum[k] + count / 2) / count); };
  return {mean(0), mean(1), mean(2)};
}

// A box around some of the cells, which lie beside each other.
struct ColourBox {
  std::size_t first = 0, last = 0;
  std::size_t axis = 0;  // its longest side
  double worth = 0;      // of cutting it; 0: it can't be

  ColourBox(std::span<const ColourCell> cells, std::size_t from, std::size_t to) : first(from), last(to) {
    std::array<int, 3> low{255, 255, 255}, high{0, 0, 0};
    double count = 0;
    for (std::size_t i = first; i < last; ++i) {
      count += static_cast<double>(cells[i].count);
      for (std::size_t k = 0; k < 3; ++k) {
        low[k] = std::min(low[k], cells[i].at[k]);
        high[k] = std::max(high[k], cells[i].at[k]);
      }
    }
    for (std::size_t k = 1; k < 3; ++k) {
      if (high[k] - low[k] > high[axis] - low[axis]) axis = k;
    }
    const double side = high[axis] - low[axis];
    worth = last - first > 1 ? count * side * side : 0;
  }
};

}  // namespace

ColourTable::ColourTable(std::span<const Rgb24> pixels, int most) : index_(std::size_t{1} << (3 * kBits), 0) {
  GAN_CHECK(!pixels.empty() && most >= 1 && most <= 256, "a table of colours is made of pixels, and has 1 to 256");
  std::vector<ColourCell> all(index_.size());
  std::vector<std::size_t> used;
  for (const Rgb24 pixel : pixels) {
    ColourCell& cell = all[cell_of(pixel)];
    if (cell.count++ == 0) used.push_back(cell_of(pixel));
    cell.sum[0] += pixel.r;
    cell.sum[1] += pixel.g;
    cell.sum[2] += pixel.b;
  }
  std::vector<ColourCell> cells;
  constexpr int kMask = (1 << kBits) - 1;
  for (const std::size_t cell : used) {
    all[cell].cell = cell;
    const int number = static_cast<int>(cell);
    all[cell].at = {number >> (2 * kBits), number >> kBits & kMask, number & kMask};
    cells.push_back(all[cell]);
  }
  // Ordered, so that the same pixels give the same table whatever their order.
  std::sort(cells.begin(), cells.end(), [](const ColourCell& a, const ColourCell& b) {
    return a.count != b.count ? a.count > b.count : a.cell < b.cell;
  });
  const auto colours = static_cast<std::size_t>(most);
  const auto needed = static_cast<std::uint64_t>(kShared * static_cast<double>(pixels.size()));
  std::size_t shared = 0;
  while (shared < cells.size() && shared < colours / kMostShared && cells[shared].count > needed) {
    index_[cells[shared].cell] = static_cast<std::uint16_t>(shared);
    colours_.push_back(mean_of(std::span(cells).subspan(shared, 1)));
    ++shared;
  }
  if (shared == cells.size()) return;
  std::vector<ColourBox> boxes{{cells, shared, cells.size()}};
  while (shared + boxes.size() < colours) {
    const auto best = std::max_element(boxes.begin(), boxes.end(),
                                       [](const ColourBox& a, const ColourBox& b) { return a.worth < b.worth; });
    if (best->worth == 0) break;
    const ColourBox box = *best;
    const auto begin = cells.begin() + static_cast<std::ptrdiff_t>(box.first);
    const auto end = cells.begin() + static_cast<std::ptrdiff_t>(box.last);
    std::sort(begin, end, [&](const ColourCell& a, const ColourCell& b) {
      return a.at[box.axis] != b.at[box.axis] ? a.at[box.axis] < b.at[box.axis] : a.cell < b.cell;
    });
    std::uint64_t half = 0, before = 0;
    for (auto cell = begin; cell != end; ++cell) half += cell->count;
    std::size_t cut = box.first;
    while (cut + 1 < box.last && (cut == box.first || 2 * (before + cells[cut].count) <= half)) {
      before += cells[cut++].count;
    }
    *best = {cells, box.first, cut};
    boxes.emplace_back(cells, cut, box.last);
  }
  for (const ColourBox& box : boxes) {
    for (std::size_t i = box.first; i < box.last; ++i) {
      index_[cells[i].cell] = static_cast<std::uint16_t>(colours_.size());
    }
    colours_.push_back(mean_of(std::span(cells).subspan(box.first, box.last - box.first)));
  }
}

std::uint8_t ColourTable::index_of(Rgb24 colour) const {
  return static_cast<std::uint8_t>(index_[cell_of(colour)]);
}

}  // namespace gan
