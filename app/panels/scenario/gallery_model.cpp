#include "app/panels/scenario/gallery_model.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace gan {
namespace {

// Of ASCII alone: other letters stand for themselves.
std::string in_small(std::string_view text) {
  std::string small(text);
  for (char& c : small) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return small;
}

bool is_first(const Scenario& scenario) {
  const auto ids = first_scenario_ids();
  return std::any_of(ids.begin(), ids.end(), [&](const char* id) { return scenario.id == id; });
}

}  // namespace

bool matches(const Scenario& scenario, std::string_view search) {
  std::string text = scenario.title + "\n" + scenario.description;
  for (const WatchLine& line : scenario.watch) text += "\n" + line.text;
  text = in_small(text);
  const std::string words = in_small(search);
  for (std::size_t from = 0; from < words.size();) {
    const std::size_t begin = words.find_first_not_of(' ', from);
    if (begin == std::string::npos) break;
    from = std::min(words.find(' ', begin), words.size());
    if (text.find(words.substr(begin, from - begin)) == std::string::npos) return false;
  }
  return true;
}

std::vector<GallerySection> gallery_sections(std::span<const Scenario> scenarios, std::string_view search) {
  std::vector<GallerySection> sections;
  const auto add = [&](const char* title, auto belongs) {
    GallerySection section{title, {}};
    for (std::size_t i = 0; i < scenarios.size(); ++i) {
      if (belongs(scenarios[i]) && matches(scenarios[i], search)) section.cards.push_back(i);
    }
    if (!section.cards.empty()) sections.push_back(std::move(section));
  };
  add("Start here", is_first);
  for (const ScenarioGroupInfo& info : scenario_groups()) {
    add(info.title, [&](const Scenario& s) { return s.group == info.group && !is_first(s); });
  }
  add("Others", [](const Scenario& s) { return s.group == ScenarioGroup::none && !is_first(s); });
  return sections;
}

GalleryGrid place_gallery(std::span<const GallerySection> sections, const GallerySizes& sizes) {
  const float across = sizes.card_width + sizes.gap;
  const auto columns = static_cast<std::size_t>(std::max(1.0F, std::floor((sizes.width + sizes.gap) / across)));
  GalleryGrid grid;
  std::size_t row = 0;
  float y = 0;
  for (const GallerySection& section : sections) {
    grid.headings.push_back(y);
    y += sizes.heading;
    for (std::size_t i = 0; i < section.cards.size(); ++i) {
      const std::size_t column = i % columns;
      if (i > 0 && column == 0) ++row, y += sizes.card_height + sizes.gap;
      grid.cards.push_back({section.cards[i], row, static_cast<float>(column) * across, y});
    }
    ++row;
    y += sizes.card_height + sizes.gap;
  }
  grid.height = y;
  return grid;
}

std::optional<std::size_t> step_in(const GalleryGrid& grid, std::size_t scenario, GalleryStep step) {
  if (grid.cards.empty()) return {};
  const auto found = std::find_if(grid.cards.begin(), grid.cards.end(),
                                  [&](const GalleryGrid::Card& card) { return card.scenario == scenario; });
  if (found == grid.cards.end()) return grid.cards.front().scenario;
  const auto at = static_cast<std::size_t>(found - grid.cards.begin()), last = grid.cards.size() - 1;
  const auto nearest_in_row = [&](std::size_t row) {
    const GalleryGrid::Card* best = &*found;
    float distance = std::numeric_limits<float>::max();
    for (const GalleryGrid::Card& card : grid.cards) {
      if (card.row != row || std::abs(card.x - found->x) >= distance) continue;
      distance = std::abs(card.x - found->x);
      best = &card;
    }
    return best->scenario;
  };
  switch (step) {
    case GalleryStep::left:
      return grid.cards[at > 0 ? at - 1 : 0].scenario;
    case GalleryStep::right:
      return grid.cards[std::min(at + 1, last)].scenario;
    case GalleryStep::up:
      return found->row > 0 ? nearest_in_row(found->row - 1) : scenario;
    case GalleryStep::down:
      return nearest_in_row(found->row + 1);
    case GalleryStep::first:
      return grid.cards.front().scenario;
    case GalleryStep::last:
      return grid.cards.back().scenario;
  }
  return scenario;
}

}  // namespace gan
