// Where marks lie on top of one another. A pile is a dozen points or more within one mark's diameter of their middle,
// which is where three marks or more would cover each spot; drawn one by one they would be a smudge of outlines.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace gan {

struct Pile {
  double x = 0, y = 0;    // the mean of its points
  std::size_t count = 0;  // of points within a diameter of it that belong to no larger pile
};

class Piles {
 public:
  static constexpr std::size_t kLeast = 12;  // points of a pile

  // xy: x and y in turn, finite. diameter > 0: of a mark, in the same units.
  void find(std::span<const float> xy, double diameter);

  std::span<const Pile> piles() const { return piles_; }  // the largest first
  // The same points, those of all piles first, otherwise in their order.
  std::span<const float> xy() const { return xy_; }
  std::size_t piled() const { return piled_; }  // points in piles

 private:
  struct Cell {
    std::int64_t column, row;
    std::size_t begin, end;  // of order_
  };

  void sort_into_cells(std::span<const float> xy, double side);
  // The points of no pile yet that lie within `reach` of (x, y), which is near the cell.
  void gather(std::span<const float> xy, const Cell& cell, double x, double y, double reach);

  std::vector<Pile> piles_;
  std::vector<float> xy_;
  std::size_t piled_ = 0;
  // Kept for their memory.
  std::vector<std::pair<std::int64_t, std::int64_t>> keys_;  // of each point
  std::vector<std::size_t> order_, gathered_, by_count_;
  std::vector<Cell> cells_;
  std::vector<char> taken_;
};

}  // namespace gan
