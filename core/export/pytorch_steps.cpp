#include "core/export/pytorch_steps.h"

#include <algorithm>

#include "core/export/pytorch_losses.h"
#include "core/export/pytorch_numbers.h"
#include "core/game/penalties.h"

namespace gan::pytorch {
namespace {

bool penalises_at_times(const GameText& game, PenalisedSamples samples) {
  for (const Penalty& penalty : penalties()) {
    if (penalty.samples == samples && acts(game, penalty.weight)) return true;
  }
  return false;
}

bool has_noise(const GameText& game) {
  return acts(game, &Hyperparameters::instance_noise);
}

std::string seen_by_d(const GameText& game, const std::string& samples) {
  return has_noise(game) ? "blur(" + samples + ")" : samples;
}

std::string blur_function(const GameText& game) {
  if (!has_noise(game)) return "";
  const std::string out = "def blur(x):\n    \"\"\"Instance noise on everything that D sees.\"\"\"\n";
  if (!noise_falls(game)) return out + "    return x + sigma * torch.randn_like(x)\n\n\n";
  return out +
         "    left = max(0.0, 1 - step / sigma_end) if sigma_end > 0 else 1.0\n"
         "    return x + sigma * left * torch.randn_like(x)\n\n\n";
}

std::string penalty_functions(const GameText& game) {
  std::string out;
  const auto any = penalties();
  if (std::any_of(any.begin(), any.end(), [&](const Penalty& p) { return acts(game, p.weight); })) {
    const bool packs = game.layouts.discriminator.packing > 1;
    out += "def squared_slope(a, x):\n    \"\"\"‖∇D(x)‖² of each " + std::string(packs ? "pack" : "sample") +
           ", where a = D(x); can be differentiated once more.\"\"\"\n"
           "    (gradient,) = torch.autograd.grad(a.sum(), x, create_graph=True)\n" +
           (packs ? "    return gradient.reshape(len(a), -1).square().sum(1)\n\n\n"
                  : "    return gradient.flatten(1).square().sum(1)\n\n\n");
  }
  if (penalises_at_times(game, PenalisedSamples::around)) {
    out +=
        "def around(x):\n    \"\"\"x + δ, δ of up to half the deviation of the examples' numbers.\"\"\"\n"
        "    delta = 0.5 * x.std(unbiased=False) * torch.rand(*x.shape)\n"
        "    return (x + delta).detach().requires_grad_()\n\n\n";
  }
  if (!penalises_at_times(game, PenalisedSamples::between)) return out;
  const std::string sides = game.of_images() ? "1, 1, 1" : "1";
  if (const Index size = game.layouts.discriminator.packing; size > 1) {
    const std::string packs = literal(std::int64_t{size});
    return out +
           "def between(x, fake):\n    \"\"\"x̂ = εx + (1 − ε)G(z), one ε a pack.\"\"\"\n    epsilon = "
           "torch.rand(len(x) // " +
           packs + ", " + sides + ").repeat_interleave(" + packs +
           ", 0)\n    return (fake + epsilon * (x - fake)).detach().requires_grad_()\n\n\n";
  }
  return out +
         "def between(x, fake):\n    \"\"\"x̂ = εx + (1 − ε)G(z), one ε a sample.\"\"\"\n"
         "    epsilon = torch.rand(len(x), " +
         sides + ")\n    return (fake + epsilon * (x - fake)).detach().requires_grad_()\n\n\n";
}

// λ E(‖∇D‖ − 1)² or γ/2 E‖∇D‖².
std::string penalty_term(const GameText& game, const Penalty& penalty, const std::string& slope) {
  const std::string weight =
      (is_lazy(game, penalty) ? every_name(penalty) + " * " : std::string()) + weight_name(penalty);
  switch (penalty.kind) {
    case PenaltyKind::squared_norm:
      return weight + " / 2 * " + slope + ".mean()";
    case PenaltyKind::unit_norm:
      // A root has no slope at 0.
      return weight + " * ((" + slope + " + 1e-30).sqrt() - 1).square().mean()";
  }
  return "";
}

std::string penalty_lines(const GameText& game) {
  std::string out;
  for (const Penalty& penalty : penalties()) {
    if (!acts(game, penalty.weight)) continue;
    const std::string condition = condition_of(game, penalty);
    const std::string indent = condition.empty() ? "    " : "        ";
    if (!condition.empty()) out += "    if " + condition + ":\n";
    std::string slope = penalty.samples == PenalisedSamples::real ? "squared_slope(a, x)" : "squared_slope(b, fake)";
    if (penalty.samples == PenalisedSamples::between) {
      out += indent + "x_hat = between(x, fake)\n";
      slope = "squared_slope(D(x_hat), x_hat)";
    }
    if (penalty.samples == PenalisedSamples::around) {
      out += indent + "x_near = around(x)\n";
      slope = "squared_slope(D(x_near), x_near)";
    }
    out += indent + "loss = loss + " + penalty_term(game, penalty, slope) + "\n";
  }
  return out;
}

std::string clipping(const GameText& game) {
  if (!acts(game, &Hyperparameters::clip)) return "";
  const bool always = game.always([](const Hyperparameters& h) { return h.clip > 0; });
  const std::string indent = always ? "    " : "        ";
  return std::string(always ? "" : "    if c > 0:\n") + indent + "with torch.no_grad():\n" + indent +
         "    for parameter in D.parameters():\n" + indent + "        parameter.clamp_(-c, c)\n";
}

// What is done to a player's gradient and weights before its optimiser's step. Decay of the kind that PyTorch has in
// AdamW alone.
std::string taming(const GameText& game, Player player) {
  using O = OptimiserSettings;
  const std::string letter = letter_of(player), longest = "longest_" + letter;
  std::string out;
  if (acts(game, player, &O::gradient_clip)) {
    const bool always = game.always([player](const Hyperparameters& h) {
      return (player == Player::discriminator ? h.discriminator : h.generator).gradient_clip > 0;
    });
    out += (always ? "    " : "    if " + longest + " > 0:\n        ") + "nn.utils.clip_grad_norm_(" + letter +
           ".parameters(), " + longest + ")\n";
  }
  if (acts(game, player, &O::weight_decay)) {
    out += "    with torch.no_grad():\n        for parameter in " + letter +
           ".parameters():\n            parameter.mul_(1 - optimiser_" + letter + ".param_groups[0][\"lr\"] * decay_" +
           letter + ")\n";
  }
  return out;
}

// η(t), of a rate and a schedule that stay (check_rates).
std::string rate_function(const GameText& game, Player player) {
  if (!rate_falls(game, player)) return "";
  const Hyperparameters& h = game.phases.front();
  const OptimiserSettings& s = player == Player::discriminator ? h.discriminator : h.generator;
  const RateSchedule& r = s.schedule;
  const std::string letter = letter_of(player), rate = literal(s.learning_rate), floor = literal(r.floor);
  const std::string share = "step / " + std::to_string(r.length);
  std::string out = "def rate_" + letter + "():\n    \"\"\"The learning rate of " + letter +
                    " in the iteration under way.\"\"\"\n    if " + share + " >= 1:\n        return " + rate + " * " +
                    floor + "\n    if " + share + " <= " + literal(r.hold) + ":\n        return " + rate + "\n";
  if (r.kind == RateScheduleKind::step) return out + "    return " + rate + " * " + floor + "\n\n\n";
  out += "    fallen = (" + share + " - " + literal(r.hold) + ") / (1 - " + literal(r.hold) + ")\n";
  const std::string shape =
      r.kind == RateScheduleKind::cosine ? "0.5 * (1 + math.cos(math.pi * fallen))" : "(1 - fallen)";
  return out + "    return " + rate + " * (" + floor + " + (1 - " + floor + ") * " + shape + ")\n\n\n";
}

std::string update_lines(const GameText& game, Player player) {
  const std::string optimiser = std::string("optimiser_") + letter_of(player);
  const std::string rate = rate_falls(game, player)
                               ? "    " + optimiser + ".param_groups[0][\"lr\"] = rate_" + letter_of(player) + "()\n"
                               : "";
  return "    " + optimiser + ".zero_grad()\n    loss.backward()\n" + rate + taming(game, player) + "    " + optimiser +
         ".step()\n";
}

std::string discriminator_step(const GameText& game) {
  std::string x = seen_by_d(game, "x"), fake = seen_by_d(game, "G(z).detach()");
  if (penalises_at_times(game, PenalisedSamples::real)) x += ".requires_grad_()";
  if (penalises_at_times(game, PenalisedSamples::generated)) fake += ".requires_grad_()";
  const bool counts = counts_discriminator_steps(game);
  std::string out =
      "def discriminator_step(x, z):\n    \"\"\"One step of D on examples x and as many generated "
      "samples, while G stands still.\"\"\"\n";
  if (counts) out += "    global d_steps\n";
  if (x != "x") out += "    x = " + x + "\n";
  return out + "    fake = " + fake + "\n    a, b = D(x), D(fake)\n    loss = discriminator_loss(a, b)\n" +
         penalty_lines(game) + update_lines(game, Player::discriminator) + clipping(game) +
         (counts ? "    d_steps += 1\n" : "") + "    return loss.item()\n\n\n";
}

std::string average_function(const GameText& game) {
  if (!acts(game, &Hyperparameters::average_decay)) return "";
  return "@torch.no_grad()\ndef update_average():\n    \"\"\"θ̄ ← β θ̄ + (1 − β) θ, beginning at θ; β is smaller in "
         "the first iterations.\"\"\"\n"
         "    beta = min(average_decay, (1 + step) / (10 + step))\n"
         "    for theta in G.parameters():\n"
         "        average[theta] = beta * average[theta] + (1 - beta) * theta if theta in average else "
         "theta.clone()\n\n\n";
}

std::string averaging(const GameText& game) {
  if (!acts(game, &Hyperparameters::average_decay)) return "";
  if (game.always([](const Hyperparameters& h) { return h.average_decay > 0; })) return "    update_average()\n";
  return "    if average_decay > 0:\n        update_average()\n    else:\n        average.clear()\n";
}

std::string generator_step(const GameText& game) {
  const bool pairs = pairs_real(game);
  std::string out = std::string("def generator_step(") + (pairs ? "x, z" : "z") +
                    "):\n    \"\"\"One step of G, while D stands still: D's gradients, which this fills, too, are "
                    "cleared by its own step.\"\"\"\n";
  out += "    b = D(" + seen_by_d(game, "G(z)") + ")\n";
  if (pairs) out += "    a = D(" + seen_by_d(game, "x") + ")\n";
  return out + "    loss = generator_loss(" + (pairs ? "a, b" : "b") + ")\n" + update_lines(game, Player::generator) +
         averaging(game) + "    return loss.item()\n\n\n";
}

}  // namespace

bool counts_discriminator_steps(const GameText& game) {
  for (const Penalty& penalty : penalties()) {
    if (is_lazy(game, penalty)) return true;
  }
  return false;
}

std::string step_functions(const GameText& game) {
  return rate_function(game, Player::discriminator) + rate_function(game, Player::generator) + blur_function(game) +
         penalty_functions(game) + discriminator_step(game) + average_function(game) + generator_step(game);
}

}  // namespace gan::pytorch
