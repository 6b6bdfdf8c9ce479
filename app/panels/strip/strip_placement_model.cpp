#include "app/panels/strip/strip_placement_model.h"

#include <algorithm>
#include <cmath>

namespace gan {
namespace {

// Design pixels.
constexpr float kMargin = 10;              // at both ends of the strip
constexpr float kGap = 20, kMostGap = 56;  // between two columns, for an arrow
constexpr float kSumGap = 30;              // before the value, for what adds up to it
constexpr float kLabelShift = 4;           // of a label from the middle of its arrow
constexpr float kLabelRoom = 16;           // around a label, on its arrow
constexpr float kAlgorithm = 22;           // height of the line of Algorithm 1
constexpr float kLeastRows = 72;           // height that both rows need
constexpr float kLane = 4;                 // at the lower end of a row, in whose middle the gradient runs
constexpr float kBoxMargin = 4;            // above and below the boxes of G and D

constexpr std::size_t kColumns = 7;
constexpr StripNode kFakeRow[kColumns] = {StripNode::noise,         StripNode::generator,   StripNode::generated,
                                          StripNode::discriminator, StripNode::fake_output, StripNode::fake_term,
                                          StripNode::value};
constexpr StripNode kRealRow[kColumns] = {StripNode::noise,         StripNode::generator,   StripNode::data,
                                          StripNode::discriminator, StripNode::real_output, StripNode::real_term,
                                          StripNode::value};
constexpr std::size_t kSamples = 2, kOutputs = 4;  // columns

struct Columns {
  std::array<float, kColumns> widths{};
  std::array<float, kColumns> gaps{};  // right of each
  float total = 0;
};

Columns columns_of(const StripMeasure& m, StripDetail detail) {
  Columns out;
  const bool captions = detail <= StripDetail::captions;
  const auto width = [&](StripNode node) { return captions ? m.nodes[node].with_caption : m.nodes[node].symbol; };
  for (std::size_t i = 0; i < kColumns; ++i) {
    if (i == 0 && detail >= StripDetail::no_noise) continue;
    out.widths[i] = std::ceil(std::max(width(kFakeRow[i]), width(kRealRow[i])));
    if (i + 1 < kColumns) out.gaps[i] = std::ceil((i + 2 < kColumns ? kGap : kSumGap) * m.unit);
    if (i == kSamples && detail == StripDetail::labels) out.gaps[i] = std::ceil(m.label + kLabelRoom * m.unit);
    out.total += out.widths[i] + out.gaps[i];
  }
  return out;
}

}  // namespace

float least_strip_width(const StripMeasure& measure) {
  return columns_of(measure, StripDetail::no_noise).total + 2 * kMargin * measure.unit;
}

StripPlacement place_strip(const StripMeasure& m, float width, float height) {
  StripPlacement out;
  const float u = m.unit, room = width - 2 * kMargin * u;
  Columns columns;
  for (const StripDetail detail :
       {StripDetail::labels, StripDetail::captions, StripDetail::symbols, StripDetail::no_noise}) {
    columns = columns_of(m, detail);
    if (columns.total > room) continue;
    out.detail = detail;
    break;
  }
  if (out.detail == StripDetail::nothing || height < kLeastRows * u) {
    out.detail = StripDetail::nothing;
    return out;
  }
  const bool line = height >= (kLeastRows + kAlgorithm) * u;
  const float bottom = line ? height - kAlgorithm * u : height, row = bottom / 2;
  out.fake_row = (row - kLane * u) / 2, out.real_row = row + (row - kLane * u) / 2;
  out.fake_lane = row - kLane / 2 * u, out.real_lane = bottom - kLane / 2 * u;

  // What is left over makes the arrows longer, but not endlessly.
  const std::size_t first = columns.widths[0] > 0 ? 0 : 1;
  const auto arrows = static_cast<float>(kColumns - 1 - first);
  const float longer = std::floor(std::min((room - columns.total) / arrows, (kMostGap - kGap) * u));
  float x = std::round(kMargin * u + (room - columns.total - longer * arrows) / 2);
  for (std::size_t i = first; i < kColumns; ++i) {
    const float w = columns.widths[i];
    const Region upper{x, 0, w, row - kLane * u}, lower{x, row, w, row - kLane * u};
    const Region both{x, kBoxMargin * u, w, bottom - 2 * kBoxMargin * u};
    const bool spans = kFakeRow[i] == kRealRow[i] && i > 0;
    out.nodes[kFakeRow[i]] = spans ? both : upper;
    if (kRealRow[i] != kFakeRow[i]) out.nodes[kRealRow[i]] = lower;
    if (i == kOutputs + 1 && m.pairs) out.nodes[kFakeRow[i]] = {}, out.nodes[kRealRow[i]] = both;
    const float gap = columns.gaps[i] + (i + 1 < kColumns ? longer : 0);
    if (i == kSamples && out.detail == StripDetail::labels) {
      // Above the arrow.
      // Off the middle, towards the tail: the head of the arrow is as high as letters are.
      const float left = x + w + (gap - m.label) / 2 - kLabelShift * m.unit;
      out.fake_label = {left, 0, m.label, out.fake_row};
      out.real_label = {left, row, m.label, out.real_row - row};
    }
    x += w + gap;
  }
  if (!line) return out;
  for (std::size_t form = 0; form < m.algorithm.size(); ++form) {
    if (m.algorithm[form] > room) continue;
    out.algorithm = {kMargin * u, bottom, m.algorithm[form], kAlgorithm * u};
    out.algorithm_form = form;
    break;
  }
  return out;
}

std::vector<GradientWay> gradient_ways(const StripPlacement& p, Player moved) {
  std::vector<GradientWay> ways;
  if (p.detail == StripDetail::nothing) return ways;
  const auto right = [&](StripNode node) { return p.nodes[node].x + p.nodes[node].width; };
  const bool pairs = !p.shows(StripNode::fake_term);
  const float end = right(pairs ? StripNode::fake_output : StripNode::fake_term);
  const Region& d = p.nodes[StripNode::discriminator];
  if (moved == Player::generator) {
    // D passes it on and stays as it is.
    ways.push_back({p.fake_lane, end, right(StripNode::generator), {}});
    return ways;
  }
  ways.push_back({p.fake_lane, end, d.x + d.width, {}});
  ways.push_back({p.real_lane, right(pairs ? StripNode::real_output : StripNode::real_term), d.x + d.width, {}});
  ways.push_back({p.fake_lane, d.x, right(StripNode::generator), Player::generator});
  return ways;
}

StripLinePlacement place_strip_line(const StripLineMeasure& m, float width, float height) {
  StripLinePlacement out;
  const float margin = kMargin * m.unit, room = width - 2 * margin, gap = 10 * m.unit;
  const float terms = m.parts[0] + m.equals + m.parts[1] + (m.parts[2] > 0 ? gap + m.parts[2] : 0);
  const auto put = [&](Region& to, float& x, float w) {
    to = {x, 0, w, height};
    x += w;
  };
  float x = margin;
  if (terms <= room) {
    put(out.parts[0], x, m.parts[0]);
    put(out.equals, x, m.equals);
    put(out.parts[1], x, m.parts[1]);
    if (m.parts[2] > 0) x += gap, put(out.parts[2], x, m.parts[2]);
  } else if (m.parts[0] <= room) {
    put(out.parts[0], x, m.parts[0]);
  } else if (m.numbers[0] <= room) {
    out.symbols = false;
    put(out.parts[0], x, m.numbers[0]);
  } else {
    return out;
  }
  if (x + 2 * gap + m.schedule <= margin + room) {
    out.schedule = {margin + room - m.schedule, 0, m.schedule, height};
  }
  return out;
}

}  // namespace gan
