// Settings that follow the iteration's number: as functions of it, and that every rule heeds them.
#include "core/game/acting.h"

#include <gtest/gtest.h>

#include "core/game/rules/rule_list.h"
#include "tests/core/game/played_step.h"
#include "tests/core/game/small_game.h"

namespace gan {
namespace {

constexpr RateScheduleKind kFalling[] = {RateScheduleKind::cosine, RateScheduleKind::step, RateScheduleKind::linear};

RateSchedule schedule_of(RateScheduleKind kind) {
  return {.kind = kind, .length = 1000, .floor = 0.1, .hold = 0.6};
}

TEST(RateFactor, IsOneUntilTheFallBeginsAndTheFloorFromTheLengthOn) {
  for (const RateScheduleKind kind : kFalling) {
    const RateSchedule schedule = schedule_of(kind);
    for (const std::int64_t step : {0, 1, 599, 600}) EXPECT_EQ(rate_factor(schedule, step), 1) << step;
    for (const std::int64_t step : {1000, 1001, 100'000'000}) EXPECT_EQ(rate_factor(schedule, step), 0.1) << step;
  }
  EXPECT_EQ(rate_factor({}, 123'456'789), 1);
}

TEST(RateFactor, FallsAsItsNameSays) {
  const RateSchedule cosine = schedule_of(RateScheduleKind::cosine), linear = schedule_of(RateScheduleKind::linear);
  EXPECT_NEAR(rate_factor(linear, 700), 1 - 0.9 / 4, 1e-12);
  EXPECT_NEAR(rate_factor(linear, 900), 1 - 0.9 * 3 / 4, 1e-12);
  EXPECT_NEAR(rate_factor(cosine, 800), 0.55, 1e-12);
  EXPECT_NEAR(rate_factor(cosine, 700), 0.1 + 0.9 * (2 + std::sqrt(2.0)) / 4, 1e-12);
  EXPECT_EQ(rate_factor(schedule_of(RateScheduleKind::step), 601), 0.1);
  for (const RateScheduleKind kind : kFalling) {
    double before = 1;
    for (std::int64_t step = 0; step < 1200; ++step) {
      const double now = rate_factor(schedule_of(kind), step);
      EXPECT_LE(now, before);
      EXPECT_GE(now, 0.1);
      before = now;
    }
  }
}

TEST(RateFactor, HoldsForTheWholeLengthOrNotAtAll) {
  for (const RateScheduleKind kind : kFalling) {
    RateSchedule schedule = schedule_of(kind);
    schedule.hold = 1;
    EXPECT_EQ(rate_factor(schedule, 999), 1);
    EXPECT_EQ(rate_factor(schedule, 1000), 0.1);
    schedule.hold = 0;
    EXPECT_EQ(rate_factor(schedule, 0), 1);
    EXPECT_LT(rate_factor(schedule, 1), 1);
    schedule.length = 1;
    EXPECT_EQ(rate_factor(schedule, 1), 0.1);
  }
}

TEST(NoiseFactor, FallsAlongALineToNothing) {
  for (const std::int64_t step : {0, 1, 1'000'000'000}) EXPECT_EQ(noise_factor(0, step), 1);
  EXPECT_EQ(noise_factor(200, 0), 1);
  EXPECT_NEAR(noise_factor(200, 50), 0.75, 1e-12);
  EXPECT_NEAR(noise_factor(200, 199), 0.005, 1e-12);
  for (const std::int64_t step : {200, 201, 1'000'000'000}) EXPECT_EQ(noise_factor(200, step), 0);
}

// The noise of a step, and when it has gone the step without any.
TEST(ActingAt, LetsInstanceNoiseFall) {
  SmallGame small(Activation::tanh, Normalisation::none, {4}, 5);
  Alternated<double> rule(small.game);
  const auto after = [&](double noise, int decay) {
    Hyperparameters h;
    h.instance_noise = noise, h.instance_noise_decay = decay;
    GameState<double> state = small.state;
    state.step = 30;
    EXPECT_EQ(rule.step(Player::discriminator, state, h, small.batch).failed, nullptr);
    return state;
  };
  EXPECT_EQ(after(0.4, 40), after(0.1, 0));
  EXPECT_EQ(after(0.4, 30), after(0, 0));
  EXPECT_NE(after(0.4, 40), after(0.4, 0));
}

TEST(ActingAt, IsTheSettingsThemselvesWhereNothingFollowsTheStep) {
  Hyperparameters h;
  h.discriminator.learning_rate = 0.1 + 0.2;
  EXPECT_EQ(acting_at(h, 12345), h);
}

TEST(ActingAt, GivesEachPlayerItsOwnRateOnce) {
  Hyperparameters h;
  h.discriminator.learning_rate = 0.5, h.generator.learning_rate = 0.25;
  h.generator.schedule = schedule_of(RateScheduleKind::linear);
  const Hyperparameters now = acting_at(h, 800);
  EXPECT_EQ(now.discriminator, h.discriminator);
  EXPECT_NEAR(now.generator.learning_rate, 0.25 * 0.55, 1e-12);
  EXPECT_EQ(acting_at(now, 800), now);
}

// A step under a schedule is the step at the rate that it comes to there, of every rule and by hand.
TEST(ActingAt, IsWhatEveryRuleSteps) {
  for (int rule = 0; rule < static_cast<int>(rule_infos().size()); ++rule) {
    SCOPED_TRACE(rule_info(rule).id);
    SmallGame small(Activation::tanh, Normalisation::none, {4}, 5);
    Hyperparameters h;
    h.rule = rule;
    h.discriminator = {.kind = OptimiserKind::sgd, .learning_rate = 0.2};
    h.generator = {.kind = OptimiserKind::sgd, .learning_rate = 0.3};
    Hyperparameters plain = h;
    h.discriminator.schedule = schedule_of(RateScheduleKind::linear);
    h.generator.schedule = schedule_of(RateScheduleKind::cosine);
    plain.discriminator.learning_rate *= rate_factor(h.discriminator.schedule, 750);
    plain.generator.learning_rate *= rate_factor(h.generator.schedule, 750);
    small.state.step = 750;
    const auto after = [&](const Hyperparameters& settings, std::optional<Move> move) {
      GameState<double> state = small.state;
      OneBatch<double> batches(small.batch);
      const auto made = make_rule<double>(rule, small.game);
      if (!move) move = made->next(state, settings);
      EXPECT_EQ(made->step(*move, settings, batches, state).failed, nullptr);
      return state;
    };
    EXPECT_EQ(after(h, std::nullopt), after(plain, std::nullopt));
    EXPECT_EQ(after(h, Move::generator), after(plain, Move::generator));
    Hyperparameters constant = h;
    constant.discriminator.schedule = constant.generator.schedule = {};
    EXPECT_NE(after(h, std::nullopt), after(constant, std::nullopt));
  }
}

}  // namespace
}  // namespace gan
