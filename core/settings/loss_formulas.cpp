#include "core/settings/loss_formulas.h"

#include "core/base/number_text.h"
#include "core/game/losses.h"

namespace gan {
namespace {

void put_number(std::string& text, const std::string& place, double number) {
  if (const std::size_t at = text.find(place); at != std::string::npos)
    text.replace(at, place.size(), short_text(number));
}

}  // namespace

LossFormulas loss_formulas(const Settings& settings) {
  const Hyperparameters& h = settings.hyperparameters;
  const LossInfo& loss = loss_info(h.loss);
  LossFormulas formulas{loss.d_formula, loss.g_formula, loss.logits};
  if (loss.reads_label() && h.real_label < 1) {
    formulas.discriminator = loss.d_smoothed;
    put_number(formulas.discriminator, "{t}", h.real_label);
    put_number(formulas.discriminator, "{1-t}", 1 - h.real_label);
  }
  // A penalty acts on what the network gives; its weight stands as the slider has it.
  const std::string f = loss.output.probability ? "a" : "f";
  const auto add = [&](double weight, const std::string& factor, const std::string& term) {
    if (weight > 0) formulas.discriminator += "\n+ " + factor + "·E" + term;
  };
  const auto half = [](double weight) { return "(" + short_text(weight) + "/2)"; };
  add(h.r1_weight, half(h.r1_weight), "‖∇" + f + "(x)‖²");
  add(h.r2_weight, half(h.r2_weight), "‖∇" + f + "(G(z))‖²");
  add(h.gp_weight, short_text(h.gp_weight), "(‖∇" + f + "(x̂)‖ − 1)²");
  formulas.logits += loss.output.probability
                         ? "; a and b are the logits of D on real and generated samples, D = σ(logit)"
                         : "; a and b are f on real and generated samples";
  formulas.logits += ", s(t) = log(1 + eᵗ) is the softplus.";
  return formulas;
}

}  // namespace gan
