// What tames the steps of one player, in front of its optimiser: clipping, decay, and a learning rate that falls.
#include "core/settings/table_rows.h"

namespace gan::setting_rows {
namespace {

std::span<const Option> schedule_options() {
  static constexpr Option options[] = {
      {"constant", "constant", "The learning rate stays what it is set to."},
      {"cosine", "cosine", "The rate falls along half a wave of a cosine: slowly at first and at the end."},
      {"step", "step", "The rate falls to its floor at once."},
      {"linear", "linear", "The rate falls along a straight line."},
  };
  return options;
}

constexpr const char* kClipFormula = "g ← g · min(1, c/‖g‖)";
constexpr const char* kClipPaper = "arXiv 1211.5063";
constexpr const char* kDecayFormula = "w ← (1 − ηλ)·w, before each step";
constexpr const char* kDecayPaper = "arXiv 1711.05101";
constexpr const char* kScheduleFormula =
    "η(t) = η · (f + (1 − f) · s(p)), p = (t/n − h)/(1 − h), s: ½(1 + cos πp), 0 or 1 − p";
constexpr const char* kSchedulePaper = "arXiv 1608.03983";

constexpr Limits kClip = {0, 1000, true};
constexpr Limits kDecay = {0, 10, true};
constexpr Limits kLength = {1, 100'000'000, true};
constexpr Limits kShare = {0, 1};

template <Player player>
constexpr auto kSettingsOf = player == kD ? &Hyperparameters::discriminator : &Hyperparameters::generator;

template <Player player>
constexpr Place kPlayer = {player == kD ? SettingGroup::discriminator : SettingGroup::generator, Acts::at_once, player};

// Only where the learning rate falls.
template <Player player>
constexpr Place kFalling = kPlayer<player>.where([](const Settings& s) {
  return (s.hyperparameters.*kSettingsOf<player>).schedule.kind != RateScheduleKind::constant;
});

template <Player player, auto... Part>
Setting tamed(Place place, const char* key, const char* title, Limits limits, const char* meaning, const char* formula,
              const char* paper) {
  return seldom_changed(plain<&Settings::hyperparameters, kSettingsOf<player>, Part...>(place, key, title, limits,
                                                                                        meaning, formula, paper));
}

template <Player player, auto Part>
Setting of_schedule(const char* key, const char* title, Limits limits, const char* meaning) {
  return tamed<player, &OptimiserSettings::schedule, Part>(kFalling<player>, key, title, limits, meaning,
                                                           kScheduleFormula, kSchedulePaper);
}

template <Player player>
Setting schedule_kind(const char* key, const char* meaning) {
  return seldom_changed(
      choice<schedule_options, &Settings::hyperparameters, kSettingsOf<player>, &OptimiserSettings::schedule,
             &RateSchedule::kind>(kPlayer<player>, key, "rate schedule", meaning, kScheduleFormula, kSchedulePaper));
}

std::vector<Setting> taming_of_discriminator() {
  using O = OptimiserSettings;
  using R = RateSchedule;
  return {
      tamed<kD, &O::gradient_clip>(
          kPlayer<kD>, "hyperparameters.discriminator.gradient_clip", "gradient clipping c", kClip,
          "The longest that the discriminator's gradient may be before the optimiser gets it: a "
          "longer one is shortened; 0 is off.",
          kClipFormula, kClipPaper),
      tamed<kD, &O::weight_decay>(
          kPlayer<kD>, "hyperparameters.discriminator.weight_decay", "weight decay λ", kDecay,
          "Every step first shrinks the discriminator's weights a little, which keeps it from growing steep; 0 is off.",
          kDecayFormula, kDecayPaper),
      schedule_kind<kD>("hyperparameters.discriminator.rate_schedule",
                        "How the discriminator's learning rate falls over the iterations, which calms its last steps."),
      of_schedule<kD, &R::length>(
          "hyperparameters.discriminator.rate_length", "rate falls within n", kLength,
          "The iterations, counted from the start, after which the discriminator's rate has fallen."),
      of_schedule<kD, &R::floor>("hyperparameters.discriminator.rate_floor", "rate's floor f", kShare,
                                 "The share of the discriminator's learning rate that is left in the end."),
      of_schedule<kD, &R::hold>("hyperparameters.discriminator.rate_hold", "full rate for h", kShare,
                                "The share of these iterations in which the discriminator's rate does not fall yet."),
  };
}

std::vector<Setting> taming_of_generator() {
  using O = OptimiserSettings;
  using R = RateSchedule;
  return {
      tamed<kG, &O::gradient_clip>(kPlayer<kG>, "hyperparameters.generator.gradient_clip", "gradient clipping c", kClip,
                                   "The longest that the generator's gradient may be before the optimiser gets it: a "
                                   "longer one is shortened; 0 is off.",
                                   kClipFormula, kClipPaper),
      tamed<kG, &O::weight_decay>(
          kPlayer<kG>, "hyperparameters.generator.weight_decay", "weight decay λ", kDecay,
          "Every step first shrinks the generator's weights a little, which draws its samples together; 0 is off.",
          kDecayFormula, kDecayPaper),
      schedule_kind<kG>("hyperparameters.generator.rate_schedule",
                        "How the generator's learning rate falls over the iterations, which calms its last steps."),
      of_schedule<kG, &R::length>(
          "hyperparameters.generator.rate_length", "rate falls within n", kLength,
          "The iterations, counted from the start, after which the generator's rate has fallen."),
      of_schedule<kG, &R::floor>("hyperparameters.generator.rate_floor", "rate's floor f", kShare,
                                 "The share of the generator's learning rate that is left in the end."),
      of_schedule<kG, &R::hold>("hyperparameters.generator.rate_hold", "full rate for h", kShare,
                                "The share of these iterations in which the generator's rate does not fall yet."),
  };
}

}  // namespace

std::vector<Setting> taming_settings(Player player) {
  return player == kD ? taming_of_discriminator() : taming_of_generator();
}

}  // namespace gan::setting_rows
