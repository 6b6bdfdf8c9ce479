// The buttons at the right end of the track, see track_head_model.h.
#pragma once

#include <string_view>
#include <vector>

#include "app/panels/regions_model.h"
#include "app/panels/view.h"

namespace gan {

class TrackHead {
 public:
  // Between two corners of the track; what it leaves of the width.
  float draw(ViewContext& context, const Frame& frame, ImVec2 low, ImVec2 high);
  // Where one was drawn in the last frame; null where it was not.
  const Region* find(std::string_view key) const;

 private:
  struct Drawn {
    const char* key;
    Region region;
  };
  std::vector<Drawn> drawn_;
};

}  // namespace gan
