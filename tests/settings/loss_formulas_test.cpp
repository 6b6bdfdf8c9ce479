#include "core/settings/loss_formulas.h"

#include <gtest/gtest.h>

#include "core/base/math/math_markup.h"
#include "core/game/losses.h"

namespace gan {
namespace {

TEST(LossFormulas, NameThePenaltiesThatAreOn) {
  Settings s;
  const LossFormulas plain = loss_formulas(s);
  EXPECT_NE(plain.discriminator, "");
  s.hyperparameters.r1_weight = 1;
  EXPECT_EQ(plain_math(loss_formulas(s).discriminator), plain_math(plain.discriminator) + " + 1/2 E‖∇a(x)‖²");
  EXPECT_EQ(loss_formulas(s).penalty_label, "R1");
  EXPECT_EQ(loss_formulas(s).generator, plain.generator);
  // The weight stands as the slider has it, and the half of γ/2 is said.
  s.hyperparameters.r1_weight = 0.1;
  EXPECT_EQ(plain_math(loss_formulas(s).discriminator), plain_math(plain.discriminator) + " + 0.1/2 E‖∇a(x)‖²");
  s.hyperparameters.loss = find_loss("wasserstein");
  s.hyperparameters.r1_weight = 0, s.hyperparameters.r2_weight = 1e-4, s.hyperparameters.gp_weight = 10;
  EXPECT_EQ(plain_math(loss_formulas(s).discriminator),
            "E f(G(z)) − E f(x) + 1e−4/2 E‖∇f(G(z))‖² + 10 E(‖∇f(x̂)‖ − 1)²");
  EXPECT_EQ(loss_formulas(s).penalty_label, "R2 + WGAN-GP");
  s.hyperparameters.r2_weight = s.hyperparameters.gp_weight = 0, s.hyperparameters.dragan_weight = 10;
  EXPECT_EQ(plain_math(loss_formulas(s).discriminator), "E f(G(z)) − E f(x) + 10 E(‖∇f(x + δ)‖ − 1)²");
  EXPECT_EQ(loss_formulas(s).penalty_label, "DRAGAN");
}

TEST(LossFormulas, ShowTheLabelThatActs) {
  Settings s;
  s.hyperparameters.real_label = 0.9;
  EXPECT_EQ(plain_math(loss_formulas(s).discriminator), "−E[0.9 log D(x) + 0.1 log(1 − D(x))] − E log(1 − D(G(z)))");
  s.hyperparameters.loss = find_loss("least_squares");
  EXPECT_EQ(plain_math(loss_formulas(s).discriminator), "½E(f(x) − 0.9)² + ½E f(G(z))²");
  s.hyperparameters.loss = find_loss("hinge");
  EXPECT_EQ(loss_formulas(s).discriminator, loss_info(find_loss("hinge")).d_formula);
  for (const LossInfo& loss : loss_infos()) {
    s.hyperparameters.loss = find_loss(loss.id);
    EXPECT_EQ(loss_formulas(s).discriminator.find("{t}"), std::string::npos) << loss.id;
    EXPECT_EQ(loss_formulas(s).discriminator.find("{1-t}"), std::string::npos) << loss.id;
    EXPECT_EQ(loss_formulas(s).real_label.find("{t}"), std::string::npos) << loss.id;
  }
}

// As the lecture notes write it.
TEST(LossFormulas, OfTheFirstGame) {
  Settings s;
  s.hyperparameters.loss = find_loss("non_saturating");
  const LossFormulas formulas = loss_formulas(s);
  EXPECT_EQ(plain_math(formulas.game), "min_G max_D V(D, G) = E log D(x) + E log(1 − D(G(z)))");
  EXPECT_EQ(plain_math(formulas.discriminator), "−E log D(x) − E log(1 − D(G(z)))");
  EXPECT_EQ(plain_math(formulas.generator), "−E log D(G(z))");
  EXPECT_EQ(formulas.real_label, "BCE(D(x), 1)");
  EXPECT_EQ(formulas.fake_label, "BCE(D(G(z)), 0)");
  EXPECT_EQ(formulas.generator_label, "BCE(D(G(z)), 1)");
  s.hyperparameters.real_label = 0.9;
  EXPECT_EQ(loss_formulas(s).real_label, "BCE(D(x), 0.9)");
  s.hyperparameters.loss = find_loss("wasserstein");
  EXPECT_EQ(plain_math(loss_formulas(s).game), "min_G max_f W = E f(x) − E f(G(z))");
  EXPECT_EQ(loss_formulas(s).real_label, "");
}

TEST(LossFormulas, AreWellFormedAndNameTheirTerms) {
  Settings s;
  s.hyperparameters.r1_weight = 0.1;
  for (const LossInfo& loss : loss_infos()) {
    s.hyperparameters.loss = find_loss(loss.id);
    for (const double label : {1.0, 0.9}) {
      s.hyperparameters.real_label = label;
      const LossFormulas formulas = loss_formulas(s);
      for (const std::string* one : {&formulas.game, &formulas.discriminator, &formulas.generator, &formulas.real_label,
                                     &formulas.fake_label, &formulas.generator_label, &formulas.penalty_label}) {
        EXPECT_TRUE(parse_math(*one).has_value()) << loss.id << ": " << *one;
        EXPECT_EQ(plain_math(*one).find('\\'), std::string::npos) << plain_math(*one);
      }
      EXPECT_NE(formulas.generator.find("\\term{g}"), std::string::npos) << loss.id;
      EXPECT_NE(formulas.discriminator.find("\\term{penalty}"), std::string::npos) << loss.id;
      const bool both = formulas.discriminator.find("\\term{real}") != std::string::npos &&
                        formulas.discriminator.find("\\term{fake}") != std::string::npos;
      EXPECT_NE(both, formulas.discriminator.find("\\term{pairs}") != std::string::npos) << loss.id;
    }
  }
}

}  // namespace
}  // namespace gan
