// View: one panel of the window. Its pure half, NAME_model beside it, prepares what is shown; this half draws it
// with ImGui into the region that the window's layout gives it. Views are made by the array in views.h.
#pragma once

#include <string_view>

#include "app/lab/view_context.h"
#include "app/machine/keyboard.h"
#include "app/panels/regions_model.h"
#include "app/panels/view_settings_model.h"
#include "app/ui/fonts.h"
#include "app/ui/theme.h"

namespace gan {

class FigurePictures;

// How to draw: nothing here says anything about the game.
struct Frame {
  const Theme& theme;
  FontSet fonts = {};
  bool opengl = true;                        // false: only the interface is built, to be measured without a window
  const KeyboardLayout* keyboard = nullptr;  // of the person, for this frame; null: a US one
  bool machine =
      true;  // false: what the machine makes of it (speed, memory) is left out, so that one state is one image
  // A figure is made, without OpenGL: pictures go here instead of into textures. Else null.
  FigurePictures* figure = nullptr;
  bool paper = false;  // of a panel alone: what only a hand needs is left out

  bool shows_pictures() const { return opengl || figure != nullptr; }
};

class View {
 public:
  virtual ~View() = default;
  // Called once a frame, inside a window of exactly the view's region, without padding but for the controls.
  virtual void draw(ViewContext& context, const Frame& frame) = 0;
  // The height that a strip (toolbar, status bar) needs for this width; 0: whatever the layout gives.
  virtual float height(const Frame& frame, float width) const {
    static_cast<void>(frame);
    static_cast<void>(width);
    return 0;
  }
  // Where the control of a setting was drawn last; null where the view shows none.
  virtual const Region* find_control(std::string_view key) const {
    static_cast<void>(key);
    return nullptr;
  }
  // The data have changed so much that the view should show all of them again (another game, "fit").
  virtual void fit() {}
  // Of games side by side all look at one place: whether a hand has moved this one in its last frame, and to look at
  // what another view of the same kind looks at.
  virtual bool was_moved() const { return false; }
  virtual void look_as(const View& other) { static_cast<void>(other); }
};

}  // namespace gan
