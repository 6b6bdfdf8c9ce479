#include "core/io/points/points_note.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "core/base/number_text.h"

namespace gan {
namespace {

std::string so_many(std::size_t count, const char* one, const char* several) {
  return whole_text(static_cast<std::int64_t>(count)) + " " + (count == 1 ? one : several);
}

std::string place_of(const TableRows& rows, Index row) {
  const auto i = static_cast<std::size_t>(row);
  return "line " + std::to_string(rows.lines[i]) + " (" + coordinate_in_words(rows.x[i]) + ", " +
         coordinate_in_words(rows.y[i]) + ")";
}

// Of several rows the farthest from the bulk, in its half ranges.
Index farthest(const TableRows& rows, const std::vector<Index>& among, double& distance) {
  const double half = std::max({rows.spread.half(0), rows.spread.half(1), 1e-300});
  Index found = among.front();
  distance = -1;
  for (const Index row : among) {
    const auto i = static_cast<std::size_t>(row);
    const double d = std::max(std::abs(rows.x[i] / half - rows.spread.centre(0) / half),
                              std::abs(rows.y[i] / half - rows.spread.centre(1) / half));
    if (d > distance) distance = d, found = row;
  }
  return found;
}

std::string far_rows(const TableRows& rows, const std::vector<Index>& far, const char* consequence) {
  double distance = 0;
  const Index row = farthest(rows, far, distance);
  const std::string reach = " " + coordinate_in_words(distance, 2) + " times as far out as the others reach";
  if (far.size() == 1) return "; " + place_of(rows, row) + " lies" + reach + ": " + consequence;
  return "; " + whole_text(static_cast<std::int64_t>(far.size())) + " rows lie far from the others, the farthest, " +
         place_of(rows, row) + "," + reach + ": " + consequence;
}

std::string passed_over(const TableRows& rows) {
  std::string text;
  const auto add = [&](const std::string& what) { text += (text.empty() ? "; " : ", ") + what; };
  if (rows.separator_line) add("a line that names the separator");
  if (rows.header) add("a header");
  if (rows.comments > 0) add(so_many(rows.comments, "comment", "comments"));
  return text.empty() ? text : text + " passed over";
}

// "trained on x - 4500000 and (y + 200)/1e30".
std::string change_of_units(const PlaneUnits& units) {
  if (units.plain()) return "";
  std::string text = "; trained on ";
  constexpr const char* kAxes[] = {"x", "y"};
  for (std::size_t axis = 0; axis < 2; ++axis) {
    const double origin = units.origin[axis], unit = units.unit[axis];
    std::string term = kAxes[axis];
    if (origin != 0) term += (origin > 0 ? " - " : " + ") + coordinate_in_words(std::abs(origin));
    if (unit != 1) term = (origin != 0 ? "(" + term + ")" : term) + "/" + coordinate_in_words(unit);
    text += (axis == 0 ? "" : " and ") + term;
  }
  return text;
}

}  // namespace

std::string coordinate_in_words(double value, int digits) {
  char buffer[40];
  std::string text(buffer,
                   std::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::general, digits).ptr);
  // 1e+30 is 1e30, 1e-05 is 1e-5.
  std::size_t e = text.find('e');
  if (e == std::string::npos) return text;
  e += text[e + 1] == '-' ? 2 : 1;
  text.erase(e, std::min(text.find_first_not_of("+0", e), text.size() - 1) - e);
  return text;
}

std::string points_note(const TableRows& rows, const PlaneUnits& units, const std::string& file) {
  std::string text = file + ": " + so_many(rows.x.size() - rows.left_out.size(), "row", "rows") + " read";
  if (rows.utf16) text += " from UTF-16";
  if (rows.decimal_commas) text += " with decimal commas";
  text += passed_over(rows);
  if (!rows.left_out.empty()) {
    text += far_rows(rows, rows.left_out, rows.left_out.size() == 1 ? "it is left out" : "they are left out");
  }
  std::vector<Index> far;
  std::set_difference(rows.spread.far.begin(), rows.spread.far.end(), rows.left_out.begin(), rows.left_out.end(),
                      std::back_inserter(far));
  if (!far.empty()) text += far_rows(rows, far, "outside the first view");
  text += change_of_units(units);
  if (rows.lost_places > 0) {
    text += "; " + std::to_string(rows.lost_places) +
            (rows.lost_places == 1 ? " place coincides" : " places coincide") + " with another in single precision";
  }
  return text + ".";
}

}  // namespace gan
