// The numbers and the turn that the strip shows are those of the game: of the newest record while it goes fast, of the
// very state at rest, sub-step by sub-step.
#include "app/panels/strip/strip_model.h"

#include <gtest/gtest.h>

#include <cmath>
#include <string>

#include "app/panels/strip/strip_texts_model.h"
#include "app/panels/view_settings_model.h"
#include "core/live/inline_executor.h"
#include "core/probe/shared/evaluate.h"
#include "tests/models/lab/lab_fixture.h"

namespace gan {
namespace {

// Of each node that has a number, which number of a record it is.
double recorded(const StepRecord& r, StripNode node, bool pairs) {
  const auto of = [](float value) { return static_cast<double>(value); };
  switch (node) {
    case StripNode::generator:
      return of(r.g_grad_norm);
    case StripNode::discriminator:
      return of(r.d_grad_norm);
    case StripNode::fake_output:
      return of(r.d_fake);
    case StripNode::real_output:
      return of(r.d_real);
    case StripNode::fake_term:
      return of(r.value_fake);
    case StripNode::real_term:
      return pairs ? of(r.d_real) - of(r.d_fake) : of(r.value_real);
    default:
      return of(r.value);
  }
}

class Strip : public LabFixture {
 protected:
  void prepare(LabOptions& options) override { options.executor = &executor_; }

  // A frame as the window has it, with the strip in it, and then some turns of what works beside it.
  void frame() {
    lab_->update(Clock::Seconds(clock_.now().time_since_epoch()).count());
    Actions actions;
    moment_.update(lab_->context(settings_, actions, 0));
    actions.want().generated = actions.want().real = 32;
    lab_->carry_out(actions);
    for (int i = 0; i < 8 && executor_.due() > 0; ++i) {
      executor_.turn();
      clock_.advance(std::chrono::milliseconds(2));
    }
    clock_.advance(std::chrono::milliseconds(1));
  }
  void until_settled() {
    for (int i = 0; i < 20000; ++i) {
      frame();
      if (lab_->settled()) break;
    }
    ASSERT_TRUE(lab_->settled());
    frame();
  }
  void open_with(const LossInfo& loss) {
    Scenario scenario = small_game();
    scenario.settings.hyperparameters.loss = find_loss(loss.id);
    scenario.settings.hyperparameters.r1_weight = 0.1;
    scenario.settings.hyperparameters.k = 3;
    open(scenario);
    moment_ = {};
  }
  // Every number is that of this record, and the terms add up.
  void expect_numbers(const StepRecord& r) {
    const LossInfo& loss = loss_info(r.loss);
    const bool pairs = loss.value.fake.mean[0] == 0;
    int compared = 0;
    for (std::size_t i = 0; i < kStripNodes; ++i) {
      const auto node = static_cast<StripNode>(i);
      if (!has_number(node) || (pairs && node == StripNode::fake_term)) continue;
      EXPECT_EQ(moment_.number(node), recorded(r, node, pairs)) << loss.id << ", node " << i;
      EXPECT_TRUE(std::isfinite(moment_.number(node))) << loss.id << ", node " << i;
      ++compared;
    }
    EXPECT_EQ(compared, pairs ? 6 : 7);
    if (pairs) return;
    const double value = moment_.number(StripNode::value);
    EXPECT_NEAR(moment_.number(StripNode::real_term) + moment_.number(StripNode::fake_term), value,
                1e-5 * (1 + std::abs(value)))
        << loss.id;
  }

