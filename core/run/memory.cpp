#include "core/run/memory.h"

#include <algorithm>
#include <cmath>

#include "core/game/losses.h"
#include "core/game/penalties.h"
#include "core/game/rules/rule_list.h"
#include "core/nn/layout.h"
#include "core/settings/setting_values.h"

namespace gan {
namespace {

// What is smaller than this is not worth asking the machine for.
constexpr double kSmallGame = 64.0 * 1024 * 1024;
// States alive at a time besides the one that trains: the newest snapshot, the one that is looked at, and
// what falls back to it.
constexpr double kSnapshots = 3;
constexpr Index kSumParts = 8;               // core/ad/convolution.cpp: parts of a sum over samples
constexpr double kPatchNumbers = 96 * 1024;  // there: of the unfolded patches in a block, at least

// Numbers that a pass takes from the workspace and keeps until the step ends, and the most that one of its
// layers takes for a moment.
struct Need {
  double kept = 0, passing = 0;
  void add(const Need& other) {
    kept += other.kept;
    passing = std::max(passing, other.passing);
  }
};

bool is_convolution(const Layer& layer) {
  return layer.kind == LayerKind::convolution || layer.kind == LayerKind::transposed_convolution;
}
double weight_size(const Layer& layer) {
  return static_cast<double>(layer.weight_rows) * static_cast<double>(layer.weight_cols);
}

// Unfolded patches, one share a thread, and a transposed kernel or the parts of its gradient's sum.
double layer_scratch(const Layer& layer, double batch, int threads) {
  if (layer.kind == LayerKind::linear) return weight_size(layer);
  if (!is_convolution(layer)) return 0;
  const double one = static_cast<double>(layer.shape.patch()) * static_cast<double>(layer.shape.out_pixels());
  const double patches = std::min(std::max(one, kPatchNumbers), one * batch);
  return patches * threads + weight_size(layer) * static_cast<double>(kSumParts);
}

// The passes of core/nn/*_impl.h, counted in matrices of the layer's size: `orders` is 1 for values, 2 for
// the tangents of a penalty, whose values are known and whose product rules take matrices of their own.
Need forward_need(const NetworkLayout& layout, double batch, int orders, int threads) {
  Need need;
  for (const Layer& layer : layout.layers) {
    const double in = static_cast<double>(layer.inputs) * batch, out = static_cast<double>(layer.outputs) * batch;
    const bool tangents = orders == 2;
    if (layer.spectral >= 0) need.kept += tangents ? 0 : weight_size(layer);
    switch (layer.kind) {
      case LayerKind::linear:
      case LayerKind::constant:
      case LayerKind::convolution:
      case LayerKind::transposed_convolution:
      case LayerKind::repeat:
      case LayerKind::merge:
      case LayerKind::pack:
        need.kept += out;
        break;
      case LayerKind::fourier:
        need.kept += tangents ? 3 * out : out;
        break;
      case LayerKind::group_deviation:
        need.kept += out + (tangents ? 8 : 3) * in;
        break;
      case LayerKind::pool:
        need.kept += (tangents ? 3 : 2) * out;
        break;
      case LayerKind::activation:
        need.kept += tangents || !layer.activation.piecewise_linear() ? out : 0;
        break;
      case LayerKind::layer_norm:
      case LayerKind::batch_norm:
        need.kept += (tangents ? 12 : 5) * in;
        break;
      case LayerKind::branch:
        break;
    }
    need.passing = std::max(need.passing, layer_scratch(layer, batch, threads));
  }
  return need;
}

Need backward_need(const NetworkLayout& layout, double batch, int orders, bool gradients, bool to_input, int threads) {
  Need need;
  const bool tangents = orders == 2;
  for (std::size_t i = 0; i < layout.layers.size(); ++i) {
    const Layer& layer = layout.layers[i];
    const double in = static_cast<double>(layer.inputs) * batch;
    const bool on = to_input || i > 0;
    if (layer.spectral >= 0 && gradients) need.kept += (tangents ? 12 : 3) * weight_size(layer);
    switch (layer.kind) {
      case LayerKind::linear:
      case LayerKind::constant:
      case LayerKind::convolution:
      case LayerKind::transposed_convolution:
      case LayerKind::pack:
        need.kept += on ? in : 0;
        break;
      case LayerKind::repeat:
      case LayerKind::branch:
        need.kept += in;
        break;
      case LayerKind::pool:
        need.kept += 2 * in;
        break;
      case LayerKind::activation:
        need.kept += tangents && !layer.activation.piecewise_linear() ? 4 * in : in;
        break;
      case LayerKind::layer_norm:
      case LayerKind::batch_norm:
        need.kept += (tangents ? 24 : 6) * in + (gradients ? (tangents ? 4 : 1) * in : 0);
        break;
      case LayerKind::fourier:
        need.kept += on ? (tangents ? 4 * in : in) : 0;
        break;
      case LayerKind::group_deviation:
        need.kept += (tangents ? 12 : 4) * in;
        break;
      case LayerKind::merge:
        break;
    }
    need.passing = std::max(need.passing, layer_scratch(layer, batch, threads));
  }
  return need;
}

// D's backward pass on one batch, through its penalty's second derivatives where there is one.
Need descent_need(const NetworkLayout& d, double batch, double example, bool penalised, int threads) {
  Need need;
  if (!penalised) {
    need.add(backward_need(d, batch, 1, true, false, threads));
    return need;
  }
  need.add(backward_need(d, batch, 1, false, true, threads));
  need.kept += 2 * example * batch + batch;  // ‖g‖² and u
  need.add(forward_need(d, batch, 2, threads));
  need.add(backward_need(d, batch, 2, true, false, threads));
  return need;
}

struct Networks {
  NetworkLayout generator, discriminator;
};

// Both losses' gradients in one pass over D's batch, beyond those of D's loss alone.
Need together_need(const Need& d_step, const Networks& networks, double batch, int threads) {
  Need need = d_step;
  need.add(backward_need(networks.discriminator, batch, 1, false, true, threads));
  need.add(backward_need(networks.generator, batch, 1, true, false, threads));
  return need;
}

// Of passes on duals, with those on values that they know, over passes on values: tangents and their products are twice
// as much again.
constexpr double kDuals = 3;

double step_numbers(const Settings& settings, const Networks& networks, SampleShape data, int threads) {
  const Hyperparameters& h = settings.hyperparameters;
  const auto batch = static_cast<double>(h.batch_size);
  const auto example = static_cast<double>(data.size());
  const double noise = settings.spec.noise.dimension * batch;
  const double examples = example * batch;
  const bool jitter = h.instance_noise > 0;
  const Need g_forward = forward_need(networks.generator, batch, 1, threads);
  const Need d_forward = forward_need(networks.discriminator, batch, 1, threads);

  Need d_step;
  d_step.kept = noise + examples + (jitter ? 4 * examples : 0);
  for (const Need& pass : {g_forward, d_forward, d_forward}) d_step.add(pass);
  d_step.add(descent_need(networks.discriminator, batch, example, penalises(h, PenalisedSamples::real), threads));
  d_step.add(descent_need(networks.discriminator, batch, example, penalises(h, PenalisedSamples::generated), threads));
  if (penalises(h, PenalisedSamples::between)) d_step.kept += batch;
  for (const Penalty& penalty : penalties()) {
    const bool around = penalty.samples == PenalisedSamples::around;
    if ((!around && penalty.samples != PenalisedSamples::between) || h.*penalty.weight <= 0) continue;
    d_step.kept += (around ? 2 : 3) * examples;  // with the random numbers around them
    d_step.add(d_forward);
    d_step.add(descent_need(networks.discriminator, batch, example, true, threads));
  }

  const bool pairs = loss_info(h.loss).pairs_real;
  Need g_step;
  g_step.kept = noise + (pairs ? examples : 0) + (jitter ? 4 * examples : 0);
  g_step.add(g_forward);
  for (int i = 0; i < (pairs ? 2 : 1); ++i) g_step.add(d_forward);
  g_step.add(backward_need(networks.discriminator, batch, 1, false, true, threads));
  g_step.add(backward_need(networks.generator, batch, 1, true, false, threads));
  const RuleInfo& rule = rule_info(rule_of(h));
  if (rule.takes_turns) return std::max(d_step.kept + d_step.passing, g_step.kept + g_step.passing);
  const Need together = together_need(d_step, networks, batch, threads);
  if (!rule.differentiates) return together.kept + together.passing;
  const double held = rule.held ? rule.held(h) * d_step.kept : 0;
  return held + kDuals * together.kept + 2 * together.passing;
}

double state_numbers(const Settings& settings, const Networks& networks) {
  const auto g = static_cast<double>(networks.generator.parameter_size);
  const auto d = static_cast<double>(networks.discriminator.parameter_size);
  // Parameters and two moments of each, what the rule remembers, and G's average; in every copy.
  const Hyperparameters& h = settings.hyperparameters;
  const RuleInfo& rule = rule_info(rule_of(h));
  const double copy = (rule.remembers ? 4 : 3) * (g + d) + (h.average_decay > 0 ? g : 0);
  const PerPlayer<int> scratch = rule.scratch ? rule.scratch(h) : PerPlayer<int>{};
  // The gradients once, and what the rule holds besides.
  return (1 + kSnapshots) * copy + (1 + scratch.generator) * g + (1 + scratch.discriminator) * d;
}

double bytes_of(const Settings& settings, SampleShape data, int threads) {
  const Networks networks{make_layout(settings.spec.generator, settings.spec.noise.dimension, data),
                          make_layout(settings.spec.discriminator, data, 1)};
  return sizeof(float) * (state_numbers(settings, networks) + step_numbers(settings, networks, data, threads));
}

}  // namespace

double training_bytes(const Settings& settings, SampleShape data, int threads) {
  Settings changed = settings;
  double most = bytes_of(changed, data, threads);
  for (const ScheduledChange& change : settings.schedule) {
    if (set_value(changed, change.key, change.value)) most = std::max(most, bytes_of(changed, data, threads));
  }
  return most;
}

Outcome check_memory(const Settings& settings, SampleShape data, int threads, double present,
                     const MemorySource& memory) {
  if (!memory) return {};
  const double bytes = training_bytes(settings, data, threads);
  if (bytes <= kSmallGame || bytes <= present) return {};
  const MemoryLimit limit = memory();
  if (bytes <= limit.bytes) return {};
  const bool unrolls = rule_info(rule_of(settings.hyperparameters)).held != nullptr;
  return Error{"training this game would take about " + memory_text(bytes) + " of memory, and " + limit.clause +
               ": expected " + (unrolls ? "fewer hyperparameters.unroll_steps, " : "") +
               "a smaller hyperparameters.batch_size, fewer channels or units, or smaller images"};
}

}  // namespace gan
