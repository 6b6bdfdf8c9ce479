// Layer θ of the arena as the view has it: D* or D − D* in the place of D's surface, divergence or curl of the samples'
// motion there, or the points at which penalties look at ‖∇D‖ over it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/panels/arena/arena_overlay.h"
#include "app/panels/arena/arena_settings_model.h"
#include "app/panels/arena/arena_theory_model.h"
#include "app/panels/theory/flow_model.h"
#include "app/panels/theory/penalty_model.h"
#include "app/render/arena_scene.h"

namespace gan {

class TheoryLayer {
 public:
  // Takes over what the newest picture knows of what the layer is to show.
  void update(const ViewContext& context);
  // Adds to what is asked for with the arena's request: of the motion, the moment to compare with.
  void ask(ViewContext& context) const;

  // Puts its surface in the place of D's; while others' points are shown, samples step back.
  void show(const ViewContext& context, ArenaScene& scene) const;
  void draw_marks(const ViewContext& context, const ArenaCanvas& canvas) const;
  // Of the colours that it shows; nothing where it has none.
  std::optional<ColourLegend> legend(const ViewContext& context) const;
  void add_notes(const ViewContext& context, std::vector<std::string>& notes) const;
  void add_readout(double x, double y, ArenaReadout& readout) const;

  // Something other than D has the place of its surface.
  bool in_place() const { return (best_.known() && !best_.difference()) || flow_.known(); }
  // Why there is no D* of this game; "": there is.
  const std::string& no_best() const { return no_best_; }

 private:
  ArenaTheory best_;
  PenaltyPicture penalties_;
  FlowField flow_;
  SampleHistory history_;
  std::uint64_t history_version_ = 0;
  std::string no_best_;
};

}  // namespace gan
