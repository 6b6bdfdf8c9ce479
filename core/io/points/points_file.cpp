#include "core/io/points/points_file.h"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <numeric>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/hash.h"
#include "core/io/files/plain_text.h"
#include "core/io/files/table_text.h"
#include "core/io/files/text_file.h"
#include "core/io/points/points_note.h"

namespace gan {
namespace {

constexpr double kFarthest = 1e6;           // units of the game from its middle
constexpr std::size_t kLinesToJudge = 200;  // for the separator
constexpr std::size_t kLongestLine = 1 << 16;

std::string quoted(std::string_view text) {
  std::string shown(text.substr(0, 40));
  for (char& c : shown) {
    if (static_cast<unsigned char>(c) < 0x20) c = ' ';
  }
  return "'" + shown + (text.size() > 40 ? "..." : "") + "'";
}

bool passed_over(std::string_view line) {
  line = trimmed(line);
  return line.empty() || line.front() == '#';
}

bool is_header(const std::vector<std::string_view>& fields) {
  return std::none_of(fields.begin(), fields.end(),
                      [](std::string_view field) { return read_number(field).reading != Reading::no_number; });
}

class PointsReader {
 public:
  PointsReader(std::string_view text, const std::string& file) : text_(text), file_(file) {}

  Outcome read(TableRows& rows) {
    find_dialect(rows);
    if (!separator_problem_.empty()) return at(1, separator_problem_);
    std::string_view rest = text_;
    bool first = true;
    for (std::size_t number = 1; !rest.empty(); ++number) {
      const std::string_view line = take_line(rest);
      if (line.size() > kLongestLine) {
        return at(number, "found a line of " + std::to_string(line.size()) + " bytes, expected two numbers");
      }
      if (passed_over(line)) {
        rows.comments += trimmed(line).empty() ? 0 : 1;
        continue;
      }
      if (number == separator_line_) continue;
      if (!split_fields(line, separator_, fields_)) {
        return at(number, "found a quotation mark that is not closed, expected one row a line");
      }
      const bool header = first && fields_.size() == 2 && is_header(fields_);
      rows.header = rows.header || header;
      first = false;
      if (header) continue;
      if (rows.x.size() == kMostPoints) {
        return at(number, "found more than " + std::to_string(kMostPoints) + " rows, expected fewer");
      }
      if (Outcome row = read_row(number, rows); !row) return row;
    }
    if (rows.x.empty()) return at(1, "found no rows of numbers, expected at least one of 2 columns");
    rows.decimal_commas = comma_line_ > 0;
    return {};
  }

 private:
  Error at(std::size_t line, const std::string& what) const {
    return {file_ + ":" + std::to_string(line) + ": " + what};
  }

  // A first line sep=; or the separator that the first lines agree with.
  void find_dialect(TableRows& rows) {
    std::vector<std::string_view> lines;
    std::string_view rest = text_;
    for (std::size_t number = 1; !rest.empty() && lines.size() < kLinesToJudge; ++number) {
      const std::string_view line = take_line(rest);
      if (line.size() > kLongestLine) break;
      if (passed_over(line)) continue;
      if (lines.empty() && separator_line_ == 0 && take_separator(line)) {
        separator_line_ = number;
        rows.separator_line = true;
        if (separator_ != '\0') return;
        continue;
      }
      lines.push_back(line);
    }
    separator_ = find_separator(lines);
  }

  // Excel's own first line.
  bool take_separator(std::string_view line) {
    if (line.starts_with('"') && line.ends_with('"') && line.size() > 1) line = line.substr(1, line.size() - 2);
    if (!line.starts_with("sep=") && !line.starts_with("SEP=")) return false;
    const std::string_view mark = line.substr(4);
    if (mark == ";" || mark == "," || mark == "\t" || mark == "|") {
      separator_ = mark.front();
    } else if (!mark.empty() && trimmed(mark).empty()) {
      separator_ = kBlanks;
    } else {
      separator_problem_ = "found the separator " + quoted(mark) + ", expected ; , | a tab or a space";
    }
    return true;
  }

  Outcome read_row(std::size_t line, TableRows& rows) {
    if (fields_.size() != 2) return at(line, columns_problem());
    double values[2];
    for (std::size_t i = 0; i < 2; ++i) {
      const NumberField field = read_number(fields_[i]);
      if (const char* expected = expected_instead(field)) {
        return at(line, "found " + quoted(fields_[i]) + ", expected " + expected);
      }
      if (field.point && point_line_ == 0) point_line_ = line;
      if (field.comma && comma_line_ == 0) comma_line_ = line;
      if (point_line_ > 0 && comma_line_ > 0) {
        return at(line, "found " + quoted(fields_[i]) + ", expected the decimal " +
                            (field.comma ? "point of line " + std::to_string(point_line_)
                                         : "comma of line " + std::to_string(comma_line_)));
      }
      values[i] = field.value;
    }
    rows.x.push_back(values[0]);
    rows.y.push_back(values[1]);
    rows.lines.push_back(static_cast<std::uint32_t>(line));
    return {};
  }

