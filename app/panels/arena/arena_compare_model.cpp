#include "app/panels/arena/arena_compare_model.h"

#include <algorithm>
#include <cmath>

#include "app/panels/arena/arena_model.h"

namespace gan {

void ArenaComparison::update(const std::shared_ptr<const ProbeResult>& first,
                             const std::shared_ptr<const ProbeResult>& here, const OutputScale& scale) {
  if (first == nullptr || here == nullptr || (first == first_ && here == here_)) return;
  if (first->snapshot->position.step != here->snapshot->position.step) return;
  first_ = first;
  here_ = here;
  const auto probability = [](const ProbeResult& of) {
    const Hyperparameters& h = of.snapshot->settings->hyperparameters;
    return output_reading(loss_info(h.loss), h.real_label).probability;
  };
  // What a critic gives has no difference from a probability.
  difference_.clear();
  if (probability(*first) == probability(*here)) take_difference(first->surface, here->surface, scale);
  take_joins(*first, *here);
  ++revision_;
}

void ArenaComparison::take_difference(const Surface& first, const Surface& here, const OutputScale& scale) {
  const bool one_grid = first.request == here.request && first.logits.size() == here.logits.size();
  if (!one_grid || here.logits.size() == 0) return;
  finite_surface(here, difference_, rect_);
  std::vector<float> before;
  WorldRect rect;
  finite_surface(first, before, rect);
  for (std::size_t i = 0; i < difference_.size(); ++i) {
    difference_[i] = static_cast<float>(scale.shown(static_cast<double>(difference_[i])) -
                                        scale.shown(static_cast<double>(before[i])));
  }
  nx_ = here.request.nx;
  ny_ = here.request.ny;
  range_ = scale.reading.probability ? 1 : scale.reach;
}

void ArenaComparison::take_joins(const ProbeResult& first, const ProbeResult& here) {
  joins_.clear();
  const Matrix<float>&a = first.generated, &b = here.generated;
  if (a.rows() != 2 || b.rows() != 2) return;
  const Index lines = std::min({a.cols(), b.cols(), kMostJoins});
  for (Index i = 0; i < lines; ++i) {
    const float ends[] = {a(0, i), a(1, i), b(0, i), b(1, i)};
    if (!std::all_of(std::begin(ends), std::end(ends), [](float x) { return std::isfinite(x); })) continue;
    joins_.insert(joins_.end(), std::begin(ends), std::end(ends));
  }
}

}  // namespace gan
