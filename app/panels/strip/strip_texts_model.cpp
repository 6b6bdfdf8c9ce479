#include "app/panels/strip/strip_texts_model.h"

#include "core/base/math/math_markup.h"
#include "core/base/number_text.h"
#include "core/game/expected_batch.h"
#include "core/game/losses.h"
#include "core/game/penalties.h"
#include "core/game/rules/rule_list.h"
#include "core/settings/loss_formulas.h"

namespace gan {
namespace {

// Nothing is drawn at random: there is no batch to speak of.
bool is_exact(const Settings& settings) {
  return plays_expectation(settings.spec);
}

// Of one sample, which is all there is.
std::string without_index(std::string formula) {
  constexpr std::string_view kIndex = "^{(i)}";
  for (std::size_t at = 0; (at = formula.find(kIndex, at)) != std::string::npos;) formula.erase(at, kIndex.size());
  return formula;
}

const LossInfo& loss_of(const Settings& settings) {
  return loss_info(settings.hyperparameters.loss);
}

std::string d_step(const Settings& settings) {
  const double label = settings.hyperparameters.real_label;
  const std::string fake = sample_formula(loss_of(settings).value.fake, label);
  std::string sum = sample_formula(loss_of(settings).value.real, label);
  // A term that is taken away brings its sign.
  if (!fake.empty()) sum += (fake.starts_with("−") ? " " : " + ") + fake;
  std::string text = fake.empty() ? sum : "[" + sum + "]";
  text = is_exact(settings) ? without_index(text) : "\\frac{1}{m} \\sum_{i=1}^{m} " + text;
  std::string penalties_on;
  for (const Penalty& penalty : penalties()) {
    if (settings.hyperparameters.*penalty.weight > 0) penalties_on += std::string(" − ") + penalty.name;
  }
  return penalties_on.empty() ? text : "(" + text + penalties_on + ")";
}

std::string counted(int count, Player player) {
  const std::string steps = std::string(letter_of(player)) + (count == 1 ? "-step" : "-steps");
  return (count == 1 ? "one" : whole_text(count)) + " " + steps;
}

std::string schedule_of(const Hyperparameters& h) {
  if (!rule_info(rule_of(h)).takes_turns) return "one step of D and G at once";
  if (h.k == 0 && h.generator_steps == 0) return "no player is trained";
  if (h.k == 0) return counted(h.generator_steps, Player::generator) + ", D is not changed";
  if (h.generator_steps == 0) return counted(h.k, Player::discriminator) + ", G is not changed";
  return counted(h.k, Player::discriminator) + ", then " + counted(h.generator_steps, Player::generator);
}

std::string step_words(const Turn& turn, Player player, const RuleInfo& rule) {
  const bool d = player == Player::discriminator;
  // Where both move at once, one alone moves by hand, or because the other one has.
  if (!rule.takes_turns) return "alone";
  if (turn.step > turn.of) {
    return "step " + whole_text(turn.step) + " by hand" + (d ? " (k = " + whole_text(turn.of) + ")" : "");
  }
  if (!d && turn.of == 1) return "";
  return "step " + whole_text(turn.step) + " of " + (d ? "k = " : "") + whole_text(turn.of);
}

const char* prior_of(const NoiseSpec& noise) {
  return noise.kind == NoiseKind::normal ? "N(0, I)" : "U(−1, 1)";
}

}  // namespace

StripTexts strip_texts(const Settings& settings) {
  const Hyperparameters& h = settings.hyperparameters;
  const LossInfo& loss = loss_of(settings);
  const bool exact = is_exact(settings);
  const std::string m = exact ? "" : "m = " + whole_text(h.batch_size);
  StripTexts t;
  t.pairs = loss.value.fake.mean[0] == 0;
  t.nodes[StripNode::noise] = {"z ∼ p_z", "z", exact ? "no effect" : prior_of(settings.spec.noise), ""};
  t.nodes[StripNode::generator] = {"G", "G", "", "gradient"};
  t.nodes[StripNode::generated] = {"G(z)", "G(z)", exact ? "the point θ" : m, ""};
  t.nodes[StripNode::data] = {"x ∼ p_{data}", "x", exact ? "the point 0" : m, ""};
  t.nodes[StripNode::discriminator] = {"D", "D", "", "gradient"};
  t.nodes[StripNode::fake_output] = {loss.output.fake, loss.output.fake, "", "mean"};
  t.nodes[StripNode::real_output] = {loss.output.name, loss.output.name, "", "mean"};
  const std::string fake = mean_formula(loss.value.fake, h.real_label);
  t.real_mean = mean_formula(loss.value.real, h.real_label);
  t.nodes[StripNode::fake_term] = {fake, fake, "", ""};
  const std::string pair = std::string(loss.output.name) + " − " + loss.output.fake;
  t.nodes[StripNode::real_term] =
      t.pairs ? StripTexts::Node{pair, pair, "", "mean"} : StripTexts::Node{t.real_mean, t.real_mean, "", ""};
  t.nodes[StripNode::value] = {loss.value.symbol, loss.value.symbol, "", ""};
  if (loss.reads_label()) {
    t.fake_label = "label 0";
    t.real_label = "label " + short_text(h.real_label);
  }
  t.schedule = schedule_of(h);
  return t;
}

std::array<std::string, 3> algorithm_line(const Settings& settings, const std::optional<Turn>& turn, bool done) {
  if (!turn) {
    const std::string text = "no player is trained: k = 0, and no G-steps";
    return {text, text, "no player is trained"};
  }
  const std::string next = done ? "" : "next: ";
  if (turn->move == Move::both) {
    const RuleInfo& rule = rule_info(rule_of(settings.hyperparameters));
    const std::string words = next + "update D and G at once, by the " + rule.title + " rule";
    return {words + ":  " + rule.formula, words, next + "update D and G"};
  }
  const bool d = turn->move == Move::discriminator;
  const Player player = d ? Player::discriminator : Player::generator;
  const GeneratorStep& g = loss_of(settings).generator_step;
  const bool ascends = d || g.ascends;
  const std::string update = next + "update " + letter_of(player);
  const bool exact = is_exact(settings);
  const std::string words =
      update + " by " + (ascends ? "ascending" : "descending") + (exact ? " its gradient" : " its stochastic gradient");
  const std::string g_step =
      exact ? "∇_{θ} " + without_index(g.sample) : std::string("∇_{θ_g} \\frac{1}{m} \\sum_{i=1}^{m} ") + g.sample;
  const std::string formula = d ? (exact ? "∇_{ψ} " : "∇_{θ_d} ") + d_step(settings) : g_step;
  std::string step = step_words(*turn, player, rule_info(rule_of(settings.hyperparameters)));
  if (!step.empty()) step = ", " + step;
  return {words + "  " + formula + step, words + step, update + step};
}

Tooltip algorithm_tooltip(const Settings& settings) {
  const Hyperparameters& h = settings.hyperparameters;
  const RuleInfo& rule = rule_info(rule_of(h));
  // What the names of penalties stand for.
  const std::string minimised = "D minimises " + plain_math(loss_formulas(settings).discriminator);
  const std::string k = rule.takes_turns ? "; k = " + whole_text(h.k) : "";
  const std::string batch = is_exact(settings)
                                ? "Nothing is drawn at random: the gradient is the expectation's"
                                : "A batch has m = " + whole_text(h.batch_size) + " samples of each kind";
  return {rule.meaning, minimised, rule.paper, batch + k + "."};
}

Tooltip strip_tooltip(StripNode node, const Settings& settings) {
  const Hyperparameters& h = settings.hyperparameters;
  const LossInfo& loss = loss_of(settings);
  const bool classifies = loss.output.probability;
  const bool exact = is_exact(settings);
  const std::string batch = exact ? "" : "m = " + whole_text(h.batch_size) + " of them in a batch.";
  switch (node) {
    case StripNode::noise:
      if (exact) return {"Noise has no effect on a generator that is a point.", "", "", ""};
      return {"Noise from p_z, drawn anew for every step: all that G starts from.",
              std::string("z ∼ p_z = ") + prior_of(settings.spec.noise), "", batch};
    case StripNode::generator:
      return {
          "The generator, a counterfeiter. It learns only through the gradient that D passes back; it never sees the "
          "data.",
          "min L_G = " + plain_math(loss.g_formula), "", "Below it: the norm of its gradient."};
    case StripNode::generated:
      if (exact) return {"The one fake sample: G's point θ.", "G(z) = θ", "", ""};
      return {"Fake samples, made by G from the noise.", "", "", batch};
    case StripNode::data:
      if (exact) return {"The one real sample: the point 0. Only D sees it.", "", "", ""};
      return {"Real samples, from the training data. Only D sees them.", "", "", batch};
    case StripNode::discriminator: {
      std::string formula = "min L_D = " + plain_math(loss_formulas(settings).discriminator);
      return {classifies ? "The discriminator, the police: a binary classifier with the classes real, 1, and fake, 0."
                         : "The critic, in the place of the police: it gives real samples a higher value than fakes.",
              formula, "", "Below it: the norm of its gradient."};
    }
    case StripNode::fake_output:
      return {classifies
                  ? "The probability that D gives a fake of being real, the mean over the samples: G wants it near "
                    "1, D near 0."
                  : "What the critic gives fake samples, the mean over them.",
              "", "", ""};
    case StripNode::real_output:
      return {classifies
                  ? "The probability that D gives real data of being real, the mean over the samples: D wants it "
                    "near 1."
                  : "What the critic gives real samples, the mean over them.",
              "", "", ""};
    case StripNode::fake_term:
      return {"What fake samples add to the value, which D maximises.", mean_formula(loss.value.fake, h.real_label), "",
              ""};
    case StripNode::real_term:
      return {loss.value.fake.mean[0] == 0 ? "How much higher real samples are valued than fakes, on average."
                                           : "What real samples add to the value, which D maximises.",
              mean_formula(loss.value.real, h.real_label), "", ""};
    case StripNode::value:
      return {std::string(loss.value.title) + ". D climbs it; G pushes the other way.", loss.value.meaning, "", ""};
    case StripNode::count:
      break;
  }
  return {};
}

}  // namespace gan
