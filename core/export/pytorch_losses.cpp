#include "core/export/pytorch_losses.h"

#include <algorithm>

#include "core/game/losses.h"

namespace gan::pytorch {
namespace {

// F.softplus(-a) is −log D(x) and F.softplus(b) is −log(1 − D(G(z))) for a D that ends in a sigmoid.
constexpr const char* kCrossEntropy = "F.softplus(-a).mean() + F.softplus(b).mean()";
constexpr const char* kSmoothedCrossEntropy =
    "(real_label * F.softplus(-a) + (1 - real_label) * F.softplus(a)).mean() + F.softplus(b).mean()";

constexpr LossForm kLossForms[] = {
    {"minimax", kCrossEntropy, kSmoothedCrossEntropy, "-F.softplus(b).mean()"},
    {"non_saturating", kCrossEntropy, kSmoothedCrossEntropy, "F.softplus(-b).mean()"},
    {"least_squares", "0.5 * (a - 1).square().mean() + 0.5 * b.square().mean()",
     "0.5 * (a - real_label).square().mean() + 0.5 * b.square().mean()", "0.5 * (b - 1).square().mean()"},
    {"wasserstein", "b.mean() - a.mean()", "", "-b.mean()"},
    {"hinge", "F.relu(1 - a).mean() + F.relu(1 + b).mean()", "", "-b.mean()"},
    {"relativistic_paired", "F.softplus(b - a).mean()", "", "F.softplus(a - b).mean()"},
    {"relativistic_average", "0.5 * F.softplus(b.mean() - a).mean() + 0.5 * F.softplus(b - a.mean()).mean()", "",
     "0.5 * F.softplus(a.mean() - b).mean() + 0.5 * F.softplus(a - b.mean()).mean()"},
};

// Each loss that is played at some time, once, in the order of the table.
std::vector<int> losses_played(const GameText& game) {
  std::vector<int> losses;
  for (const Hyperparameters& h : game.phases) losses.push_back(h.loss);
  std::sort(losses.begin(), losses.end());
  losses.erase(std::unique(losses.begin(), losses.end()), losses.end());
  return losses;
}

const LossForm& loss_form_of(int loss) {
  return *find_loss_form(loss_info(loss).id);
}

const char* of_discriminator(const GameText& game, int loss) {
  const LossForm& form = loss_form_of(loss);
  return form.smoothed[0] != 0 && reads_label(game) ? form.smoothed : form.discriminator;
}

std::string loss_function_text(const GameText& game, const std::string& signature, const std::string& meaning,
                               const std::function<std::string(int)>& value) {
  std::string out = "def " + signature + ":\n    \"\"\"" + meaning + "\"\"\"\n";
  const std::vector<int> losses = losses_played(game);
  for (std::size_t i = 0; i < losses.size(); ++i) {
    const bool last = i + 1 == losses.size();
    if (!last) out += "    if loss == " + quoted(loss_info(losses[i]).id) + ":\n    ";
    out += "    return " + value(losses[i]) + "\n";
  }
  return out + "\n\n";
}

}  // namespace

const LossForm* find_loss_form(const std::string& id) {
  const auto* const found =
      std::find_if(std::begin(kLossForms), std::end(kLossForms), [&](const LossForm& form) { return id == form.id; });
  return found == std::end(kLossForms) ? nullptr : found;
}

bool reads_label(const GameText& game) {
  return game.ever([](const Hyperparameters& h) { return h.real_label != 1 && loss_info(h.loss).reads_label(); });
}

bool pairs_real(const GameText& game) {
  return game.ever([](const Hyperparameters& h) { return loss_info(h.loss).pairs_real; });
}

Outcome check_losses(const GameText& game) {
  for (const int loss : losses_played(game)) {
    if (!find_loss_form(loss_info(loss).id)) {
      return Error{"the loss '" + std::string(loss_info(loss).id) + "' has no form in PyTorch yet"};
    }
    if (loss_info(loss).pairs_real != pairs_real(game)) {
      return Error{
          "the schedule goes from a loss of pairs to one of single samples, for which generator_step would take "
          "other arguments: expected losses of one of the two kinds"};
    }
  }
  return {};
}

std::string loss_functions(const GameText& game) {
  const Hyperparameters& first = game.phases.front();
  const bool probability = loss_info(first.loss).probabilistic;
  const std::string scale =
      probability ? "# D's outputs are logits: D(x) = sigmoid(a), F.softplus(-a) = −log D(x), F.softplus(a) = "
                    "−log(1 − D(x)).\n"
                  : "";
  const std::string whose = probability ? "the logits of D" : "D's outputs";
  const std::string arguments = pairs_real(game) ? "(a, b)" : "(b)";
  return scale +
         loss_function_text(game, "discriminator_loss(a, b)",
                            "What D minimises; a: " + whose + " on examples x, b: on generated samples G(z).",
                            [&](int loss) { return of_discriminator(game, loss); }) +
         loss_function_text(game, "generator_loss" + arguments, "What G minimises.",
                            [](int loss) { return loss_form_of(loss).generator; });
}

}  // namespace gan::pytorch
