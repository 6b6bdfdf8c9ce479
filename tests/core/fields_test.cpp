#include "core/game/fields.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "core/game/losses.h"

namespace gan {
namespace {

// Two values that suit the field and differ.
std::vector<Value> examples(const Field& field) {
  const auto middle = field.logarithmic
                          ? std::sqrt(std::max(field.minimum, field.maximum * 1e-6) * field.maximum)
                          : field.minimum + 0.3 * (field.maximum - field.minimum);
  switch (field.kind) {
    case FieldKind::boolean:
      return {true, false};
    case FieldKind::integer:
      return {static_cast<std::int64_t>(field.minimum), static_cast<std::int64_t>(field.maximum),
              static_cast<std::int64_t>(std::ceil(middle))};
    case FieldKind::real:
      return {field.minimum, field.maximum, middle, middle * (1 + 1e-15)};
    case FieldKind::choice:
      return {std::string(field.options().front().id), std::string(field.options().back().id)};
    case FieldKind::text:
      return {std::string(), std::string("points of mine.csv")};
    case FieldKind::integers:
      return {std::vector<std::int64_t>(), std::vector<std::int64_t>{7, 8, 9}};
    case FieldKind::reals:
      return {std::vector<double>(), std::vector<double>{0.1, 1.0 / 3, 2}};
  }
  return {};
}

TEST(Fields, KeysAndTextsAreComplete) {
  std::set<std::string> keys;
  for (const Field& field : fields()) {
    EXPECT_TRUE(keys.insert(field.key).second) << field.key;
    EXPECT_EQ(find_field(field.key), &field);
    EXPECT_GT(std::string(field.title).size(), 0u) << field.key;
    const std::string meaning = field.meaning;
    ASSERT_GT(meaning.size(), 20u) << field.key;
    EXPECT_EQ(meaning.back(), '.') << field.key;
    EXPECT_EQ(field.options != nullptr, field.kind == FieldKind::choice) << field.key;
  }
  EXPECT_EQ(fields().size(), 64u) << "a setting was added or lost: say so here";
}

TEST(Fields, EveryValueSetsAndReadsBack) {
  for (const Field& field : fields()) {
    std::set<std::string> seen;
    for (const Value& value : examples(field)) {
      Settings settings;
      ASSERT_TRUE(set_field(settings, field.key, value)) << field.key << " " << exact(value);
      EXPECT_EQ(field.get(settings), normalise_value(field, value)) << field.key;
      const Result<Value> reread = parse_value(field, exact(field.get(settings)));
      ASSERT_TRUE(reread) << reread.message();
      EXPECT_EQ(reread.value(), field.get(settings)) << field.key << " " << exact(value);
      seen.insert(exact(value));
    }
    EXPECT_GE(seen.size(), 2u) << field.key;
  }
}

// A field that set another's member would pass the test above.
TEST(Fields, EachFieldIsAMemberOfItsOwn) {
  for (const Field& field : fields()) {
    Settings settings;
    const Value before = field.get(settings);
    for (const Value& value : examples(field)) {
      if (normalise_value(field, value) != before) field.set(settings, normalise_value(field, value));
    }
    for (const Field& other : fields()) {
      EXPECT_EQ(other.get(settings) != other.get(Settings()), &other == &field)
          << field.key << " and " << other.key;
    }
  }
}

TEST(Fields, RefusalNamesKeyValueAndRange) {
  for (const Field& field : fields()) {
    if (field.kind != FieldKind::integer && field.kind != FieldKind::real) continue;
    const bool whole = field.kind == FieldKind::integer;
    for (const double wrong : {field.minimum - 1, field.maximum + 1, field.maximum * 2 + 1}) {
      Settings settings;
      const Value value = whole ? Value(static_cast<std::int64_t>(wrong)) : Value(wrong);
      const Outcome outcome = set_field(settings, field.key, value);
      ASSERT_FALSE(outcome) << field.key;
      EXPECT_NE(outcome.message().find(std::string(field.key) + " is " + exact(value)), std::string::npos)
          << outcome.message();
      EXPECT_NE(outcome.message().find(" to "), std::string::npos) << outcome.message();
      EXPECT_EQ(settings, Settings());
    }
    Settings settings;
    EXPECT_FALSE(set_field(settings, field.key, std::string("five"))) << field.key;
    EXPECT_FALSE(set_field(settings, field.key, std::nan(""))) << field.key;
    EXPECT_EQ(settings, Settings());
  }
  EXPECT_EQ(set_field(*std::make_unique<Settings>(), "hyperparameters.k", std::int64_t{200}).message(),
            "hyperparameters.k is 200: expected a whole number from 0 to 100");
}

TEST(Fields, KindsAreNotMixed) {
  Settings settings;
  EXPECT_TRUE(set_field(settings, "hyperparameters.clip", std::int64_t{1}));
  EXPECT_EQ(settings.hyperparameters.clip, 1.0);
  EXPECT_FALSE(set_field(settings, "hyperparameters.k", 5.0));
  EXPECT_FALSE(set_field(settings, "hyperparameters.k", true));
  EXPECT_FALSE(set_field(settings, "generator.hidden", std::vector<double>{64}));
  EXPECT_FALSE(set_field(settings, "generator.hidden", std::vector<std::int64_t>(9, 64)));
  EXPECT_FALSE(set_field(settings, "generator.hidden", std::vector<std::int64_t>{64, 0}));
  EXPECT_TRUE(set_field(settings, "data.weights", std::vector<std::int64_t>{1, 2, 3}));
  EXPECT_EQ(settings.spec.data.weights, (std::vector<double>{1, 2, 3}));
}

// The formula beside a control is that of the optimiser and of the loss that are in use.
TEST(Fields, FormulasFollowTheSettingsTheyDependOn) {
  Settings s;
  const auto formula = [&](const char* key) { return std::string(formula_of(*find_field(key), s)); };
  std::set<std::string> seen;
  for (const OptimiserKind kind : {OptimiserKind::sgd, OptimiserKind::momentum, OptimiserKind::nesterov,
                                   OptimiserKind::rmsprop, OptimiserKind::adam}) {
    s.hyperparameters.discriminator.kind = kind;
    seen.insert(formula("hyperparameters.discriminator.learning_rate"));
  }
  EXPECT_EQ(seen.size(), 5u);
  EXPECT_EQ(formula("hyperparameters.discriminator.learning_rate"), "w ← w − η·m̂/(√v̂ + ε)");
  s.hyperparameters.generator.kind = OptimiserKind::nesterov;
  EXPECT_EQ(formula("hyperparameters.generator.momentum"), "b ← μb + g, w ← w − η·(g + μb)");
  s.hyperparameters.generator.kind = OptimiserKind::rmsprop;
  EXPECT_EQ(formula("hyperparameters.generator.epsilon").find("m̂"), std::string::npos);
  EXPECT_EQ(formula("hyperparameters.real_label"), "BCE(D(x), α)");
  s.hyperparameters.loss = find_loss("least_squares");
  EXPECT_EQ(formula("hyperparameters.real_label"), "½E(f(x) − α)²");
}

TEST(Fields, TextsOfValues) {
  const Field& rate = *find_field("hyperparameters.generator.learning_rate");
  const Field& hidden = *find_field("generator.hidden");
  const Field& loss = *find_field("hyperparameters.loss");
  EXPECT_EQ(std::get<double>(parse_value(rate, " 1e-3 ").value()), 1e-3);
  EXPECT_EQ(format_value(rate, 1e-3), "0.001");
  EXPECT_EQ(format_value(rate, 2.5e-7), "2.5e−7");
  EXPECT_EQ(format_value(rate, 1e-4), "1e−4");
  // What stands on the screen can be typed, and what is typed is exact.
  EXPECT_EQ(std::get<double>(parse_value(rate, format_value(rate, 2.5e-7)).value()), 2.5e-7);
  for (const double v : {1e-4, 2.5e-7, 0.1, 3.0, 1.0 / 3}) {
    const std::string typed = typed_value(v);
    EXPECT_EQ(std::get<double>(parse_value(rate, typed).value()), v) << typed;
    EXPECT_TRUE(std::all_of(typed.begin(), typed.end(), [](char c) { return (c & 0x80) == 0; })) << typed;
  }
  EXPECT_EQ(typed_value(1e-4), "1e-4");
  EXPECT_EQ(typed_value(3.0), "3");
  EXPECT_EQ(format_value(rate, 3.0), "3");
  EXPECT_EQ(exact(0.1), "0.1");
  EXPECT_EQ(exact(3.0), "3.0");
  EXPECT_EQ(parse_value(hidden, "64,64").value(), parse_value(hidden, "[64, 64]").value());
  EXPECT_EQ(std::get<std::vector<std::int64_t>>(parse_value(hidden, "").value()).size(), 0u);
  EXPECT_EQ(format_value(hidden, std::vector<std::int64_t>{64, 32}), "64, 32");
  EXPECT_EQ(format_value(loss, std::string("hinge")), loss_infos()[4].title);
  for (const char* wrong : {"", "0.1x", "1,2", "nan", "inf", "--1"})
    EXPECT_FALSE(parse_value(rate, wrong)) << wrong;
  for (const char* wrong : {"[64", "64,", "64;64", "64, a", "1.5"})
    EXPECT_FALSE(parse_value(hidden, wrong)) << wrong;
  EXPECT_NE(parse_value(loss, "hings").message().find("expected one of minimax, non_saturating"),
            std::string::npos);
}

TEST(Fields, UnknownKeyNamesTheNearest) {
  EXPECT_EQ(unknown_key_message("hyperparameters.kk"),
            "unknown key 'hyperparameters.kk': did you mean 'hyperparameters.k'?");
  EXPECT_EQ(unknown_key_message("batch_siz"),
            "unknown key 'batch_siz': did you mean 'hyperparameters.batch_size'?");
  EXPECT_EQ(unknown_key_message("zzzzzzzzzzzzzz").find("did you mean"), std::string::npos);
}

TEST(Fields, ChoicesFollowTheirEnumerations) {
  Settings settings;
  ASSERT_TRUE(set_field(settings, "generator.activation", std::string("softplus")));
  EXPECT_EQ(settings.spec.generator.activation, Activation::softplus);
  ASSERT_TRUE(set_field(settings, "discriminator.normalisation", std::string("batch")));
  EXPECT_EQ(settings.spec.discriminator.normalisation, Normalisation::batch);
  ASSERT_TRUE(set_field(settings, "hyperparameters.discriminator.optimiser", std::string("rmsprop")));
  EXPECT_EQ(settings.hyperparameters.discriminator.kind, OptimiserKind::rmsprop);
  ASSERT_TRUE(set_field(settings, "hyperparameters.loss", std::string("non_saturating")));
  EXPECT_EQ(settings.hyperparameters.loss, Hyperparameters().loss);
}

TEST(CheckSettings, CrossRules) {
  Settings settings;
  EXPECT_TRUE(check_settings(settings)) << check_settings(settings).message();
  settings.hyperparameters.k = settings.hyperparameters.generator_steps = 0;
  EXPECT_TRUE(check_settings(settings)) << "both players frozen is a state to look at";

  Settings tanh_logit;
  tanh_logit.spec.discriminator.output = OutputActivation::tanh;
  EXPECT_FALSE(check_settings(tanh_logit));
  Settings one_sample;
  one_sample.spec.generator.normalisation = Normalisation::batch;
  one_sample.hyperparameters.batch_size = 1;
  EXPECT_FALSE(check_settings(one_sample));
  Settings outside;
  outside.hyperparameters.batch_size = 0;
  EXPECT_FALSE(check_settings(outside));
  outside = Settings();
  outside.hyperparameters.loss = 99;
  EXPECT_FALSE(check_settings(outside));
}

TEST(CheckSettings, Schedule) {
  const auto with = [](std::vector<ScheduledChange> schedule) {
    Settings settings;
    settings.schedule = std::move(schedule);
    return check_settings(settings);
  };
  EXPECT_TRUE(with({{0, "hyperparameters.k", std::int64_t{2}}, {500, "hyperparameters.k", std::int64_t{5}}}));
  EXPECT_FALSE(
      with({{500, "hyperparameters.k", std::int64_t{2}}, {0, "hyperparameters.k", std::int64_t{5}}}));
  EXPECT_FALSE(with({{-1, "hyperparameters.k", std::int64_t{2}}}));
  EXPECT_FALSE(with({{5, "data.modes", std::int64_t{2}}}));
  EXPECT_FALSE(with({{5, "hyperparameters.kk", std::int64_t{2}}}));
  EXPECT_FALSE(with({{5, "hyperparameters.k", std::int64_t{101}}}));
}

}  // namespace
}  // namespace gan
