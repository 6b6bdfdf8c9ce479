// What is said of a spectrum, in the window and on the command line alike.
#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include "core/base/number_text.h"
#include "core/game/penalties.h"
#include "core/game/rules/rule_list.h"
#include "core/nn/optimiser.h"
#include "core/probe/spectrum/spectrum.h"

namespace gan {
namespace {

constexpr double kDegrees = 180 / std::numbers::pi;
constexpr double kNoTurn = 1e-3;  // degrees
constexpr const char* kOptimisers[] = {"SGD", "momentum", "Nesterov momentum", "RMSProp", "Adam"};

const char* name_of(OptimiserKind kind) {
  return kOptimisers[static_cast<int>(kind)];
}

bool has_moments(OptimiserKind kind) {
  return moves_first_moment(kind) || moves_second_moment(kind);
}

// "the moments of Adam", or of each player where they differ; "" where there are none.
std::string moments_text(const Hyperparameters& h, const PerPlayer<bool>& moves) {
  const OptimiserKind d = h.discriminator.kind, g = h.generator.kind;
  const bool of_d = moves.discriminator && has_moments(d), of_g = moves.generator && has_moments(g);
  const auto one = [](OptimiserKind kind) { return std::string("the moments of ") + name_of(kind); };
  if (of_d && of_g && d == g) return one(d);
  if (of_d && of_g) return one(d) + " (D) and of " + name_of(g) + " (G)";
  if (of_d) return one(d) + (moves.generator ? " (D)" : "");
  if (of_g) return one(g) + (moves.discriminator ? " (G)" : "");
  return "";
}

std::string turn_text(double degrees) {
  if (degrees < kNoTurn) return " and does not turn.";
  if (degrees > 180 - kNoTurn) return " and turns over in every iteration.";
  const double round = 360 / degrees;
  return " and turns once in " + (round < 10 ? short_text(round, 2) : whole_text(std::llround(round))) + " iterations.";
}

std::string ordinal(int n) {
  const int last = n % 10, tens = n % 100;
  const bool teen = tens >= 11 && tens <= 13;
  return whole_text(n) + (!teen && last == 1 ? "st" : !teen && last == 2 ? "nd" : !teen && last == 3 ? "rd" : "th");
}

// In any of the next iteration's steps of D.
bool acts_now(const Penalty& penalty, const Spectrum& spectrum) {
  const Hyperparameters& h = spectrum.snapshot->settings->hyperparameters;
  const std::int64_t first = spectrum.snapshot->state->discriminator_steps;
  const int steps = rule_info(rule_of(h)).takes_turns ? h.k : 1;
  for (int i = 0; i < steps; ++i) {
    if (penalty_weight(h.*penalty.weight, h.*penalty.every, first + i) > 0) return true;
  }
  return false;
}

}  // namespace

double leading_turn(const Spectrum& spectrum) {
  if (spectrum.multipliers.empty()) return std::numeric_limits<double>::quiet_NaN();
  return std::abs(std::arg(spectrum.multipliers.front())) * kDegrees;
}

std::string leading_sentence(const Spectrum& spectrum) {
  if (spectrum.multipliers.empty()) return spectrum.why_not;
  const double modulus = std::abs(spectrum.multipliers.front()), beyond = modulus - 1;
  const std::string turn = turn_text(leading_turn(spectrum)), mode = "The leading mode ";
  const double exact = std::max(kOnCircle, spectrum.residuals.front());
  if (std::abs(beyond) <= exact) return mode + "keeps its size" + turn;
  if (modulus >= 2) return mode + "grows " + short_text(modulus) + " times an iteration" + turn;
  return mode + (beyond > 0 ? "grows " : "shrinks ") + short_text(100 * std::abs(beyond), 2) + "% an iteration" + turn;
}

std::string outside_sentence(const Spectrum& spectrum) {
  if (spectrum.multipliers.empty()) return "";
  const int outside = count_outside(spectrum), found = static_cast<int>(spectrum.multipliers.size());
  if (outside == 0) {
    const bool inside = std::abs(spectrum.multipliers.front()) < 1 - std::max(kOnCircle, spectrum.residuals.front());
    return inside ? "All multipliers lie inside the unit circle: a small change dies out."
                  : "No multiplier lies outside the unit circle: no small change grows.";
  }
  const std::string which = spectrum.whole ? " multipliers " : " leading multipliers ";
  const std::string end = outside == 1 ? ": such a change grows." : ": such changes grow.";
  if (outside == found && found > 1) {
    return "All " + whole_text(found) + which + "lie outside the unit circle" +
           (spectrum.whole ? "" : ", and perhaps more") + end;
  }
  return whole_text(outside) + (spectrum.whole ? " of " : " of the ") + whole_text(found) + which +
         (outside == 1 ? "lies" : "lie") + " outside the unit circle" + end;
}

std::string state_sentence(const Spectrum& spectrum) {
  if (spectrum.multipliers.empty()) return "";
  const Hyperparameters& h = spectrum.snapshot->settings->hyperparameters;
  PerPlayer<bool> moves;
  for (const Player player : kPlayers) moves[player] = !stands_still(player, h);
  std::string text = "State: the parameters of ";
  text += moves.discriminator && moves.generator ? "both players"
          : moves.generator                      ? "G (D is frozen)"
                                                 : "D (G is frozen)";
  if (const std::string moments = moments_text(h, moves); !moments.empty()) {
    text += ", " + moments;
  } else {
    text += ", no moments";
  }
  if (rule_info(rule_of(h)).remembers) text += ", what the rule remembers";
  return text + ": " + whole_text(spectrum.numbers) + " numbers.";
}

std::string residual_sentence(const Spectrum& spectrum) {
  if (spectrum.multipliers.empty()) return "";
  if (spectrum.whole) return "Residual " + short_text(spectrum.residuals.front(), 2) + ", the map written out.";
  const std::string worst = short_text(*std::max_element(spectrum.residuals.begin(), spectrum.residuals.end()), 2);
  const std::string text = "Residuals from " + short_text(spectrum.residuals.front(), 2) + " (leading) to " + worst +
                           " after " + whole_text(spectrum.products) + " products.";
  return spectrum.settled > 0 ? text : "Not settled yet. " + text;
}

std::string lazy_sentence(const Spectrum& spectrum) {
  if (spectrum.multipliers.empty()) return "";
  const Hyperparameters& h = spectrum.snapshot->settings->hyperparameters;
  std::string text;
  for (const Penalty& penalty : penalties()) {
    const int every = h.*penalty.every;
    if (h.*penalty.weight <= 0 || every <= 1) continue;
    text += std::string(text.empty() ? "" : " ") + penalty.name + " acts in every " + ordinal(every) +
            " step of D: in this iteration it does" + (acts_now(penalty, spectrum) ? "." : " not.");
  }
  return text;
}

}  // namespace gan
