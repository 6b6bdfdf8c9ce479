#include "app/panels/panel_split_model.h"

#include <algorithm>

namespace gan {

PanelSplit split_panel(const Region& panel, float width, float height, float gap, float least) {
  const float inner_width = std::max(0.0F, panel.width - 2 * gap),
              inner_height = std::max(0.0F, panel.height - 2 * gap);
  const float left = panel.x + gap, top = panel.y + gap;
  PanelSplit out;
  out.brief = panel.height <= panel.width && std::max(0.0F, inner_width - width - gap) < least;
  out.stacked = panel.height > panel.width || out.brief;
  if (out.stacked) {
    const float controls = std::min(height, inner_height), rest = std::max(0.0F, inner_height - controls - gap);
    out.controls = {left, top, inner_width, controls};
    out.view = {left, panel.y + panel.height - gap - rest, inner_width, rest};
  } else {
    const float controls = std::min(width, inner_width), rest = std::max(0.0F, inner_width - controls - gap);
    out.view = {left, top, rest, inner_height};
    out.controls = {panel.x + panel.width - gap - controls, top, controls, inner_height};
  }
  return out;
}

}  // namespace gan
