// What the strip says in words and formulas, of every loss.
#include <gtest/gtest.h>

#include <string>

#include "app/panels/strip/strip_texts_model.h"
#include "core/base/math/math_markup.h"
#include "core/data/distribution.h"
#include "core/game/losses.h"
#include "core/game/rules/rule_list.h"

namespace gan {
namespace {

Settings settings_with(const char* loss, int k = 5) {
  Settings s;
  s.hyperparameters.loss = find_loss(loss);
  s.hyperparameters.k = k;
  s.hyperparameters.r1_weight = 0;
  return s;
}

std::string line(const Settings& settings, Move move, int step, int of) {
  return plain_math(algorithm_line(settings, Turn{move, step, of}, true)[0]);
}

TEST(StripTexts, TheLineOfAlgorithm1IsTheNotes) {
  const Settings minimax = settings_with("minimax");
  EXPECT_EQ(algorithm_line(minimax, Turn{Move::discriminator, 2, 5}, true)[0],
            "update D by ascending its stochastic gradient  ∇_{θ_d} \\frac{1}{m} \\sum_{i=1}^{m} [log D(x^{(i)}) + "
            "log(1 − D(G(z^{(i)})))], step 2 of k = 5");
  EXPECT_EQ(algorithm_line(minimax, Turn{Move::generator, 1, 1}, true)[0],
            "update G by descending its stochastic gradient  ∇_{θ_g} \\frac{1}{m} \\sum_{i=1}^{m} log(1 − "
            "D(G(z^{(i)})))");
  EXPECT_EQ(
      algorithm_line(settings_with("non_saturating"), Turn{Move::generator, 2, 3}, true)[0],
      "update G by ascending its stochastic gradient  ∇_{θ_g} \\frac{1}{m} \\sum_{i=1}^{m} log D(G(z^{(i)})), step "
      "2 of 3");
  EXPECT_NE(line(settings_with("wasserstein"), Move::discriminator, 1, 5).find("f(x⁽ⁱ⁾) − f(G(z⁽ⁱ⁾))"),
            std::string::npos)
      << line(settings_with("wasserstein"), Move::discriminator, 1, 5);
  EXPECT_EQ(algorithm_line(minimax, Turn{Move::discriminator, 2, 5}, true)[1],
            "update D by ascending its stochastic gradient, step 2 of k = 5");
  EXPECT_EQ(algorithm_line(minimax, Turn{Move::discriminator, 2, 5}, true)[2], "update D, step 2 of k = 5");
  EXPECT_EQ(algorithm_line(minimax, Turn{Move::discriminator, 7, 5}, true)[2], "update D, step 7 by hand (k = 5)");
  EXPECT_EQ(algorithm_line(minimax, Turn{Move::discriminator, 1, 5}, false)[2], "next: update D, step 1 of k = 5");
  EXPECT_EQ(algorithm_line(minimax, {}, true)[2], "no player is trained");
}

TEST(StripTexts, UnderEveryRuleTheLineIsTrue) {
  for (const RuleInfo& rule : rule_infos()) {
    SCOPED_TRACE(rule.id);
    Settings s = settings_with("minimax");
    s.hyperparameters.rule = find_rule(rule.id);
    const std::optional<Turn> next = next_turn({}, s.hyperparameters);
    ASSERT_TRUE(next);
    const auto lines = algorithm_line(s, next, true);
    for (const std::string& markup : lines) EXPECT_TRUE(parse_math(markup)) << markup;
    EXPECT_EQ(lines[2], rule.takes_turns ? "update D, step 1 of k = 5" : "update D and G");
    EXPECT_EQ(strip_texts(s).schedule.find(rule.takes_turns ? "5 D-steps, then" : "one step of D and G at once"), 0u);
    EXPECT_EQ(algorithm_tooltip(s).note.find("k = ") != std::string::npos, rule.takes_turns);
    if (rule.takes_turns) continue;
    EXPECT_NE(lines[0].find(rule.formula), std::string::npos);
    EXPECT_EQ(algorithm_line(s, Turn{Move::discriminator, 1, 1}, true)[2], "update D, alone");
  }
}

// Nothing of a game of a few numbers is drawn at random: no batch, no index, nothing stochastic.
TEST(StripTexts, AGameWithoutChanceHasNoBatch) {
  Settings s = settings_with("minimax");
  s.spec.data.kind = find_distribution("dirac");
  s.spec.generator.architecture = Architecture::point;
  s.spec.discriminator.architecture = Architecture::linear;
  EXPECT_EQ(algorithm_line(s, Turn{Move::discriminator, 2, 5}, true)[0],
            "update D by ascending its gradient  ∇_{ψ} [log D(x) + log(1 − D(G(z)))], step 2 of k = 5");
  EXPECT_EQ(algorithm_line(s, Turn{Move::generator, 1, 1}, true)[0],
            "update G by descending its gradient  ∇_{θ} log(1 − D(G(z)))");
  EXPECT_EQ(algorithm_tooltip(s).note.find("m ="), std::string::npos);
  const StripTexts texts = strip_texts(s);
  for (const auto& node : texts.nodes.items) EXPECT_EQ(node.caption.find("m ="), std::string::npos);
  EXPECT_EQ(texts.nodes[StripNode::generated].caption, "the point θ");
  for (const StripNode node : {StripNode::noise, StripNode::generated, StripNode::data}) {
    EXPECT_EQ(strip_tooltip(node, s).note, "");
    EXPECT_NE(strip_tooltip(node, s).meaning, strip_tooltip(node, settings_with("minimax")).meaning);
  }
}

TEST(StripTexts, EveryLossHasItsFormulas) {
  for (const LossInfo& loss : loss_infos()) {
    const Settings s = settings_with(loss.id);
    const StripTexts texts = strip_texts(s);
    EXPECT_EQ(texts.nodes[StripNode::fake_output].symbol, loss.output.fake);
    EXPECT_EQ(texts.pairs, texts.nodes[StripNode::fake_term].symbol.empty());
    EXPECT_EQ(texts.fake_label.empty(), !loss.reads_label());
    for (const auto& node : texts.nodes.items) {
      EXPECT_TRUE(parse_math(node.with_caption)) << loss.id << ": " << node.with_caption;
      EXPECT_EQ(node.symbol.find('{'), std::string::npos) << node.symbol;
    }
    for (const Move move : {Move::discriminator, Move::generator}) {
      for (const std::string& markup : algorithm_line(s, Turn{move, 1, 5}, true)) {
        EXPECT_TRUE(parse_math(markup)) << loss.id << ": " << markup;
      }
    }
    for (std::size_t i = 0; i < kStripNodes; ++i) {
      const Tooltip tip = strip_tooltip(static_cast<StripNode>(i), s);
      EXPECT_NE(tip.meaning, "") << loss.id;
      EXPECT_EQ(tip.formula.find('\\'), std::string::npos) << "markup: " << tip.formula;
    }
    if (loss.output.probability) continue;
    // Of a critic nothing is said that is true of probabilities alone.
    for (const StripNode node : {StripNode::discriminator, StripNode::fake_output, StripNode::real_output}) {
      EXPECT_EQ(strip_tooltip(node, s).meaning.find("robability"), std::string::npos) << loss.id;
    }
  }
}

TEST(StripTexts, SmoothedLabelsAndPenaltiesStandWhereTheyAct) {
  Settings s = settings_with("non_saturating");
  EXPECT_EQ(strip_texts(s).real_label, "label 1");
  EXPECT_EQ(strip_texts(s).fake_label, "label 0");
  EXPECT_EQ(line(s, Move::discriminator, 1, 5).find("R1"), std::string::npos);
  s.hyperparameters.real_label = 0.9;
  s.hyperparameters.r1_weight = 0.1;
  s.hyperparameters.gp_weight = 10;
  EXPECT_EQ(strip_texts(s).real_label, "label 0.9");
  const std::string d = line(s, Move::discriminator, 1, 5);
  EXPECT_NE(d.find("0.9 log D(x⁽ⁱ⁾) + 0.1 log(1 − D(x⁽ⁱ⁾))"), std::string::npos) << d;
  EXPECT_NE(d.find("− R1 − WGAN-GP"), std::string::npos) << d;
  EXPECT_EQ(line(s, Move::generator, 1, 1).find("R1"), std::string::npos) << "they are D's";
  s = settings_with("least_squares");
  s.hyperparameters.real_label = 0.9;
  EXPECT_EQ(strip_texts(s).nodes[StripNode::real_term].symbol, "−½E(f(x) − 0.9)²");
  EXPECT_NE(line(s, Move::discriminator, 1, 5).find("(f(x⁽ⁱ⁾) − 0.9)²"), std::string::npos);
}

TEST(StripTexts, TheTooltipOfTheLineSaysWhatItsLettersStandFor) {
  Settings s = settings_with("non_saturating", 4);
  s.hyperparameters.batch_size = 96;
  s.hyperparameters.r1_weight = 0.1;
  const Tooltip tip = algorithm_tooltip(s);
  EXPECT_NE(tip.note.find("m = 96"), std::string::npos);
  EXPECT_NE(tip.note.find("k = 4"), std::string::npos);
  EXPECT_NE(tip.formula.find("0.1/2 E‖∇a(x)‖²"), std::string::npos) << tip.formula;
  EXPECT_NE(tip.paper.find("algorithm 1"), std::string::npos);
}

TEST(StripTexts, AnIterationInWords) {
  Settings s = settings_with("minimax", 5);
  EXPECT_EQ(strip_texts(s).schedule, "5 D-steps, then one G-step");
  s.hyperparameters.k = 1, s.hyperparameters.generator_steps = 20;
  EXPECT_EQ(strip_texts(s).schedule, "one D-step, then 20 G-steps");
  s.hyperparameters.k = 0;
  EXPECT_EQ(strip_texts(s).schedule, "20 G-steps, D is not changed");
  s.hyperparameters.k = 2, s.hyperparameters.generator_steps = 0;
  EXPECT_EQ(strip_texts(s).schedule, "2 D-steps, G is not changed");
}

}  // namespace
}  // namespace gan
