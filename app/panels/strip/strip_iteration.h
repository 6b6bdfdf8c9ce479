// The strip at its full height: one iteration as a drawing, and under it the line of Algorithm 1.
#pragma once

#include "app/panels/strip/strip_drawing.h"
#include "app/panels/strip/strip_scene.h"

namespace gan {

// How wide everything is in the fonts of this frame; but for the line of Algorithm 1, which changes with each step.
StripMeasure measure_iteration(const StripTexts& texts, MathTexts& formulas, const Theme& theme);

class StripIteration {
 public:
  // `phase`: of the gradient's pulse, in [0, 1]. `algorithm`: algorithm_line.
  void draw(const StripScene& scene, const StripPlacement& placement, std::span<const std::string> algorithm,
            float phase);

 private:
  void draw_node(const StripScene& scene, StripNode node) const;
  void draw_below(const StripScene& scene, StripNode node, float middle, float top) const;
  void draw_player(const StripScene& scene, StripNode node) const;
  void draw_labels(const StripScene& scene) const;
  bool captions() const { return placement_.detail <= StripDetail::captions; }

  StripPlacement placement_;
};

}  // namespace gan
