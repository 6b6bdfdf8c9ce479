#include "app/picture/surface_parts.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include "core/base/check.h"

namespace gan {
namespace {

constexpr int kMostLevels = 60;        // contours either side of the middle
constexpr float kThinOpacity = 0.45F;  // of the bold one's
constexpr float kBold = 2, kThin = 1;  // design pixels
constexpr float kContourOpacity = 0.9F;
constexpr int kMapSteps = 512;  // of a side
constexpr int kStrengths = 4;   // in which contours fade where they are close

FigureColour opaque_shade(Rgb c) {
  const auto byte = [](float channel) {
    return static_cast<std::uint8_t>(std::lround(255 * std::clamp(channel, 0.0F, 1.0F)));
  };
  return {byte(c.r), byte(c.g), byte(c.b), 255};
}

// The weights of the four nodes around a place between the middle two.
void catmull_rom(float t, float weights[4]) {
  const float t2 = t * t, t3 = t2 * t;
  weights[0] = 0.5F * (-t + 2 * t2 - t3);
  weights[1] = 0.5F * (2 - 5 * t2 + 3 * t3);
  weights[2] = 0.5F * (t + 4 * t2 - 3 * t3);
  weights[3] = 0.5F * (t3 - t2);
}

// Along one axis: the four nodes of each place, and their weights.
struct Taps {
  int nodes[4];
  float weights[4];
};

std::vector<Taps> taps_of(int places, double first, double step, double low, double high, int count) {
  std::vector<Taps> all(static_cast<std::size_t>(places));
  const double per_world = count / (high - low);
  for (int i = 0; i < places; ++i) {
    const double at = std::clamp((first + i * step - low) * per_world - 0.5, -0.5, count - 0.5);
    const int left = std::clamp(static_cast<int>(at), 0, count - 2);
    Taps& taps = all[static_cast<std::size_t>(i)];
    for (int k = 0; k < 4; ++k) taps.nodes[k] = std::clamp(left - 1 + k, 0, count - 1);
    catmull_rom(static_cast<float>(at - left), taps.weights);
  }
  return all;
}

// The values over the part of the viewport that is known, on a grid of `step` pixels, and one beyond each end.
struct Field {
  FigureRect at;  // in pixels of the viewport
  float step = 1;
  int width = 0, height = 0;
  std::vector<float> values;  // (x, y) lies at at.left + (x + ½)·step

