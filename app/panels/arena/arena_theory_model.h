// Of layer θ of the arena, the best response to G, D* = p_data/(p_data + p_g) (Goodfellow et al. 2014, proposition 1),
// in the place of D, or D less D*. Pure.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "app/geometry/arena_camera.h"
#include "app/lab/looks/output_scale.h"
#include "app/panels/arena/arena_settings_model.h"
#include "core/probe/probe.h"

namespace gan {

// Why there is no D* of this game: one sentence; "" where there is one.
std::string theory_refusal(const DataKind& data, const LossInfo& loss);

// What of the settings makes another function the best response of D's own loss; one line, "" where nothing does.
std::string theory_caution(const Hyperparameters& h);

class ArenaTheory {
 public:
  // Takes over what `result` knows, in the way that is asked for; nothing where it has no D* or, of the difference, no
  // D on the same grid. `version`: of the result.
  void update(const ProbeResult& result, std::uint64_t version, int mode);
  void clear();

  // D*'s logit, log p_data − log p_g; of the difference D − D*, from −1 to 1. Finite; row-major from below, nx * ny.
  std::span<const float> values() const { return values_; }
  // Of the pixel at this point, in the game's coordinates; nothing where there is none.
  std::optional<double> at(double x, double y) const;
  bool known() const { return !values_.empty(); }
  bool difference() const { return mode_ == kTheoryDifference; }
  int nx() const { return nx_; }
  int ny() const { return ny_; }
  const WorldRect& rect() const { return rect_; }
  std::uint64_t revision() const { return revision_; }

  // "Best response D* = p_data/(p_data + p_g), ±0.02, blurred by 0.03": of what is known.
  std::string heading() const;
  ColourLegend legend(int surface_mode, double fixed_range, const OutputScale& scale) const;

 private:
  std::vector<float> values_;
  int mode_ = 0, nx_ = 0, ny_ = 0;
  WorldRect rect_{};
  double error_ = 0, width_ = 0;
  std::uint64_t version_ = 0, revision_ = 0;
};

}  // namespace gan
