#include "app/panels/arena/theory_layer.h"

#include <algorithm>
#include <cstdint>
#include <utility>

#include "app/panels/arena/penalty_marks.h"
#include "app/panels/arena/surface_stage.h"

namespace gan {
namespace {

// Surfaces of layer θ are told from those of the picture and of comparisons.
constexpr std::uint64_t kBestRevisions = std::uint64_t{3} << 61, kFlowRevisions = std::uint64_t{7} << 60;
constexpr float kBehind = 0.25F;   // of samples behind the points of penalties
constexpr int kLatticeNodes = 64;  // of the motion, along the shorter side

SurfaceRequest flow_lattice(const SurfaceRequest& surface) {
  const double wide = surface.region.x1 - surface.region.x0, high = surface.region.y1 - surface.region.y0;
  const double node = std::min(wide, high) / kLatticeNodes;
  return {surface.region, std::clamp(static_cast<int>(wide / node), 2, 4 * kLatticeNodes),
          std::clamp(static_cast<int>(high / node), 2, 4 * kLatticeNodes)};
}

}  // namespace

void TheoryLayer::update(const ViewContext& context) {
  const ArenaSettings& s = context.settings.of<ArenaSettings>();
  no_best_ = theory_refusal(context.kind, loss_info(context.snapshot.settings->hyperparameters.loss));
  const bool here = context.probe != nullptr && context.probe->snapshot->segment() == context.snapshot.segment();
  // Places are kept while the motion is not shown too, so that it is there when it is.
  if (here && context.probe_version != history_version_) {
    history_.add(context.probe->snapshot->moment(), context.probe->generated);
    history_version_ = context.probe_version;
  }
  const bool shown = here && s.shows_theory();
  if (shown && s.theory_mode <= kTheoryDifference && no_best_.empty()) {
    best_.update(*context.probe, context.probe_version, s.theory_mode);
  } else if (best_.known()) {
    best_.clear();
  }
  if (shown && s.theory_mode == kTheoryPenalty) {
    penalties_.update(*context.probe, context.probe_version);
  } else if (penalties_.known()) {
    penalties_.clear();
  }
  if (shown && shows_flow(s.theory_mode)) {
    flow_.update(*context.probe, context.probe_version, s.theory_mode == kTheoryTurn);
  } else if (flow_.known()) {
    flow_.clear();
  }
}

void TheoryLayer::ask(ViewContext& context) const {
  const ArenaSettings& s = context.settings.of<ArenaSettings>();
  ProbeRequest& want = context.actions.want();
  if (!s.shows_theory() || !shows_flow(s.theory_mode) || !want.surface || context.probe == nullptr) return;
  std::optional<FlowRequest> request = history_.other(context.probe->snapshot->position.step);
  if (!request) return;
  request->lattice = flow_lattice(*want.surface);
  want.flow = std::move(request);
}

void TheoryLayer::show(const ViewContext& context, ArenaScene& scene) const {
  const ArenaSettings& s = context.settings.of<ArenaSettings>();
  const LayerSettings layer{true, s.theory.opacity};
  if (best_.known()) {
    const SurfaceMap map =
        best_.difference() ? SurfaceMap{1, 0, 1} : surface_map(s.surface_mode, s.logit_range, context.output);
    scene.surface = surface_layer(s, layer, map, best_.values(), best_.nx(), best_.ny(), best_.rect(),
                                  kBestRevisions + best_.revision());
  }
  if (flow_.known()) {
    scene.surface = surface_layer(s, layer, SurfaceMap{1, 0, flow_.range()}, flow_.values(), flow_.nx(), flow_.ny(),
                                  flow_.rect(), kFlowRevisions + flow_.revision());
    scene.surface.mode = SurfaceMode::kSigned;
    // Around 0, which stands for the unknown too, level lines would be noise.
    scene.surface.contours = false;
  }
  if (!penalties_.known()) return;
  scene.real.opacity *= kBehind, scene.generated.opacity *= kBehind, scene.piles.opacity *= kBehind;
}

void TheoryLayer::draw_marks(const ViewContext& context, const ArenaCanvas& canvas) const {
  const ArenaSettings& s = context.settings.of<ArenaSettings>();
  if (penalties_.known()) draw_penalty_marks(canvas, penalties_, static_cast<float>(s.theory.opacity));
}

std::optional<ColourLegend> TheoryLayer::legend(const ViewContext& context) const {
  const ArenaSettings& s = context.settings.of<ArenaSettings>();
  if (best_.known()) return best_.legend(s.surface_mode, s.logit_range, context.output);
  if (penalties_.known()) return penalties_.legend();
  if (flow_.known()) return flow_.legend();
  return {};
}

void TheoryLayer::add_notes(const ViewContext& context, std::vector<std::string>& notes) const {
  const ArenaSettings& s = context.settings.of<ArenaSettings>();
  if (best_.known()) {
    notes.push_back(best_.heading());
    const std::string caution = theory_caution(context.snapshot.settings->hyperparameters);
    if (!caution.empty()) notes.push_back(caution);
  }
  for (std::string& heading : penalties_.headings()) notes.push_back(std::move(heading));
  if (flow_.known()) {
    notes.push_back(flow_.heading());
  } else if (s.shows_theory() && shows_flow(s.theory_mode)) {
    notes.emplace_back("How samples move takes two moments: let it train, or go one iteration on or back");
  }
}

void TheoryLayer::add_readout(double x, double y, ArenaReadout& readout) const {
  if (const auto best = best_.at(x, y)) {
    readout.best_is_difference = best_.difference();
    readout.best = readout.best_is_difference ? *best : sigmoid(*best);
  }
  if (const auto flow = flow_.at(x, y)) {
    readout.flow = *flow;
    readout.flow_turns = flow_.turn();
  }
}

}  // namespace gan
