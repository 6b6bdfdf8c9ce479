// The shelf over the track: pictures of the moments that are kept, each over its place on the axis. A click looks at
// the moment; the right button names, saves or removes it. Without any there is no shelf.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "app/panels/track/shelf_model.h"
#include "app/panels/view.h"
#include "app/platform/gl_objects.h"
#include "app/plot/plot_axis.h"

namespace gan {

class TrackShelf {
 public:
  // Once a frame, before the others: what the lab is to know.
  void update(ViewContext& context, const Frame& frame);
  // In pixels: what it takes above the axis, with the room below it; and what of it where there are `most` to be had.
  float wanted_height(const Frame& frame) const;
  float height(const Frame& frame, float most) const;
  void draw(ViewContext& context, const Frame& frame, ImVec2 low, ImVec2 high, const Scale& x);
  // Where the first picture is, in pixels of the window; null where none is shown.
  const Region* first() const { return first_.empty() ? nullptr : &first_; }

 private:
  struct Held {
    GlTexture texture{GL_LINEAR};
    std::uint64_t revision = 0;
    ThemeMode mode = ThemeMode::kDark;
    int factor = 0;
  };
  void gather(const ViewContext& context, float low, const Scale& x);
  void draw_slot(const ShelfSlot& slot, ViewContext& context, const Frame& frame, ImVec2 low, ImVec2 high, float axis);
  void draw_picture(const KeptMoment& moment, const ViewContext& context, const Frame& frame, ImVec2 low, ImVec2 high);
  void draw_tooltip(const ShelfSlot& slot, const ViewContext& context) const;
  void draw_menus(ViewContext& context, const Frame& frame);

  bool any_ = false;
  std::uint64_t revision_ = 0;
  std::shared_ptr<const ThumbnailLooks> looks_;
  std::vector<ShelfItem> items_;
  std::map<std::uint64_t, Held> held_;
  Region first_{};
  std::uint64_t named_ = 0;  // whose menu is open
  std::vector<std::uint64_t> piled_;
  bool opens_menu_ = false, opens_pile_ = false;
  std::string name_;
};

}  // namespace gan
