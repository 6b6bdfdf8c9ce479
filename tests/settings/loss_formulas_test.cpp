#include "core/settings/loss_formulas.h"

#include <gtest/gtest.h>

#include "core/game/losses.h"

namespace gan {
namespace {

TEST(LossFormulas, NameThePenaltiesThatAreOn) {
  Settings s;
  const LossFormulas plain = loss_formulas(s);
  EXPECT_NE(plain.discriminator, "");
  s.hyperparameters.r1_weight = 1;
  EXPECT_EQ(loss_formulas(s).discriminator, plain.discriminator + "\n+ (1/2)·E‖∇a(x)‖²");
  EXPECT_EQ(loss_formulas(s).generator, plain.generator);
  // The weight stands as the slider has it, and the half of γ/2 is said.
  s.hyperparameters.r1_weight = 0.1;
  EXPECT_EQ(loss_formulas(s).discriminator, plain.discriminator + "\n+ (0.1/2)·E‖∇a(x)‖²");
  s.hyperparameters.loss = find_loss("wasserstein");
  s.hyperparameters.r1_weight = 0, s.hyperparameters.r2_weight = 1e-4, s.hyperparameters.gp_weight = 10;
  EXPECT_EQ(loss_formulas(s).discriminator, "E f(G(z)) − E f(x)\n+ (1e−4/2)·E‖∇f(G(z))‖²\n+ 10·E(‖∇f(x̂)‖ − 1)²");
}

TEST(LossFormulas, ShowTheLabelThatActs) {
  Settings s;
  s.hyperparameters.real_label = 0.9;
  EXPECT_EQ(loss_formulas(s).discriminator, "−E[0.9 log D(x) + 0.1 log(1 − D(x))] − E log(1 − D(G(z)))");
  s.hyperparameters.loss = find_loss("least_squares");
  EXPECT_EQ(loss_formulas(s).discriminator, "½E(f(x) − 0.9)² + ½E f(G(z))²");
  s.hyperparameters.loss = find_loss("hinge");
  EXPECT_EQ(loss_formulas(s).discriminator, loss_info(find_loss("hinge")).d_formula);
  for (const LossInfo& loss : loss_infos()) {
    s.hyperparameters.loss = find_loss(loss.id);
    EXPECT_EQ(loss_formulas(s).discriminator.find('{'), std::string::npos) << loss.id;
  }
}

}  // namespace
}  // namespace gan
