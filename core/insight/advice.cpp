#include "core/insight/advice.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <string_view>
#include <utility>

#include "core/base/number_text.h"
#include "core/game/acting.h"
#include "core/game/losses.h"
#include "core/game/penalties.h"

namespace gan {
namespace {

// Networks begin with numbers about 1: data this far out make first losses and gradients as large.
constexpr double kFarReach = 100;
// Of one point: this many times as far out as the square that shows the data.
constexpr double kFarPoint = 10;

constexpr double kLargeWeights = 8;  // times the usual ones

std::string number_text(double value, int digits) {
  char buffer[40];
  std::string text(buffer,
                   std::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::general, digits).ptr);
  const std::size_t plus = text.find("e+");
  if (plus != std::string::npos) text.erase(plus + 1, text[plus + 2] == '0' ? 2 : 1);
  return text;
}

// A learning rate relative to the largest that usually works with the optimiser.
double boldness(const OptimiserSettings& o) {
  switch (o.kind) {
    case OptimiserKind::sgd:
      return o.learning_rate / 0.3;
    case OptimiserKind::momentum:
    case OptimiserKind::nesterov:
      return o.learning_rate / (1 - o.momentum) / 0.3;
    case OptimiserKind::rmsprop:
    case OptimiserKind::adam:
      return o.learning_rate / 0.005;
  }
  return 0;
}

struct FarPoint {
  double distance = 0;  // from zero, the larger coordinate
  double x = 0, y = 0;  // in the data's own coordinates
};

FarPoint farthest_point(const PointSet& set) {
  FarPoint far;
  for (Index i = 0; i < set.points.cols(); ++i) {
    const double x = set.points(0, i), y = set.points(1, i), d = std::max(std::abs(x), std::abs(y));
    if (d > far.distance) far = {d, set.units.to_data(0, x), set.units.to_data(1, y)};
  }
  return far;
}

const PointSet* points_of(const Snapshot& snapshot) {
  const DataSpec& data = snapshot.settings->spec.data;
  const bool from_file = distribution_of(data).file == DataFile::points;
  return from_file ? data.points.get() : nullptr;
}

double extent_reach(const Extent& e) {
  return std::max(std::abs(e.x), std::abs(e.y)) + e.half;
}

// "" where the data are of a usual size.
std::string about_data(const Snapshot& snapshot) {
  const double reach = reach_of_data(snapshot);
  if (!(reach > kFarReach)) return "";
  if (const PointSet* set = points_of(snapshot)) {
    const FarPoint far = farthest_point(*set);
    if (reach > kFarPoint * extent_reach(snapshot.data->extent())) {
      return "the point (" + number_text(far.x, 12) + ", " + number_text(far.y, 12) +
             ") of the data lies far from all others: leave it out of the file";
    }
    return "the data reach " + number_text(reach, 3) +
           " from zero, where networks begin with numbers about 1: divide the file's columns by that";
  }
  return "the data reach " + number_text(reach, 3) +
         " from zero, where networks begin with numbers about 1: lower data.radius, data.spacing or data.sigma";
}

}  // namespace

std::string divergence_remedy(const Snapshot& snapshot) {
  if (std::string data = about_data(snapshot); !data.empty()) return data;
  const GameSpec& spec = snapshot.settings->spec;
  for (const auto& [network, key] : {std::pair{&spec.discriminator, "discriminator"}, {&spec.generator, "generator"}}) {
    if (network->initial_scale <= kLargeWeights) continue;
    return std::string("the weights begin ") + number_text(network->initial_scale, 3) +
           " times as large as usual: lower " + key + ".initial_scale";
  }
  const Hyperparameters h = acting_at(snapshot.settings->hyperparameters, snapshot.position.step);
  const std::string_view loss = loss_info(h.loss).id;
  double penalty = 0;
  for (const Penalty& each : penalties()) penalty = std::max(penalty, h.*each.weight);
  const bool bounded = h.clip > 0 || penalty > 0;
  if (loss == "wasserstein" && !bounded) {
    return "the Wasserstein loss has no bound of its own: switch weight clipping or the gradient penalty on";
  }
  const double d_bold = boldness(h.discriminator), g_bold = boldness(h.generator);
  const bool d_faster = d_bold >= g_bold;
  const OptimiserSettings& faster = d_faster ? h.discriminator : h.generator;
  if (penalty > 50 && penalty * h.discriminator.learning_rate > 1) {
    return "a penalty's weight times D's learning rate is large: lower one of them";
  }
  return std::string("lower ") + (d_faster ? "D" : "G") + "'s learning rate (now " +
         number_text(faster.learning_rate, 3) + ")";
}

double reach_of_data(const Snapshot& snapshot) {
  if (snapshot.data == nullptr || !snapshot.kind().has(Capability::extent)) return 1;
  const PointSet* set = points_of(snapshot);
  return set ? farthest_point(*set).distance : extent_reach(snapshot.data->extent());
}

std::string divergence_sentence(const Snapshot& snapshot) {
  const Status& status = snapshot.status;
  if (!status.diverged) return "";
  return "Training diverged at step " + whole_text(status.step) + ": " + status.what +
         " is no longer finite. The last finite state is kept; " + divergence_remedy(snapshot) +
         ", or undo the last change, then play on or start again.";
}

}  // namespace gan
