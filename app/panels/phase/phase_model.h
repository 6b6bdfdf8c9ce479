// The pure half of the phase portrait: what to ask of the probe desk for what the camera shows, and from the answer the
// arrows, the nullclines, the circles of equal energy; which starts a drag throws; what stands under the mouse.
// The plane is (θ, ψ): θ, the generator's point, to the right, ψ, the discriminator's slope, up.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "app/geometry/arena_camera.h"
#include "app/panels/phase/phase_settings_model.h"
#include "core/probe/probe.h"

namespace gan {

// One line a layer, in the order of PhaseLayer.
struct PhaseLayerInfo {
  const char* title;
  const char* meaning;  // one sentence
};
std::span<const PhaseLayerInfo> phase_layer_infos();

// Of the stretch that the camera shows and a margin, at nodes that stand still in the plane while it moves: an arrow at
// every second one, about 34 design pixels apart. `scale`: pixels for a design pixel, > 0. At most about 12 000 nodes.
PhaseRequest phase_request(const ArenaCamera& camera, Viewport viewport, double scale, PhaseArrows arrows);
// The least that has an answer, for who wants to know how changes grow.
PhaseRequest growth_request();

// An arrow as it is drawn: its middle, and its direction with a length in [0, 1] by the size of the field there.
struct PhaseArrow {
  WorldPoint at;
  float x = 0, y = 0;
  float size = 0;  // in [0, 1]: the root of its share of nearly the largest that is seen
};
// Of every second node whose coordinates are multiples of two spacings; none where it is zero or not finite.
void place_arrows(const PhasePortrait& portrait, std::vector<PhaseArrow>& out);

struct WorldSegment {
  WorldPoint from, to;
};
// Where component 0 (along θ) or 1 (along ψ) changes its sign: marching squares on the nodes, straight within a cell. A
// node at which it is 0 counts as above. Cells with a corner that is not finite have none.
void find_nullcline(const PhasePortrait& portrait, int component, std::vector<WorldSegment>& out);

// The point of a nullcline for its name, inside `within`: the one furthest along (right, up). Nothing where none is in
// it.
std::optional<WorldPoint> nullcline_label_place(std::span<const WorldSegment> nullcline, const WorldRect& within,
                                                double right, double up);

// Radii of circles of equal energy θ² + ψ² that meet the rectangle, at round distances; at most about 8.
std::vector<double> energy_radii(const WorldRect& seen);

// Starts on the way from one place to the other, both among them: what a drag throws.
inline constexpr int kThrown = 6, kThrownIterations = 600;
std::vector<PhasePoint> starts_along(PhasePoint from, PhasePoint to);

// What of the answers is drawn; kept while the settings are the same, so that it need not be asked for again.
class PhasePicture {
 public:
  // Takes over what this result has. Null takes nothing.
  void update(const std::shared_ptr<const ProbeResult>& result, std::uint64_t version);
  // Whether the portrait is this one, under these settings.
  bool has(const PhaseRequest& request, const Settings& settings) const;
  bool has(const PathsRequest& request, const Settings& settings) const;

  const std::vector<PhaseArrow>& arrows() const { return arrows_; }
  // 0: where the generator stands still, 1: the discriminator.
  const std::vector<WorldSegment>& nullcline(int component) const { return nullclines_[component]; }
  double spacing() const { return spacing_; }  // of the arrows
  const std::vector<PhasePath>& thrown() const { return thrown_; }

 private:
  std::uint64_t version_ = 0;
  std::shared_ptr<const Settings> settings_, thrown_settings_;
  PhaseRequest request_;
  PathsRequest thrown_request_;
  std::vector<PhaseArrow> arrows_;
  std::vector<WorldSegment> nullclines_[2];
  double spacing_ = 0;
  std::vector<PhasePath> thrown_;
};

// The place of the players in a snapshot of such a game, and where its settings start it.
PhasePoint place_of(const Snapshot& snapshot);
PhasePoint start_of(const Settings& settings);

// Around the equilibrium, with all of these places and some room: what "fit" shows.
WorldRect phase_bounds(std::span<const PhasePoint> places);

// What stands at one point of the plane.
struct PhaseReadout {
  PhasePoint place, field, moved;  // moved: by one iteration, from moments as at a start
  bool fails = false;              // that is not finite
};
// Keeps a game for as long as the settings are the same.
class PhaseReader {
 public:
  PhaseReadout at(const std::shared_ptr<const Settings>& settings, PhasePoint place);

 private:
  std::shared_ptr<const Settings> settings_;
  std::optional<NumbersPlay> play_;
};

}  // namespace gan
