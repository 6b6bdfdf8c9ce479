#include "core/base/number_text.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <cstring>

namespace gan {
namespace {

constexpr std::string_view kThinSpace = "\u2009", kMinus = "\u2212", kDash = "\u2013";
constexpr double kLeastPlain = 1e-3, kLeastScientific = 1e6;  // between them no exponent is written

// Thin spaces between groups of three whole digits (from four digits on), true minus signs, and `suffix` behind.
NumberText typeset(std::string_view plain, std::string_view suffix = {}) {
  NumberText text;
  char* out = text.bytes.data();
  char* const end = out + text.bytes.size() - 1;
  const auto put = [&](std::string_view piece) {
    if (out + piece.size() > end) return;
    out = std::copy(piece.begin(), piece.end(), out);  // unlike memcpy, of nothing at all too
  };
  const std::size_t first = plain.starts_with('-') ? 1 : 0;
  const std::size_t whole = std::min(plain.find_first_not_of("0123456789", first), plain.size());
  for (std::size_t i = 0; i < plain.size(); ++i) {
    if (i > first && i < whole && (whole - i) % 3 == 0) put(kThinSpace);
    put(plain[i] == '-' ? kMinus : plain.substr(i, 1));
  }
  put(suffix);
  *out = 0;
  return text;
}

// The number as std::to_chars writes it, in a buffer that holds any double with a few decimals.
std::string written(double value, std::chars_format format, int precision) {
  char buffer[352];
  return {buffer, std::to_chars(buffer, buffer + sizeof buffer, value, format, precision).ptr};
}

}  // namespace

std::string short_exponent(std::string_view text) {
  const std::size_t e = text.find('e');
  if (e == std::string_view::npos) return std::string(text);
  const std::string_view exponent = text.substr(e + 1);
  const std::size_t digits = exponent.find_first_not_of("+-0");
  std::string out(text.substr(0, e + 1));
  if (exponent.starts_with('-')) out += '-';
  return out.append(digits == std::string_view::npos ? "0" : exponent.substr(digits));
}

NumberText fixed_text(double value, int decimals, const char* suffix) {
  if (std::abs(value) < 0.5 * std::pow(10.0, -decimals)) value = 0;
  return typeset(written(value, std::chars_format::fixed, decimals), suffix);
}

NumberText scientific_text(double value, int decimals, bool shortest) {
  std::string text = short_exponent(written(value, std::chars_format::scientific, decimals));
  const std::size_t e = text.find('e');
  if (shortest && decimals > 0 && e != std::string::npos) {
    const std::size_t last = text.find_last_not_of('0', e - 1);
    text.erase(text[last] == '.' ? last : last + 1, e - (text[last] == '.' ? last : last + 1));
  }
  return typeset(text);
}

NumberText step_text(std::int64_t step) {
  return typeset(std::to_string(step));
}

std::string whole_text(std::int64_t number) {
  return step_text(number).c_str();
}

NumberText value_text(double value) {
  if (!std::isfinite(value)) return typeset(kDash);
  const double size = std::abs(value);
  if (size < kLeastScientific && value == std::round(value)) return fixed_text(value, 0);  // counts
  if (size < kLeastPlain) return scientific_text(value, 1, true);
  if (size < 1) return fixed_text(value, 4);
  if (size < 10) return fixed_text(value, 3);
  if (size < 100) return fixed_text(value, 2);
  if (size < 1000) return fixed_text(value, 1);
  if (size < kLeastScientific) return fixed_text(value, 0);
  return scientific_text(value, 1, true);
}

NumberText steady_text(double value) {
  if (!std::isfinite(value)) return typeset(kDash);
  const double size = std::abs(value);
  if (size >= 1e5 || (size > 0 && size < 0.005)) return scientific_text(value, 1, true);
  return fixed_text(value, size < 9.995 ? 2 : size < 99.95 ? 1 : 0);
}

std::string short_text(double value, int digits) {
  if (!std::isfinite(value)) return std::string(kDash);
  if (value == 0) return "0";
  // Rounded first: 0.00099996 is 0.001 with four digits.
  const std::string rounded = written(value, std::chars_format::scientific, digits - 1);
  const int exponent = std::atoi(rounded.c_str() + rounded.find('e') + 1);
  if (exponent < -3 || exponent >= 6) return scientific_text(value, digits - 1, true).c_str();
  std::string text = written(value, std::chars_format::fixed, std::max(0, digits - 1 - exponent));
  if (text.find('.') != std::string::npos) {
    text.erase(text.find_last_not_of('0') + 1);
    if (text.ends_with('.')) text.pop_back();
  }
  return typeset(text).c_str();
}

std::string percent_text(double share, int decimals) {
  if (!std::isfinite(share)) return std::string(kDash);
  return fixed_text(100 * share, decimals, "%").c_str();
}

std::string plain_number(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    const std::string_view rest = text.substr(i);
    if (rest.starts_with(kMinus)) {
      out += '-', i += kMinus.size();
    } else if (rest.starts_with(kThinSpace)) {
      i += kThinSpace.size();
    } else {
      out += text[i++];
    }
  }
  return out;
}

}  // namespace gan
