#include "app/panels/controls/controls_model.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "core/data/distribution.h"
#include "core/game/losses.h"
#include "core/run/run.h"

namespace gan {
namespace {

bool shows(const Settings& settings, std::string_view key) {
  for (int g = 0; g < static_cast<int>(ControlGroup::count); ++g) {
    for (const ControlItem& item : control_items(static_cast<ControlGroup>(g), settings)) {
      if (key == item.field->key) return true;
    }
  }
  return false;
}

TEST(Controls, EveryFieldHasOnePlaceWhenItMatters) {
  // Over all optimisers, losses and kinds of data each setting is shown by some game.
  std::set<std::string> seen;
  for (std::size_t data = 0; data < distributions().size(); ++data) {
    for (const OptimiserKind kind :
         {OptimiserKind::sgd, OptimiserKind::momentum, OptimiserKind::rmsprop, OptimiserKind::adam}) {
      Settings s;
      s.spec.data.kind = static_cast<int>(data);
      s.hyperparameters.discriminator.kind = s.hyperparameters.generator.kind = kind;
      s.hyperparameters.r1_weight = s.hyperparameters.r2_weight = s.hyperparameters.gp_weight = 1;
      const bool images = sample_shape(s.spec.data).pixels() > 1;
      s.spec.generator.architecture = s.spec.discriminator.architecture =
          !images                           ? Architecture::mlp
          : kind == OptimiserKind::rmsprop ? Architecture::residual
                                              : Architecture::convolutional;
      for (int g = 0; g < static_cast<int>(ControlGroup::count); ++g) {
        std::set<std::string> here;
        for (const ControlItem& item : control_items(static_cast<ControlGroup>(g), s)) {
          EXPECT_TRUE(here.insert(item.field->key).second) << item.field->key;
          EXPECT_FALSE(item.label.empty());
          seen.insert(item.field->key);
        }
      }
    }
  }
  for (const Field& field : fields()) EXPECT_TRUE(seen.count(field.key)) << field.key;
}

TEST(Controls, ConstantsThatDoNothingAreHidden) {
  Settings s;
  s.hyperparameters.discriminator.kind = OptimiserKind::adam;
  s.hyperparameters.generator.kind = OptimiserKind::momentum;
  EXPECT_TRUE(shows(s, "hyperparameters.discriminator.beta1"));
  EXPECT_FALSE(shows(s, "hyperparameters.discriminator.momentum"));
  EXPECT_TRUE(shows(s, "hyperparameters.generator.momentum"));
  EXPECT_FALSE(shows(s, "hyperparameters.generator.beta1"));
  EXPECT_FALSE(shows(s, "hyperparameters.generator.epsilon"));
  EXPECT_FALSE(shows(s, "hyperparameters.r1_every"));
  s.hyperparameters.r1_weight = 0.1;
  EXPECT_TRUE(shows(s, "hyperparameters.r1_every"));
  EXPECT_TRUE(shows(s, "hyperparameters.real_label"));
  s.hyperparameters.loss = find_loss("wasserstein");
  EXPECT_FALSE(shows(s, "hyperparameters.real_label"));
  s.spec.data.kind = find_distribution("ring");
  EXPECT_TRUE(shows(s, "data.radius"));
  EXPECT_FALSE(shows(s, "data.spacing"));
}

TEST(Controls, NetworksShowWhatTheyAreMadeOf) {
  Settings s;
  for (const char* hidden : {"generator.architecture", "generator.channels", "generator.upsampling"}) {
    EXPECT_FALSE(shows(s, hidden)) << hidden;
  }
  s.spec.data.kind = find_distribution("glyphs");
  EXPECT_TRUE(shows(s, "generator.architecture"));
  EXPECT_TRUE(shows(s, "generator.hidden"));
  EXPECT_FALSE(shows(s, "generator.channels"));
  s.spec.generator.architecture = Architecture::convolutional;
  EXPECT_FALSE(shows(s, "generator.hidden"));
  for (const char* shown : {"generator.channels", "generator.upsampling", "generator.normalisation",
                            "generator.spectral_norm", "discriminator.hidden", "hyperparameters.average_decay"}) {
    EXPECT_TRUE(shows(s, shown)) << shown;
  }
  // An MLP's hidden layers may be none; a convolutional network still has an activation.
  s.spec.generator.hidden.clear();
  EXPECT_TRUE(shows(s, "generator.activation"));
  s.spec.generator.architecture = Architecture::residual;
  EXPECT_TRUE(shows(s, "generator.channels"));
  EXPECT_FALSE(shows(s, "generator.upsampling"));
  EXPECT_FALSE(shows(s, "generator.normalisation"));
}

TEST(Controls, ParametersAreCounted) {
  Settings s;
  s.spec.noise.dimension = 3;
  s.spec.generator.hidden = {5};
  s.spec.discriminator.hidden = {7};
  auto run = Run::create(s);
  ASSERT_TRUE(run.ok()) << run.message();
  const ParameterCounts counts = count_parameters(*run.value()->snapshot());
  EXPECT_EQ(counts.generator, 3 * 5 + 5 + 5 * 2 + 2);
  EXPECT_EQ(counts.discriminator, 2 * 7 + 7 + 7 + 1);
}

TEST(Controls, SlidersReachBothEndsAndZero) {
  for (const Field& field : fields()) {
    if (field.kind != FieldKind::integer && field.kind != FieldKind::real) continue;
    EXPECT_NEAR(slider_value(field, 0), field.minimum, 1e-12) << field.key;
    EXPECT_NEAR(slider_value(field, 1), field.maximum, 1e-9 * field.maximum) << field.key;
    EXPECT_NEAR(slider_position(field, field.minimum), 0, 1e-12) << field.key;
    EXPECT_NEAR(slider_position(field, field.maximum), 1, 1e-12) << field.key;
    double last = field.minimum;
    for (int i = 0; i <= 200; ++i) {
      const double value = slider_value(field, i / 200.0);
      EXPECT_GE(value, last) << field.key;
      EXPECT_TRUE(check_value(field, value_of_number(field, value)).ok()) << field.key << " " << value;
      last = value;
    }
  }
}

TEST(Controls, SliderValuesAreRoundAndComeBack) {
  const Field& rate = *find_field("hyperparameters.discriminator.learning_rate");
  for (const double v : {1e-5, 3.4e-4, 1e-3, 0.02, 0.5, 7.0}) {
    EXPECT_EQ(slider_value(rate, slider_position(rate, v)), v);
  }
  const Field& beta = *find_field("hyperparameters.generator.beta2");
  for (const double v : {0.0, 0.5, 0.9, 0.99, 0.999}) {
    EXPECT_NEAR(slider_value(beta, slider_position(beta, v)), v, 1e-12);
  }
  const Field& k = *find_field("hyperparameters.k");
  for (const double v : {0.0, 1.0, 2.0, 5.0, 20.0, 100.0}) {
    EXPECT_EQ(slider_value(k, slider_position(k, v)), v);
  }
}

TEST(Controls, KeysStepToANeighbouringValue) {
  for (const Field& field : fields()) {
    if (field.kind != FieldKind::integer && field.kind != FieldKind::real) continue;
    const double middle = slider_value(field, 0.5);
    EXPECT_GT(slider_step(field, middle, 1), middle) << field.key;
    EXPECT_LT(slider_step(field, middle, -1), middle) << field.key;
    EXPECT_EQ(slider_step(field, field.maximum, 1), field.maximum) << field.key;
  }
}

TEST(Controls, FormulasNameThePenaltiesThatAreOn) {
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
  EXPECT_EQ(loss_formulas(s).discriminator,
            "E f(G(z)) − E f(x)\n+ (1e−4/2)·E‖∇f(G(z))‖²\n+ 10·E(‖∇f(x̂)‖ − 1)²");
}

TEST(Controls, FormulasShowTheLabelThatActs) {
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

TEST(Controls, TooltipsSayWhatAChangeDoes) {
  const Settings scenario;
  const Tooltip modes = control_tooltip(*find_field("data.modes"), scenario, scenario);
  EXPECT_NE(modes.note.find("restarts training"), std::string::npos);
  const Tooltip k = control_tooltip(*find_field("hyperparameters.k"), scenario, scenario);
  EXPECT_EQ(k.note.find("restarts"), std::string::npos);
  EXPECT_NE(k.note.find("starts with 1"), std::string::npos);
  for (const Field& field : fields()) EXPECT_FALSE(control_tooltip(field, scenario, scenario).meaning.empty());
}

}  // namespace
}  // namespace gan
