// The stage for the length of a view's draw: its rectangle from the cursor to the end of the window's content, clipped,
// with a layer beneath, where the picture and the item that takes the mouse stand, and one on top for columns, legends
// and notes, which come first for the mouse. At the end the cursor is as if the stage had been one item.
#pragma once

#include "app/geometry/arena_camera.h"
#include "imgui.h"

namespace gan {

class StageScope {
 public:
  StageScope();
  ~StageScope();
  StageScope(const StageScope&) = delete;
  StageScope& operator=(const StageScope&) = delete;

  bool too_small() const { return viewport_.width < 8 || viewport_.height < 8; }
  ImVec2 low() const { return low_; }  // on the screen, whole pixels
  ImVec2 high() const { return high_; }
  Viewport viewport() const { return viewport_; }
  ImDrawList& list() const { return list_; }

  void on_top() { list_.ChannelsSetCurrent(1); }
  void beneath() { list_.ChannelsSetCurrent(0); }
  // The item that takes the mouse, over all of it, beneath. True where the mouse rests on it without a press.
  bool take_mouse(const char* id, ImGuiButtonFlags buttons = 0);

 private:
  ImDrawList& list_;
  ImVec2 corner_, size_, low_, high_;
  Viewport viewport_;
};

}  // namespace gan
