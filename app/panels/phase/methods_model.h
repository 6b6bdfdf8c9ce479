// Methods side by side from one start: what each panel says, and the part of the plane that all of them show. Pure.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "app/geometry/arena_camera.h"
#include "app/panels/phase/growth_model.h"

namespace gan {

struct MethodPanel {
  std::string title, paper;
  std::string end;      // "end 0.02", from the equilibrium
  std::string radius;   // "ρ = 0.9987", of one iteration at the equilibrium
  std::string why_not;  // of one that is ruled out: nothing but this, and the title
  CircleSide side = CircleSide::unknown;
  const PhasePath* path = nullptr;  // of the answer
};

// Of the newest answer, and for which settings and start it was computed.
class MethodPanels {
 public:
  // Takes over what this result has. Null takes nothing.
  void update(const std::shared_ptr<const ProbeResult>& result, std::uint64_t version);
  bool has(const MethodsRequest& request, const Settings& settings) const;
  const std::vector<MethodPanel>& panels() const { return panels_; }
  // Around the equilibrium, with the start and a bit more: what runs away leaves it.
  const WorldRect& bounds() const { return bounds_; }
  int iterations() const { return request_.iterations; }

 private:
  std::uint64_t version_ = 0;
  std::shared_ptr<const ProbeResult> from_;
  MethodsRequest request_;
  std::vector<MethodPanel> panels_;
  WorldRect bounds_;
};

// Columns and rows for so many panels in a room of this size, each about as wide as high and at least `least` wide; the
// rows may need more height than there is.
struct PanelGrid {
  int columns = 1, rows = 1;
  float width = 0, height = 0;  // of one
};
PanelGrid panel_grid(int count, float width, float height, float least);

}  // namespace gan
