// Every term of a formula shows the mean that it is, of games that really step, and lights up what it belongs to.
#include "app/panels/loss/loss_rows_model.h"

#include <gtest/gtest.h>

#include <cmath>
#include <string>

#include "core/base/math/math_markup.h"
#include "core/game/losses.h"
#include "core/game/measure.h"
#include "core/run/run.h"

namespace gan {
namespace {

const LossRow* row_of(const std::vector<LossRow>& rows, LossRowSide side) {
  for (const LossRow& row : rows) {
    if (row.side == side) return &row;
  }
  return nullptr;
}

const LossTermNow* term_of(const LossRow& row, const std::string& id) {
  for (const LossTermNow& term : row.terms) {
    if (term.id == id) return &term;
  }
  return nullptr;
}

double sum_of(const LossRow& row) {
  double sum = 0;
  for (const LossTermNow& term : row.terms) sum += term.value;
  return sum;
}

struct Played {
  Settings settings;
  StepRecord record;
};

Played played(const LossInfo& loss, double real_label) {
  Played out;
  Settings& s = out.settings;
  s.spec.generator.hidden = s.spec.discriminator.hidden = {8};
  s.spec.discriminator.initialisation = Initialisation::normal;
  s.hyperparameters.batch_size = 64;
  s.hyperparameters.loss = find_loss(loss.id);
  s.hyperparameters.real_label = real_label;
  s.hyperparameters.r1_weight = 0.1;
  auto run = Run::create(s);
  EXPECT_TRUE(run.ok()) << run.message();
  for (int i = 0; i < 5; ++i) EXPECT_TRUE(run.value()->step());
  out.record = run.value()->record();
  return out;
}

TEST(LossRows, TermsAddUpToTheLossesOfAGameThatSteps) {
  for (const LossInfo& loss : loss_infos()) {
    for (const double label : {1.0, 0.8}) {
      const Played game = played(loss, label);
      const StepRecord& r = game.record;
      const std::vector<LossRow> rows = loss_rows(game.settings, r);
      const LossRow *d = row_of(rows, LossRowSide::discriminator), *g = row_of(rows, LossRowSide::generator);
      ASSERT_TRUE(d != nullptr && g != nullptr) << loss.id;
      EXPECT_NEAR(sum_of(*d), r.d_loss, 1e-5 * (1 + std::abs(r.d_loss))) << loss.id;
      EXPECT_NEAR(sum_of(*g), r.g_loss, 1e-6) << loss.id;
      ASSERT_NE(term_of(*d, "penalty"), nullptr) << loss.id;
      EXPECT_EQ(term_of(*d, "penalty")->label, "R1");
      EXPECT_GT(term_of(*d, "penalty")->value, 0);
      if (const LossRow* both = row_of(rows, LossRowSide::both)) {
        EXPECT_NEAR(term_of(*both, "real")->value + term_of(*both, "fake")->value, term_of(*both, "value")->value,
                    1e-5 * (1 + std::abs(r.value)))
            << loss.id;
      }
    }
  }
}

TEST(LossRows, OfTheFirstGameAreThoseOfTheNotes) {
  const Played game = played(loss_info(find_loss("non_saturating")), 1);
  const std::vector<LossRow> rows = loss_rows(game.settings, game.record);
  ASSERT_EQ(rows.size(), 3U);
  EXPECT_EQ(plain_math(rows[0].markup), "min_G max_D V(D, G) = E log D(x) + E log(1 − D(G(z)))");
  EXPECT_EQ(rows[1].lead, "D minimises");
  const LossTermNow *real = term_of(rows[1], "real"), *fake = term_of(rows[1], "fake");
  ASSERT_TRUE(real != nullptr && fake != nullptr);
  EXPECT_EQ(real->label, "BCE(D(x), 1)");
  EXPECT_EQ(fake->label, "BCE(D(G(z)), 0)");
  EXPECT_EQ(real->part, LossPart::real);
  EXPECT_EQ(fake->part, LossPart::fake);
  EXPECT_NEAR(real->value, -static_cast<double>(game.record.value_real), 1e-5);
  EXPECT_EQ(rows[2].terms.at(0).part, LossPart::generator);
  EXPECT_EQ(rows[2].terms.at(0).label, "BCE(D(G(z)), 1)");
  EXPECT_NE(rows[1].meaning.find("= BCE(D(x), 1) + BCE(D(G(z)), 0) + R1"), std::string::npos) << rows[1].meaning;
  EXPECT_NE(rows[1].logits.find("softplus"), std::string::npos);
}

TEST(LossRows, TheGameIsOnlyThereWhereBothPlayForIt) {
  Settings s;
  for (const auto& [loss, there] : {std::pair{"minimax", true},
                                    {"wasserstein", true},
                                    {"hinge", false},
                                    {"least_squares", false},
                                    {"relativistic_paired", false}}) {
    s.hyperparameters.loss = find_loss(loss);
    EXPECT_EQ(row_of(loss_rows(s, empty_record(0)), LossRowSide::both) != nullptr, there) << loss;
  }
}

// Every term that is named in a formula has a value, and the other way round.
TEST(LossRows, EveryTermOfAFormulaIsKnown) {
  Settings s;
  s.hyperparameters.gp_weight = 10;
  for (const LossInfo& loss : loss_infos()) {
    s.hyperparameters.loss = find_loss(loss.id);
    for (const LossRow& row : loss_rows(s, empty_record(0))) {
      std::size_t named = 0;
      for (std::size_t at = row.markup.find("\\term{"); at != std::string::npos;
           at = row.markup.find("\\term{", at + 1)) {
        ++named;
      }
      EXPECT_EQ(named, row.terms.size()) << loss.id << ": " << row.markup;
      for (const LossTermNow& term : row.terms) {
        EXPECT_NE(row.markup.find("\\term{" + term.id + "}"), std::string::npos) << loss.id << ": " << term.id;
        EXPECT_TRUE(std::isnan(term.value)) << "nothing is known before the first step";
      }
    }
  }
}

}  // namespace
}  // namespace gan
