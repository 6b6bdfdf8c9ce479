#include "core/io/files/table_text.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdint>

namespace gan {
namespace {

constexpr std::string_view kWhite = " \t\r\n\v\f";
constexpr std::string_view kMinusSign = "\u2212";
constexpr char kSeparators[] = {';', '\t', '|', ',',
                                kBlanks};  // a comma may be a decimal mark, where another separates

// Without the quotes around it.
std::string_view unquoted(std::string_view field) {
  field = trimmed(field);
  if (field.size() >= 2 && field.front() == '"' && field.back() == '"')
    return trimmed(field.substr(1, field.size() - 2));
  return field;
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// The power of ten of a decimal number's first digit that is not zero: 2 of "123.4e0", -400 of "1e-400". Clamped.
// Only asked of texts that from_chars calls out of range.
std::int64_t decimal_magnitude(std::string_view text) {
  constexpr std::int64_t kHuge = 1'000'000'000'000;
  const std::size_t e = text.find_first_of("eE");
  std::int64_t exponent = 0;
  if (e != std::string_view::npos) {
    std::string_view digits = text.substr(e + 1);
    if (digits.starts_with('+')) digits.remove_prefix(1);
    const bool negative = digits.starts_with('-');
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), exponent);
    if (error == std::errc::result_out_of_range) exponent = negative ? -kHuge : kHuge;
    exponent = std::clamp(exponent, -kHuge, kHuge);
  }
  const std::string_view mantissa = text.substr(0, e);
  const std::size_t point = std::min(mantissa.find('.'), mantissa.size());
  const std::size_t first = mantissa.find_first_of("123456789");
  if (first == std::string_view::npos) return -kHuge;
  const auto distance = static_cast<std::int64_t>(point) - static_cast<std::int64_t>(first);
  return exponent + (distance > 0 ? distance - 1 : distance);
}

// With a decimal point; a sign in front is taken off already.
Reading read_plain(std::string_view text, double& value) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (end != text.data() + text.size() || text.empty()) return Reading::no_number;
  if (error == std::errc::result_out_of_range) {
    value = 0;
    return decimal_magnitude(text) > 0 ? Reading::too_large : Reading::number;
  }
  if (error != std::errc()) return Reading::no_number;
  if (std::isfinite(value)) return Reading::number;
  return is_digit(text.front()) || text.front() == '.' ? Reading::too_large : Reading::not_finite;
}

struct Agreement {
  int numbers = 0;  // lines of two numbers
  int columns = 0;  // lines of more than one field
};

Agreement agreement_with(const std::vector<std::string_view>& lines, char separator) {
  Agreement agreement;
  std::vector<std::string_view> fields;
  for (const std::string_view line : lines) {
    if (!split_fields(line, separator, fields) || fields.size() < 2) continue;
    ++agreement.columns;
    const bool numbers = std::all_of(fields.begin(), fields.end(), [](std::string_view field) {
      const Reading reading = read_number(field).reading;
      return reading != Reading::no_number && reading != Reading::two_marks;
    });
    agreement.numbers += fields.size() == 2 && numbers ? 1 : 0;
  }
  return agreement;
}

}  // namespace

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(kWhite);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kWhite) - first + 1);
}

bool split_fields(std::string_view line, char separator, std::vector<std::string_view>& fields) {
  fields.clear();
  line = trimmed(line).empty() || separator == kBlanks ? trimmed(line) : line;
  const bool blanks = separator == kBlanks;
  bool quoted = false;
  std::size_t begin = 0;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const char c = line[i];
    if (c == '"') quoted = !quoted;
    if (quoted || !(blanks ? c == ' ' || c == '\t' : c == separator)) continue;
    fields.push_back(unquoted(line.substr(begin, i - begin)));
    if (blanks) i = std::min(line.find_first_not_of(kWhite, i), line.size()) - 1;
    begin = i + 1;
  }
  fields.push_back(unquoted(line.substr(begin)));
  return !quoted;
}

NumberField read_number(std::string_view field) {
  NumberField out;
  bool negative = false;
  if (field.starts_with('+')) {
    field.remove_prefix(1);
    if (field.starts_with('-')) return out;
  } else if (field.starts_with('-')) {
    field.remove_prefix(1);
    negative = true;
  } else if (field.starts_with(kMinusSign)) {
    field.remove_prefix(kMinusSign.size());
    negative = true;
  }
  if (field.starts_with('-')) return out;
  out.point = field.find('.') != std::string_view::npos;
  const std::size_t comma = field.find(',');
  if (comma == std::string_view::npos) {
    out.reading = read_plain(field, out.value);
  } else {
    // A comma without a digit behind it separates.
    if (comma + 1 >= field.size() || !is_digit(field[comma + 1])) return out;
    out.comma = true;
    std::string pointed(field);
    std::replace(pointed.begin(), pointed.end(), ',', '.');
    if (out.point || field.find(',', comma + 1) != std::string_view::npos) {
      const bool grouped = pointed.find_first_not_of("0123456789.") == std::string::npos;
      out.reading = grouped ? Reading::two_marks : Reading::no_number;
      return out;
    }
    out.reading = read_plain(pointed, out.value);
  }
  if (negative) out.value = -out.value;
  return out;
}

char find_separator(const std::vector<std::string_view>& lines) {
  char best = kBlanks, several = '\0';
  int most = 0;
  for (const char separator : kSeparators) {
    const Agreement agreement = agreement_with(lines, separator);
    if (agreement.numbers > most) {
      most = agreement.numbers;
      best = separator;
    }
    if (several == '\0' && agreement.columns > 0) several = separator;
  }
  return most > 0 || several == '\0' ? best : several;
}

}  // namespace gan
