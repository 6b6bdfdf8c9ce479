#include "app/panels/images/neighbours_model.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "app/panels/images/class_bars_model.h"
#include "app/plot/plot_ticks.h"
#include "core/base/number_text.h"

namespace gan {
namespace {

// What is usual: between these shares of the held-out images.
constexpr double kUsual = 0.9, kRare = 0.99;
// A copy is nearer to one image than to the next ones; of held-out images so many stand out as much.
constexpr double kStandsOut = 0.1;
constexpr double kAxisSlack = 0.6;  // the axis is made shorter when less than this of it is used

std::string level_text(double distance) {
  char text[24];
  std::snprintf(text, sizeof text, "%.1f", distance);
  return text;
}

// "99% of"; "all 400" where there is no exception.
std::string share_of(double share, std::size_t count) {
  if (share >= 1) return "all " + whole_text(static_cast<std::int64_t>(count));
  return std::to_string(static_cast<int>(std::floor(100 * share + 1e-9))) + "% of";
}

bool stands_out(const NearestImages& found) {
  const std::vector<double>& usual = found.held_out->relative;
  return usual.empty() || std::isnan(found.relative) || share_below(usual, found.relative) < kStandsOut;
}

double axis_top(double largest, double current) {
  const double wanted = nice_step(largest, 4) * std::max(1.0, std::ceil(largest / nice_step(largest, 4)));
  return current >= largest && largest > kAxisSlack * current ? current : wanted;
}

}  // namespace

Sentence nearest_sentence(const NearestImages& found, bool real) {
  if (found.distances.empty()) return {};
  const double distance = found.distances.front();
  if (distance == 0) {
    return real ? Sentence{Tone::neutral, "A training image, of which the training set holds a copy"}
                : Sentence{Tone::warning, "The same as a training image, pixel for pixel: it is memorised"};
  }
  if (found.held_out == nullptr) return {Tone::neutral, "No images are held out: how near is usual is not known"};
  const std::vector<double>& usual = found.held_out->distances;
  const double nearer = 1 - share_below(usual, std::nextafter(distance, HUGE_VAL));  // held-out ones beyond it
  const double farther = share_below(usual, distance);
  const std::string held_out = " held-out images";
  if (real) {
    const std::string begin = "A training image; the nearest other one is ";
    if (nearer >= kUsual)
      return {Tone::neutral, begin + "closer than those of " + share_of(nearer, usual.size()) + " held-out images"};
    if (farther >= kUsual)
      return {Tone::neutral, begin + "farther than those of " + share_of(farther, usual.size()) + " held-out images"};
    return {Tone::good, begin + "as far as those of held-out images"};
  }
  if (nearer >= kRare) {
    const std::string begin = "Closer to a training image than " + share_of(nearer, usual.size()) + held_out;
    if (stands_out(found)) return {Tone::warning, begin + ": it may be memorised"};
    return {Tone::neutral, begin + ", but as close to several others: smooth rather than memorised"};
  }
  if (nearer >= kUsual) {
    return {Tone::neutral, "Closer to a training image than " + share_of(nearer, usual.size()) + held_out};
  }
  if (farther >= kUsual) {
    return {Tone::neutral, "Farther from the training images than " + share_of(farther, usual.size()) + held_out +
                               (farther >= kRare ? ": not memorised, but unlike the data" : ": not memorised")};
  }
  return {Tone::good, "As far from the training images as held-out real ones are"};
}

void prepare_nearest(const NearestImages& found, const DataSource& data, bool real, NearestModel& out) {
  const double before = out.bars.empty() ? 0 : out.top;
  out = {};
  out.sentence = nearest_sentence(found, real);
  const std::string count = step_text(found.searched).c_str();
  out.searched = found.stack > 1
                     ? "of all stacks of " + std::to_string(found.stack) + " of the " + count + " training images"
                     : "of all " + count + " training images";
  for (const double distance : found.distances) out.captions.push_back(level_text(distance));
  for (const std::uint16_t label : found.labels) out.names.push_back(class_name(data, label));
  if (found.chosen_label >= 0) out.chosen_name = class_name(data, static_cast<std::size_t>(found.chosen_label));
  if (!found.distances.empty()) out.distance = found.distances.front();
  if (found.held_out == nullptr || found.held_out->distances.empty()) return;
  const std::vector<double>& usual = found.held_out->distances;
  out.reference = whole_text(static_cast<std::int64_t>(usual.size())) + " held-out images: median " +
                  level_text(quantile(usual, 0.5)) + ", 1% below " + level_text(quantile(usual, 0.01));
  out.top = axis_top(std::max({usual.back(), out.distance, 1.0}), before);
  out.bars.assign(kDistanceBars, 0.0);
  for (const double distance : usual) {
    const int bar = std::clamp(static_cast<int>(kDistanceBars * distance / out.top), 0, kDistanceBars - 1);
    out.bars[static_cast<std::size_t>(bar)] += 1 / static_cast<double>(usual.size());
  }
  out.tallest = *std::max_element(out.bars.begin(), out.bars.end());
}

CaptionGrid make_caption_grid(int count, double width, double height, float caption, float room_width,
                              float room_height) {
  CaptionGrid best;
  double largest = -1;
  for (int columns = 1; columns <= std::max(count, 1); ++columns) {
    const int rows = (std::max(count, 1) + columns - 1) / columns;
    const CaptionGrid grid{columns, rows, room_width / static_cast<float>(columns),
                           room_height / static_cast<float>(rows)};
    const double scale = std::min(static_cast<double>(grid.cell_width) / width,
                                  static_cast<double>(grid.cell_height - caption) / height);
    if (scale <= largest) continue;
    largest = scale;
    best = grid;
  }
  return best;
}

}  // namespace gan