  ManualClock clock_;
  InlineExecutor executor_{clock_};
  ViewSettings settings_;
  StripMoment moment_;
};

// A run apart takes the same steps: its record is what the strip shows.
TEST_F(Strip, ShowsTheRecordOfTheNewestIteration) {
  for (const LossInfo& loss : loss_infos()) {
    open_with(loss);
    auto apart = Run::create(lab_->scenario().settings);
    ASSERT_TRUE(apart.ok());
    for (int i = 0; i < 40; ++i) ASSERT_TRUE(apart.value()->step());
    lab_->session().run_to(40);
    // Looked at before anything of the present state is known, as while it trains fast.
    for (int i = 0; i < 20000 && lab_->snapshot().position.step < 40; ++i) frame();
    StripMoment moment;
    Actions actions;
    const ViewContext context = lab_->context(settings_, actions, 0);
    moment.update(context);
    ASSERT_FALSE(moment.of_this_state());
    moment_ = moment;
    const StepRecord& r = apart.value()->record();
    ASSERT_EQ(r.step, 40);
    expect_numbers(r);
    for (const auto& [id, node] : {std::pair{"value", StripNode::value},
                                   {"d_real", StripNode::real_output},
                                   {"d_fake", StripNode::fake_output},
                                   {"d_grad_norm", StripNode::discriminator},
                                   {"g_grad_norm", StripNode::generator}}) {
      EXPECT_EQ(static_cast<double>(lab_->history().find(id)->last()), moment_.number(node)) << id;
    }
  }
}

TEST_F(Strip, AtRestItShowsTheNumbersOfTheVeryState) {
  for (const LossInfo& loss : loss_infos()) {
    open_with(loss);
    lab_->session().run_to(10);
    until_settled();
    double before = 0;
    for (const LabRequest step : {LabRequest::step_discriminator, LabRequest::step_generator}) {
      act(step);
      until_settled();
      ASSERT_TRUE(moment_.of_this_state()) << loss.id;
      // Made anew from the same state.
      Actions actions;
      const ViewContext context = lab_->context(settings_, actions, 0);
      Evaluators networks;
      const auto anew = run_probe(context.probe->snapshot, context.probe->request, networks);
      ASSERT_TRUE(anew->record);
      expect_numbers(*anew->record);
      EXPECT_NE(moment_.number(StripNode::value), before) << "it moved";
      before = moment_.number(StripNode::value);
    }
  }
}

TEST_F(Strip, TellsWhoseTurnItIsSubStepBySubStep) {
  open_with(loss_info(1));
  until_settled();
  EXPECT_FALSE(moment_.done());
  EXPECT_EQ(moment_.turn(), (Turn{Move::discriminator, 1, 3})) << "it comes next";
  const LabRequest d = LabRequest::step_discriminator, g = LabRequest::step_generator;
  const std::pair<LabRequest, Turn> steps[] = {
      {d, {Move::discriminator, 1, 3}}, {g, {Move::generator, 1, 1}},     {d, {Move::discriminator, 2, 3}},
      {d, {Move::discriminator, 3, 3}}, {d, {Move::discriminator, 1, 3}},
  };
  std::uint64_t count = moment_.count();
  for (const auto& [request, turn] : steps) {
    act(request);
    until_settled();
    EXPECT_TRUE(moment_.done());
    EXPECT_EQ(moment_.turn(), turn) << turn.step;
    EXPECT_EQ(moment_.count(), ++count);
    frame();
    EXPECT_EQ(moment_.count(), count) << "nothing happened since";
  }
  act(LabRequest::same_start);
  until_settled();
  EXPECT_FALSE(moment_.done()) << "a new start has done nothing";
}

// Each completes an iteration, and the position is the same whoever moved.
TEST_F(Strip, TellsStepsByHandOfFrozenPlayers) {
  Scenario scenario = small_game();
  scenario.settings.hyperparameters.k = scenario.settings.hyperparameters.generator_steps = 0;
  open(scenario);
  moment_ = {};
  until_settled();
  EXPECT_FALSE(moment_.turn());
  EXPECT_FALSE(moment_.done());
  EXPECT_EQ(algorithm_line(scenario.settings, moment_.turn(), moment_.done())[2], "no player is trained");
  const LabRequest d = LabRequest::step_discriminator, g = LabRequest::step_generator;
  std::uint64_t count = moment_.count();
  for (const LabRequest request : {d, g, g, d}) {
    act(request);
    until_settled();
    const Move move = request == d ? Move::discriminator : Move::generator;
    EXPECT_TRUE(moment_.done());
    EXPECT_EQ(moment_.turn(), (Turn{move, 1, 0}));
    EXPECT_EQ(moment_.count(), ++count);
    EXPECT_EQ(algorithm_line(scenario.settings, moment_.turn(), moment_.done())[2],
              request == d ? "update D, step 1 by hand (k = 0)" : "update G, step 1 by hand");
  }
  act(LabRequest::same_start);
  until_settled();
  EXPECT_FALSE(moment_.turn());
}

TEST_F(Strip, FollowsTheTurnsOfSlowMotion) {
  open_with(loss_info(1));
  lab_->session().set_speed(5);
  lab_->session().play();
  std::string seen;
  std::uint64_t count = moment_.count();
  for (int i = 0; i < 20000 && seen.size() < 12; ++i) {
    frame();
    if (moment_.count() == count) continue;
    count = moment_.count();
    ASSERT_TRUE(moment_.done());
    seen += moment_.turn()->move == Move::discriminator ? std::to_string(moment_.turn()->step) : "G";
  }
  EXPECT_EQ(seen.substr(0, 12), "123G123G123G");
}

TEST_F(Strip, WithoutARecordThereIsNoNumber) {
  open_with(loss_info(0));
  frame();
  for (const StripNode node : {StripNode::value, StripNode::real_output, StripNode::fake_term}) {
    EXPECT_TRUE(std::isnan(StripMoment().number(node)));
    EXPECT_TRUE(std::isnan(moment_.number(node)));
  }
  EXPECT_EQ(strip_number(moment_.number(StripNode::value)), "–");
}

TEST(StripNumber, IsShortAndKeepsItsDigits) {
  EXPECT_EQ(strip_number(-0.69314), "−0.693");
  EXPECT_EQ(strip_number(12.3456), "12.35");
  EXPECT_EQ(strip_number(123.456), "123.5");
  EXPECT_EQ(strip_number(0), "0.000");
  EXPECT_EQ(strip_number(1.03e-5), "1e−5");
  EXPECT_EQ(strip_number(std::nan("")), "–");
  for (double size = 1e-12; size < 1e12; size *= 1.7) {
    std::size_t letters = 0;
    for (const char byte : strip_number(-size)) letters += (static_cast<unsigned char>(byte) & 0xC0) != 0x80 ? 1 : 0;
    EXPECT_LE(letters, 7u) << size;
  }
}

}  // namespace
}  // namespace gan
