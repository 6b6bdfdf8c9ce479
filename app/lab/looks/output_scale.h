// How D's output is shown at one moment: read as the table of losses says, with the middle and the ends of the colours.
// One scale serves all views, so that a colour means the same in each of them. No ImGui.
#pragma once

#include <cstdint>
#include <string>

#include "core/game/losses.h"
#include "core/probe/probe.h"

namespace gan {

double sigmoid(double logit);
double logit_of(double probability);  // finite for 0 and 1 too: kept within +-37

struct OutputScale {
  OutputReading reading = loss_infos()[1].output;
  double middle = 0;  // in what the network gives; 0 of a probability
  double reach = 1;   // > 0, from the middle to the ends of the colours; not read of a probability

  // What is shown of what the network gives: D in [0, 1], or f as it is.
  double shown(double output) const { return reading.probability ? sigmoid(output) : output; }
  // Where it lies among the colours: −1 is the end of "fake", 0 the middle, 1 the end of "real". NaN stays NaN.
  double side(double output) const;
  const char* name(bool real) const { return real ? reading.name : reading.fake; }
  // "D(G(z)) = 0.3100,  logit −0.8001"; "f(x) = 3.200,  1.100 above the middle".
  std::string sentence(double output, bool real) const;
  bool same_colours(const OutputScale& other) const {
    return reading.probability == other.reading.probability && middle == other.middle && reach == other.reach;
  }
};

// What stands beside a scale of colours.
struct ColourLegend {
  std::string title, low, middle, high;
  bool length = false;   // the length of the gradient: from nothing to the colour of neither player
  bool neither = false;  // a number with a sign, in colours of neither player
  // Where a value of the scale is marked and `middle` stands, as a share of it; −1: in the middle, without a mark.
  double mark = -1;
};

// What a surface shows, by the setting: 0 D or f, 1 what the network gives on a fixed scale, 2 the length of its
// gradient.
struct SurfaceMap {
  int kind = 0;  // 0 probability, 1 linear from the middle, 2 length of the gradient
  double middle = 0, range = 1;
};
SurfaceMap surface_map(int setting, double fixed_range, const OutputScale& scale);
ColourLegend surface_legend(int setting, double fixed_range, const OutputScale& scale);
// Of what D gives here less what it gives in another game, from −range to range.
ColourLegend difference_legend(const OutputScale& scale, double range);
// What the choice of that setting is called.
const char* surface_choice(int setting, const OutputScale& scale);

// Keeps the scale from one picture to the next. Where the loss names no middle, that is the midpoint of the mean
// outputs on the real and the generated samples of the picture. Where it names no reach, the colours end at 1, 1.5, 2,
// 3, 5 or 7 times a power of ten that covers 98 of 100 of the samples' distances from the middle, and 60 of 100 of
// those of the surface that is on the screen, whose far corners would leave no colour for where the samples are; it
// grows as soon as it must and shrinks only when less than 0.4 of it is used, so that it does not flicker.
class OutputReader {
 public:
  void take(const ProbeResult& result);
  // Another game: nothing of the last one's spread is kept.
  void forget() { *this = {}; }
  const OutputScale& scale() const { return scale_; }

 private:
  OutputScale scale_;
  SegmentId segment_;
  int loss_ = -1;
};

}  // namespace gan
