#include "app/panels/loss/loss_rows_model.h"

#include <cmath>
#include <limits>

#include "core/base/math/math_markup.h"
#include "core/game/losses.h"

namespace gan {
namespace {

constexpr double kNotKnown = std::numeric_limits<double>::quiet_NaN();

double as_double(float value) {
  return static_cast<double>(value);
}

LossRow game_row(const LossFormulas& formulas, const StepRecord& r) {
  LossRow row{LossRowSide::both, "", formulas.game, {}, "", formulas.logits};
  row.terms = {{"value", "", as_double(r.value), LossPart::none},
               {"real", "", as_double(r.value_real), LossPart::real},
               {"fake", "", as_double(r.value_fake), LossPart::fake}};
  row.meaning = "The value function: D ascends it, G descends it. Means over the batch.";
  return row;
}

// What the value leaves out, label smoothing of a probability and penalties, is in D's loss: its part on real samples
// is what the other parts leave of it.
LossRow discriminator_row(const LossFormulas& formulas, const LossInfo& loss, const StepRecord& r) {
  LossRow row{LossRowSide::discriminator, "D minimises", formulas.discriminator, {}, "", formulas.logits};
  const double without_penalty = as_double(r.d_loss) - as_double(r.penalty);
  if (loss.value.fake.mean[0] == 0) {
    row.terms.push_back({"pairs", "", without_penalty, LossPart::real});
  } else {
    row.terms.push_back({"real", formulas.real_label, without_penalty + as_double(r.value_fake), LossPart::real});
    row.terms.push_back({"fake", formulas.fake_label, -as_double(r.value_fake), LossPart::fake});
  }
  if (!formulas.penalty_label.empty()) {
    row.terms.push_back({"penalty", formulas.penalty_label, std::isfinite(r.d_loss) ? as_double(r.penalty) : kNotKnown,
                         LossPart::none});
  }
  row.meaning = "What D minimises: " + plain_math(formulas.discriminator);
  if (!formulas.real_label.empty()) {
    row.meaning += " = " + formulas.real_label + " + " + formulas.fake_label;
    if (!formulas.penalty_label.empty()) row.meaning += " + " + formulas.penalty_label;
  }
  return row;
}

LossRow generator_row(const LossFormulas& formulas, const StepRecord& r) {
  LossRow row{LossRowSide::generator, "G minimises", formulas.generator, {}, "", formulas.logits};
  row.terms.push_back({"g", formulas.generator_label, as_double(r.g_loss), LossPart::generator});
  row.meaning = "What G minimises: " + plain_math(formulas.generator);
  if (!formulas.generator_label.empty()) row.meaning += " = " + formulas.generator_label;
  return row;
}

}  // namespace

std::vector<LossRow> loss_rows(const Settings& settings, const StepRecord& record) {
  const LossFormulas formulas = loss_formulas(settings);
  const LossInfo& loss = loss_info(settings.hyperparameters.loss);
  std::vector<LossRow> rows;
  if (!formulas.game.empty()) rows.push_back(game_row(formulas, record));
  rows.push_back(discriminator_row(formulas, loss, record));
  rows.push_back(generator_row(formulas, record));
  return rows;
}

}  // namespace gan
