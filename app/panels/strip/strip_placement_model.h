// Where the parts of the strip stand, from the width and height that it has and the widths of their texts. Pure
// arithmetic, in pixels. What does not fit is left out whole, part by part, by its worth: no two parts ever overlap and
// none leaves the strip.
//
//   z ~ p_z → [ ] → G(z)     → [ ] → D(G(z)) → E log(1 − D(G(z))) ↘
//             [G]              [D]                                   V(D, G)
//             [ ]   x ~ p_data → [ ] → D(x)  → E log D(x)         ↗
#pragma once

#include <array>
#include <optional>
#include <vector>

#include "app/panels/regions_model.h"
#include "core/game/player.h"

namespace gan {

enum class StripNode {
  noise,
  generator,
  generated,
  data,
  discriminator,
  fake_output,
  real_output,
  fake_term,
  real_term,
  value,
  count
};
inline constexpr std::size_t kStripNodes = static_cast<std::size_t>(StripNode::count);

constexpr bool is_player(StripNode node) {
  return node == StripNode::generator || node == StripNode::discriminator;
}
// A number of the game stands at it.
constexpr bool has_number(StripNode node) {
  return node != StripNode::noise && node != StripNode::generated && node != StripNode::data;
}

template <class T>
struct PerStripNode {
  std::array<T, kStripNodes> items{};
  T& operator[](StripNode node) { return items[static_cast<std::size_t>(node)]; }
  const T& operator[](StripNode node) const { return items[static_cast<std::size_t>(node)]; }
};

// How much of the drawing there is room for.
enum class StripDetail {
  labels,    // everything, the labels 1 and 0 at the samples among it
  captions,  // no labels
  symbols,   // symbols and numbers, without captions
  no_noise,  // and the way begins at G
  nothing,   // not even that
};

struct StripMeasure {
  struct Widths {
    float with_caption = 0, symbol = 0;
  };
  PerStripNode<Widths> nodes;
  float label = 0;                   // of the wider one
  std::array<float, 3> algorithm{};  // of the line of Algorithm 1, the longest first
  float unit = 1;                    // pixels a design pixel
  bool pairs = false;                // one term, of pairs of a real and a generated sample
};

struct StripPlacement {
  StripDetail detail = StripDetail::nothing;
  PerStripNode<Region> nodes;          // empty where left out
  Region fake_label, real_label;       // empty where left out
  Region algorithm;                    // empty where left out
  std::size_t algorithm_form = 0;      // which of the three
  float fake_row = 0, real_row = 0;    // the middles of both rows
  float fake_lane = 0, real_lane = 0;  // where the gradient runs back below them

  bool shows(StripNode node) const { return !nodes[node].empty(); }
};

// (0, 0) is the strip's upper left corner.
StripPlacement place_strip(const StripMeasure& measure, float width, float height);
// The least width at which there is something.
float least_strip_width(const StripMeasure& measure);

// The way of the gradient back to the player that a step moves, from the end of the forward way; more than one way
// where the step uses both kinds of samples.
struct GradientWay {
  float y = 0;
  float from = 0, to = 0;          // from > to: it runs to the left
  std::optional<Player> stops_at;  // whose lock it meets at the end; none where it arrives at whom it moves
};
std::vector<GradientWay> gradient_ways(const StripPlacement& placement, Player moved);

// The strip as one line: symbol and value, the two terms with theirs, and what an iteration consists of.
struct StripLineMeasure {
  std::array<float, 3> parts{};    // the value; the real term; the generated one with its sign, 0 where there is none
  std::array<float, 3> numbers{};  // of these parts alone, without their symbols
  float equals = 0;                // the sign between the first and the second, with the room around it
  float schedule = 0;              // "5 D-steps, then one G-step"
  float unit = 1;
};
struct StripLinePlacement {
  std::array<Region, 3> parts{};  // empty where left out
  Region equals, schedule;        // empty where left out
  bool symbols = true;            // false: the value's number alone
};
StripLinePlacement place_strip_line(const StripLineMeasure& measure, float width, float height);

}  // namespace gan
