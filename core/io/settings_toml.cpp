#include "core/io/settings_toml.h"

#include <algorithm>
#include <optional>

#include "core/base/hash.h"
#include "core/data/distribution.h"
#include "core/io/data_files.h"
#include "core/io/files/text_file.h"
#include "core/io/points/points_file.h"
#include "core/settings/setting_values.h"
#include "core/settings/settings_check.h"

namespace gan {
namespace {

constexpr std::string_view kPointsHash = "data.points_hash", kImagesHash = "data.images_hash";

struct Leaf {
  std::string key;
  const toml::node* node;
};

bool is_table_of_settings(std::string_view key) {
  const std::string prefix = std::string(key) + ".";
  return std::any_of(setting_table().begin(), setting_table().end(),
                     [&](const Setting& s) { return std::string_view(s.key).starts_with(prefix); });
}

// Settings while they are read, and where messages point.
class SettingsReader {
 public:
  explicit SettingsReader(const SettingsSource& source) : source_(source) {}

  Result<Settings> read(const toml::table& table) {
    if (Outcome gathered = gather(table, ""); !gathered) return gathered.error();
    std::stable_sort(leaves_.begin(), leaves_.end(), [](const Leaf& a, const Leaf& b) {
      return a.node->source().begin.line < b.node->source().begin.line;
    });
    for (const Leaf& leaf : leaves_) {
      if (Outcome set = take(leaf); !set) return set.error();
    }
    if (const toml::node* schedule = table.get("schedule")) {
      if (Outcome read = read_schedule(*schedule); !read) return read.error();
    }
    if (Outcome data = read_data(); !data) return data.error();
    if (source_.loading == Loading::images || needs_loading(settings_.spec.data)) return settings_;
    if (Outcome checked = check_settings(settings_); !checked) {
      return Error{source_.file + ": " + checked.message()};
    }
    const auto source = make_data_source(settings_.spec.data, settings_.spec.seed);
    if (!source) return Error{source_.file + ": " + source.message()};
    return settings_;
  }

 private:
  Error at(const toml::node& node, const std::string& message) const {
    return {toml_place(source_.file, node.source()) + message};
  }

  Outcome gather(const toml::table& table, const std::string& path) {
    for (const auto& [name, node] : table) {
      const std::string_view plain = name.str();
      if (path.empty() && plain == "schedule") continue;
      if (path.empty() && std::find(source_.others.begin(), source_.others.end(), plain) != source_.others.end()) {
        continue;
      }
      const std::string key = path.empty() ? std::string(plain) : path + "." + std::string(plain);
      if (const toml::table* inner = node.as_table(); inner && is_table_of_settings(key)) {
        if (Outcome below = gather(*inner, key); !below) return below;
      } else {
        leaves_.push_back({key, &node});
      }
    }
    return {};
  }

  Outcome take(const Leaf& leaf) {
    if (leaf.key == kPointsHash || leaf.key == kImagesHash) {
      const auto text = leaf.node->value<std::string>();
      std::uint64_t hash = 0;
      if (!text || !parse_hash(*text, hash)) {
        return at(*leaf.node, leaf.key + " is not a hash: expected 16 hexadecimal digits in quotes");
      }
      (leaf.key == kPointsHash ? points_hash_ : images_hash_) = hash;
      return {};
    }
    if (is_table_of_settings(leaf.key)) {
      return at(*leaf.node,
                source_.prefix + leaf.key + " is one value: expected a table [" + source_.prefix + leaf.key + "]");
    }
    if (!find_setting(leaf.key)) return at(*leaf.node, unknown_key_message(leaf.key));
    Result<Value> value = value_from_toml(*leaf.node, source_.file);
    if (!value) return value.error();
    if (Outcome set = set_value(settings_, leaf.key, value.value()); !set) return at(*leaf.node, set.message());
    return {};
  }

  Outcome read_schedule(const toml::node& node) {
    const toml::array* list = node.as_array();
    if (!list) return at(node, "schedule is one value: expected tables [[" + source_.prefix + "schedule]]");
    for (const toml::node& entry : *list) {
      const toml::table* table = entry.as_table();
      if (!table) return at(entry, "the schedule holds a value: expected tables [[" + source_.prefix + "schedule]]");
      ScheduledChange change;
      bool has_step = false, has_key = false, has_value = false;
      for (const auto& [name, item] : *table) {
        if (name == "step" && item.is_integer()) {
          change.step = *item.value<std::int64_t>();
          has_step = true;
        } else if (name == "key" && item.is_string()) {
          change.key = *item.value<std::string>();
          has_key = true;
        } else if (name == "value") {
          Result<Value> value = value_from_toml(item, source_.file);
          if (!value) return value.error();
          change.value = std::move(value).value();
          has_value = true;
        } else {
          return at(item, std::string(name.str()) +
                              " does not belong here: expected step (a whole number), key (text) and value");
        }
      }
      if (!has_step || !has_key || !has_value) return at(entry, "a scheduled change needs step, key and value");
      const Setting* setting = find_setting(change.key);
      if (!setting) return at(entry, unknown_key_message(change.key));
      if (Outcome checked = check_value(*setting, change.value); !checked) return at(entry, checked.message());
      change.value = normalise_value(*setting, std::move(change.value));
      settings_.schedule.push_back(std::move(change));
    }
    return {};
  }

