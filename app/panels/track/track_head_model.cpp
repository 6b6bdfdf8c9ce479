#include "app/panels/track/track_head_model.h"

#include <algorithm>

namespace gan {
namespace {

// The last has a column of its own; the others stand before it in one row, or in a column where there is height for it.
HeadPlaces place(const std::vector<float>& widths, float tall, float gap, const Region& track) {
  HeadPlaces head;
  head.places.resize(widths.size());
  const float right = track.x + track.width;
  head.left = right - widths.back();
  head.places.back() = {head.left, track.y, widths.back(), tall};
  const std::size_t others = widths.size() - 1;
  if (others == 0) return head;
  const bool column = static_cast<float>(others) * (tall + gap) - gap <= track.height;
  float width = 0;
  for (std::size_t i = 0; i < others; ++i) width = column ? std::max(width, widths[i]) : width + widths[i] + gap;
  if (!column) width -= gap;
  float x = head.left - gap - width, y = track.y;
  head.left = x;
  for (std::size_t i = 0; i < others; ++i) {
    head.places[i] = {x, y, column ? width : widths[i], tall};
    (column ? y : x) += (column ? tall : widths[i]) + gap;
  }
  return head;
}

}  // namespace

std::vector<HeadButton> head_buttons(bool in_past) {
  std::vector<HeadButton> buttons;
  if (in_past) {
    buttons.push_back({"track.play_from_here", "Play from here",
                       "Trains on from this moment as a branch, beside what has been. So does Space, and any change.",
                       LabRequest::play});
    buttons.push_back(
        {"track.back_to_live", "Back to live", "What is shown is where training is. (End)", LabRequest::look_at_front});
  }
  buttons.push_back({"track.keep", "Keep",
                     "Keeps the moment that is shown: a picture on the track, to come back to. (K)",
                     LabRequest::keep_moment});
  return buttons;
}

std::optional<HeadPlaces> place_head(const std::vector<float>& words, float side, float gap, const Region& track) {
  if (words.empty()) return std::nullopt;
  const float right = track.x + track.width, most = track.width / 2;
  for (const bool icons : {false, true}) {
    HeadPlaces head = place(icons ? std::vector<float>(words.size(), side) : words, side, gap, track);
    head.icons = icons;
    if (right - head.left <= most) return head;
  }
  return std::nullopt;
}

}  // namespace gan
