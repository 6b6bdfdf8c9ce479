#include "app/models/advice.h"

#include <algorithm>
#include <cstdio>
#include <string_view>

#include "core/game/fields.h"
#include "core/game/losses.h"

namespace gan {
namespace {

std::string what_to_try(const Hyperparameters& h) {
  const std::string_view loss = loss_infos()[static_cast<std::size_t>(h.loss)].id;
  const bool bounded = h.clip > 0 || h.gp_weight > 0 || h.r1_weight > 0;
  if (loss == "wasserstein" && !bounded) {
    return "the Wasserstein loss has no bound of its own: switch weight clipping or the gradient penalty on";
  }
  const bool d_faster = h.discriminator.learning_rate >= h.generator.learning_rate;
  const OptimiserSettings& faster = d_faster ? h.discriminator : h.generator;
  const double penalty = std::max({h.r1_weight, h.r2_weight, h.gp_weight});
  if (penalty > 50 && penalty * faster.learning_rate > 1) {
    return "a penalty's weight times the learning rate is large: lower one of them";
  }
  char rate[40];
  std::snprintf(rate, sizeof rate, "%.3g", faster.learning_rate);
  return std::string("lower ") + (d_faster ? "D" : "G") + "'s learning rate (now " + rate + ")";
}

}  // namespace

std::string divergence_sentence(const Snapshot& snapshot) {
  const Status& status = snapshot.status;
  if (!status.diverged) return "";
  return "Training diverged at step " + std::to_string(status.step) + ": " + status.what +
         " is no longer finite. The last finite state is kept; " +
         what_to_try(snapshot.settings->hyperparameters) +
         ", or undo the last change, then play on or start again.";
}

}  // namespace gan
