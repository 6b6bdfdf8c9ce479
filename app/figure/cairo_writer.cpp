#include "app/figure/cairo_writer.h"

#include <cmath>

#include "app/figure/figure_faces.h"

#if GANSCOPE_HAVE_CAIRO

#include <cairo-ft.h>
#include <cairo-pdf.h>
#include <cairo.h>

#include <algorithm>
#include <map>
#include <memory>
#include <new>
#include <numbers>
#include <tuple>

namespace gan {
namespace {

struct EndCairo {
  void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
  void operator()(cairo_t* context) const { cairo_destroy(context); }
  void operator()(cairo_pattern_t* pattern) const { cairo_pattern_destroy(pattern); }
  void operator()(cairo_font_face_t* face) const { cairo_font_face_destroy(face); }
};
template <class T>
using Cairo = std::unique_ptr<T, EndCairo>;

double share(std::uint8_t channel) {
  return channel / 255.0;
}

// Cairo's pixels of a part of an image: blue first, multiplied by the opacity; each `repeat` times wide and high.
Cairo<cairo_surface_t> surface_of(const FigurePixels& from, int left, int top, int width, int height, int repeat) {
  Cairo<cairo_surface_t> surface(cairo_image_surface_create(CAIRO_FORMAT_ARGB32, repeat * width, repeat * height));
  if (cairo_surface_status(surface.get()) != CAIRO_STATUS_SUCCESS) return nullptr;
  unsigned char* const to = cairo_image_surface_get_data(surface.get());
  const int stride = cairo_image_surface_get_stride(surface.get());
  for (int y = 0; y < repeat * height; ++y) {
    const std::uint8_t* const row =
        from.rgba.data() + 4 * (static_cast<std::ptrdiff_t>(top + y / repeat) * from.width + left);
    auto* out = reinterpret_cast<std::uint32_t*>(to + static_cast<std::ptrdiff_t>(y) * stride);
    for (int x = 0; x < repeat * width; ++x) {
      const std::uint8_t* const pixel = row + 4 * (x / repeat);
      const std::uint32_t a = pixel[3];
      const auto weighted = [&](std::uint8_t c) { return (c * a + 127) / 255; };
      out[x] = a << 24 | weighted(pixel[0]) << 16 | weighted(pixel[1]) << 8 | weighted(pixel[2]);
    }
  }
  cairo_surface_mark_dirty(surface.get());
  return surface;
}

// Cairo keeps faces in caches of its own: FreeType's face lives until it has let go of it.
Cairo<cairo_font_face_t> font_of(const FigureFaces& faces, std::size_t face) {
  static const cairo_user_data_key_t kKeeper = {};
  using Keeper = std::shared_ptr<const void>;
  auto* const handle = static_cast<FT_Face>(faces.handle(face));
  if (handle == nullptr) {
    return Cairo<cairo_font_face_t>(
        cairo_toy_font_face_create("sans-serif", CAIRO_FONT_SLANT_NORMAL, CAIRO_FONT_WEIGHT_NORMAL));
  }
  Cairo<cairo_font_face_t> font(cairo_ft_font_face_create_for_ft_face(handle, FT_LOAD_NO_HINTING));
  auto keeper = std::make_unique<Keeper>(faces.keeper(face));
  const auto end = [](void* kept) { delete static_cast<Keeper*>(kept); };
  if (cairo_font_face_set_user_data(font.get(), &kKeeper, keeper.get(), end) == CAIRO_STATUS_SUCCESS) keeper.release();
  return font;
}

class CairoPainter {
 public:
  CairoPainter(cairo_t* cairo, const FigureScene& scene, bool paper)
      : cairo_(cairo), faces_(scene.faces), paper_(paper) {
    for (std::size_t i = 0; i < scene.faces.size(); ++i) fonts_.push_back(font_of(faces_, i));
    cairo_font_options_t* const options = cairo_font_options_create();
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
    cairo_set_font_options(cairo_, options);
    cairo_font_options_destroy(options);
  }

