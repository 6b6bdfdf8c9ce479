// What the table of losses says of D's output is true of the losses themselves: the value where D can't tell, what a
// record of a step holds, and who is right about a batch.
#include <gtest/gtest.h>

#include <cmath>
#include <string>

#include "core/game/losses.h"
#include "core/run/run.h"

namespace gan {
namespace {

double d_loss_at(int loss, double real, double fake, double real_label) {
  Workspace workspace;
  const Workspace::Scope scope(workspace);
  const MatrixView<double> a = workspace.matrix<double>(1, 1), b = workspace.matrix<double>(1, 1);
  a.data[0] = real, b.data[0] = fake;
  LossValues<MatrixView<double>> values;
  loss_function<MatrixView<double>>(loss)(workspace, a, b, real_label, values);
  return values.d_loss.data[0];
}

std::unique_ptr<Run> run_with(const LossInfo& loss, double real_label = 1, double scale = 1) {
  Settings s;
  s.spec.generator.hidden = s.spec.discriminator.hidden = {8};
  s.spec.discriminator.initialisation = Initialisation::normal;
  s.spec.discriminator.initial_scale = scale;
  s.hyperparameters.batch_size = 64;
  s.hyperparameters.loss = find_loss(loss.id);
  s.hyperparameters.real_label = real_label;
  s.hyperparameters.gp_weight = 0.1;
  auto run = Run::create(s);
  EXPECT_TRUE(run.ok()) << run.message();
  return std::move(run).value();
}

TEST(LossTable, EveryLineSaysWhatTheOutputMeans) {
  for (const LossInfo& loss : loss_infos()) {
    EXPECT_EQ(loss.output.probability, loss.probabilistic) << loss.id;
    for (const char* text : {loss.output.title, loss.output.name, loss.output.fake, loss.output.raw, loss.output.low,
                             loss.output.high, loss.output.mean_title, loss.output.mean_meaning,
                             loss.output.accuracy_meaning, loss.value.title, loss.value.short_title, loss.value.name,
                             loss.value.meaning, loss.terms.d_real, loss.terms.d_fake, loss.terms.g, loss.logits}) {
      EXPECT_NE(std::string(text), "") << loss.id;
    }
    // A critic is not a probability, and nothing of a probability stands beside it.
    if (loss.output.probability) continue;
    for (const char* text : {loss.output.title, loss.output.mean_title, loss.value.title, loss.value.reference_label,
                             loss.d_formula, loss.g_formula}) {
      EXPECT_EQ(std::string(text).find("D(x)"), std::string::npos) << loss.id << ": " << text;
      EXPECT_EQ(std::string(text).find("log 4"), std::string::npos) << loss.id << ": " << text;
    }
    if (loss.terms.rival[0] != 0) {
      EXPECT_GE(find_loss(loss.terms.rival), 0) << loss.id;
    }
  }
}

// Of equal distributions the best D gives the midpoint everywhere.
TEST(LossTable, TheReferenceIsTheValueAtTheMidpoint) {
  int checked = 0;
  for (const LossInfo& loss : loss_infos()) {
    for (const double label : {1.0, 0.8}) {
      if (label < 1 && !loss.output.follows_label) continue;
      const double reference = value_reference(loss, label), midpoint = output_reading(loss, label).midpoint;
      if (!std::isfinite(reference)) continue;
      const double at = std::isfinite(midpoint) ? midpoint : 3.7;
      const int index = find_loss(loss.id);
      EXPECT_NEAR(-d_loss_at(index, at, at, label), reference, 1e-12) << loss.id << " with label " << label;
      // And no other constant is better.
      for (const double off : {-0.3, 0.3}) {
        EXPECT_LE(-d_loss_at(index, at + off, at + off, label), reference + 1e-12) << loss.id;
      }
      ++checked;
    }
  }
  EXPECT_GE(checked, 7);
}

TEST(LossTable, PartsOfDsLossAddUp) {
  for (const LossInfo& loss : loss_infos()) {
    if (loss.pairs_real) continue;
    const int index = find_loss(loss.id);
    const auto d = [&](double a, double b) { return d_loss_at(index, a, b, 1); };
    const double zero = loss.terms.fake_zero;
    for (const double a : {-2.3, 0.4, 3.1}) {
      for (const double b : {-1.7, 0.2, 2.6}) {
        EXPECT_NEAR(d(a, b), d(a, zero) + (d(0.5, b) - d(0.5, zero)), 1e-9) << loss.id;
      }
    }
  }
}

TEST(LossTable, ARecordHoldsWhatItsLossMeans) {
  for (const LossInfo& loss : loss_infos()) {
    const auto run = run_with(loss);
    for (int i = 0; i < 20; ++i) ASSERT_TRUE(run->step()) << loss.id;
    const StepRecord& r = run->record();
    EXPECT_EQ(r.loss, find_loss(loss.id));
    EXPECT_GT(r.penalty, 0) << loss.id;
    EXPECT_NEAR(r.value, r.penalty - r.d_loss, 1e-5 * (1 + std::abs(r.d_loss))) << loss.id;
    EXPECT_GE(r.d_accuracy, 0);
    EXPECT_LE(r.d_accuracy, 1);
    if (loss.output.probability) {
      EXPECT_GT(r.d_real, 0);
      EXPECT_LT(r.d_real, 1);
    }
    if (std::string(loss.id) == "wasserstein") {
      EXPECT_NEAR(r.value, r.d_real - r.d_fake, 1e-5);
    }
  }
}

// The terms that the value is written as, of any outputs, are the ones that D's loss is made of.
TEST(LossTable, TheTermsOfTheValueAddUpToWhatDMaximises) {
  int checked = 0;
  for (const LossInfo& loss : loss_infos()) {
    const ValueTerm &real = loss.value.real, &fake = loss.value.fake;
    EXPECT_NE(std::string(real.mean), "") << loss.id;
    EXPECT_NE(std::string(real.sample), "") << loss.id;
    const bool says_label =
        std::string(real.smoothed[0] != 0 ? real.smoothed : real.sample).find("{t}") != std::string::npos;
    EXPECT_EQ(says_label, loss.reads_label()) << loss.id;
    EXPECT_EQ(real.of == nullptr, fake.mean[0] == 0) << loss.id;
    EXPECT_EQ(real.of == nullptr, fake.of == nullptr) << loss.id;
    if (real.of == nullptr) continue;
    for (const double label : {1.0, 0.7}) {
      if (label < 1 && !loss.output.follows_label) continue;
      for (const double a : {-2.3, 0.4, 3.1}) {
        for (const double b : {-1.7, 0.2, 2.6}) {
          EXPECT_NEAR(real.of(a, b, label) + fake.of(b, a, label), -d_loss_at(find_loss(loss.id), a, b, label), 1e-12)
              << loss.id;
          ++checked;
        }
      }
    }
  }
  EXPECT_GE(checked, 50);
}

TEST(LossTable, ARecordHoldsTheTermsOfItsValue) {
  for (const LossInfo& loss : loss_infos()) {
    const auto run = run_with(loss, 1, 0.5);
    for (int i = 0; i < 20; ++i) ASSERT_TRUE(run->step()) << loss.id;
    const StepRecord& r = run->record();
    if (loss.value.fake.mean[0] == 0) {
      EXPECT_EQ(r.value_real, r.value) << loss.id;
      EXPECT_TRUE(std::isnan(r.value_fake)) << loss.id;
      continue;
    }
    EXPECT_NEAR(r.value_real + r.value_fake, r.value, 1e-5 * (1 + std::abs(r.value))) << loss.id;
    EXPECT_NE(r.value_real, r.value_fake) << loss.id;
    if (std::string(loss.id) == "wasserstein") {
      EXPECT_FLOAT_EQ(r.value_real, r.d_real);
      EXPECT_FLOAT_EQ(r.value_fake, -r.d_fake);
    }
    if (loss.output.probability) {  // by Jensen's inequality
      EXPECT_LT(r.value_real, std::log(r.d_real));
      EXPECT_LT(r.value_fake, std::log(1 - r.d_fake));
    }
  }
}

// Half of the batch, or of the pairs: whichever way the loss counts.
TEST(LossTable, ADiscriminatorThatGivesOneOutputIsRightByHalf) {
  for (const LossInfo& loss : loss_infos()) {
    const auto run = run_with(loss, 1, 0);
    ASSERT_TRUE(run->step());
    EXPECT_EQ(run->record().d_accuracy, 0.5F) << loss.id;
  }
}

// A label of 0.8 moves what least squares takes for the middle from 0.5 to 0.4.
TEST(LossTable, TheMidpointFollowsTheLabel) {
  const LossInfo& loss = loss_info(find_loss("least_squares"));
  EXPECT_DOUBLE_EQ(output_reading(loss, 0.8).midpoint, 0.4);
  EXPECT_DOUBLE_EQ(output_reading(loss, 0.8).reach, 0.4);
  EXPECT_DOUBLE_EQ(output_reading(loss, 0.8).marks[1], 0.8);
  EXPECT_DOUBLE_EQ(output_reading(loss_info(find_loss("hinge")), 0.8).reach, 1);
}

}  // namespace
}  // namespace gan
