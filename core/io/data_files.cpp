#include "core/io/data_files.h"

#include "core/data/distribution.h"
#include "core/data/image_set.h"
#include "core/game/fields.h"
#include "core/io/image_files.h"
#include "core/io/points_file.h"
#include "core/io/text_file.h"

namespace gan {
namespace {

DataFile wanted_file(const DataSpec& data) {
  return distributions()[static_cast<std::size_t>(data.kind)].file;
}

// Only grey pictures can be stacked.
PictureForm form_of(const DataSpec& data) {
  return {data.size, data.colour && wanted_file(data) == DataFile::pictures};
}

}  // namespace

bool reads_points(const DataSpec& data) {
  return wanted_file(data) == DataFile::points;
}

bool reads_pictures(const DataSpec& data) {
  const DataFile wanted = wanted_file(data);
  return wanted == DataFile::pictures || (wanted == DataFile::pictures_if_named && !data.file.empty());
}

bool decides_what_is_loaded(std::string_view key) {
  return key == "data.kind" || key == "data.file" || key == "data.size" || key == "data.colour";
}

bool needs_loading(const DataSpec& data) {
  if (data.file.empty()) return false;
  if (reads_points(data)) return !data.points;
  if (!reads_pictures(data)) return false;
  const PictureForm form = form_of(data);
  return !data.images || data.images->asked_size != form.size || data.images->asked_colour != form.colour;
}

Outcome load_data(DataSpec& data, const LoadWatch& watch) {
  if (reads_points(data)) {
    auto points = read_points(data.file);
    if (!points) return points.error();
    data.points = std::move(points).value();
  } else if (reads_pictures(data)) {
    auto images = read_images(data.file, form_of(data), watch);
    if (!images) return images.error();
    data.images = std::move(images).value();
  }
  return {};
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
    const Field* field = find_field(key);
    if (!field) return Error{unknown_key_message(key)};
    Result<Value> value = parse_value(*field, text);
    if (!value) return value.error();
    field->set(changed, value.value());
    load = load || decides_what_is_loaded(key);
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
