#include "app/panels/view_settings_file_model.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <optional>
#include <system_error>

#include "core/io/files/text_file.h"
#include "core/io/flat_toml.h"

namespace gan {
namespace {

constexpr std::size_t kToldLines = 3;  // that were not understood; of the others the number is told
constexpr std::size_t kLargestViewSettings = std::size_t{1} << 20;

// What versions before kept and nothing reads any more.
constexpr std::string_view kRetired[] = {"plots.log_losses",    "plots.log_gradients",    "plots.columns",
                                         "plots.follow",        "panels.timeline_height", "panels.modes_share",
                                         "panels.images_share", "panels.pictures_share",  "panels.loss_curve_share",
                                         "panels.below_tab",    "pictures.tab",           "controls.open_watch",
                                         "controls.open_about", "controls.open_6",        "controls.open_7"};

FlatValue kept_value(const ViewSetting& setting) {
  if (const auto* flag = std::get_if<bool*>(&setting.place)) return **flag;
  if (const auto* whole = std::get_if<int*>(&setting.place)) return std::int64_t{**whole};
  return *std::get<double*>(setting.place);
}

bool is_standard(const ViewSetting& setting) {
  return std::visit([&](const auto* place) { return static_cast<double>(*place) == setting.standard; }, setting.place);
}

std::optional<double> flat_number(const FlatValue& value) {
  if (const auto* whole = std::get_if<std::int64_t>(&value)) return static_cast<double>(*whole);
  if (const auto* real = std::get_if<double>(&value)) return *real;
  return std::nullopt;
}

bool assign_setting(const ViewSetting& setting, const FlatValue& value) {
  if (const auto* flag = std::get_if<bool*>(&setting.place)) {
    const bool* const truth = std::get_if<bool>(&value);
    if (truth != nullptr) **flag = *truth;
    return truth != nullptr;
  }
  const std::optional<double> number = flat_number(value);
  if (!number || !(*number >= std::min(setting.minimum, setting.reads_from) && *number <= setting.maximum))
    return false;
  if (const auto* whole = std::get_if<int*>(&setting.place)) {
    if (*number != std::floor(*number)) return false;
    **whole = static_cast<int>(std::max(*number, setting.minimum));
  } else {
    *std::get<double*>(setting.place) = std::max(*number, setting.minimum);
  }
  return true;
}

// Of the person and the machine, and not of what is looked at.
bool goes_with_session(const std::string& key) {
  return !key.starts_with("window.") && !key.starts_with("trainer.");
}

bool take_entry(const FlatEntry& entry, std::span<const ViewSetting> table) {
  if (std::find(std::begin(kRetired), std::end(kRetired), entry.key) != std::end(kRetired)) return true;
  for (const ViewSetting& setting : table) {
    const auto& former = setting.former;
    if (entry.key == setting.key || std::find(former.begin(), former.end(), entry.key) != former.end()) {
      return assign_setting(setting, entry.value);
    }
  }
  return false;
}

// Without the spaces around it.
std::string_view text_of_line(std::string_view text, std::size_t number) {
  for (; number > 1; --number) {
    const auto newline = text.find('\n');
    if (newline == std::string_view::npos) return {};
    text.remove_prefix(newline + 1);
  }
  text = text.substr(0, text.find('\n'));
  const auto first = text.find_first_not_of(" \t\r");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r") - first + 1);
}

// The end of a sentence about a file that was not read as it is: the next save would leave nothing of the rest.
std::string kept_aside(const std::string& path) {
  const std::string copy = path + ".bak";
  std::error_code failed;
  std::filesystem::copy_file(path, copy, std::filesystem::copy_options::overwrite_existing, failed);
  return failed ? "" : "; the file as it was is kept as " + copy;
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

std::string write_view_settings(const ViewSettings& settings) {
  std::string text = "# How Ganscope's window looks. Lines that are removed go back to their default.\n";
  for (const ViewSetting& setting : settings.table()) text += flat_toml_line(setting.key, kept_value(setting));
  return text;
}

namespace {

// Names the lines that `take` does not.
template <class Take>
std::string parse_lines(std::string_view text, Take take) {
  const FlatText read = read_flat_toml(std::string(text));
  std::vector<std::size_t> bad = read.unread;
  for (const FlatEntry& entry : read.entries) {
    if (!take(entry)) bad.push_back(entry.line);
  }
  std::sort(bad.begin(), bad.end());
  bad.erase(std::unique(bad.begin(), bad.end()), bad.end());
  std::string problems;
  for (std::size_t i = 0; i < std::min(bad.size(), kToldLines); ++i) {
    problems += (i > 0 ? ", line " : "line ") + std::to_string(bad[i]) + ": '";
    problems += std::string(text_of_line(text, bad[i])) + "'";
  }
  if (bad.size() > kToldLines) problems += " and " + std::to_string(bad.size() - kToldLines) + " more";
  return problems;
}

}  // namespace

std::string parse_view_settings(std::string_view text, ViewSettings& settings) {
  return parse_lines(text, [&](const FlatEntry& entry) { return take_entry(entry, settings.table()); });
}

std::string write_session_view(const ViewSettings& settings) {
  std::string text;
  for (const ViewSetting& setting : settings.table()) {
    if (goes_with_session(setting.key)) text += flat_toml_line(setting.key, kept_value(setting));
  }
  for (const ViewSetting& setting : settings.session_table()) {
    if (!is_standard(setting)) text += flat_toml_line(setting.key, kept_value(setting));
  }
  return text;
}

std::string parse_session_view(std::string_view text, ViewSettings& settings) {
  settings.reset_session();
  std::string problems = parse_lines(text, [&](const FlatEntry& entry) {
    return take_entry(entry, settings.session_table()) ||
           (goes_with_session(entry.key) && take_entry(entry, settings.table()));
  });
  settings.session_read();
  return problems;
}

Outcome load_view_settings(const std::string& path, ViewSettings& settings) {
  std::error_code ignored;
  if (path.empty() || !std::filesystem::exists(path, ignored)) return {};
  const Result<std::string> text = read_file(path, kLargestViewSettings);
  if (!text) return Error{text.message() + kept_aside(path)};
  const std::string problems = parse_view_settings(text.value(), settings);
  if (problems.empty()) return {};
  return Error{"The settings in " + path + " were read, but not " + problems +
               ": expected a setting and a value of its kind and range" + kept_aside(path)};
}

Outcome save_view_settings(const std::string& path, const ViewSettings& settings) {
  if (path.empty()) return Error{"The view settings could not be saved: there is no home folder."};
  std::error_code failed;
  std::filesystem::create_directories(std::filesystem::path(path).parent_path(), failed);
  if (failed) return Error{"The folder of " + path + " could not be made: " + failed.message() + "."};
  return write_file(path, write_view_settings(settings));
}

}  // namespace gan