  float value(int x, int y) const {
    return values[static_cast<std::size_t>(std::clamp(y, 0, height - 1)) * static_cast<std::size_t>(width) +
                  static_cast<std::size_t>(std::clamp(x, 0, width - 1))];
  }
  FigurePoint place(float x, float y) const { return {at.left + (x + 0.5F) * step, at.top + (y + 0.5F) * step}; }
  // The length of the gradient, by pixel of the viewport.
  float slope(int x, int y) const {
    const float dx = value(x + 1, y) - value(x - 1, y), dy = value(x, y + 1) - value(x, y - 1);
    return std::hypot(dx, dy) / (2 * step);
  }
};

// In units of the map, around its middle.
Field interpolated(const SurfaceLayer& layer, const SurfaceView& view) {
  const PixelPoint low = view.camera.to_pixel({layer.rect.x_min, layer.rect.y_max}, view.viewport);
  const PixelPoint high = view.camera.to_pixel({layer.rect.x_max, layer.rect.y_min}, view.viewport);
  const auto edge = [](double pixel, int size) {
    return static_cast<float>(std::round(std::clamp(pixel, 0.0, static_cast<double>(size))));
  };
  Field field;
  field.at = {edge(low.x, view.viewport.width), edge(low.y, view.viewport.height), edge(high.x, view.viewport.width),
              edge(high.y, view.viewport.height)};
  if (field.at.empty()) return field;
  field.step = 1 / view.resolution;
  field.width = std::max(2, static_cast<int>(std::ceil(field.at.width() * view.resolution)));
  field.height = std::max(2, static_cast<int>(std::ceil(field.at.height() * view.resolution)));
  const FigurePoint corner = field.place(0, 0);
  const WorldPoint first =
      view.camera.to_world({static_cast<double>(corner.x), static_cast<double>(corner.y)}, view.viewport);
  const double world = view.camera.units_per_pixel(view.viewport) * static_cast<double>(field.step);
  const auto columns = taps_of(field.width, first.x, world, layer.rect.x_min, layer.rect.x_max, layer.nx);
  const auto rows = taps_of(field.height, first.y, -world, layer.rect.y_min, layer.rect.y_max, layer.ny);
  const bool linear = layer.mode == SurfaceMode::kLogit || layer.mode == SurfaceMode::kSigned;
  const float middle = layer.mode == SurfaceMode::kProbability ? 0 : layer.middle, unit = linear ? layer.range : 1;
  std::vector<float> across(static_cast<std::size_t>(field.width) * static_cast<std::size_t>(layer.ny));
  for (int j = 0; j < layer.ny; ++j) {
    const float* const row = layer.logits.data() + static_cast<std::ptrdiff_t>(j) * layer.nx;
    for (int x = 0; x < field.width; ++x) {
      const Taps& taps = columns[static_cast<std::size_t>(x)];
      float sum = 0;
      for (int k = 0; k < 4; ++k) sum += taps.weights[k] * row[taps.nodes[k]];
      across[static_cast<std::size_t>(j) * static_cast<std::size_t>(field.width) + static_cast<std::size_t>(x)] = sum;
    }
  }
  field.values.resize(static_cast<std::size_t>(field.width) * static_cast<std::size_t>(field.height));
  for (int y = 0; y < field.height; ++y) {
    const Taps& taps = rows[static_cast<std::size_t>(y)];
    for (int x = 0; x < field.width; ++x) {
      float sum = 0;
      for (int k = 0; k < 4; ++k) {
        sum +=
            taps.weights[k] * across[static_cast<std::size_t>(taps.nodes[k]) * static_cast<std::size_t>(field.width) +
                                     static_cast<std::size_t>(x)];
      }
      field.values[static_cast<std::size_t>(y) * static_cast<std::size_t>(field.width) + static_cast<std::size_t>(x)] =
          (sum - middle) / unit;
    }
  }
  return field;
}

float probability_of(float logit) {
  return 1 / (1 + std::exp(-std::clamp(logit, -60.0F, 60.0F)));
}

// From one end of the map to the other.
std::vector<FigureColour> colour_map(const SurfaceLayer& layer, const Palette& p) {
  std::vector<FigureColour> map;
  for (int i = -kMapSteps; i <= kMapSteps; ++i) {
    const float side = layer.opacity * static_cast<float>(i) / kMapSteps;
    const bool gradient = layer.mode == SurfaceMode::kGradientNorm, neither = layer.mode == SurfaceMode::kSigned;
    map.push_back(opaque_shade(gradient  ? length_colour(p, std::abs(side))
                               : neither ? signed_colour(p, side)
                                         : surface_colour(p, side)));
  }
  return map;
}

FigureImage colours_of(const SurfaceLayer& layer, const SurfaceView& view, const Field& field) {
  auto pixels = std::make_shared<FigurePixels>();
  pixels->width = field.width;
  pixels->height = field.height;
  pixels->rgba.reserve(4 * field.values.size());
  const std::vector<FigureColour> map = colour_map(layer, view.palette);
  const auto per_unit = static_cast<float>(1 / view.camera.units_per_pixel(view.viewport));
  for (int y = 0; y < field.height; ++y) {
    for (int x = 0; x < field.width; ++x) {
      const float value = field.value(x, y);
      const float shown = layer.mode == SurfaceMode::kProbability    ? 2 * probability_of(value) - 1
                          : layer.mode != SurfaceMode::kGradientNorm ? value
                                                                     : field.slope(x, y) * per_unit / layer.range;
      const float side = std::isfinite(shown) ? std::clamp(shown, -1.0F, 1.0F) : 0;
      const FigureColour c = map[static_cast<std::size_t>(std::lround(kMapSteps * (side + 1)))];
      pixels->rgba.insert(pixels->rgba.end(), {c.r, c.g, c.b, 255});
    }
  }
  const FigureRect all{0, 0, static_cast<float>(field.width), static_cast<float>(field.height)};
  return {std::move(pixels), all, field.at, true};
}

// The pieces of one contour, by how strong they are, joined into lines. Ends are keyed by the edge of the grid that
// they lie on, so that they meet exactly.
class Contour {
 public:
  Contour(const Field& field, float level) : field_(field), level_(level) {}

