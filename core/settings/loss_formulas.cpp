#include "core/settings/loss_formulas.h"

#include <string_view>

#include "core/base/number_text.h"
#include "core/game/losses.h"
#include "core/game/penalties.h"

namespace gan {
namespace {

void put_number(std::string& text, const std::string& place, double number) {
  if (const std::size_t at = text.find(place); at != std::string::npos)
    text.replace(at, place.size(), short_text(number));
}

const char* penalised_sample(PenalisedSamples samples) {
  switch (samples) {
    case PenalisedSamples::real:
      return "x";
    case PenalisedSamples::generated:
      return "G(z)";
    case PenalisedSamples::between:
      return "x̂";
    case PenalisedSamples::around:
      return "x + δ";
  }
  return "";
}

std::string term_of(const Penalty& penalty, const std::string& weight, const std::string& f) {
  const std::string norm = "‖∇" + f + "(" + penalised_sample(penalty.samples) + ")‖";
  switch (penalty.kind) {
    case PenaltyKind::squared_norm:
      return "\\frac{" + weight + "}{2} E" + norm + "²";
    case PenaltyKind::unit_norm:
      return weight + " E(" + norm + " − 1)²";
  }
  return "";
}

std::string with_label(std::string text, double real_label) {
  put_number(text, "{t}", real_label);
  put_number(text, "{1-t}", 1 - real_label);
  return text;
}

std::string game_formula(const GameValue& value, double real_label) {
  if (value.objective[0] == 0) return "";
  const std::string fake = mean_formula(value.fake, real_label);
  constexpr std::string_view kMinus = "−";
  // A term that begins with its own sign is subtracted.
  const bool minus = fake.starts_with(kMinus);
  const std::string joined = minus ? "− " + fake.substr(kMinus.size()) : "+ " + fake;
  return std::string("\\term{value}{") + value.objective + "} = \\term{real}{" + mean_formula(value.real, real_label) +
         "} \\term{fake}{" + joined + "}";
}

}  // namespace

std::string mean_formula(const ValueTerm& term, double real_label) {
  return with_label(term.mean, real_label);
}

std::string sample_formula(const ValueTerm& term, double real_label) {
  return with_label(term.smoothed[0] != 0 && real_label < 1 ? term.smoothed : term.sample, real_label);
}

LossFormulas loss_formulas(const Settings& settings) {
  const Hyperparameters& h = settings.hyperparameters;
  const LossInfo& loss = loss_info(h.loss);
  LossFormulas formulas;
  formulas.discriminator = loss.d_formula, formulas.generator = loss.g_formula, formulas.logits = loss.logits;
  formulas.game = game_formula(loss.value, h.real_label);
  formulas.real_label = loss.labels.real, formulas.fake_label = loss.labels.fake;
  formulas.generator_label = loss.labels.g;
  put_number(formulas.real_label, "{t}", h.real_label);
  if (loss.reads_label() && h.real_label < 1) {
    formulas.discriminator = with_label(loss.d_smoothed, h.real_label);
  }
  // A penalty acts on what the network gives; its weight stands as the slider has it.
  const std::string f = loss.output.probability ? "a" : "f";
  std::string penalty_terms;
  for (const Penalty& penalty : penalties()) {
    if (!(h.*penalty.weight > 0)) continue;
    penalty_terms += " + " + term_of(penalty, short_text(h.*penalty.weight), f);
    formulas.penalty_label += (formulas.penalty_label.empty() ? "" : " + ") + std::string(penalty.name);
  }
  if (!penalty_terms.empty()) formulas.discriminator += " \\term{penalty}{" + penalty_terms.substr(1) + "}";
  formulas.logits += loss.output.probability
                         ? "; a and b are the logits of D on real and generated samples, D = σ(logit)"
                         : "; a and b are f on real and generated samples";
  formulas.logits += ", s(t) = log(1 + eᵗ) is the softplus.";
  return formulas;
}

}  // namespace gan
