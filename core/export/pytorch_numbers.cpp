#include "core/export/pytorch_numbers.h"

#include <algorithm>

#include "core/export/pytorch_losses.h"
#include "core/export/pytorch_motion.h"
#include "core/export/pytorch_optimisers.h"
#include "core/game/losses.h"

namespace gan::pytorch {
namespace {

struct NamedNumber {
  std::string name;
  std::string meaning;
  std::function<std::string(const Hyperparameters&)> value;
};

template <class Number>
NamedNumber named(const std::string& name, const std::string& meaning, Number Hyperparameters::*member) {
  return {name, meaning, [member](const Hyperparameters& h) {
            if constexpr (std::is_same_v<Number, double>) return literal(h.*member);
            return literal(static_cast<std::int64_t>(h.*member));
          }};
}

const OptimiserSettings& optimiser_of(const Hyperparameters& h, Player player) {
  return player == Player::discriminator ? h.discriminator : h.generator;
}

NamedNumber of_player(const std::string& name, Player player, const std::string& meaning,
                      double OptimiserSettings::*member) {
  return {name + "_" + letter_of(player), meaning,
          [=](const Hyperparameters& h) { return literal(optimiser_of(h, player).*member); }};
}

const char* samples_of(const Penalty& penalty) {
  switch (penalty.samples) {
    case PenalisedSamples::real:
      return "examples";
    case PenalisedSamples::generated:
      return "generated samples";
    case PenalisedSamples::between:
      return "points between examples and generated samples";
    case PenalisedSamples::around:
      return "points close to examples";
  }
  return "";
}

// Those that this game has, in the order of the script.
std::vector<NamedNumber> numbers_of(const GameText& game) {
  using H = Hyperparameters;
  std::vector<NamedNumber> all;
  const int loss = game.phases.front().loss;
  if (!game.always([loss](const H& h) { return h.loss == loss; })) {
    all.push_back({"loss", "which the schedule changes", [](const H& h) { return quoted(loss_info(h.loss).id); }});
  }
  all.push_back(named("m", "examples, and as many generated samples, a step", &H::batch_size));
  all.push_back(named("k", "steps of D an iteration", &H::k));
  if (!game.always([](const H& h) { return h.generator_steps == 1; })) {
    all.push_back(named("generator_steps", "an iteration", &H::generator_steps));
  }
  if (reads_label(game)) {
    all.push_back(named("real_label", "the target of examples (one-sided label smoothing)", &H::real_label));
  }
  if (acts(game, &H::instance_noise)) {
    all.push_back(named("sigma", "instance noise: its deviation", &H::instance_noise));
    if (noise_falls(game)) {
      all.push_back(
          named("sigma_end", "in so many iterations it falls to 0; with 0 it stays", &H::instance_noise_decay));
    }
  }
  for (const Penalty& penalty : penalties()) {
    if (!acts(game, penalty.weight)) continue;
    all.push_back(
        named(weight_name(penalty), std::string(penalty.name) + ", on " + samples_of(penalty), penalty.weight));
    if (is_lazy(game, penalty)) {
      all.push_back(named(every_name(penalty), "it acts in every so many steps of D, and as many times as strongly",
                          penalty.every));
    }
  }
  if (data_move(game)) {
    all.push_back(named("data_turn", "degrees by which the data turn in an iteration", &H::data_turn));
    all.push_back(named("data_drift_x", "how far they drift in an iteration", &H::data_drift_x));
    all.push_back(named("data_drift_y", "the same, upwards", &H::data_drift_y));
  }
  if (acts(game, &H::clip)) all.push_back(named("c", "weight clipping of D to [-c, c]", &H::clip));
  for (const Player player : kPlayers) {
    const std::string whose = std::string(" of ") + letter_of(player);
    using O = OptimiserSettings;
    if (acts(game, player, &O::gradient_clip)) {
      all.push_back(
          of_player("longest", player, "the gradient" + whose + " is clipped to this norm", &O::gradient_clip));
    }
    if (acts(game, player, &O::weight_decay)) {
      all.push_back(of_player("decay", player, "weight decay" + whose + ", decoupled", &O::weight_decay));
    }
  }
  if (acts(game, &H::average_decay)) {
    all.push_back(named("average_decay", "β of the moving average of G's parameters", &H::average_decay));
  }
  return all;
}

// The statements that lead from one phase to the next; the names that they give anew go to `rebound`.
std::vector<std::string> changes_between(const GameText& game, const Hyperparameters& from, const Hyperparameters& to,
                                         std::vector<std::string>& rebound) {
  std::vector<std::string> lines;
  for (const NamedNumber& number : numbers_of(game)) {
    if (number.value(from) == number.value(to)) continue;
    lines.push_back(number.name + " = " + number.value(to));
    rebound.push_back(number.name);
  }
  for (const Player player : kPlayers) {
    const auto& [before, after] = player == Player::discriminator ? std::pair(from.discriminator, to.discriminator)
                                                                  : std::pair(from.generator, to.generator);
    for (const std::string& line : optimiser_changes(player, before, after)) {
      if (line.find(" = torch.optim.") != std::string::npos) rebound.push_back(line.substr(0, line.find(' ')));
      lines.push_back(line);
    }
  }
  return lines;
}

}  // namespace

bool acts(const GameText& game, double Hyperparameters::*strength) {
  return game.ever([strength](const Hyperparameters& h) { return h.*strength > 0; });
}

bool acts(const GameText& game, Player player, double OptimiserSettings::*strength) {
  return game.ever([=](const Hyperparameters& h) { return optimiser_of(h, player).*strength > 0; });
}

bool noise_falls(const GameText& game) {
  return game.ever([](const Hyperparameters& h) { return h.instance_noise > 0 && h.instance_noise_decay > 0; });
}

bool rate_falls(const GameText& game, Player player) {
  return game.ever(
      [=](const Hyperparameters& h) { return optimiser_of(h, player).schedule.kind != RateScheduleKind::constant; });
}

std::string weight_name(const Penalty& penalty) {
  return std::string(penalty.id) + "_weight";
}
std::string every_name(const Penalty& penalty) {
  return std::string(penalty.id) + "_every";
}

bool is_lazy(const GameText& game, const Penalty& penalty) {
  return game.ever([&](const Hyperparameters& h) { return h.*penalty.weight > 0 && h.*penalty.every != 1; });
}

std::string condition_of(const GameText& game, const Penalty& penalty) {
  std::string condition;
  if (!game.always([&](const Hyperparameters& h) { return h.*penalty.weight > 0; })) {
    condition = weight_name(penalty) + " > 0";
  }
  if (is_lazy(game, penalty)) {
    condition += std::string(condition.empty() ? "" : " and ") + "d_steps % " + every_name(penalty) + " == 0";
  }
  return condition;
}

std::string number_lines(const GameText& game) {
  std::string out;
  for (const NamedNumber& number : numbers_of(game)) {
    out += number.name + " = " + number.value(game.phases.front()) + "  # " + number.meaning + "\n";
  }
  return out;
}

std::string schedule_function(const GameText& game) {
  std::string body;
  std::vector<std::string> rebound;
  for (std::size_t i = 0; i < game.changes.size(); ++i) {
    const std::vector<std::string> lines = changes_between(game, game.phases[i], game.phases[i + 1], rebound);
    if (lines.empty()) continue;
    body += "    if step == " + literal(game.changes[i]) + ":\n";
    for (const std::string& line : lines) body += "        " + line + "\n";
  }
  if (body.empty()) return "";
  std::sort(rebound.begin(), rebound.end());
  rebound.erase(std::unique(rebound.begin(), rebound.end()), rebound.end());
  std::string names;
  for (const std::string& name : rebound) names += (names.empty() ? "" : ", ") + name;
  return "def follow_schedule(step):\n    \"\"\"What changes by itself, before the iteration with this "
         "number.\"\"\"\n" +
         (names.empty() ? "" : "    global " + names + "\n") + body + "\n\n";
}

}  // namespace gan::pytorch
