#include "tests/study/verdicts.h"

namespace gan {

// Where two verdicts are expected, both are true of that game: a generator that is narrower than the data is one that D
// does not see through, and a cloud that circles the ring hops from mode to mode.
std::span<const VerdictPlay> verdict_plays() {
  using enum VerdictId;
  static const std::vector<VerdictPlay> plays{
      {"dirac", 10, 10, {{"the start", 0, 3000, {oscillating}}, {"R1 with weight 0.5", 1, 3000, {settled}}}},
      {"bilinear", 10, 10, {{"the start", 0, 3000, {oscillating}}, {"R1 with weight 0.5", 1, 3000, {settled}}}},
      {"matched", 10, 10, {{"the start", 0, 2000, {settled}}}},
      {"figure-1", 10, 9, {{"the start", 0, 3000, {settled}}}},
      {"d-star", 10, 9, {{"the start", 0, 4000, {settled}}, {"let G train again", 1, 3000, {settled}}}},
      {"r1-circle", 10, 10, {{"the start", 0, 1000, {too_early}}}},
      {"ring8", 10, 9, {{"the start", 0, 20000, {thin, d_too_weak}}}},
      {"grid25", 10, 9, {{"the start", 0, 15000, {settled}}}},
      {"lsgan", 10, 9, {{"the start", 0, 6000, {thin, settled}}}},
      {"wgan-gp", 10, 9, {{"the start", 0, 6000, {thin}}}},
      {"wgan-clip",
       10,
       8,
       {{"the start", 0, 4000, {settled, too_early}}, {"the gradient penalty", 1, 3000, {settled, thin}}}},
      {"first-paper", 10, 9, {{"the start", 0, 10000, {thin, d_too_weak}}}},
      {"k-steps",
       10,
       9,
       {{"the start", 0, 2000, {d_too_weak, hopping, collapsed}}, {"k = 5", 1, 3000, {d_too_weak, thin}}}},
      {"mode-collapse",
       10,
       9,
       {{"the start", 0, 4000, {hopping}}, {"one generator step", 1, 3000, {d_too_weak, thin}}}},
      {"pac", 10, 7, {{"the start", 0, 4000, {hopping}}, {"pairs of samples", 1, 3000, {thin, d_too_weak}}}},
      {"unrolled",
       10,
       9,
       {{"the start", 0, 3000, {hopping, collapsed}}, {"K = 10", 1, 4000, {thin, settled, d_too_weak}}}},
      {"extragradient", 10, 10, {{"the start", 0, 1000, {oscillating}}, {"extragradient", 1, 3000, {settled}}}},
      {"turning-grid",
       10,
       9,
       {{"the start", 0, 8000, {d_too_weak}}, {"the data stand still", 1, 3000, {thin, d_too_weak}}}},
      {"oscillation",
       10,
       9,
       {{"the start", 0, 6000, {oscillating, hopping}}, {"R1 with weight 1", 1, 3000, {settled, too_early}}}},
      {"vanishing-gradient",
       10,
       9,
       {{"the start", 0, 1000, {d_too_strong}},
        {"the non-saturating loss", 1, 3000, {collapsed}},
        {"k = 1, R1, Adam", 2, 3000, {thin, d_too_weak}}}},
      {"glyphs-mlp", 3, 2, {{"the start", 0, 10000, {settled}}}},
      {"glyphs-conv", 3, 2, {{"the start", 0, 6000, {settled}}}},
      {"fashion-mlp", 3, 2, {{"the start", 0, 20000, {settled}}}},
      {"fashion-conv", 3, 2, {{"the start", 0, 7000, {settled, too_early}}}},
      {"fashion-collapse",
       3,
       2,
       {{"the start", 0, 2000, {collapsed}}, {"equal rates, R1, EMA", 1, 3000, {settled, too_early}}}},
      {"stacked-digits", 3, 2, {{"the start", 0, 8000, {settled, too_early}}}},
  };
  return plays;
}

}  // namespace gan
