#include "core/io/data_files.h"

#include <filesystem>

#include "core/base/number_text.h"
#include "core/data/distribution.h"
#include "core/data/image_set.h"
#include "core/io/files/text_file.h"
#include "core/io/images/image_files.h"
#include "core/io/points/points_file.h"
#include "core/settings/setting_values.h"

namespace gan {
namespace {

DataFile wanted_file(const DataSpec& data) {
  return distribution_of(data).file;
}

// "1 point", "12 000 points".
std::string counted(Index count, const std::string& what) {
  return whole_text(count) + " " + what + (count == 1 ? "" : "s");
}

// Only grey images can be stacked.
ImageForm form_of(const DataSpec& data) {
  return {data.size, data.colour && wanted_file(data) == DataFile::images};
}

}  // namespace

bool reads_points(const DataSpec& data) {
  return wanted_file(data) == DataFile::points;
}

bool reads_images(const DataSpec& data) {
  const DataFile wanted = wanted_file(data);
  return wanted == DataFile::images || (wanted == DataFile::images_if_named && !data.file.empty());
}

bool needs_loading(const DataSpec& data) {
  if (data.file.empty()) return false;
  if (reads_points(data)) return !data.points;
  if (!reads_images(data)) return false;
  const ImageForm form = form_of(data);
  return !data.images || data.images->asked_size != form.size || data.images->asked_colour != form.colour;
}

Outcome load_data(DataSpec& data, const LoadWatch& watch) {
  if (reads_points(data)) {
    auto points = read_points(data.file);
    if (!points) return points.error();
    data.points = std::move(points).value();
  } else if (reads_images(data)) {
    auto images = read_images(data.file, form_of(data), watch);
    if (!images) return images.error();
    data.images = std::move(images).value();
  }
  return {};
}

std::string data_title(const DataSpec& data) {
  const Distribution& distribution = distribution_of(data);
  std::string name = std::filesystem::path(data.file).filename().string();
  if (name.empty()) name = std::filesystem::path(data.file).parent_path().filename().string();
  if (reads_points(data) && data.points) return name + ": " + counted(data.points->count(), "point");
  if (!reads_images(data) || !data.images) return distribution.title;
  const Index held_out = data.images->held_out ? data.images->held_out->count() : 0;
  name += ": " + counted(data.images->count() + held_out, "image");
  if (data.images->classes > 1) name += " in " + whole_text(data.images->classes) + " classes";
  return wanted_file(data) == DataFile::images ? name : name + ", " + distribution.title;
}

std::string loading_note(const DataSpec& data) {
  return reads_points(data) && data.points ? data.points->note : "";
}

std::string resolve_data_file(const std::string& file, const std::string& from) {
  if (is_installed_name(file)) return file;
  std::string path = resolve_path(file, from);
  // A folder has one spelling, so that settings compare equal.
  while (path.size() > 1 && path.back() == '/') path.pop_back();
  return path;
}

std::string data_file_beside(const std::string& file, const std::string& from) {
  if (is_installed_name(file)) return file;
  const std::string beside = path_beside(file, from);
  return is_installed_name(beside) ? "./" + beside : beside;
}

Outcome set_from_text(Settings& settings, const std::vector<std::pair<std::string, std::string>>& values,
                      const LoadWatch& watch) {
  Settings changed = settings;
  DataSpec& data = changed.spec.data;
  bool load = false;
  for (const auto& [key, text] : values) {
    const Setting* setting = find_setting(key);
    if (!setting) return Error{unknown_key_message(key)};
    Result<Value> value = parse_value(*setting, text);
    if (!value) return value.error();
    setting->set(changed, value.value());
    load = load || setting->decides_what_is_loaded;
    if (key != "data.file") continue;
    data.points = nullptr;
    data.images = nullptr;
    if (!data.file.empty()) data.file = resolve_data_file(data.file, "here");
  }
  if (load && needs_loading(data)) {
    if (Outcome loaded = load_data(data, watch); !loaded) return loaded;
  }
  settings = std::move(changed);
  return {};
}

Outcome set_from_text(Settings& settings, const std::string& key, const std::string& text) {
  return set_from_text(settings, {{key, text}});
}

}  // namespace gan
