// The first part of the theory tab, of games of networks: see spectrum_model.h.
#pragma once

#include "app/panels/phase/spectrum_model.h"
#include "app/panels/view.h"

namespace gan {

class SpectrumPart {
 public:
  void draw(ViewContext& context, const Frame& frame, ImVec2 low, ImVec2 high);

 private:
  // Each returns where it ends.
  float draw_words(const Frame& frame, ImVec2 at, float width, float bottom) const;
  void draw_plane(ViewContext& context, const Frame& frame, ImVec2 low, ImVec2 high) const;

  SpectrumTrail trail_;
};

}  // namespace gan
