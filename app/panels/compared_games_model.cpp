#include "app/panels/compared_games_model.h"

#include <algorithm>

namespace gan {

void ComparedGames::update(const Lab& lab) {
  const std::size_t count = lab.comparing() ? lab.games() : 0;
  const std::size_t focus = count > 0 ? lab.focus() : 0;
  bool same = count == settings_.size() && focus == focus_;
  for (std::size_t i = 0; same && i < count; ++i) same = settings_[i] == lab.game(i).shown_settings();
  if (same) return;
  ++revision_;
  focus_ = focus;
  settings_.clear(), differences_.clear(), distinctions_.clear();
  if (count == 0) return;
  std::vector<const Settings*> all;
  for (std::size_t i = 0; i < count; ++i) settings_.push_back(lab.game(i).shown_settings());
  for (const Settings& settings : settings_) all.push_back(&settings);
  differences_ = gan::differences(all);
  for (std::size_t i = 0; i < count; ++i) {
    distinctions_.push_back(differences_.empty() ? "same settings" : gan::distinction(differences_, i));
  }
}

const Difference* ComparedGames::find(const Setting& setting) const {
  const auto found = std::find_if(differences_.begin(), differences_.end(),
                                  [&](const Difference& difference) { return difference.setting == &setting; });
  return found == differences_.end() ? nullptr : &*found;
}

std::vector<float> shared_widths(std::vector<float> wanted, float most) {
  std::vector<float> widths(wanted.size(), 0.0F);
  std::vector<std::size_t> open;
  for (std::size_t i = 0; i < wanted.size(); ++i) open.push_back(i);
  std::sort(open.begin(), open.end(), [&](std::size_t a, std::size_t b) { return wanted[a] < wanted[b]; });
  float left = std::max(most, 0.0F);
  for (std::size_t k = 0; k < open.size(); ++k) {
    const float share = left / static_cast<float>(open.size() - k);
    widths[open[k]] = std::min(wanted[open[k]], share);
    left -= widths[open[k]];
  }
  return widths;
}

}  // namespace gan
