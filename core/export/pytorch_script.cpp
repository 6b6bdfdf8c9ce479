// Puts the script together, from its head to the loop of Algorithm 1.
#include "core/export/pytorch_script.h"

#include <algorithm>

#include "core/export/pytorch_checkpoint.h"
#include "core/export/pytorch_data.h"
#include "core/export/pytorch_losses.h"
#include "core/export/pytorch_motion.h"
#include "core/export/pytorch_networks.h"
#include "core/export/pytorch_numbers.h"
#include "core/export/pytorch_optimisers.h"
#include "core/export/pytorch_steps.h"
#include "core/game/rules/rule_list.h"
#include "core/settings/setting_values.h"

namespace gan {
namespace pytorch {
namespace {

constexpr std::int64_t kLinesPrinted = 20;

std::vector<std::string> notes_on(const GameText& game, const DataText& data, const std::string& data_name) {
  std::vector<std::string> notes = {
      "The random numbers are PyTorch's: the same distributions, but other numbers, so that it is another run of the "
      "same game.",
      "Ganscope stops where a number is no longer finite and keeps the state before; this program goes on.",
      "What Ganscope measures beside training, its metrics and sentences, is left out.",
  };
  if (!data.file.empty()) notes.push_back("The data are in " + data_name + ", which has to lie beside this program.");
  if (game.loads()) {
    notes.push_back("It begins from " + game.request.start->file +
                    ": parameters, statistics, optimisers and the number of the step; the file has to stay there.");
    const GameState<float>& state = *game.request.start->state;
    if (state.discriminator_inner + state.generator_inner > 0) {
      notes.push_back("The checkpoint is in the middle of an iteration, after " +
                      std::to_string(state.discriminator_inner) + " steps of D and " +
                      std::to_string(state.generator_inner) + " of G: the program begins the iteration anew.");
    }
  }
  return notes;
}

std::string head(const GameText& game, const std::vector<std::string>& notes, const std::string& body) {
  std::string out = "\"\"\"" + one_line_of_text(game.request.title) + ": a game of Ganscope as a PyTorch program.\n\n" +
                    "Run it with: python3 " + one_line_of_text(game.request.name) + "\n\nWhere it differs:\n";
  for (const std::string& note : notes) out += "- " + one_line_of_text(note) + "\n";
  out += "\"\"\"\n\n";
  for (const char* module : {"json", "math"}) {
    if (body.find(std::string(module) + ".") != std::string::npos) out += "import " + std::string(module) + "\n";
  }
  out += "from pathlib import Path\n\n";
  if (body.find("numpy.load") != std::string::npos) out += "import numpy\n";
  out += "import torch\n";
  if (body.find("F.") != std::string::npos) out += "import torch.nn.functional as F\n";
  return out + "from torch import nn\n\n";
}

std::string state_lines(const GameText& game) {
  std::string out = new_optimiser(Player::discriminator, game.phases.front().discriminator) + "\n" +
                    new_optimiser(Player::generator, game.phases.front().generator) + "\n";
  if (acts(game, &Hyperparameters::average_decay)) out += "average = {}  # θ̄ of each parameter of G\n";
  if (game.loads()) out += "\n" + checkpoint_reading(game);
  const auto counter = [&](const char* name, const char* key, const char* meaning) {
    const std::string value = game.loads() ? "int(texts[\"ganscope." + std::string(key) + "\"])" : std::string("0");
    return std::string(name) + " = " + value + "  # " + meaning + "\n";
  };
  out += counter("step", "step", "complete iterations");
  if (counts_discriminator_steps(game)) out += counter("d_steps", "discriminator_steps", "steps of D so far");
  return out + motion_state(game) + "\n\n";
}

std::string picture_function(const GameText& game) {
  std::string out =
      "@torch.no_grad()\ndef save_picture(path):\n    \"\"\"Samples of G as a picture, where matplotlib is "
      "installed.\"\"\"\n    try:\n        from matplotlib import pyplot\n    except ImportError:\n"
      "        print(\"no picture: matplotlib is not installed\")\n        return\n";
  const bool averages = acts(game, &Hyperparameters::average_decay);
  const bool batch_norm =
      game.settings.spec.generator.normalisation == Normalisation::batch && has_layers_of(game, LayerKind::batch_norm);
  if (averages) {
    out += "    for theta in G.parameters():\n        theta.copy_(average.get(theta, theta))  # training is over\n";
  }
  // The running statistics are those of G's own weights.
  if (batch_norm && !averages) out += "    G.eval()\n";
  if (!game.of_images()) {
    return out +
           "    for points, name in [(sample_data(1000), \"data\"), (G(sample_noise(1000)), \"generated\")]:\n"
           "        pyplot.scatter(*points.T, s=4, label=name)\n"
           "    pyplot.axis(\"equal\")\n    pyplot.legend()\n    pyplot.savefig(path)\n"
           "    print(f\"wrote {path}\")\n\n\n";
  }
  const SampleShape& s = game.shape;
  const std::string c = std::to_string(s.channels), h = std::to_string(s.height), w = std::to_string(s.width);
  const bool symmetric = game.data->range() == PixelRange::symmetric;
  return out + "    sheet = G(sample_noise(64)).reshape(8, 8, " + c + ", " + h + ", " + w +
         ").permute(0, 3, 1, 4, 2).reshape(8 * " + h + ", 8 * " + w + ", " + c +
         ")\n    sheet = " + (symmetric ? "((sheet + 1) / 2)" : "sheet") + ".clamp(0, 1).squeeze(2).numpy()\n" +
         "    pyplot.imsave(path, sheet, cmap=\"gray\", vmin=0, vmax=1)\n    print(f\"wrote {path}\")\n\n\n";
}

std::string loop(const GameText& game) {
  const std::int64_t every = std::max<std::int64_t>(1, game.request.iterations / kLinesPrinted);
  const bool frozen = game.ever([](const Hyperparameters& h) { return h.k == 0 || h.generator_steps == 0; });
  const bool one = game.always([](const Hyperparameters& h) { return h.generator_steps == 1; });
  std::string out = "if __name__ == \"__main__\":\n    end = step + " + std::to_string(game.request.iterations) + "\n";
  if (frozen) out += "    d_loss = g_loss = float(\"nan\")  # of a player that stands still\n";
  out += "    while step < end:\n";
  if (!schedule_function(game).empty()) out += "        follow_schedule(step)\n";
  out += "        for _ in range(k):\n            d_loss = discriminator_step(sample_data(m), sample_noise(m))\n";
  if (!one) out += "        for _ in range(generator_steps):\n    ";
  out += std::string("        g_loss = generator_step(") + (pairs_real(game) ? "sample_data(m), " : "") +
         "sample_noise(m))\n        step += 1\n";
  if (data_move(game)) out += "        move_data()\n";
  return out + "        if step % " + std::to_string(every) +
         " == 0 or step == end:\n            print(f\"step {step}: D loss {d_loss:.4f}, G loss {g_loss:.4f}\")\n"
         "    save_picture(Path(__file__).with_suffix(\".png\"))\n";
}

std::string body_of(const GameText& game, const DataText& data) {
  std::string out = number_lines(game) + "\ntorch.manual_seed(" + std::to_string(game.settings.spec.seed) + ")\n\n";
  out += (data.constants.empty() ? "\n" : "") + data_functions(game, data);
  out += networks(game);
  if (!game.loads()) out += first_weights(game);
  out += spectral_norms(game) + "\n";
  out += state_lines(game) + loss_functions(game) + step_functions(game) + schedule_function(game);
  return out + picture_function(game) + loop(game);
}

// The phases: what the schedule still changes, step by step.
Outcome add_phases(GameText& game) {
  Settings now = game.settings;
  game.phases = {now.hyperparameters};
  for (const ScheduledChange& change : game.settings.schedule) {
    if (game.loads() && change.step <= game.request.start->state->step) continue;
    if (Outcome set = set_value(now, change.key, change.value); !set) return set;
    if (game.changes.empty() || game.changes.back() != change.step) {
      game.changes.push_back(change.step);
      game.phases.push_back(now.hyperparameters);
    }
    game.phases.back() = now.hyperparameters;
  }
  return {};
}

Outcome check_rule(const GameText& game) {
  for (const Hyperparameters& h : game.phases) {
    const RuleInfo& rule = rule_info(rule_of(h));
    if (std::string_view(rule.id) == alternating_info.id) continue;
    return Error{"the rule '" + std::string(rule.id) +
                 "' has no form in PyTorch yet: expected hyperparameters.rule to be alternating throughout"};
  }
  return {};
}

// A rate that falls by itself and is set anew on the way would be a second function of the step.
Outcome check_rates(const GameText& game) {
  for (const Player player : kPlayers) {
    if (!rate_falls(game, player)) continue;
    const auto optimiser = [player](const Hyperparameters& h) {
      return player == Player::discriminator ? h.discriminator : h.generator;
    };
    const OptimiserSettings first = optimiser(game.phases.front());
    const bool stays = game.always([&](const Hyperparameters& h) {
      return optimiser(h).learning_rate == first.learning_rate && optimiser(h).schedule == first.schedule;
    });
    if (stays) continue;
    return Error{
        std::string("the learning rate of ") + letter_of(player) +
        " falls by itself and is changed by the schedule, which has no form in PyTorch yet: expected one of both"};
  }
  return {};
}

}  // namespace
}  // namespace pytorch

Result<PytorchScript> pytorch_script(const PytorchRequest& request) {
  using namespace pytorch;
  const GameSpec& spec = request.settings.spec;
  auto data = make_data_source(spec.data, spec.seed);
  if (!data) return data.error();
  const SampleShape shape = data.value()->shape();
  GameText game{request, request.settings, std::move(data).value(), shape, {}, {}, {}};
  game.layouts.generator = make_layout(spec.generator, spec.noise.dimension, shape);
  game.layouts.discriminator = make_layout(spec.discriminator, shape, 1);
  const std::string kind = distribution_of(spec.data).id;
  const DataForm* const form = find_data_form(kind);
  if (!form) return Error{"data of the kind '" + kind + "' have no form in PyTorch yet"};
  if (Outcome planned = add_phases(game); !planned) return planned.error();
  if (Outcome ruled = check_rule(game); !ruled) return ruled.error();
  if (Outcome rated = check_rates(game); !rated) return rated.error();
  if (Outcome moved = check_motion(game); !moved) return moved.error();
  if (Outcome checked = check_losses(game); !checked) return checked.error();
  DataText drawn = form->text(game, data_name(request.name));
  PytorchScript script;
  script.notes = notes_on(game, drawn, data_name(request.name));
  if (!drawn.file.empty()) script.data_name = data_name(request.name);
  const std::string body = body_of(game, drawn);
  script.text = head(game, script.notes, body) + body;
  script.data = std::move(drawn.file);
  return script;
}

}  // namespace gan
