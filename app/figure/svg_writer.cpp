#include "app/figure/svg_writer.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <map>
#include <string_view>
#include <tuple>

#include "app/figure/figure_faces.h"
#include "core/io/files/png_file.h"

namespace gan {
namespace {

// To a hundredth of a pixel, without zeros at the end.
void append_number(std::string& out, float value) {
  const double rounded = std::round(static_cast<double>(value) * 100) / 100;
  char text[32];
  const auto end = std::to_chars(text, text + sizeof text, rounded == 0 ? 0.0 : rounded).ptr;
  out.append(text, end);
}

std::string number(float value) {
  std::string text;
  append_number(text, value);
  return text;
}

std::string colour_text(FigureColour c) {
  char text[8];
  std::snprintf(text, sizeof text, "#%02x%02x%02x", c.r, c.g, c.b);
  return text;
}

std::string paint(const char* what, const std::optional<FigureColour>& colour) {
  std::string text = " " + std::string(what) + "=\"";
  if (!colour) return text + "none\"";
  text += colour_text(*colour) + "\"";
  if (colour->a < 255) {
    text += " " + std::string(what) + "-opacity=\"" + number(static_cast<float>(colour->a) / 255) + "\"";
  }
  return text;
}

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '&') {
      out += "&amp;";
    } else if (c == '<') {
      out += "&lt;";
    } else if (c == '>') {
      out += "&gt;";
    } else if (c == '"') {
      out += "&quot;";
    } else {
      out += c;
    }
  }
  return out;
}

std::string base64(std::string_view bytes) {
  constexpr std::string_view kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  out.reserve(bytes.size() * 4 / 3 + 4);
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    std::uint32_t three = 0;
    for (std::size_t k = 0; k < 3; ++k) {
      three = three << 8 | (i + k < bytes.size() ? static_cast<unsigned char>(bytes[i + k]) : 0U);
    }
    for (std::size_t k = 0; k < 4; ++k) {
      out += i + k > bytes.size() ? '=' : kDigits[three >> (18 - 6 * k) & 0x3F];
    }
  }
  return out;
}

class SvgWriter {
 public:
  explicit SvgWriter(const FigureScene& scene) : scene_(scene), faces_(scene.faces) {}

  std::string write() {
    for (const FigureItem& item : scene_.items) {
      clip_to(item.clip);
      std::visit([this](const auto& part) { add(part); }, item.part);
    }
    clip_to({0, 0, scene_.width, scene_.height});
    const std::string size = number(scene_.width) + "\" height=\"" + number(scene_.height);
    std::string out =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" "
        "xmlns:xlink=\"http://www.w3.org/1999/xlink\" width=\"" +
        size + "\" viewBox=\"0 0 " + number(scene_.width) + " " + number(scene_.height) + "\">\n";
    if (!scene_.title.empty()) out += "<title>" + escaped(scene_.title) + "</title>\n";
    if (!definitions_.empty()) out += "<defs>\n" + definitions_ + "</defs>\n";
    if (scene_.ground) out += "<rect width=\"" + size + "\"" + paint("fill", scene_.ground) + "/>\n";
    return out + body_ + "</svg>\n";
  }

 private:
  void clip_to(const FigureRect& clip) {
    if (clip == clip_) return;
    if (grouped_) body_ += "</g>\n";
    clip_ = clip;
    grouped_ = !(clip == FigureRect{0, 0, scene_.width, scene_.height});
    if (!grouped_) return;
    const auto [found, added] =
        clips_.try_emplace({clip.left, clip.top, clip.right, clip.bottom}, "c" + std::to_string(clips_.size()));
    if (added) {
      definitions_ += "<clipPath id=\"" + found->second + "\"><rect" + place(clip) + "/></clipPath>\n";
    }
    body_ += "<g clip-path=\"url(#" + found->second + ")\">\n";
  }

  static std::string place(const FigureRect& at) {
    return " x=\"" + number(at.left) + "\" y=\"" + number(at.top) + "\" width=\"" + number(at.width()) +
           "\" height=\"" + number(at.height()) + "\"";
  }

  static std::string stroke(const std::optional<FigureColour>& line, float width, bool round) {
    if (!line) return "";
    return paint("stroke", line) + " stroke-width=\"" + number(width) + "\"" +
           (round ? " stroke-linejoin=\"round\" stroke-linecap=\"round\"" : "");
  }

  void add(const FigurePath& path) {
    body_ += "<path d=\"";
    for (std::size_t i = 0; i < path.starts.size(); ++i) {
      for (std::size_t k = path.starts[i]; k < path.end_of(i); ++k) {
        body_ += k == path.starts[i] ? 'M' : k == path.starts[i] + 1 ? 'L' : ' ';
        append_number(body_, path.points[k].x);
        body_ += ' ';
        append_number(body_, path.points[k].y);
      }
      if (path.closed) body_ += 'Z';
    }
    body_ += "\"" + paint("fill", path.fill) + stroke(path.line, path.width, path.round) + "/>\n";
  }

