// Where the pieces of the figure stand on the screen.
#pragma once

#include "app/panels/arena/arena_overlay.h"
#include "app/panels/line/line_model.h"

namespace gan {

struct LineCanvas {
  ArenaCanvas stage;  // x across, as everywhere on the stage; y of its camera is not looked at
  LineZones zones;
  double top = 1;  // density at zones.top

  float x(double at) const { return stage.at(at, 0).x; }
  // Of a share of the height of the curves, kept on the screen.
  float y(double share) const;
  float density(double value) const { return y(value / top); }
  float below(float zone) const { return stage.low.y + zone; }
  float width() const { return stage.high.x - stage.low.x; }
};

}  // namespace gan
