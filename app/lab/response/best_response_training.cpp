#include "app/lab/response/best_response_training.h"

#include <algorithm>
#include <cmath>

#include "core/base/number_text.h"

namespace gan {
namespace {

double norm_of(const ResponseState& state) {
  return state.gradient < 0 ? 0 : std::sqrt(state.gradient);  // NaN stays that
}

std::string steps_text(std::int64_t steps) {
  return whole_text(steps) + (steps == 1 ? " step" : " steps");
}

std::string three_places(double value) {
  return fixed_text(value, 3).c_str();
}

std::string amount(double gap) {
  return fixed_text(std::abs(gap), std::abs(gap) < 0.095 ? 3 : 2).c_str();
}

// How far it has come from `first` to `last`, of magnitudes that fall by factors.
double fallen(double first, double now, double last) {
  if (!(first > last) || !(last > 0)) return 0;
  return std::log(first / std::max(now, last)) / std::log(first / last);
}

}  // namespace

BestResponseTraining::Next BestResponseTraining::look(const Instant& instant, const ResponseState& state) {
  now_ = state;
  if (!first_) {
    from_ = instant;
    first_ = state;
    best_ = state.best;
    least_loss_ = state.d_loss;
  } else {
    steps_ += asked_;
    const bool less = state.d_loss < least_loss_ - kLessLoss * std::abs(least_loss_);
    looks_since_less_ = less ? 0 : looks_since_less_ + 1;
    if (less) least_loss_ = state.d_loss;
  }
  const double first_norm = norm_of(*first_), least = std::max(std::sqrt(state.noise), kLeftOfGradient * first_norm);
  double share = std::max(fallen(first_norm, norm_of(state), least),
                          static_cast<double>(steps_) / static_cast<double>(kMostSteps));
  if (const auto left = gap(); left && best_ - first_->value > kClosedGap) {
    share = std::max(share, fallen(best_ - first_->value, *left, kClosedGap));
  }
  share_ = std::clamp(share, share_, 1.0);
  progress_ = describe();
  if (const auto end = ended()) return {0, end};
  // More at a time the longer it takes: a look is as much work as twenty steps.
  asked_ = std::min(std::clamp(steps_ / 10, kFewest, kMost), kMostSteps - steps_);
  return {asked_, {}};
}

std::optional<BestResponseTraining::End> BestResponseTraining::ended() const {
  if (const auto left = gap(); left && *left <= kClosedGap) return End::gap_closed;
  if (now_.gradient_is_noise() || norm_of(now_) <= kLeftOfGradient * norm_of(*first_)) return End::gradient_small;
  if (looks_since_less_ >= kLevelLooks) return End::level;
  if (steps_ >= kMostSteps) return End::most_steps;
  return {};
}

std::optional<double> BestResponseTraining::gap() const {
  if (!first_ || !std::isfinite(best_) || !std::isfinite(now_.value)) return {};
  return best_ - now_.value;
}

std::string BestResponseTraining::describe() const {
  const std::string start = "Training D to its optimum: " + steps_text(steps_) + ", ";
  const auto left = gap();
  if (!left) return start + "gradient " + short_text(norm_of(now_));
  return start + (*left > kClosedGap ? amount(*left) + " below its best response" : "at its best response");
}

std::string BestResponseTraining::outcome(std::optional<End> end) const {
  const std::string after = " after " + steps_text(steps_);
  const auto left = gap();
  std::string how_far;
  if (left) {
    how_far = " V is " + three_places(now_.value) + ", the best response to this G has " + three_places(best_) + ".";
  }
  if (!end) return "Training D to its optimum was stopped" + after + "." + how_far;
  switch (*end) {
    case End::gap_closed:
      return (steps_ == 0 ? std::string("D is at its best response already.")
                          : "D is at its best response" + after + "; G stood still.") +
             how_far;
    case End::gradient_small:
      return "D is at its optimum" + after + ": what is left of its gradient, " + short_text(norm_of(now_)) +
             (now_.gradient_is_noise() ? ", is within the noise of " + whole_text(now_.samples) + " samples."
                                       : ", is a thousandth of what it was.") +
             how_far;
    case End::level:
      return "D is as good as it gets at this learning rate" + after + ": its loss falls no further." + how_far;
    case End::most_steps:
      return "D is not at its optimum" + after + ", and no more are taken." + how_far;
  }
  return "";
}

}  // namespace gan
