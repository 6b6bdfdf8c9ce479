#include "core/settings/setting_values.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "core/base/number_text.h"
#include "core/settings/table_rows.h"

namespace gan {

int setting_rows::index_of(std::span<const Option> options, std::string_view id) {
  for (std::size_t i = 0; i < options.size(); ++i) {
    if (id == options[i].id) return static_cast<int>(i);
  }
  return -1;
}

namespace {

// Shortest text that reads back as the same number; a whole real keeps its ".0".
std::string shortest(double number) {
  if (!std::isfinite(number)) return std::isnan(number) ? "nan" : (number > 0 ? "inf" : "-inf");
  char buffer[40];
  const auto end = std::to_chars(buffer, buffer + sizeof buffer, number).ptr;
  std::string text = short_exponent({buffer, end});
  if (text.find_first_of(".e") == std::string::npos) text += ".0";
  return text;
}

// A seed is a name: its digits are not set apart.
bool counts(const Setting& setting) {
  return std::string_view(setting.key) != "seed";
}

std::string bound(const Setting& setting, double limit) {
  const bool whole = setting.kind == SettingKind::integer || setting.kind == SettingKind::integers;
  return whole ? std::to_string(static_cast<std::int64_t>(limit)) : plain_number(short_text(limit, 6));
}

std::string expectation(const Setting& setting) {
  const std::string range = " from " + bound(setting, setting.minimum) + " to " + bound(setting, setting.maximum);
  const std::string most = " of at most " + std::to_string(setting.longest);
  switch (setting.kind) {
    case SettingKind::boolean:
      return "expected true or false";
    case SettingKind::integer:
      return "expected a whole number" + range;
    case SettingKind::real:
      return "expected a number" + range;
    case SettingKind::integers:
      return "expected a list" + most + " whole numbers" + range;
    case SettingKind::reals:
      return "expected a list" + most + " numbers" + range;
    case SettingKind::text:
      return "expected text" + most + " characters in one line";
    case SettingKind::choice: {
      std::string text = "expected one of";
      const char* separator = " ";
      for (const Option& option : setting.options()) {
        text += separator + std::string(option.id);
        separator = ", ";
      }
      return text;
    }
  }
  return "";
}

std::string shortened(std::string text) {
  for (char& c : text) {
    if (static_cast<unsigned char>(c) < 0x20) c = ' ';
  }
  if (text.size() > 80) text = text.substr(0, 77) + "...";
  return text;
}

Error refusal(const Setting& setting, std::string_view found) {
  return {std::string(setting.key) + " is " + shortened(std::string(found)) + ": " + expectation(setting)};
}

bool within(const Setting& setting, double number) {
  return std::isfinite(number) && number >= setting.minimum && number <= setting.maximum;
}

bool numbers_suit(const Setting& setting, const Value& value) {
  const auto suits = [&](const auto& list) {
    return list.size() <= static_cast<std::size_t>(setting.longest) &&
           std::all_of(list.begin(), list.end(), [&](auto x) { return within(setting, static_cast<double>(x)); });
  };
  if (const auto* integers = std::get_if<std::vector<std::int64_t>>(&value)) return suits(*integers);
  const auto* reals = std::get_if<std::vector<double>>(&value);
  return reals && suits(*reals) && (setting.kind == SettingKind::reals || reals->empty());
}

bool suits(const Setting& setting, const Value& value) {
  const auto* integer = std::get_if<std::int64_t>(&value);
  const auto* real = std::get_if<double>(&value);
  const auto* text = std::get_if<std::string>(&value);
  switch (setting.kind) {
    case SettingKind::boolean:
      return std::holds_alternative<bool>(value);
    case SettingKind::integer:
      return integer && within(setting, static_cast<double>(*integer));
    case SettingKind::real:
      return (real && within(setting, *real)) || (integer && within(setting, static_cast<double>(*integer)));
    case SettingKind::choice:
      return text && setting_rows::index_of(setting.options(), *text) >= 0;
    case SettingKind::text:
      return text && text->size() <= static_cast<std::size_t>(setting.longest) &&
             std::none_of(text->begin(), text->end(), [](unsigned char c) { return c < 0x20; });
    case SettingKind::integers:
    case SettingKind::reals:
      return numbers_suit(setting, value);
  }
  return false;
}

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

template <class T>
bool parse_number(std::string_view text, T& number) {
  if (text.starts_with('+')) text.remove_prefix(1);
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && end == text.data() + text.size();
}

template <class T>
bool parse_list(std::string_view text, std::vector<T>& list) {
  if (text.starts_with('[') != text.ends_with(']')) return false;
  if (text.starts_with('[')) text = trimmed(text.substr(1, text.size() - 2));
  while (!text.empty()) {
    const std::size_t comma = text.find(',');
    T number{};
    if (!parse_number(trimmed(text.substr(0, comma)), number)) return false;
    list.push_back(number);
    if (comma == std::string_view::npos) break;
    text = trimmed(text.substr(comma + 1));
    if (text.empty()) return false;
  }
  return true;
}

// False when the text is not of the setting's kind.
bool parse_kind(const Setting& setting, std::string_view text, Value& value) {
  switch (setting.kind) {
    case SettingKind::boolean:
      value = text == "true";
      return text == "true" || text == "false";
    case SettingKind::integer:
      return parse_number(text, value.emplace<std::int64_t>());
    case SettingKind::real:
      return parse_number(text, value.emplace<double>());
    case SettingKind::integers:
      return parse_list(text, value.emplace<std::vector<std::int64_t>>());
    case SettingKind::reals:
      return parse_list(text, value.emplace<std::vector<double>>());
    case SettingKind::choice:
    case SettingKind::text:
      value = std::string(text);
      return true;
  }
  return false;
}

template <class List, class Write>
std::string join(const List& list, Write write) {
  std::string text;
  for (const auto& element : list) text += (text.empty() ? "" : ", ") + write(element);
  return text;
}

}  // namespace

Outcome check_value(const Setting& setting, const Value& value) {
  if (suits(setting, value)) return {};
  return refusal(setting, exact(value));
}

Value normalise_value(const Setting& setting, Value value) {
  if (setting.kind == SettingKind::real) {
    if (const auto* integer = std::get_if<std::int64_t>(&value)) return static_cast<double>(*integer);
  }
  if (setting.kind == SettingKind::reals) {
    if (const auto* integers = std::get_if<std::vector<std::int64_t>>(&value)) {
      return std::vector<double>(integers->begin(), integers->end());
    }
  }
  if (setting.kind == SettingKind::integers && std::holds_alternative<std::vector<double>>(value)) {
    return std::vector<std::int64_t>();  // check_value lets only the empty list through
  }
  return value;
}

Outcome set_value(Settings& settings, std::string_view key, const Value& value) {
  const Setting* setting = find_setting(key);
  if (!setting) return Error{unknown_key_message(key)};
  if (Outcome checked = check_value(*setting, value); !checked) return checked;
  setting->set(settings, normalise_value(*setting, value));
  return {};
}

Result<Value> parse_value(const Setting& setting, std::string_view text) {
  text = trimmed(text);
  Value value;
  // A number can be pasted as it stands on the screen.
  const bool words = setting.kind == SettingKind::choice || setting.kind == SettingKind::text;
  const std::string plain = words ? std::string() : plain_number(text);
  if (!words) text = plain;
  if (!parse_kind(setting, text, value)) return refusal(setting, "'" + std::string(text) + "'");
  if (Outcome checked = check_value(setting, value); !checked) return checked.error();
  return normalise_value(setting, std::move(value));
}

std::string format_value(const Setting& setting, const Value& value) {
  if (const auto* truth = std::get_if<bool>(&value)) return *truth ? "on" : "off";
  const auto whole = [&](std::int64_t x) { return counts(setting) ? whole_text(x) : std::to_string(x); };
  if (const auto* integer = std::get_if<std::int64_t>(&value)) return whole(*integer);
  if (const auto* real = std::get_if<double>(&value)) return short_text(*real, 5);
  if (const auto* list = std::get_if<std::vector<std::int64_t>>(&value)) {
    return list->empty() ? "none" : join(*list, whole);
  }
  if (const auto* list = std::get_if<std::vector<double>>(&value)) {
    return list->empty() ? "none" : join(*list, [](double x) { return short_text(x, 4); });
  }
  const std::string& text = std::get<std::string>(value);
  if (setting.kind != SettingKind::choice) return text;
  const int index = setting_rows::index_of(setting.options(), text);
  return index < 0 ? text : setting.options()[static_cast<std::size_t>(index)].title;
}

std::string typed_value(const Value& value) {
  const auto number = [](double x) {
    std::string text = shortest(x);
    if (text.ends_with(".0")) text.resize(text.size() - 2);
    return text;
  };
  if (const auto* real = std::get_if<double>(&value)) return number(*real);
  if (const auto* list = std::get_if<std::vector<std::int64_t>>(&value)) {
    return join(*list, [](std::int64_t x) { return std::to_string(x); });
  }
  if (const auto* list = std::get_if<std::vector<double>>(&value)) return join(*list, number);
  return exact(value);
}

std::string exact(const Value& value) {
  if (const auto* truth = std::get_if<bool>(&value)) return *truth ? "true" : "false";
  if (const auto* integer = std::get_if<std::int64_t>(&value)) return std::to_string(*integer);
  if (const auto* real = std::get_if<double>(&value)) return shortest(*real);
  if (const auto* list = std::get_if<std::vector<std::int64_t>>(&value)) {
    return "[" + join(*list, [](std::int64_t x) { return std::to_string(x); }) + "]";
  }
  if (const auto* list = std::get_if<std::vector<double>>(&value)) return "[" + join(*list, shortest) + "]";
  return std::get<std::string>(value);
}

}  // namespace gan
