#include "app/panels/arena/mode_strokes_model.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include "core/base/number_text.h"

namespace gan {
namespace {

constexpr double kLeastTurn = 1e-3;  // degrees an iteration

double size_of(const ModeStroke& s) {
  return std::hypot(std::hypot(s.ax, s.ay), std::hypot(s.bx, s.by));
}

std::string heading_of(const Spectrum& spectrum) {
  const double degrees = leading_turn(spectrum);
  std::string text =
      "Leading mode: × " + std::string(fixed_text(std::abs(spectrum.multipliers.front()), 5).c_str()) + " an iteration";
  if (degrees > kLeastTurn) text += ", once round in " + short_text(360 / degrees, 3);
  return text;
}

}  // namespace

void ModeStrokes::update(const Matrix<float>& generated, const Spectrum& spectrum, double cell, double reach) {
  strokes_.clear();
  const Index count = std::min(generated.cols(), spectrum.mode_real.cols());
  if (count == 0 || spectrum.multipliers.empty() || !(cell > 0)) return;
  turns_ = spectrum.multipliers.front().imag() != 0;
  heading_ = heading_of(spectrum);
  std::map<std::pair<std::int64_t, std::int64_t>, ModeStroke> longest;
  for (Index i = 0; i < count; ++i) {
    const auto scale = static_cast<float>(reach);
    const ModeStroke stroke{generated(0, i),
                            generated(1, i),
                            scale * spectrum.mode_real(0, i),
                            scale * spectrum.mode_real(1, i),
                            scale * spectrum.mode_imaginary(0, i),
                            scale * spectrum.mode_imaginary(1, i)};
    const double far = std::max(std::abs(static_cast<double>(stroke.x)), std::abs(static_cast<double>(stroke.y)));
    if (!(far / cell < 1e9) || !std::isfinite(size_of(stroke))) continue;
    ModeStroke& kept = longest[{static_cast<std::int64_t>(std::floor(stroke.x / cell)),
                                static_cast<std::int64_t>(std::floor(stroke.y / cell))}];
    if (size_of(stroke) > size_of(kept)) kept = stroke;
  }
  for (const auto& [place, stroke] : longest) {
    if (size_of(stroke) > 0) strokes_.push_back(stroke);
  }
}

}  // namespace gan
