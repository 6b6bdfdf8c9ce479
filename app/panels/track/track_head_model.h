// What stands at the right end of the track: Keep, always at the edge, and before it, while one looks at the past, what
// leads on from there and back. Pure: which buttons, in words or as icons, one beside the other or in two rows.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "app/lab/actions.h"
#include "app/panels/regions_model.h"

namespace gan {

struct HeadButton {
  const char* key;  // of View::find_control
  const char* name;
  const char* meaning;
  LabRequest request;
};
// In the order in which they stand.
std::vector<HeadButton> head_buttons(bool in_past);

struct HeadPlaces {
  bool icons = false;          // no room for words
  std::vector<Region> places;  // one a button
  float left = 0;              // where the first begins
};
// `words`: how wide each is in words, `side`: how wide and tall an icon is, all are as tall; pixels. `track`: where
// they may stand, at its right end and at most over half of its width. Nothing where not even icons have room.
std::optional<HeadPlaces> place_head(const std::vector<float>& words, float side, float gap, const Region& track);

}  // namespace gan
