// The lanes under the track: a line for every branch beside the one that is played, with what it began with. A click
// plays it; the right button names or removes it.
#pragma once

#include <string>
#include <vector>

#include "app/panels/track/lanes_model.h"
#include "app/panels/view.h"
#include "app/plot/plot_axis.h"

namespace gan {

class TrackLanes {
 public:
  // Once a frame, before the others.
  void update(const ViewContext& context);
  // Where the first one is, in pixels of the window; null where none is shown.
  const Region* first_lane() const { return first_lane_.empty() ? nullptr : &first_lane_; }
  // To which they reach on the axis; 0 where there are none.
  std::int64_t last_step() const;
  // In pixels: what they take below the axis, and what of it where there are `most` to be had.
  float wanted_height(const Frame& frame) const;
  float height(const Frame& frame, float most) const;
  void draw(ViewContext& context, const Frame& frame, ImVec2 low, ImVec2 high, const Scale& x);

 private:
  void draw_lane(const TrackLane& lane, ViewContext& context, const Frame& frame, ImVec2 low, ImVec2 high,
                 const Scale& x);
  void draw_menu(ViewContext& context, const Frame& frame);

  std::vector<TrackLane> lanes_;
  Region first_lane_{};
  RunId named_;  // whose menu is open
  bool opens_menu_ = false;
  std::string name_;
};

}  // namespace gan
