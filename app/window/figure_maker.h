// FigureMaker: frames of the window, or of one panel, built to be read as figures: in an interface of its own, with
// fonts of its own, without a display and without OpenGL. The views are those that it is given: what they show, it
// shows.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "app/figure/figure_scene.h"
#include "app/picture/glyph_table.h"
#include "app/platform/window_size.h"
#include "app/ui/font_files.h"
#include "app/ui/theme.h"
#include "app/window/window_layout.h"

struct ImGuiContext;

namespace gan {

struct FigureLook {
  WindowSize size{1600, 1000};  // of the window that it is a figure of
  Theme theme;
  std::string panel = "window";  // the id of a view, "plot.ID" for one plot, or "window" for all
  WindowSize panel_size{0, 0};   // of the panel alone; empty: as in the window, or higher where it scrolls there
  float surface_pixels = 1;      // of D's surface for one of the interface
};

// As figures have colours.
FigureColour figure_shade(Rgb colour);

class FigureMaker {
 public:
  explicit FigureMaker(FontFiles files);
  ~FigureMaker();
  FigureMaker(const FigureMaker&) = delete;
  FigureMaker& operator=(const FigureMaker&) = delete;

  // Builds one frame; whatever context of ImGui is the present one stays so. `context.actions` has what the views want.
  // The panel exists. One that scrolls is as high as all that it holds, unless its size was asked for.
  FigureScene make(WindowLayout& layout, ViewContext& context, const FigureLook& look);
  // The same frame without reading it, for what the views want.
  void look(WindowLayout& layout, ViewContext& context, const FigureLook& look) {
    build(layout, context, look, nullptr);
  }
  // The face of plain text.
  const FigureFace& text_face() const;

 private:
  void load(float scale);
  void build(WindowLayout& layout, ViewContext& context, const FigureLook& look, FigureScene* scene);
  WindowSize size_of(const WindowLayout& layout, const FigureLook& look) const;
  FigureLook with_all(WindowLayout& layout, ViewContext& context, const FigureLook& look);
  float hidden_height() const;
  Region draw(WindowLayout& layout, ViewContext& context, const FigureLook& look, const Frame& frame);

  FontFiles files_;
  FigureFonts fonts_;
  std::unique_ptr<ImFontAtlas> atlas_;
  std::unique_ptr<GlyphTable> glyphs_;
  ImGuiContext* context_ = nullptr;
  float scale_ = 0;
};

}  // namespace gan
