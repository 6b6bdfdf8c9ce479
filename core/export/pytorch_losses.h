// The losses in PyTorch: ONE table, a line a loss of core/game/losses; export_test asks for each.
#pragma once

#include <string>

#include "core/export/pytorch_parts.h"

namespace gan::pytorch {

struct LossForm {
  const char* id;  // of core/game/losses
  // Of a = D(x) and b = D(G(z)), each m x 1.
  const char* discriminator;
  const char* smoothed;  // with a real label below 1; "": it is not read
  const char* generator;
};

const LossForm* find_loss_form(const std::string& id);  // null if unknown
// Whether the target of real samples is another number than 1 at some time and acts.
bool reads_label(const GameText& game);
// Whether G's loss looks at real samples, too.
bool pairs_real(const GameText& game);

// Fails where a loss has no form, and where the schedule goes from losses of pairs to others.
Outcome check_losses(const GameText& game);
// discriminator_loss and generator_loss.
std::string loss_functions(const GameText& game);

}  // namespace gan::pytorch
