#include "app/panels/arena/arena_theory_model.h"

#include <algorithm>

#include "app/panels/arena/arena_model.h"
#include "core/base/number_text.h"

namespace gan {

std::string theory_refusal(const DataKind& data, const LossInfo& loss) {
  if (data.has(Capability::images)) {
    return "D* = p_data/(p_data + p_g) takes the density of the data, and of images nobody knows it.";
  }
  if (!data.has_all({Capability::plane, Capability::density})) {
    return "D* = p_data/(p_data + p_g) takes the density of the data, and of these there is no formula, only points.";
  }
  if (!loss.output.probability) {
    return std::string("D* = p_data/(p_data + p_g) is the best response in V(D, G); with the loss ") + loss.title +
           " D's output is no probability.";
  }
  return "";
}

std::string theory_caution(const Hyperparameters& h) {
  if (h.real_label < 1 && loss_info(h.loss).reads_label())
    return "With smoothed labels D learns " + short_text(h.real_label) + " times D*";
  if (h.instance_noise > 0) return "With instance noise D learns the D* of noisy samples, a smoother one";
  return "";
}

void ArenaTheory::clear() {
  const std::uint64_t last = revision_;
  *this = {};
  revision_ = last + 1;
}

void ArenaTheory::update(const ProbeResult& result, std::uint64_t version, int mode) {
  if (version == version_ && mode == mode_) return;
  const OptimalSurface& best = result.optimum;
  const bool difference = mode == kTheoryDifference;
  clear();
  version_ = version, mode_ = mode;
  if (!result.request.optimum || best.logits.size() == 0) return;
  const Surface& learned = result.surface;
  const bool one_grid = learned.request == best.request && learned.logits.size() == best.logits.size();
  if (difference && !one_grid) return;
  finite_surface({best.request, best.logits}, values_, rect_);
  nx_ = best.request.nx, ny_ = best.request.ny;
  error_ = best.error, width_ = best.width;
  if (!difference) return;
  std::vector<float> output;
  WorldRect rect;
  finite_surface(learned, output, rect);
  for (std::size_t i = 0; i < values_.size(); ++i) {
    values_[i] = static_cast<float>(sigmoid(static_cast<double>(output[i])) - sigmoid(static_cast<double>(values_[i])));
  }
}

std::optional<double> ArenaTheory::at(double x, double y) const {
  if (!known()) return {};
  // The rectangle goes through the middles of the outermost pixels.
  const double column = std::round((x - rect_.x_min) / (rect_.x_max - rect_.x_min) * (nx_ - 1)),
               row = std::round((y - rect_.y_min) / (rect_.y_max - rect_.y_min) * (ny_ - 1));
  // Written so that NaN is outside.
  if (!(column >= 0 && column < nx_ && row >= 0 && row < ny_)) return {};
  return static_cast<double>(
      values_[static_cast<std::size_t>(row) * static_cast<std::size_t>(nx_) + static_cast<std::size_t>(column)]);
}

std::string ArenaTheory::heading() const {
  const std::string accuracy = ", ±" + short_text(std::max(error_, 0.001), 1) + ", blurred by " + short_text(width_, 2);
  if (difference()) return "D less its best response D* = p_data/(p_data + p_g)" + accuracy;
  return "Best response D* = p_data/(p_data + p_g)" + accuracy;
}

ColourLegend ArenaTheory::legend(int surface_mode, double fixed_range, const OutputScale& scale) const {
  if (difference()) return {"D(x) − D*(x)", "D* higher, −1", "0", "D higher, +1"};
  ColourLegend legend = surface_legend(surface_mode, fixed_range, scale);
  legend.title = surface_mode == 0   ? "D*(x): the best response to G"
                 : surface_mode == 1 ? "logit of D*(x): log p_data − log p_g"
                                     : "‖∇ logit‖ of D*(x)";
  return legend;
}

}  // namespace gan