  void paint(const FigureScene& scene) {
    const FigureRect whole{0, 0, scene.width, scene.height};
    FigureRect clip = whole;
    if (scene.ground) {
      colour(*scene.ground);
      cairo_paint(cairo_);
    }
    for (const FigureItem& item : scene.items) {
      if (!(item.clip == clip)) {
        clip = item.clip;
        cairo_reset_clip(cairo_);
        if (!(clip == whole)) {
          cairo_rectangle(cairo_, clip.left, clip.top, clip.width(), clip.height());
          cairo_clip(cairo_);
        }
      }
      std::visit([this](const auto& part) { add(part); }, item.part);
    }
    cairo_reset_clip(cairo_);
  }

 private:
  void colour(FigureColour c) { cairo_set_source_rgba(cairo_, share(c.r), share(c.g), share(c.b), share(c.a)); }

  void finish(const std::optional<FigureColour>& fill, const std::optional<FigureColour>& line, float width) {
    if (fill) {
      colour(*fill);
      line ? cairo_fill_preserve(cairo_) : cairo_fill(cairo_);
    }
    if (line) {
      colour(*line);
      cairo_set_line_width(cairo_, width);
      cairo_stroke(cairo_);
    }
    cairo_new_path(cairo_);
  }

  void add(const FigurePath& path) {
    for (std::size_t i = 0; i < path.starts.size(); ++i) {
      for (std::size_t k = path.starts[i]; k < path.end_of(i); ++k) {
        const FigurePoint p = path.points[k];
        k == path.starts[i] ? cairo_move_to(cairo_, p.x, p.y) : cairo_line_to(cairo_, p.x, p.y);
      }
      if (path.closed) cairo_close_path(cairo_);
    }
    cairo_set_line_join(cairo_, path.round ? CAIRO_LINE_JOIN_ROUND : CAIRO_LINE_JOIN_MITER);
    cairo_set_line_cap(cairo_, path.round ? CAIRO_LINE_CAP_ROUND : CAIRO_LINE_CAP_BUTT);
    finish(path.fill, path.line, path.width);
  }

  void add(const FigureDisc& disc) {
    cairo_new_sub_path(cairo_);
    cairo_arc(cairo_, disc.centre.x, disc.centre.y, disc.radius, 0, 2 * std::numbers::pi);
    cairo_close_path(cairo_);
    finish(disc.fill, disc.line, disc.width);
  }

  void add(const FigureGlow& glow) {
    const FigurePoint c = glow.centre;
    const Cairo<cairo_pattern_t> light(cairo_pattern_create_radial(c.x, c.y, 0, c.x, c.y, glow.radius));
    constexpr int kStops = 8;
    for (int i = 0; i <= kStops; ++i) {
      const double at = static_cast<double>(i) / kStops, inside = 1 - at * at;
      cairo_pattern_add_color_stop_rgba(light.get(), at, share(glow.colour.r), share(glow.colour.g),
                                        share(glow.colour.b), inside * inside * share(glow.colour.a));
    }
    cairo_set_source(cairo_, light.get());
    cairo_arc(cairo_, c.x, c.y, glow.radius, 0, 2 * std::numbers::pi);
    cairo_fill(cairo_);
  }

  void add(const FigurePatch& patch) {
    const Cairo<cairo_pattern_t> mesh(cairo_pattern_create_mesh());
    cairo_mesh_pattern_begin_patch(mesh.get());
    for (std::size_t i = 0; i < patch.corners.size(); ++i) {
      const FigurePoint p = patch.corners[i];
      i == 0 ? cairo_mesh_pattern_move_to(mesh.get(), p.x, p.y) : cairo_mesh_pattern_line_to(mesh.get(), p.x, p.y);
    }
    for (unsigned i = 0; i < 4; ++i) {
      // A triangle's fourth corner is its first.
      const FigureColour c = patch.colours[i < patch.colours.size() ? i : 0];
      cairo_mesh_pattern_set_corner_color_rgba(mesh.get(), i, share(c.r), share(c.g), share(c.b), share(c.a));
    }
    cairo_mesh_pattern_end_patch(mesh.get());
    cairo_set_source(cairo_, mesh.get());
    cairo_paint(cairo_);
  }

