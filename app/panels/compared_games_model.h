// ComparedGames: in which settings the games that stand side by side differ, kept while none of them changes, for the
// panels that show them together.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "app/lab/compare/differences.h"
#include "app/lab/lab.h"

namespace gan {

class ComparedGames {
 public:
  // Once a frame.
  void update(const Lab& lab);

  bool comparing() const { return games() > 1; }
  std::size_t games() const { return settings_.size(); }  // 0 where there is one alone
  std::size_t focus() const { return focus_; }
  const std::vector<Difference>& differences() const { return differences_; }
  // Null where all games have the same value of it, or none heeds it.
  const Difference* find(const Setting& setting) const;
  // "k = 5"; "same settings" where nothing differs.
  const std::string& distinction(std::size_t game) const { return distinctions_[game]; }
  // Grows when any of it changes.
  std::uint64_t revision() const { return revision_; }

 private:
  std::vector<Settings> settings_;
  std::size_t focus_ = 0;
  std::vector<Difference> differences_;
  std::vector<std::string> distinctions_;
  std::uint64_t revision_ = 0;
};

// Widths for what stands side by side and wants these, in `most` altogether: what wants little gives the rest of its
// share to the others.
std::vector<float> shared_widths(std::vector<float> wanted, float most);

}  // namespace gan
