// The optimisers in PyTorch: what constructs one, which of its arguments a change of the settings moves, and how its
// state in a checkpoint is called.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "core/export/pytorch_parts.h"

namespace gan::pytorch {

struct OptimiserForm {
  std::string type;                                            // "torch.optim.Adam"
  std::vector<std::pair<std::string, std::string>> arguments;  // name and value: ("lr", "0.001")
  std::vector<std::pair<std::string, std::string>> state;      // PyTorch's name and the checkpoint's: ("exp_avg", ..)
  bool counts = false;                                         // its state has "step"
};

OptimiserForm optimiser_form(const OptimiserSettings& settings);
// "optimiser_D = torch.optim.Adam(D.parameters(), lr=0.001, betas=(0.5, 0.999), eps=1e-08)"
std::string new_optimiser(Player player, const OptimiserSettings& settings);
// The statements that change one into the other: a new one where the kind changes, whose moments are zero.
std::vector<std::string> optimiser_changes(Player player, const OptimiserSettings& from, const OptimiserSettings& to);

}  // namespace gan::pytorch
