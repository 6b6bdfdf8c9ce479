#include "app/panels/images/images_settings_model.h"

namespace gan {

std::vector<ViewSetting> ImagesSettings::table() {
  return {{"images.tiles", &sheet_tiles, 32, 256, {"pictures.tiles"}},
          {"images.average", &sheet_average, 0, 2, {"pictures.average"}},
          {"images.walk_axes", &walk_axes, 0, 1, {"pictures.walk_axes"}},
          {"images.walk_average", &walk_average, 0, 1, {"pictures.walk_average"}},
          {"images.chosen_average", &chosen_average, 0, 1, {"pictures.chosen_average"}},
          {"images.layers_generator", &layers_generator, 0, 1, {"pictures.layers_generator"}},
          {"images.layers_activations", &layers_activations, 0, 1, {"pictures.layers_activations"}},
          {"images.layers_d", &layers_d, 0, 99, {"pictures.layers_d"}},
          {"images.layers_g", &layers_g, 0, 99, {"pictures.layers_g"}},
          {"images.slice_through", &slice_through, 0, 1, {"pictures.slice_through"}},
          {"images.slice_images", &slice_images, 0, 1, {"pictures.slice_pictures"}},
          {"images.slice_samples", &slice_samples, 16, 512, {"pictures.slice_samples"}}};
}

std::vector<ViewSetting> ImagesSettings::session_table() {
  constexpr double kFar = 1e9, kLargestZoom = 1e3, kMostTiles = 512;
  std::vector<ViewSetting> lines = {
      {"images.chosen_real", &chosen.real},
      {"images.chosen", &chosen.index, 0, kMostTiles - 1},
      {"slice.x", &slice_camera.centre_x, -kFar, kFar},
      {"slice.y", &slice_camera.centre_y, -kFar, kFar},
      {"slice.extent", &slice_camera.half_extent, ArenaCamera::kMinExtent, ArenaCamera::kMaxExtent},
      {"slice.moved", &slice_moved}};
  constexpr const char* kNames[kSheets] = {"sheets.generated", "sheets.averaged", "sheets.real"};
  for (int i = 0; i < kSheets; ++i) {
    const std::string key = kNames[i];
    lines.push_back({key + ".zoom", &sheets[i].zoom, 1, kLargestZoom});
    lines.push_back({key + ".x", &sheets[i].x, 0, 1});
    lines.push_back({key + ".y", &sheets[i].y, 0, 1});
  }
  return lines;
}

std::unique_ptr<SettingsSection> make_images_settings() {
  return std::make_unique<ImagesSettings>();
}

}  // namespace gan
