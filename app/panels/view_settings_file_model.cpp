#include "app/panels/view_settings_file_model.h"

#include <charconv>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <system_error>

#include "core/io/files/text_file.h"

namespace gan {
namespace {

constexpr int kToldLines = 3;  // that were not understood; of the others the number is told

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t\r");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r") - first + 1);
}

std::string written(const ViewSettingsField& field) {
  if (const auto* flag = std::get_if<bool*>(&field.place)) return **flag ? "true" : "false";
  if (const auto* whole = std::get_if<int*>(&field.place)) return std::to_string(**whole);
  char buffer[40];
  const auto end = std::to_chars(buffer, buffer + sizeof buffer, *std::get<double*>(field.place)).ptr;
  std::string text(buffer, end);
  // TOML tells a real from a whole number by its point or exponent.
  if (text.find_first_of(".e") == std::string::npos) text += ".0";
  return text;
}

bool assign(const ViewSettingsField& field, std::string_view text) {
  if (const auto* flag = std::get_if<bool*>(&field.place)) {
    if (text != "true" && text != "false") return false;
    **flag = text == "true";
    return true;
  }
  double number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) return false;
  if (!(number >= field.minimum && number <= field.maximum)) return false;
  if (const auto* whole = std::get_if<int*>(&field.place)) {
    if (number != std::floor(number)) return false;
    **whole = static_cast<int>(number);
  } else {
    *std::get<double*>(field.place) = number;
  }
  return true;
}

}  // namespace

std::string settings_path() {
  if (const char* config = std::getenv("XDG_CONFIG_HOME"); config != nullptr && *config != '\0') {
    return std::string(config) + "/ganscope/settings.toml";
  }
  if (const char* home = std::getenv("HOME"); home != nullptr && *home != '\0') {
    return std::string(home) + "/.config/ganscope/settings.toml";
  }
  return "";
}

// Dotted keys, one a line, so that the file is flat and every line stands for itself.
std::string write_view_settings(const ViewSettings& settings) {
  ViewSettings copy = settings;
  std::string text = "# How Ganscope's window looks. Lines that are removed go back to their default.\n";
  for (const ViewSettingsField& field : view_settings_fields(copy)) {
    text += field.key + " = " + written(field) + "\n";
  }
  return text;
}

std::string parse_view_settings(std::string_view text, ViewSettings& settings) {
  const std::vector<ViewSettingsField> table = view_settings_fields(settings);
  std::string problems;
  int number = 0, bad = 0;
  while (!text.empty()) {
    const auto newline = text.find('\n');
    const std::string_view line = trimmed(text.substr(0, newline));
    text = newline == std::string_view::npos ? std::string_view{} : text.substr(newline + 1);
    ++number;
    if (line.empty() || line.front() == '#') continue;
    const auto equals = line.find('=');
    const std::string_view key = trimmed(line.substr(0, equals));
    const std::string_view value =
        equals == std::string_view::npos ? std::string_view{} : trimmed(line.substr(equals + 1));
    bool used = false;
    for (const ViewSettingsField& field : table) used = used || (field.key == key && assign(field, value));
    if (used || ++bad > kToldLines) continue;
    problems += (bad > 1 ? ", line " : "line ") + std::to_string(number) + ": '" + std::string(line) + "'";
  }
  if (bad > kToldLines) problems += " and " + std::to_string(bad - kToldLines) + " more";
  return problems;
}

Outcome load_view_settings(const std::string& path, ViewSettings& settings) {
  std::error_code ignored;
  if (path.empty() || !std::filesystem::exists(path, ignored)) return {};
  const Result<std::string> text = read_file(path, 1 << 20);
  if (!text) return text.error();
  const std::string problems = parse_view_settings(text.value(), settings);
  if (!problems.empty()) return Error{"The settings in " + path + " were read, but not " + problems +
                                      ": expected a setting and a value of its kind and range"};
  return {};
}

Outcome save_view_settings(const std::string& path, const ViewSettings& settings) {
  if (path.empty()) return Error{"The view settings could not be saved: there is no home folder."};
  std::error_code failed;
  std::filesystem::create_directories(std::filesystem::path(path).parent_path(), failed);
  if (failed) return Error{"The folder of " + path + " could not be made: " + failed.message() + "."};
  return write_file(path, write_view_settings(settings));
}

}  // namespace gan