  Outcome read_data() {
    DataSpec& data = settings_.spec.data;
    if (data.file.empty()) return {};
    data.file = resolve_data_file(data.file, source_.file);
    if (source_.loading == Loading::nothing || (reads_points(data) && source_.loading == Loading::images)) return {};
    if (source_.loaded) take_loaded(data);
    if (needs_loading(data)) {
      if (Outcome loaded = load_data(data); !loaded) return Error{source_.file + ": " + loaded.message()};
      if (source_.loaded) source_.loaded->push_back(data);
    }
    if (reads_points(data)) return compare("points", points_hash_, hash_points(*data.points));
    if (reads_images(data)) return compare("images", images_hash_, data.images->hash);
    return {};
  }

  // What a table before this one has read.
  void take_loaded(DataSpec& data) const {
    for (const DataSpec& other : *source_.loaded) {
      if (other.file != data.file || other.kind != data.kind) continue;
      data.points = other.points;
      data.images = other.images;
      if (!needs_loading(data)) return;
      data.points = nullptr;
      data.images = nullptr;
    }
  }

  // What was written is what is found.
  Outcome compare(const char* what, std::optional<std::uint64_t> expected, std::uint64_t found) const {
    if (!expected || *expected == found) return {};
    return Error{source_.file + ": " + settings_.spec.data.file + " has changed since: expected " + what + " of hash " +
                 hash_text(*expected) + ", found " + hash_text(found)};
  }

  const SettingsSource& source_;
  Settings settings_;
  std::vector<Leaf> leaves_;
  std::optional<std::uint64_t> points_hash_, images_hash_;
};

constexpr int kMostKeyParts = 64;

// The end of a bare or quoted part of a key that begins at `i`, or `i` where there is none.
std::size_t end_of_part(const std::string& text, std::size_t i) {
  const char quote = text[i];
  if (quote == '"' || quote == '\'') {
    const std::size_t end = text.find_first_of(std::string{quote, '\n'}, i + 1);
    return end != std::string::npos && text[end] == quote ? end + 1 : i;
  }
  const auto bare = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
  };
  while (i < text.size() && bare(text[i])) ++i;
  return i;
}

// The first line with a key a.b.c. ... of too many parts, or 0: toml++ makes a table of each part, and frees them one
// within the other.
std::size_t line_of_deep_key(const std::string& text) {
  std::size_t line = 1;
  int parts = 0;
  bool after_dot = false;
  for (std::size_t i = 0; i < text.size();) {
    if (const std::size_t end = end_of_part(text, i); end > i) {
      parts = after_dot ? parts + 1 : 1;
      if (parts > kMostKeyParts) return line;
      after_dot = false;
      i = end;
      continue;
    }
    const char c = text[i++];
    if (c == '.' && parts > 0 && !after_dot) {
      after_dot = true;
    } else if (c != ' ' && c != '\t') {
      parts = 0;
      after_dot = false;
    }
    line += c == '\n' ? 1 : 0;
  }
  return 0;
}

bool faults(std::string_view text) {
  try {
    const auto parsed = toml::parse(text);
    return false;
  } catch (const toml::parse_error&) {
    return false;
  } catch (const TomlFault&) {
    return true;
  }
}

// The fewest lines of a text with a fault that have one, too: it is read from the beginning.
std::size_t line_of_fault(std::string_view text) {
  std::vector<std::size_t> ends;
  for (std::size_t end = text.find('\n'); end != std::string_view::npos; end = text.find('\n', end + 1))
    ends.push_back(end);
  std::size_t low = 0, high = ends.size();
  while (low < high) {
    const std::size_t middle = (low + high) / 2;
    if (faults(text.substr(0, ends[middle]))) {
      high = middle;
    } else {
      low = middle + 1;
    }
  }
  return low + 1;
}

const char* type_name(const toml::node& node) {
  if (node.is_table()) return "a table";
  if (node.is_array()) return "a list of mixed kinds";
  return "a date or time";
}

}  // namespace

