#include "app/geometry/piles.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include "core/base/check.h"

namespace gan {
namespace {

constexpr int kRounds = 3;     // of moving a pile's middle to the mean of its points
constexpr double kFar = 1e12;  // cells; what lies further out is in no pile that is seen

std::int64_t cell_of(float value, double side) {
  return static_cast<std::int64_t>(std::clamp(std::floor(static_cast<double>(value) / side), -kFar, kFar));
}

}  // namespace

void Piles::sort_into_cells(std::span<const float> xy, double side) {
  const std::size_t count = xy.size() / 2;
  keys_.resize(count);
  order_.resize(count);
  for (std::size_t i = 0; i < count; ++i) keys_[i] = {cell_of(xy[2 * i], side), cell_of(xy[2 * i + 1], side)};
  std::iota(order_.begin(), order_.end(), std::size_t{0});
  std::sort(order_.begin(), order_.end(),
            [&](std::size_t a, std::size_t b) { return std::pair(keys_[a], a) < std::pair(keys_[b], b); });
  cells_.clear();
  for (std::size_t i = 0; i < count; ++i) {
    if (i == 0 || keys_[order_[i]] != keys_[order_[i - 1]]) {
      cells_.push_back({keys_[order_[i]].first, keys_[order_[i]].second, i, i});
    }
    cells_.back().end = i + 1;
  }
}

void Piles::gather(std::span<const float> xy, const Cell& cell, double x, double y, double reach) {
  gathered_.clear();
  // The middle may have left the cell by one, and its points lie up to one further.
  for (std::int64_t column = cell.column - 2; column <= cell.column + 2; ++column) {
    auto at = std::lower_bound(cells_.begin(), cells_.end(), std::pair(column, cell.row - 2),
                               [](const Cell& c, const auto& key) { return std::pair(c.column, c.row) < key; });
    for (; at != cells_.end() && at->column == column && at->row <= cell.row + 2; ++at) {
      for (std::size_t i = at->begin; i < at->end; ++i) {
        const std::size_t point = order_[i];
        const double dx = static_cast<double>(xy[2 * point]) - x, dy = static_cast<double>(xy[2 * point + 1]) - y;
        if (taken_[point] == 0 && dx * dx + dy * dy <= reach * reach) gathered_.push_back(point);
      }
    }
  }
}

void Piles::find(std::span<const float> xy, double diameter) {
  GAN_CHECK(xy.size() % 2 == 0, "points have an x and a y");
  GAN_CHECK(diameter > 0, "a mark has a size");
  piles_.clear();
  taken_.assign(xy.size() / 2, 0);
  sort_into_cells(xy, diameter);
  by_count_.resize(cells_.size());
  std::iota(by_count_.begin(), by_count_.end(), std::size_t{0});
  const auto size = [&](std::size_t i) { return cells_[i].end - cells_[i].begin; };
  std::stable_sort(by_count_.begin(), by_count_.end(), [&](std::size_t a, std::size_t b) { return size(a) > size(b); });
  for (const std::size_t chosen : by_count_) {
    const Cell& cell = cells_[chosen];
    // A circle of this radius covers about three cells: where it holds a pile, one of them holds a third of that.
    if (size(chosen) < kLeast / 6) break;
    double x = (static_cast<double>(cell.column) + 0.5) * diameter;
    double y = (static_cast<double>(cell.row) + 0.5) * diameter;
    for (int round = 0; round < kRounds; ++round) {
      gather(xy, cell, x, y, diameter);
      if (gathered_.size() < kLeast) break;
      double sum_x = 0, sum_y = 0;
      for (const std::size_t point : gathered_) {
        sum_x += static_cast<double>(xy[2 * point]);
        sum_y += static_cast<double>(xy[2 * point + 1]);
      }
      const auto count = static_cast<double>(gathered_.size());
      x = std::clamp(sum_x / count, static_cast<double>(cell.column - 1) * diameter,
                     static_cast<double>(cell.column + 2) * diameter);
      y = std::clamp(sum_y / count, static_cast<double>(cell.row - 1) * diameter,
                     static_cast<double>(cell.row + 2) * diameter);
    }
    if (gathered_.size() < kLeast) continue;
    gather(xy, cell, x, y, diameter);
    if (gathered_.size() < kLeast) continue;
    for (const std::size_t point : gathered_) taken_[point] = 1;
    piles_.push_back({x, y, gathered_.size()});
  }
  std::stable_sort(piles_.begin(), piles_.end(), [](const Pile& a, const Pile& b) { return a.count > b.count; });
  xy_.clear();
  for (const char piled : {1, 0}) {
    for (std::size_t i = 0; i < taken_.size(); ++i) {
      if (taken_[i] == piled) xy_.insert(xy_.end(), {xy[2 * i], xy[2 * i + 1]});
    }
    if (piled == 1) piled_ = xy_.size() / 2;
  }
}

}  // namespace gan
