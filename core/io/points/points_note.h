// What is said after a file of points was read: one line that names what was taken, passed over and changed.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/data/point_set.h"

namespace gan {

// The rows of a file in double precision, and what its reading found.
struct TableRows {
  std::vector<double> x, y;
  std::vector<std::uint32_t> lines;  // of each row, from 1
  std::size_t comments = 0;          // lines passed over that are not empty
  bool header = false, separator_line = false, utf16 = false, decimal_commas = false;
  PointSpread spread;
  std::vector<Index> left_out;  // rows too far out to train on, rising
  std::size_t lost_places = 0;  // that single precision cannot tell from another
};

// "points.csv: 200 rows read; ...". `file` without its folder.
std::string points_note(const TableRows& rows, const PlaneUnits& units, const std::string& file);

// A number as the file may have it: 4500001.288, 1e30.
std::string coordinate_in_words(double value, int digits = 15);

}  // namespace gan