  // `strength_of(slope)` from 0 to kStrengths.
  template <class Strength>
  void trace(Strength strength_of) {
    for (int y = 0; y + 1 < field_.height; ++y) {
      for (int x = 0; x + 1 < field_.width; ++x) cell(x, y, strength_of);
    }
  }

  void add_to(std::vector<FigurePart>& parts, FigureColour colour, float width) {
    for (auto& [strength, ends] : pieces_) {
      FigureColour faded = colour;
      faded.a = static_cast<std::uint8_t>(colour.a * strength / kStrengths);
      FigurePath path{{}, {0}, false, {}, faded, width, true};
      while (!ends.empty()) path_from(ends, path);
      if (!path.points.empty()) parts.emplace_back(std::move(path));
    }
  }

 private:
  using Ends = std::multimap<long, std::pair<long, FigurePoint>>;  // an end: the other one, and its own place

  template <class Strength>
  void cell(int x, int y, Strength strength_of) {
    const float corners[4] = {field_.value(x, y) - level_, field_.value(x + 1, y) - level_,
                              field_.value(x + 1, y + 1) - level_, field_.value(x, y + 1) - level_};
    const FigurePoint places[4] = {{0, 0}, {1, 0}, {1, 1}, {0, 1}};
    const long width = field_.width;
    const long edges[4] = {2 * (y * width + x), 2 * (y * width + x + 1) + 1, 2 * ((y + 1) * width + x),
                           2 * (y * width + x) + 1};
    long keys[4];
    FigurePoint crossings[4];
    int count = 0;
    for (int i = 0; i < 4; ++i) {
      const int next = (i + 1) % 4;
      if ((corners[i] < 0) == (corners[next] < 0)) continue;
      const float t = corners[i] / (corners[i] - corners[next]);
      keys[count] = edges[i];
      crossings[count] = field_.place(static_cast<float>(x) + places[i].x + t * (places[next].x - places[i].x),
                                      static_cast<float>(y) + places[i].y + t * (places[next].y - places[i].y));
      ++count;
    }
    if (count < 2) return;
    const int strength = strength_of(field_.slope(x, y));
    if (strength <= 0) return;
    const auto join = [&](int a, int b) {
      pieces_[strength].insert({keys[a], {keys[b], crossings[a]}});
      pieces_[strength].insert({keys[b], {keys[a], crossings[b]}});
    };
    join(0, 1);
    if (count == 4) join(2, 3);
  }

  static bool take(Ends& ends, long& at, FigurePoint& place) {
    const auto found = ends.find(at);
    if (found == ends.end()) return false;
    const long from = at;
    at = found->second.first;
    ends.erase(found);
    auto [first, last] = ends.equal_range(at);
    for (auto back = first; back != last; ++back) {
      if (back->second.first != from) continue;
      place = back->second.second;
      ends.erase(back);
      break;
    }
    return true;
  }

  // Both ways from some piece, until the line ends or is closed.
  static void path_from(Ends& ends, FigurePath& path) {
    const long start = ends.begin()->first;
    std::vector<FigurePoint> line{ends.begin()->second.second};
    for (int way = 0; way < 2; ++way) {
      long at = start;
      FigurePoint place;
      while (take(ends, at, place)) line.push_back(place);
      if (way == 0) std::reverse(line.begin(), line.end());
    }
    path.add(simplified(line));
  }

