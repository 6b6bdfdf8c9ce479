#include "core/export/pytorch_parts.h"

#include <algorithm>
#include <charconv>
#include <cstdio>

#include "core/base/number_text.h"

namespace gan::pytorch {
namespace {

constexpr std::size_t kWidest = 110;  // columns of a line

}  // namespace

bool GameText::ever(const std::function<bool(const Hyperparameters&)>& holds) const {
  return std::any_of(phases.begin(), phases.end(), holds);
}

bool GameText::always(const std::function<bool(const Hyperparameters&)>& holds) const {
  return std::all_of(phases.begin(), phases.end(), holds);
}

std::string literal(double value) {
  char digits[40];
  const std::string text = short_exponent({digits, std::to_chars(digits, digits + sizeof digits, value).ptr});
  // A tensor of 1 and 2 would be one of whole numbers.
  return text.find_first_of(".e") == std::string::npos ? text + ".0" : text;
}

std::string literal(std::int64_t value) {
  return std::to_string(value);
}

std::string rounded(double value, int digits) {
  char text[40];
  std::snprintf(text, sizeof text, "%.*g", digits, value);
  return text;
}

std::string quoted(const std::string& text) {
  std::string out = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out += '\\', out += c;
    } else if (byte < 0x20 || byte == 0x7f) {
      char escape[8];
      std::snprintf(escape, sizeof escape, "\\x%02x", static_cast<unsigned>(byte));
      out += escape;
    } else {
      out += c;
    }
  }
  return out + "\"";
}

std::string listed(const std::vector<std::string>& items, std::size_t column) {
  std::string out = "[";
  std::size_t at = column + 1;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (i > 0) out += ",";
    if (i > 0 && at + items[i].size() + 3 > kWidest) {
      out += "\n" + std::string(column + 1, ' ');
      at = column + 1;
    } else if (i > 0) {
      out += " ";
    }
    out += items[i];
    at += items[i].size() + 2;
  }
  return out + "]";
}

std::string one_line_of_text(std::string text) {
  for (char& c : text) {
    if (static_cast<unsigned char>(c) < 0x20) c = ' ';
    if (c == '"') c = '\'';
    if (c == '\\') c = '/';
  }
  return text;
}

}  // namespace gan::pytorch