  static const char* expected_instead(const NumberField& field) {
    switch (field.reading) {
      case Reading::number:
        return nullptr;
      case Reading::no_number:
        return "a number";
      case Reading::not_finite:
        return "a finite number";
      case Reading::too_large:
        return "a number below 1.8e308";
      case Reading::two_marks:
        return "a number without marks between thousands";
    }
    return nullptr;
  }

  std::string columns_problem() const {
    const bool halves = fields_.size() == 4 && separator_ == ',' &&
                        std::all_of(fields_.begin(), fields_.end(), [](std::string_view field) {
                          return !field.empty() && field.find_first_not_of("+-0123456789eE") == std::string_view::npos;
                        });
    return "found " + std::to_string(fields_.size()) + (fields_.size() == 1 ? " column" : " columns") +
           ", expected 2 numbers" + (halves ? " (decimal commas need semicolons or tabs between the columns)" : "");
  }

  std::string_view text_;
  const std::string& file_;
  char separator_ = '\0';
  std::string separator_problem_;
  std::size_t separator_line_ = 0, point_line_ = 0, comma_line_ = 0;  // 0: none
  std::vector<std::string_view> fields_;
};

// Into the game's coordinates; rows too far out are left out.
std::shared_ptr<PointSet> scaled(TableRows& rows) {
  auto set = std::make_shared<PointSet>();
  rows.spread = spread_of(rows.x, rows.y);
  set->units = units_for(rows.spread);
  std::vector<float> numbers;
  numbers.reserve(2 * rows.x.size());
  for (std::size_t i = 0; i < rows.x.size(); ++i) {
    const double x = set->units.to_game(0, rows.x[i]), y = set->units.to_game(1, rows.y[i]);
    if (!(std::abs(x) <= kFarthest && std::abs(y) <= kFarthest)) {
      rows.left_out.push_back(static_cast<Index>(i));
    } else {
      numbers.push_back(static_cast<float>(x));
      numbers.push_back(static_cast<float>(y));
    }
  }
  set->points.resize(2, static_cast<Index>(numbers.size() / 2));
  std::copy(numbers.begin(), numbers.end(), set->points.data());
  return set;
}

// How many places of the file single precision cannot tell from another.
std::size_t lost_places(const TableRows& rows, const Matrix<float>& points) {
  std::vector<std::pair<double, double>> exact;
  exact.reserve(rows.x.size());
  for (std::size_t i = 0, left = 0; i < rows.x.size(); ++i) {
    const bool out = left < rows.left_out.size() && rows.left_out[left] == static_cast<Index>(i);
    left += out ? 1 : 0;
    if (!out) exact.emplace_back(rows.x[i], rows.y[i]);
  }
  std::vector<std::pair<float, float>> single;
  single.reserve(exact.size());
  for (Index i = 0; i < points.cols(); ++i) single.emplace_back(points(0, i), points(1, i));
  const auto different = [](auto& all) {
    std::sort(all.begin(), all.end());
    return static_cast<std::size_t>(std::unique(all.begin(), all.end()) - all.begin());
  };
  return different(exact) - different(single);
}

}  // namespace

Result<std::shared_ptr<const PointSet>> parse_points(std::string bytes, const std::string& file) {
  Result<PlainText> plain = decode_text(std::move(bytes), file);
  if (!plain) return plain.error();
  TableRows rows;
  rows.utf16 = plain.value().utf16;
  if (Outcome read = PointsReader(plain.value().text, file).read(rows); !read) return read.error();
  const std::shared_ptr<PointSet> set = scaled(rows);
  rows.lost_places = lost_places(rows, set->points);
  set->note = points_note(rows, set->units, std::filesystem::path(file).filename().string());
  return std::shared_ptr<const PointSet>(set);
}

Result<std::shared_ptr<const PointSet>> read_points(const std::string& path) {
  Result<std::string> bytes = read_file(path, kLargestPointsFile);
  if (!bytes) return bytes.error();
  return parse_points(std::move(bytes).value(), path);
}

std::uint64_t hash_points(const PointSet& set) {
  Hasher hasher;
  hasher.number(static_cast<std::uint64_t>(set.points.rows()));
  hasher.number(static_cast<std::uint64_t>(set.points.cols()));
  hasher.bytes(set.points.data(), static_cast<std::size_t>(set.points.size()) * sizeof(float));
  if (!set.units.plain()) {
    hasher.bytes(set.units.origin.data(), sizeof set.units.origin);
    hasher.bytes(set.units.unit.data(), sizeof set.units.unit);
  }
  return hasher.value();
}

}  // namespace gan
