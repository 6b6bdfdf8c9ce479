#include "app/panels/arena/arena_marks_model.h"

#include <algorithm>
#include <cmath>

#include "core/base/number_text.h"

namespace gan {
namespace {

constexpr float kLeastGlow = 1.4F,
                kGlowOfAll = 6.5F;  // radii of a mark: of the smallest pile, and more for all samples

constexpr double kArrowCell = 3;  // radii of a mark: arrows that start nearer together hide each other

constexpr double kAgainst = 3;  // diameters of a mark between the middles of two piles of one heap

}  // namespace

void ArenaMarks::update(const ArenaPicture& picture, double unit, double arrow_scale) {
  const bool same = picture_ == picture.revision && unit_ == unit && arrow_scale_ == arrow_scale;
  if (revision_ > 0 && same) return;
  picture_ = picture.revision;
  unit_ = unit;
  arrow_scale_ = arrow_scale;
  ++revision_;
  samples_ = picture.generated.size() / 2 + static_cast<std::size_t>(picture.generated_undefined);
  real_.find(picture.real, 2 * static_cast<double>(kRealRadius) * unit);
  generated_.find(picture.generated, 2 * static_cast<double>(kGeneratedRadius) * unit);
  const double radius = static_cast<double>(kGeneratedRadius) * unit;
  arrows_.take(picture.arrow_origins, picture.arrow_vectors, kArrowCell * radius, arrow_scale, radius);
  glows_.clear();
  for (const Pile& pile : generated_.piles()) {
    glows_.insert(glows_.end(), {static_cast<float>(pile.x), static_cast<float>(pile.y), glow_radius(pile)});
  }
  name_piles();
}

void ArenaMarks::name_piles() {
  named_.clear();
  const double near = kAgainst * 2 * static_cast<double>(kGeneratedRadius) * unit_;
  for (const Pile& pile : generated_.piles()) {
    // The largest comes first, so that what lies against it finds it.
    const auto against = std::find_if(named_.begin(), named_.end(),
                                      [&](const Pile& n) { return std::hypot(n.x - pile.x, n.y - pile.y) < near; });
    if (against != named_.end()) {
      against->count += pile.count;
    } else if (4 * pile.count >= samples_) {
      named_.push_back(pile);
    }
  }
}

std::string ArenaMarks::name(const Pile& pile) const {
  return whole_text(pile.count) + " of " + whole_text(samples_) + " here";
}

float ArenaMarks::glow_radius(const Pile& pile) const {
  const float share = static_cast<float>(pile.count) / static_cast<float>(samples_);
  return kGeneratedRadius * (kLeastGlow + kGlowOfAll * std::sqrt(share));
}

}  // namespace gan
