#include "core/game/rules/rule_list.h"

#include <array>

#include "core/base/check.h"

namespace gan {
namespace {

template <class Real>
using RuleMaker = std::unique_ptr<Rule<Real>> (*)(Game<Real>&);

template <class Real>
constexpr std::array kRuleMakers{
#define GAN_RULE_MAKER(NAME) RuleMaker<Real>(make_##NAME<Real>),
    GAN_RULES(GAN_RULE_MAKER)
#undef GAN_RULE_MAKER
};

constexpr std::size_t kRuleCount = kRuleMakers<float>.size();

}  // namespace

std::span<const RuleInfo> rule_infos() {
  static const std::array<RuleInfo, kRuleCount> infos{
#define GAN_RULE_INFO(NAME) NAME##_info,
      GAN_RULES(GAN_RULE_INFO)
#undef GAN_RULE_INFO
  };
  return infos;
}

const RuleInfo& rule_info(int rule) {
  GAN_CHECK(rule >= 0 && rule < static_cast<int>(kRuleCount), "no rule has this index");
  return rule_infos()[static_cast<std::size_t>(rule)];
}

int rule_of(const Hyperparameters& h) {
  return h.rule;
}

bool stands_still(Player player, const Hyperparameters& h) {
  return rule_info(rule_of(h)).takes_turns && (player == Player::discriminator ? h.k : h.generator_steps) == 0;
}

int find_rule(std::string_view id) {
  for (std::size_t i = 0; i < kRuleCount; ++i) {
    if (id == rule_infos()[i].id) return static_cast<int>(i);
  }
  return -1;
}

template <class Real>
std::unique_ptr<Rule<Real>> make_rule(int rule, Game<Real>& game) {
  GAN_CHECK(rule >= 0 && rule < static_cast<int>(kRuleCount), "no rule has this index");
  return kRuleMakers<Real>[static_cast<std::size_t>(rule)](game);
}

template std::unique_ptr<Rule<float>> make_rule(int, Game<float>&);
template std::unique_ptr<Rule<double>> make_rule(int, Game<double>&);
template std::unique_ptr<Rule<DualNumber<double>>> make_rule(int, Game<DualNumber<double>>&);

}  // namespace gan
