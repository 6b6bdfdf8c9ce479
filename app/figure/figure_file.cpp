#include "app/figure/figure_file.h"

#include <algorithm>
#include <filesystem>

#include "app/figure/cairo_writer.h"
#include "app/figure/svg_writer.h"
#include "core/io/files/png_file.h"

namespace gan {

Result<FigureKind> figure_kind(const std::string& path) {
  std::string ending = std::filesystem::path(path).extension().string();
  std::transform(ending.begin(), ending.end(), ending.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  if (ending == ".png") return FigureKind::png;
  if (ending == ".svg") return FigureKind::svg;
  if (ending == ".pdf") return FigureKind::pdf;
  return Error{"'" + path +
               "' does not say what kind of figure it is to be: expected a name that ends in .png, .svg or "
               ".pdf"};
}

float surface_pixels(FigureKind kind, double scale) {
  return kind == FigureKind::png ? static_cast<float>(std::clamp(scale, 0.5, 2.0)) : 0.5F;
}

Result<std::string> figure_bytes(const FigureScene& scene, FigureKind kind, double scale) {
  if (kind == FigureKind::svg) return write_svg(scene);
  if (kind == FigureKind::pdf) return write_pdf(scene);
  const Result<Raster> drawn = draw_raster(scene, scale);
  if (!drawn) return drawn.error();
  const Raster& raster = drawn.value();
  // What is opaque everywhere needs no fourth channel.
  std::string png;
  if (scene.ground && scene.ground->a == 255) {
    std::vector<std::uint8_t> rgb;
    rgb.reserve(raster.rgba.size() / 4 * 3);
    for (std::size_t i = 0; i < raster.rgba.size(); i += 4) {
      rgb.insert(rgb.end(), {raster.rgba[i], raster.rgba[i + 1], raster.rgba[i + 2]});
    }
    png = encode_png(rgb.data(), raster.width, raster.height, 3);
  } else {
    png = encode_png(raster.rgba.data(), raster.width, raster.height, 4);
  }
  if (png.empty()) return Error{"there is not enough memory for the figure"};
  return png;
}

}  // namespace gan
