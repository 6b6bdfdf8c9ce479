// The gallery of scenarios: which cards it has for what is searched, in which groups, where they lie, and where the
// arrows lead. Pure.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/scenario/scenario.h"

namespace gan {

struct GallerySection {
  std::string title;
  std::vector<std::size_t> cards;  // places in the list of scenarios
};

// Whether title, description or what to watch has every word of the search, whatever its case.
bool matches(const Scenario& scenario, std::string_view search);

// First those to start with, then the rest in its groups; without sections that the search leaves empty. Each scenario
// stands once.
std::vector<GallerySection> gallery_sections(std::span<const Scenario> scenarios, std::string_view search);

struct GallerySizes {
  float width = 0;  // of what the cards lie in
  float card_width = 1, card_height = 1, gap = 0, heading = 0;
};

struct GalleryGrid {
  struct Card {
    std::size_t scenario;
    std::size_t row;  // over all sections
    float x, y;       // of its upper left corner
  };
  std::vector<Card> cards;
  std::vector<float> headings;  // the y of each section's
  float height = 0;
};
GalleryGrid place_gallery(std::span<const GallerySection> sections, const GallerySizes& sizes);

enum class GalleryStep { left, right, up, down, first, last };
// The scenario that a step leads to; one that the grid has not got is taken for its first card. Nothing in an empty
// grid. Left and right go on in the row before and after; up and down keep to the column as far as there is one.
std::optional<std::size_t> step_in(const GalleryGrid& grid, std::size_t scenario, GalleryStep step);

}  // namespace gan