  void add(const FigureDisc& disc) {
    body_ += "<circle" + centre(disc.centre, disc.radius) + paint("fill", disc.fill) +
             stroke(disc.line, disc.width, false) + "/>\n";
  }

  static std::string centre(FigurePoint at, float radius) {
    return " cx=\"" + number(at.x) + "\" cy=\"" + number(at.y) + "\" r=\"" + number(radius) + "\"";
  }

  void add(const FigureGlow& glow) {
    const FigureColour c = glow.colour;
    const auto [found, added] = glows_.try_emplace({c.r, c.g, c.b, c.a}, "g" + std::to_string(glows_.size()));
    if (added) {
      constexpr int kStops = 8;
      definitions_ += "<radialGradient id=\"" + found->second + "\">";
      for (int i = 0; i <= kStops; ++i) {
        const float at = static_cast<float>(i) / kStops, inside = 1 - at * at;
        definitions_ += "<stop offset=\"" + number(at) + "\" stop-color=\"" + colour_text(c) + "\" stop-opacity=\"" +
                        number(inside * inside * static_cast<float>(c.a) / 255) + "\"/>";
      }
      definitions_ += "</radialGradient>\n";
    }
    body_ += "<circle" + centre(glow.centre, glow.radius) + " fill=\"url(#" + found->second + ")\"/>\n";
  }

  // SVG has gradients along a line only: from the corners on one side to those on the other.
  void add(const FigurePatch& patch) {
    const std::size_t last = patch.corners.size() - 1;
    const bool sideways = patch.colours[0] == patch.colours[last];
    const FigurePoint from = patch.corners[0], to = patch.corners[sideways ? 1 : last];
    const FigureColour colours[] = {patch.colours[0], patch.colours[sideways ? 1 : last]};
    const std::string id = "p" + std::to_string(patches_++);
    definitions_ += "<linearGradient id=\"" + id + "\" gradientUnits=\"userSpaceOnUse\" x1=\"" + number(from.x) +
                    "\" y1=\"" + number(from.y) + "\" x2=\"" + number(to.x) + "\" y2=\"" + number(to.y) + "\">";
    for (int i = 0; i < 2; ++i) {
      definitions_ += "<stop offset=\"" + std::to_string(i) + "\" stop-color=\"" + colour_text(colours[i]) +
                      "\" stop-opacity=\"" + number(static_cast<float>(colours[i].a) / 255) + "\"/>";
    }
    definitions_ += "</linearGradient>\n";
    body_ += "<path d=\"";
    for (std::size_t i = 0; i <= last; ++i) {
      body_ += (i == 0 ? "M" : "L") + number(patch.corners[i].x) + " " + number(patch.corners[i].y);
    }
    body_ += "Z\" fill=\"url(#" + id + ")\"/>\n";
  }

  void add(const FigureImage& image) {
    const FigurePixels& from = *image.pixels;
    const PixelPart part = image.shown();
    if (part.empty()) return;
    std::vector<std::uint8_t> pixels;
    for (int y = part.top; y < part.bottom; ++y) {
      const auto row = from.rgba.begin() + 4 * (static_cast<std::ptrdiff_t>(y) * from.width + part.left);
      pixels.insert(pixels.end(), row, row + 4 * static_cast<std::ptrdiff_t>(part.width()));
    }
    body_ += "<image" + place(image.at) + " preserveAspectRatio=\"none\"" +
             (image.smooth ? "" : " style=\"image-rendering:pixelated\"") + " xlink:href=\"data:image/png;base64," +
             base64(encode_png(pixels.data(), part.width(), part.height(), 4)) + "\"/>\n";
  }

  void add(const FigureText& text) {
    body_ += "<text x=\"";
    for (const float pen : faces_.pens(text)) {
      if (body_.back() != '"') body_ += ' ';
      append_number(body_, pen);
    }
    const std::string family = faces_.family(text.face);
    body_ += "\" y=\"" + number(text.baseline) + "\" font-family=\"" + (family.empty() ? "" : escaped(family) + ", ") +
             "DejaVu Sans, sans-serif\" font-size=\"" + number(text.size) + "\"" +
             (faces_.bold(text.face) ? " font-weight=\"600\"" : "") +
             (faces_.italic(text.face) ? " font-style=\"italic\"" : "") + paint("fill", text.colour) +
             (text.rim ? stroke(text.rim, text.rim_width, true) + " paint-order=\"stroke\"" : "") +
             " xml:space=\"preserve\">" + escaped(text_of(text)) + "</text>\n";
  }

  const FigureScene& scene_;
  FigureFaces faces_;
  std::string definitions_, body_;
  FigureRect clip_{0, 0, scene_.width, scene_.height};
  bool grouped_ = false;
  std::map<std::tuple<float, float, float, float>, std::string> clips_;
  std::map<std::tuple<int, int, int, int>, std::string> glows_;
  int patches_ = 0;
};

}  // namespace

std::string write_svg(const FigureScene& scene) {
  return SvgWriter(scene).write();
}

}  // namespace gan