  void add(const FigureImage& image) {
    const FigurePixels& from = *image.pixels;
    const PixelPart part = image.shown();
    if (part.empty()) return;
    Cairo<cairo_surface_t>& surface = surfaces_[{&from, part.left, part.top, part.right, part.bottom}];
    // Viewers of paper smooth the few pixels of a small image, whatever they are told.
    constexpr int kCrisp = 128, kMostRepeated = 8;
    const int repeat =
        paper_ && !image.smooth ? std::clamp(kCrisp / std::max(part.width(), part.height()), 1, kMostRepeated) : 1;
    if (!surface) surface = surface_of(from, part.left, part.top, part.width(), part.height(), repeat);
    if (!surface) return;
    cairo_save(cairo_);
    cairo_rectangle(cairo_, image.at.left, image.at.top, image.at.width(), image.at.height());
    if (!paper_) cairo_set_antialias(cairo_, CAIRO_ANTIALIAS_NONE);
    cairo_clip(cairo_);
    cairo_translate(cairo_, image.at.left, image.at.top);
    const double sx = static_cast<double>(image.at.width()) / (repeat * part.width());
    const double sy = static_cast<double>(image.at.height()) / (repeat * part.height());
    cairo_scale(cairo_, sx, sy);
    cairo_set_source_surface(cairo_, surface.get(), 0, 0);
    cairo_pattern_t* const source = cairo_get_source(cairo_);
    cairo_pattern_set_extend(source, CAIRO_EXTEND_PAD);
    const bool smaller = !paper_ && std::min(sx, sy) < 1;
    cairo_pattern_set_filter(source, image.smooth ? CAIRO_FILTER_BILINEAR
                                     : smaller    ? CAIRO_FILTER_GOOD
                                                  : CAIRO_FILTER_NEAREST);
    cairo_paint(cairo_);
    cairo_restore(cairo_);
  }

  void add(const FigureText& text) {
    const std::string utf8 = text_of(text);
    std::vector<cairo_glyph_t> glyphs;
    std::vector<cairo_text_cluster_t> clusters;
    const bool known = faces_.handle(text.face) != nullptr;
    const std::vector<float> pens = faces_.pens(text);
    for (std::size_t i = 0; i < pens.size(); ++i) {
      std::string one;
      append_utf8(one, text.letters[i].letter);
      glyphs.push_back({faces_.glyph(text.face, text.letters[i].letter), static_cast<double>(pens[i]),
                        static_cast<double>(text.baseline)});
      clusters.push_back({static_cast<int>(one.size()), 1});
    }
    if (glyphs.empty()) return;
    cairo_set_font_face(cairo_, fonts_[text.face].get());
    cairo_set_font_size(cairo_, text.size);
    if (known && text.rim) {
      cairo_glyph_path(cairo_, glyphs.data(), static_cast<int>(glyphs.size()));
      cairo_set_line_join(cairo_, CAIRO_LINE_JOIN_ROUND);
      finish({}, text.rim, text.rim_width);
    }
    colour(text.colour);
    if (known) {
      cairo_show_text_glyphs(cairo_, utf8.data(), static_cast<int>(utf8.size()), glyphs.data(),
                             static_cast<int>(glyphs.size()), clusters.data(), static_cast<int>(clusters.size()), {});
    } else {
      cairo_move_to(cairo_, text.letters.front().x, text.baseline);
      cairo_show_text(cairo_, utf8.c_str());
      cairo_new_path(cairo_);
    }
  }

