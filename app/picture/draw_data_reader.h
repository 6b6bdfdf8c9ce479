// Reads what ImGui has built for a frame back into what it was drawn from: letters, lines, areas, images. For that the
// frame is built without anti-aliasing, which the figure's writers do themselves.
#pragma once

#include <string>
#include <vector>

#include "app/figure/figure_scene.h"
#include "app/picture/glyph_table.h"
#include "imgui.h"

namespace gan {

// A picture that stands in a texture's place: parts in pixels of their own, so many wide and high.
struct FigurePicture {
  float width = 0, height = 0;
  std::vector<FigurePart> parts;
};

// By identifier; null for one that is unknown.
class KnownPictures {
 public:
  virtual ~KnownPictures() = default;
  virtual const FigurePicture* find(ImTextureID texture) const = 0;
};

// Of `part` of the frame, whose corner is the figure's.
FigureScene read_draw_data(const ImDrawData& data, const FigureRect& part, const GlyphTable& glyphs,
                           const KnownPictures& pictures);

}  // namespace gan
