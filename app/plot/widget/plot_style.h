// What plots look like: fonts, sizes and colours, handed in by the caller, so that the plots know no theme.
#pragma once

#include <imgui.h>

#include "app/ui/fonts.h"

namespace gan {

// The font needs U+2009 (thin space), U+2212 (minus), U+2013 (en dash) and the letters of the titles and
// labels.
struct PlotStyle {
  TypeFace face = TypeFace::kBody;
  TypeFace label_face = TypeFace::kSmall;
  float title_size = 15;       // pixels
  float label_size = 13;       // ticks, values, marks
  float scale = 1;             // of all distances and of the lines; larger on a projector
  float line_width = 1.5f;     // before scaling
  float band_opacity = 0.18f;  // of the min-max envelope
  ImU32 text = IM_COL32(30, 34, 40, 255);
  ImU32 text_dim = IM_COL32(110, 116, 125, 255);
  ImU32 background = IM_COL32(255, 255, 255, 255);  // behind the plots; labels are set on it
  ImU32 grid = IM_COL32(233, 235, 238, 255);
  ImU32 axis = IM_COL32(190, 195, 202, 255);
  ImU32 reference = IM_COL32(130, 136, 145, 255);
  ImU32 mark = IM_COL32(150, 120, 190, 255);
  ImU32 past = IM_COL32(150, 120, 20, 255);  // the moment that is looked back to
  ImU32 crosshair = IM_COL32(60, 66, 75, 255);
};

}  // namespace gan
