// The table of rules: one line a rule. Of rule NAME, rules/NAME.cpp defines NAME_info and make_NAME
// (GAN_INSTANTIATE_RULE). The order is that of the indices; append only.
#pragma once

#include <memory>
#include <span>
#include <string_view>

#include "core/game/rules/rule.h"

// clang-format off
#define GAN_RULES(rule) \
  rule(alternating) \
  rule(simultaneous) \
  rule(extragradient) \
  rule(past_extragradient) \
  rule(optimistic) \
  rule(consensus) \
  rule(symplectic) \
  rule(unrolled) \
  rule(negative_momentum) \
  rule(lookahead) \
  rule(competitive)
// clang-format on

namespace gan {

struct RuleInfo {
  const char* id;
  const char* title;
  const char* meaning;  // one sentence
  const char* formula;  // of one iteration; markup (core/base/math/math_markup.h)
  const char* paper;
  bool takes_turns = false;          // k and G's steps say how often each player moves; otherwise both move at once
  bool remembers = false;            // keeps a block for each player: PlayerState::remembered
  bool remembers_gradients = false;  // which is a gradient; else it is of the size of the parameters
  bool varies = false;               // not every iteration does the same: there is no one map that they all are
  // Blocks as long as a player's parameters that its scratch memory holds, besides a gradient of each; null: none.
  PerPlayer<int> (*scratch)(const Hyperparameters& h) = nullptr;
  // Of rules that differentiate: at how many points besides one it holds what passes on values have found; null: none.
  int (*held)(const Hyperparameters& h) = nullptr;
  bool differentiates = false;  // moves by derivatives of gradients, or through steps, in which clipping has no part
  // See turn.h.
  std::optional<Turn> (*next)(const Progress& now, const Hyperparameters& h);
  std::optional<Turn> (*last)(const Progress& now, const Hyperparameters& h, const std::optional<Progress>& before);
};

std::span<const RuleInfo> rule_infos();
const RuleInfo& rule_info(int rule);    // aborts where there is none
int find_rule(std::string_view id);     // -1 if unknown
int rule_of(const Hyperparameters& h);  // that trains with these
// The player does not move by itself: players take turns, and it has none.
bool stands_still(Player player, const Hyperparameters& h);

// The game has to outlive the rule.
template <class Real>
std::unique_ptr<Rule<Real>> make_rule(int rule, Game<Real>& game);

#define GAN_DECLARE_RULE(NAME)       \
  extern const RuleInfo NAME##_info; \
  template <class Real>              \
  std::unique_ptr<Rule<Real>> make_##NAME(Game<Real>& game);
GAN_RULES(GAN_DECLARE_RULE)
#undef GAN_DECLARE_RULE

#define GAN_INSTANTIATE_RULE(NAME)                                        \
  template std::unique_ptr<Rule<float>> make_##NAME(Game<float>& game);   \
  template std::unique_ptr<Rule<double>> make_##NAME(Game<double>& game); \
  template std::unique_ptr<Rule<DualNumber<double>>> make_##NAME(Game<DualNumber<double>>& game);

}  // namespace gan