std::string toml_place(const std::string& file, const toml::source_region& region) {
  if (!region.begin) return file + ": ";
  return file + ":" + std::to_string(region.begin.line) + ": ";
}

Result<toml::table> parse_toml(const std::string& text, const std::string& file, std::size_t limit) {
  if (text.size() > limit) {
    return Error{file + " has " + std::to_string(text.size()) + " bytes: expected at most " + std::to_string(limit)};
  }
  if (const std::size_t line = line_of_deep_key(text)) {
    return Error{file + ":" + std::to_string(line) + ": broken TOML: a key of more than " +
                 std::to_string(kMostKeyParts) + " parts"};
  }
  try {
    return toml::table(toml::parse(text, file));
  } catch (const toml::parse_error& error) {
    return Error{toml_place(file, error.source()) + "broken TOML: " + std::string(error.description())};
  } catch (const TomlFault&) {
    return Error{file + ":" + std::to_string(line_of_fault(text)) +
                 ": broken TOML: its reader does not know what to make of this"};
  }
}

Result<Value> value_from_toml(const toml::node& node, const std::string& file) {
  if (const auto* truth = node.as_boolean()) return Value(truth->get());
  if (const auto* integer = node.as_integer()) return Value(integer->get());
  if (const auto* real = node.as_floating_point()) return Value(real->get());
  if (const auto* text = node.as_string()) return Value(text->get());
  const toml::array* list = node.as_array();
  if (list && std::all_of(list->begin(), list->end(), [](const toml::node& n) { return n.is_integer(); })) {
    std::vector<std::int64_t> integers;
    for (const toml::node& element : *list) integers.push_back(*element.value<std::int64_t>());
    return Value(std::move(integers));
  }
  if (list && std::all_of(list->begin(), list->end(), [](const toml::node& n) { return n.is_number(); })) {
    std::vector<double> reals;
    for (const toml::node& element : *list) reals.push_back(*element.value<double>());
    return Value(std::move(reals));
  }
  return Error{toml_place(file, node.source()) + "found " + type_name(node) +
               ": expected true or false, a number, text or a list of numbers"};
}

Result<Settings> read_settings(const toml::table& table, const SettingsSource& source) {
  return SettingsReader(source).read(table);
}

std::string toml_string(std::string_view text) {
  static constexpr char digits[] = "0123456789abcdef";
  std::string quoted = "\"";
  for (const char c : text) {
    const auto code = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      quoted += '\\';
      quoted += c;
    } else if (c == '\n') {
      quoted += "\\n";
    } else if (code < 0x20 || code == 0x7f) {
      quoted += "\\u00";
      quoted += digits[code >> 4];
      quoted += digits[code & 15];
    } else {
      quoted += c;
    }
  }
  return quoted + "\"";
}

std::string toml_value(const Value& value) {
  if (const auto* text = std::get_if<std::string>(&value)) return toml_string(*text);
  return exact(value);
}

std::string write_settings(const Settings& settings, std::string_view prefix, const std::string& file) {
  std::string text;
  std::string open = "?";  // the table that the last line stands in; no table is called so
  const std::string below(prefix);
  for (const Setting& setting : setting_table()) {
    const std::string_view key = setting.key;
    const std::size_t dot = key.rfind('.');
    const std::string table = below + (dot == std::string_view::npos ? "" : std::string(key.substr(0, dot)) + ".");
    if (table != open && !table.empty()) {
      text += (text.empty() ? "[" : "\n[") + table.substr(0, table.size() - 1) + "]\n";
    }
    open = table;
    Value value = setting.get(settings);
    if (key == "data.file" && !settings.spec.data.file.empty()) value = data_file_beside(settings.spec.data.file, file);
    text += std::string(key.substr(dot == std::string_view::npos ? 0 : dot + 1)) + " = " + toml_value(value) + "\n";
    if (key != "data.file") continue;
    const DataSpec& data = settings.spec.data;
    if (data.points) text += "points_hash = \"" + hash_text(hash_points(*data.points)) + "\"\n";
    if (data.images && reads_images(data)) text += "images_hash = \"" + hash_text(data.images->hash) + "\"\n";
  }
  for (const ScheduledChange& change : settings.schedule) {
    text += "\n[[" + below + "schedule]]\nstep = " + std::to_string(change.step) +
            "\nkey = " + toml_string(change.key) + "\nvalue = " + toml_value(change.value) + "\n";
  }
  return text;
}

}  // namespace gan
