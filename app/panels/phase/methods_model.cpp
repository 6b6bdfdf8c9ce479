#include "app/panels/phase/methods_model.h"

#include <algorithm>
#include <cmath>

#include "core/base/number_text.h"

namespace gan {
namespace {

// Around the equilibrium, over the start's distance: at least, and at most, what runs away being cut.
constexpr double kLeastRoom = 1.25, kMostRoom = 2.5;

MethodPanel panel_of(const PhaseMethod& method, const MethodPath& path) {
  MethodPanel panel;
  panel.title = method.title;
  panel.paper = method.paper;
  panel.why_not = path.why_not;
  if (!panel.why_not.empty()) return panel;
  panel.path = &path.path;
  const PhasePoint& last = path.path.places.back();
  panel.end = path.path.diverged ? "diverges" : "end " + short_text(std::hypot(last.theta, last.psi), 2);
  panel.side = side_of_circle(path.equilibrium.multipliers);
  panel.radius = panel.side == CircleSide::unknown
                     ? "ρ –"
                     : std::string("ρ = ") + fixed_text(spectral_radius(path.equilibrium.multipliers), 4).c_str();
  return panel;
}

}  // namespace

void MethodPanels::update(const std::shared_ptr<const ProbeResult>& result, std::uint64_t version) {
  if (result == nullptr || version == version_ || !result->request.methods || result->methods.methods.empty()) return;
  version_ = version;
  from_ = result;
  request_ = *result->request.methods;
  panels_.clear();
  for (std::size_t i = 0; i < result->methods.methods.size(); ++i)
    panels_.push_back(panel_of(phase_methods()[i], result->methods.methods[i]));
  const double start = std::max(0.05, std::hypot(request_.start.theta, request_.start.psi));
  double half = kLeastRoom * start;
  for (const MethodPanel& panel : panels_) {
    if (panel.path == nullptr) continue;
    for (const PhasePoint& p : panel.path->places) half = std::max(half, 1.05 * std::hypot(p.theta, p.psi));
  }
  half = std::min(half, kMostRoom * start);
  bounds_ = {-half, half, -half, half};
}

bool MethodPanels::has(const MethodsRequest& request, const Settings& settings) const {
  return from_ != nullptr && request_ == request &&
         (from_->snapshot->settings.get() == &settings || *from_->snapshot->settings == settings);
}

PanelGrid panel_grid(int count, float width, float height, float least) {
  PanelGrid best;
  const int most = std::clamp(static_cast<int>(width / least), 1, std::max(1, count));
  float best_side = -1;
  for (int columns = 1; columns <= most; ++columns) {
    const int rows = (count + columns - 1) / columns;
    const float wide = width / static_cast<float>(columns), high = height / static_cast<float>(rows);
    // Of its height a panel gives some to words.
    const float side = std::min(wide, 0.75F * high);
    if (side > best_side) best = {columns, rows, wide, high}, best_side = side;
  }
  if (std::min(best.width, best.height) >= least) return best;
  // They do not fit: as many in a row as can be, and what is too low is scrolled.
  best.columns = most;
  best.rows = (count + most - 1) / most;
  best.width = width / static_cast<float>(most);
  best.height = std::max(height / static_cast<float>(best.rows), best.width);
  return best;
}

}  // namespace gan
