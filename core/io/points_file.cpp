#include "core/io/points_file.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <string_view>
#include <vector>

#include "core/base/hash.h"
#include "core/io/text_file.h"

namespace gan {
namespace {

constexpr std::string_view kBlank = " \t\r";

std::string_view trim(std::string_view text) {
  const std::size_t first = text.find_first_not_of(kBlank);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kBlank) - first + 1);
}

// Fields of a line: at commas or semicolons where it has any, otherwise at white space.
std::vector<std::string_view> split(std::string_view line) {
  const char mark = line.find(';') != std::string_view::npos   ? ';'
                    : line.find(',') != std::string_view::npos ? ','
                                                               : '\0';
  std::vector<std::string_view> parts;
  while (!line.empty()) {
    const std::size_t end = mark ? line.find(mark) : line.find_first_of(kBlank);
    parts.push_back(trim(line.substr(0, end)));
    if (end == std::string_view::npos) return parts;
    line = line.substr(end + 1);
    if (!mark) line = trim(line);
  }
  if (mark) parts.push_back({});
  return parts;
}

bool parse(std::string_view text, float& number) {
  if (text.size() >= 2 && text.front() == '"' && text.back() == '"')
    text = trim(text.substr(1, text.size() - 2));
  if (text.starts_with('+')) text.remove_prefix(1);
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && end == text.data() + text.size();
}

std::string quoted(std::string_view text) {
  std::string shown(text.substr(0, 40));
  for (char& c : shown) {
    if (static_cast<unsigned char>(c) < 0x20) c = ' ';
  }
  return "'" + shown + (text.size() > 40 ? "..." : "") + "'";
}

// "" or what is wrong with the row.
std::string read_row(const std::vector<std::string_view>& parts, std::vector<float>& numbers) {
  if (parts.size() != 2) {
    return "found " + std::to_string(parts.size()) + (parts.size() == 1 ? " column" : " columns") +
           ", expected 2 numbers";
  }
  for (const std::string_view part : parts) {
    float number = 0;
    if (!parse(part, number)) return "found " + quoted(part) + ", expected a number";
    if (!std::isfinite(number)) return "found " + quoted(part) + ", expected a finite number";
    numbers.push_back(number);
  }
  return "";
}

bool is_header(const std::vector<std::string_view>& parts) {
  float number = 0;
  return std::none_of(parts.begin(), parts.end(), [&](std::string_view part) { return parse(part, number); });
}

}  // namespace

Result<std::shared_ptr<const Matrix<float>>> read_points(const std::string& path) {
  const Result<std::string> file = read_file(path);
  if (!file) return file.error();
  std::string_view rest = file.value();
  if (rest.starts_with("\xef\xbb\xbf")) rest.remove_prefix(3);
  std::vector<float> numbers;
  bool first = true;
  for (std::size_t number = 1; !rest.empty(); ++number) {
    const std::size_t end = rest.find('\n');
    const std::string_view line = trim(rest.substr(0, end));
    rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
    if (line.empty() || line.front() == '#') continue;
    const std::vector<std::string_view> parts = split(line);
    const bool header = first && parts.size() == 2 && is_header(parts);
    first = false;
    if (header) continue;
    if (const std::string wrong = read_row(parts, numbers); !wrong.empty()) {
      return Error{path + ":" + std::to_string(number) + ": " + wrong};
    }
  }
  if (numbers.empty())
    return Error{path + ":1: found no rows of numbers, expected at least one of 2 columns"};
  auto points = std::make_shared<Matrix<float>>(2, static_cast<Index>(numbers.size() / 2));
  std::copy(numbers.begin(), numbers.end(), points->data());
  return std::shared_ptr<const Matrix<float>>(points);
}

std::uint64_t hash_points(const Matrix<float>& points) {
  Hasher hasher;
  hasher.number(static_cast<std::uint64_t>(points.rows()));
  hasher.number(static_cast<std::uint64_t>(points.cols()));
  hasher.bytes(points.data(), static_cast<std::size_t>(points.size()) * sizeof(float));
  return hasher.value();
}

}  // namespace gan