  cairo_t* cairo_;
  FigureFaces faces_;
  bool paper_;
  std::vector<Cairo<cairo_font_face_t>> fonts_;
  std::map<std::tuple<const FigurePixels*, int, int, int, int>, Cairo<cairo_surface_t>> surfaces_;
};

Error failed(cairo_status_t status) {
  return Error{std::string("the figure could not be drawn: ") + cairo_status_to_string(status)};
}

}  // namespace

Result<Raster> draw_raster(const FigureScene& scene, double scale) {
  const double width = std::round(scale * static_cast<double>(scene.width));
  const double height = std::round(scale * static_cast<double>(scene.height));
  if (!(std::max(width, height) <= kLargestRaster) || !(std::min(width, height) >= 1)) {
    return Error{"a figure of " + std::to_string(std::lround(std::min(width, 1e9))) + "x" +
                 std::to_string(std::lround(std::min(height, 1e9))) + " pixels can't be drawn: expected from 1 to " +
                 std::to_string(kLargestRaster) + " a side"};
  }
  Raster raster{static_cast<int>(width), static_cast<int>(height), {}};
  const Cairo<cairo_surface_t> surface(cairo_image_surface_create(CAIRO_FORMAT_ARGB32, raster.width, raster.height));
  if (const cairo_status_t status = cairo_surface_status(surface.get()); status != CAIRO_STATUS_SUCCESS) {
    return failed(status);
  }
  {
    const Cairo<cairo_t> cairo(cairo_create(surface.get()));
    cairo_scale(cairo.get(), width / static_cast<double>(scene.width), height / static_cast<double>(scene.height));
    CairoPainter(cairo.get(), scene, false).paint(scene);
    if (const cairo_status_t status = cairo_status(cairo.get()); status != CAIRO_STATUS_SUCCESS) return failed(status);
  }
  cairo_surface_flush(surface.get());
  const unsigned char* const from = cairo_image_surface_get_data(surface.get());
  const int stride = cairo_image_surface_get_stride(surface.get());
  raster.rgba.resize(4 * static_cast<std::size_t>(raster.width) * static_cast<std::size_t>(raster.height));
  std::uint8_t* out = raster.rgba.data();
  for (int y = 0; y < raster.height; ++y) {
    const auto* row = reinterpret_cast<const std::uint32_t*>(from + static_cast<std::ptrdiff_t>(y) * stride);
    for (int x = 0; x < raster.width; ++x, out += 4) {
      const std::uint32_t pixel = row[x], a = pixel >> 24;
      const auto plain = [&](int shift) {
        const std::uint32_t c = pixel >> shift & 0xFF;
        return static_cast<std::uint8_t>(a == 0 || a == 255 ? c : std::min<std::uint32_t>(255, (c * 255 + a / 2) / a));
      };
      out[0] = plain(16);
      out[1] = plain(8);
      out[2] = plain(0);
      out[3] = static_cast<std::uint8_t>(a);
    }
  }
  return raster;
}

Result<std::string> write_pdf(const FigureScene& scene) {
  std::string bytes;
  const auto append = [](void* to, const unsigned char* data, unsigned int length) {
    try {
      static_cast<std::string*>(to)->append(reinterpret_cast<const char*>(data), length);
    } catch (const std::bad_alloc&) {
      return CAIRO_STATUS_WRITE_ERROR;
    }
    return CAIRO_STATUS_SUCCESS;
  };
  const Cairo<cairo_surface_t> surface(cairo_pdf_surface_create_for_stream(
      append, &bytes, static_cast<double>(scene.width), static_cast<double>(scene.height)));
  cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_TITLE, scene.title.c_str());
  cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_CREATOR, "Ganscope");
  {
    const Cairo<cairo_t> cairo(cairo_create(surface.get()));
    CairoPainter(cairo.get(), scene, true).paint(scene);
    cairo_show_page(cairo.get());
    if (const cairo_status_t status = cairo_status(cairo.get()); status != CAIRO_STATUS_SUCCESS) return failed(status);
  }
  cairo_surface_finish(surface.get());
  if (const cairo_status_t status = cairo_surface_status(surface.get()); status != CAIRO_STATUS_SUCCESS) {
    return failed(status);
  }
  return bytes;
}

}  // namespace gan

#else

namespace gan {
namespace {

Error without_cairo() {
  return Error{
      "this build was made without Cairo, which PNG and PDF figures need: expected .svg, or a build that found "
      "Cairo (Debian: libcairo2-dev)"};
}

}  // namespace

Result<Raster> draw_raster(const FigureScene&, double) {
  return without_cairo();
}
Result<std::string> write_pdf(const FigureScene&) {
  return without_cairo();
}

}  // namespace gan

#endif
