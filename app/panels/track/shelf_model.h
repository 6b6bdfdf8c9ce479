// The pure half of the shelf: where the pictures of kept moments stand above the track. Each stands over its place on
// the axis as far as there is room; they slide aside for each other, and where even that does not help, neighbours lie
// on each other, with how many lie below.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "app/lab/past/branches.h"
#include "app/lab/past/kept.h"

namespace gan {

struct ShelfItem {
  std::uint64_t number = 0;  // of the moment
  float place = 0;           // on the axis, in pixels
  bool best = false;         // lies on top of others
  bool shown = false;        // it is looked at: on top of all
};

struct ShelfSlot {
  float left = 0;
  std::vector<std::size_t> items;  // the first lies on top
};

// `width` of a picture and `gap` between two, in pixels; all of them between `low` and `high`. From left to right; none
// where there is not even room for one.
std::vector<ShelfSlot> place_shelf(std::span<const ShelfItem> items, float width, float gap, float low, float high);

// The height of a picture in pixels where `room` is to be had: as large as it is wanted, smaller, or 0.
float shelf_height(float wanted, float room);

// What a tooltip says of a moment, beside its metrics: "step 1 240 of segment 2 · branch k 1→5".
std::string place_of(const KeptMoment& moment, const Branches& branches, std::int64_t segment_shown);

// Every `factor`th pixel in both directions, as the mean of those that it stands for: red, green, blue.
struct SmallPicture {
  int width = 0, height = 0;
  std::vector<std::uint8_t> pixels;
};
SmallPicture shrunk(std::span<const std::uint8_t> pixels, int width, int height, int factor);

}  // namespace gan