  // Without points that are hardly beside the line through their neighbours.
  static std::vector<FigurePoint> simplified(const std::vector<FigurePoint>& line) {
    constexpr float kBeside = 0.06F;  // pixels
    std::vector<FigurePoint> kept{line.front()};
    for (std::size_t i = 1, from = 0; i + 1 < line.size(); ++i) {
      const FigurePoint a = line[from], b = line[i + 1];
      const float length = std::hypot(b.x - a.x, b.y - a.y);
      bool straight = length > 0 && i - from < 12;
      for (std::size_t k = from + 1; straight && k <= i; ++k) {
        const float beside = (line[k].x - a.x) * (b.y - a.y) - (line[k].y - a.y) * (b.x - a.x);
        straight = std::abs(beside) < kBeside * length;
      }
      if (straight) continue;
      kept.push_back(line[i]);
      from = i;
    }
    kept.push_back(line.back());
    return kept;
  }

  const Field& field_;
  float level_;
  std::map<int, Ends> pieces_;
};

void add_contours(const SurfaceLayer& layer, const SurfaceView& view, const Field& field,
                  std::vector<FigurePart>& parts) {
  FigureColour colour = opaque_shade(view.palette.contour);
  colour.a = static_cast<std::uint8_t>(std::lround(255 * kContourOpacity));
  FigureColour thin = colour;
  thin.a = static_cast<std::uint8_t>(std::lround(255 * kContourOpacity * kThinOpacity));
  const auto [lowest, highest] = std::minmax_element(field.values.begin(), field.values.end());
  const bool probability = layer.mode == SurfaceMode::kProbability;
  const bool linear = layer.mode == SurfaceMode::kLogit || layer.mode == SurfaceMode::kSigned;
  const float levels = linear ? 5.0F : 5.0F / layer.range;
  std::vector<int> numbers;
  if (probability) {
    for (int i = 1; i < 10; ++i) numbers.push_back(i);
  } else {
    const float first = std::max(-static_cast<float>(kMostLevels), std::ceil(*lowest * levels));
    const float last = std::min(static_cast<float>(kMostLevels), std::floor(*highest * levels));
    for (int i = static_cast<int>(first); i <= static_cast<int>(last); ++i) numbers.push_back(i);
  }
  const int middle = probability ? 5 : 0;
  for (const int i : numbers) {
    const float share = static_cast<float>(i) / 10;
    const float level = i == middle ? 0 : probability ? std::log(share / (1 - share)) : static_cast<float>(i) / levels;
    if (level < *lowest || level > *highest) continue;
    Contour contour(field, level);
    if (i == middle) {
      contour.trace([](float slope) { return slope < 1e-7F ? 0 : kStrengths; });
      contour.add_to(parts, colour, kBold * view.scale);
      continue;
    }
    // Where they are closer than a few pixels thin lines would run together: they fade.
    contour.trace([&](float slope) {
      const float steps = probability ? 10 * share * (1 - share) * slope : slope * levels;
      return slope < 1e-7F ? 0 : static_cast<int>(std::lround(kStrengths * std::clamp(2 - 6 * steps, 0.0F, 1.0F)));
    });
    contour.add_to(parts, thin, kThin * view.scale);
  }
}

}  // namespace

std::vector<FigurePart> surface_parts(const SurfaceLayer& layer, const SurfaceView& view) {
  std::vector<FigurePart> parts;
  if (!layer.visible || layer.logits.empty()) return parts;
  GAN_CHECK(layer.nx >= 2 && layer.ny >= 2 && layer.range > 0, "a surface has nodes and its map a range");
  const Field field = interpolated(layer, view);
  if (field.values.empty()) return parts;
  parts.emplace_back(colours_of(layer, view, field));
  if (layer.contours) add_contours(layer, view, field, parts);
  return parts;
}

}  // namespace gan
