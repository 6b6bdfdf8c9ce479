// The buttons at the right end of the track, see track_head_model.h.
#pragma once

#include <string_view>
#include <vector>

#include "app/panels/regions_model.h"
#include "app/panels/view.h"

namespace gan {

class TrackHead {
 public:
  // Between two corners of the track; what it leaves of the width. `hold`: the buttons stay those of the frame before,
  // for a hand is dragging along the axis, which must not become longer or shorter under it.
  float draw(ViewContext& context, const Frame& frame, ImVec2 low, ImVec2 high, bool hold);
  // Where one was drawn in the last frame; null where it was not.
  const Region* find(std::string_view key) const;

 private:
  struct Drawn {
    const char* key;
    Region region;
  };
  std::vector<Drawn> drawn_;
  bool past_ = false;  // what they were drawn for
};

}  // namespace gan
