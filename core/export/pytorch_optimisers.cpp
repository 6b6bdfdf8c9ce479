#include "core/export/pytorch_optimisers.h"

#include "core/base/check.h"

namespace gan::pytorch {

OptimiserForm optimiser_form(const OptimiserSettings& s) {
  const std::pair<std::string, std::string> rate{"lr", literal(s.learning_rate)};
  switch (s.kind) {
    case OptimiserKind::sgd:
      return {"torch.optim.SGD", {rate}, {}, false};
    case OptimiserKind::momentum:
      return {"torch.optim.SGD", {rate, {"momentum", literal(s.momentum)}}, {{"momentum_buffer", "exp_avg"}}, false};
    case OptimiserKind::nesterov:
      // PyTorch refuses Nesterov's form without momentum, where it is plain descent.
      if (s.momentum == 0) return {"torch.optim.SGD", {rate}, {}, false};
      return {"torch.optim.SGD",
              {rate, {"momentum", literal(s.momentum)}, {"nesterov", "True"}},
              {{"momentum_buffer", "exp_avg"}},
              false};
    case OptimiserKind::rmsprop:
      return {"torch.optim.RMSprop",
              {rate, {"alpha", literal(s.decay)}, {"eps", literal(s.epsilon)}},
              {{"square_avg", "exp_avg_sq"}},
              true};
    case OptimiserKind::adam:
      return {"torch.optim.Adam",
              {rate, {"betas", "(" + literal(s.beta1) + ", " + literal(s.beta2) + ")"}, {"eps", literal(s.epsilon)}},
              {{"exp_avg", "exp_avg"}, {"exp_avg_sq", "exp_avg_sq"}},
              true};
  }
  GAN_CHECK(false, "unknown optimiser");
}

std::string new_optimiser(Player player, const OptimiserSettings& settings) {
  const OptimiserForm form = optimiser_form(settings);
  const std::string letter = letter_of(player);
  std::string out = "optimiser_" + letter + " = " + form.type + "(" + letter + ".parameters()";
  for (const auto& [name, value] : form.arguments) out += ", " + name + "=" + value;
  return out + ")";
}

std::vector<std::string> optimiser_changes(Player player, const OptimiserSettings& from, const OptimiserSettings& to) {
  const OptimiserForm before = optimiser_form(from), after = optimiser_form(to);
  const bool alike = before.type == after.type && before.arguments.size() == after.arguments.size();
  if (from.kind != to.kind || !alike) return {new_optimiser(player, to)};
  std::vector<std::string> changes;
  for (std::size_t i = 0; i < after.arguments.size(); ++i) {
    const auto& [name, value] = after.arguments[i];
    if (value == before.arguments[i].second) continue;
    changes.push_back("optimiser_" + std::string(letter_of(player)) + ".param_groups[0][" + quoted(name) +
                      "] = " + value);
  }
  return changes;
}

}  // namespace gan::pytorch
