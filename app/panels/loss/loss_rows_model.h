// The formulas of a game, a row each: what both play for, what D minimises and what G minimises; with the part of the
// losses that each term is, what else it is called, and its value now, the mean over the batch.
#pragma once

#include <string>
#include <vector>

#include "app/panels/loss/loss_settings_model.h"
#include "core/game/player.h"
#include "core/game/step_record.h"
#include "core/settings/loss_formulas.h"

namespace gan {

struct LossTermNow {
  std::string id;     // of the term in the formula
  std::string label;  // a formula: "BCE(D(x), 1)", "R1"; "" where it has no other name
  double value;       // NaN while it is not known
  LossPart part;
};

enum class LossRowSide { both, discriminator, generator };

struct LossRow {
  LossRowSide side;
  std::string lead;    // "D minimises"; "" where the formula says it
  std::string markup;  // with its terms named
  std::vector<LossTermNow> terms;
  std::string meaning;  // one sentence
  std::string logits;   // the stable form, and what its letters mean
};

// `settings` and `record` are of one loss; the game's row is only there where both players share what they play for.
std::vector<LossRow> loss_rows(const Settings& settings, const StepRecord& record);

}  // namespace gan
