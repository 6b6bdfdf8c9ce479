// What the views of images share: a sheet of tiles as an image of the interface, one image at a place, the sentence
// about an image under the mouse. OpenGL is asked for when the first image is drawn.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/panels/view.h"
#include "app/render/image_atlas.h"

namespace gan {

// Logits of each kind that the sheets and the decision surface ask for at least, for the histograms of the loss curve:
// more than the smallest sheet has.
inline constexpr int kShownLogits = 128;

// D's opinion as a colour, from fake over the neutral to real.
Rgb opinion_colour(const Palette& palette, const OutputScale& output, float value);

// One image from an atlas, as large as fits into the rectangle with square pixels, in its middle; where there is room
// for it, pixels are enlarged by a whole number. Returns its corners.
struct ImagePlace {
  ImVec2 low, high;
};
ImagePlace place_image(SampleShape shape, ImVec2 low, ImVec2 high);
void draw_image(ImDrawList& list, const Frame& frame, const ImageAtlas& atlas, Index i, const ImagePlace& place);
// A frame around it, `width` pixels.
void draw_border(ImDrawList& list, const ImagePlace& place, ImU32 colour, float width);

// Tiles that can be zoomed, with the selection and the tile under the mouse marked.
class SheetCanvas {
 public:
  struct Shown {
    const char* id;
    const ImageSheet* sheet;
    std::uint64_t revision;
    int chosen = -1;
    const OutputScale* output = nullptr;  // borders are D's opinion, read so; null: a plain line
    int parts = 1;                        // of a tile, side by side, with a seam between them
  };
  // Draws into the rectangle and takes the mouse there. Returns the tile under it, -1 for none; `clicked` where that
  // was pressed.
  int draw(const Shown& shown, ImVec2 low, ImVec2 high, ViewContext& context, const Frame& frame, bool& clicked);
  void fit() { fit_wanted_ = true; }
  // Looks there as soon as there are tiles; and where it looks.
  void show(const SheetLook& look) { wanted_ = look; }
  const SheetLook& look() const { return wanted_ ? *wanted_ : look_; }
  // Whether a hand moved it in its last frame; to look at the tiles that another one looks at.
  bool was_moved() const { return moved_; }
  void look_as(const SheetCanvas& other) {
    camera_ = other.camera_;
    look_ = other.look_;
    wanted_ = other.wanted_;
  }
  // For the enlarged image under the mouse.
  const ImageAtlas* atlas() const { return atlas_.get(); }

 private:
  void take_mouse(Viewport viewport, ImVec2 low);
  void draw_seams(int parts, Viewport viewport, ImVec2 low, const Frame& frame) const;

  std::unique_ptr<ImageAtlas> atlas_;
  std::unique_ptr<TilePainter> painter_;
  bool refused_ = false;  // the shader could not be made, and that was said
  SheetGrid grid_;
  SheetCamera camera_;
  SheetLook look_;                   // the same of any panel's size
  std::optional<SheetLook> wanted_;  // not there yet
  Viewport fitted_{};
  SampleShape shape_ = {1, 1, 1};
  bool fit_wanted_ = true;
  bool dragged_ = false;
  bool moved_ = false;
  std::vector<Rgb> borders_;
  std::uint64_t bordered_ = ~std::uint64_t{0};  // the revision that they belong to
  ThemeMode mode_ = ThemeMode::kDark;
  OutputScale output_;
};

// Whether the moving average of G's weights draws the image; its name is shorter where the panel is narrow.
void average_checkbox(bool& averaged);

// At the end of controls: how high they are, for the next frame, which comes at once where they have changed.
void keep_height(float& height, Actions& actions);

}  // namespace gan
