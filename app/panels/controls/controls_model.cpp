#include "app/panels/controls/controls_model.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/base/number_text.h"
#include "core/data/distribution.h"
#include "core/game/losses.h"
#include "core/nn/layout.h"

namespace gan {
namespace {

constexpr double kNotch = 0.04;  // of the slider, for "off"
constexpr double kDecades = 7;   // of a logarithmic slider that reaches 0

constexpr std::array<ControlGroupInfo, static_cast<std::size_t>(ControlGroup::count)> kGroups = {{
    {"game", "Game", false},
    {"discriminator", "Discriminator", false},
    {"generator", "Generator", false},
    {"penalties", "Regularisation", false},
    {"data", "Data and noise", true},
    {"networks", "Networks", true},
    {"start", "Seed", true},
}};

ControlGroup group_of(std::string_view key) {
  if (key.starts_with("hyperparameters.discriminator.")) return ControlGroup::discriminator;
  if (key.starts_with("hyperparameters.generator.")) return ControlGroup::generator;
  for (const char* game : {"loss", "k", "generator_steps", "batch_size", "real_label"}) {
    if (key == std::string("hyperparameters.") + game) return ControlGroup::game;
  }
  if (key.starts_with("hyperparameters.")) return ControlGroup::penalties;
  if (key.starts_with("data.") || key.starts_with("noise.")) return ControlGroup::data;
  if (key.starts_with("generator.") || key.starts_with("discriminator.")) return ControlGroup::networks;
  return ControlGroup::start;
}

// "D learning rate η" stands under the heading of D already.
std::string label_in_group(const Field& field, ControlGroup group) {
  std::string title = field.title;
  const bool player = group == ControlGroup::discriminator || group == ControlGroup::generator;
  if (player && title.size() > 2 && title[1] == ' ') title.erase(0, 2);
  if (group == ControlGroup::networks) {
    title = (std::string_view(field.key).starts_with("generator.") ? "G " : "D ") + title;
  }
  return title;
}

bool optimiser_uses(OptimiserKind kind, std::string_view name) {
  if (name == "momentum") return kind == OptimiserKind::momentum || kind == OptimiserKind::nesterov;
  if (name == "beta1" || name == "beta2") return kind == OptimiserKind::adam;
  if (name == "decay") return kind == OptimiserKind::rmsprop;
  if (name == "epsilon") return kind == OptimiserKind::adam || kind == OptimiserKind::rmsprop;
  return true;
}

bool network_uses(const NetworkSpec& network, std::string_view name, bool images) {
  const bool mlp = network.architecture == Architecture::mlp;
  // Convolutional and residual networks always have layers between their ends.
  const bool hidden = !mlp || !network.hidden.empty();
  if (name == "architecture") return images || !mlp;
  if (name == "hidden") return mlp;
  if (name == "channels") return !mlp;
  if (name == "upsampling") return network.architecture == Architecture::convolutional;
  if (name == "leaky_slope") return hidden && network.activation == Activation::leaky_relu;
  if (name == "normalisation") return hidden && network.architecture != Architecture::residual;
  if (name == "activation") return hidden;
  return true;
}

bool near_one(const Field& field) {
  return field.kind == FieldKind::real && field.minimum == 0 && field.maximum > 0.99 && field.maximum < 1;
}

// Whole numbers over a wide range, most of which matter at their low end: k, modes, noise dimension.
bool counts(const Field& field) {
  return field.kind == FieldKind::integer && !field.logarithmic && field.minimum >= 0 &&
         field.maximum >= 16 && field.maximum <= 1e6;
}

double low_end(const Field& field) {
  return field.minimum > 0 ? field.minimum : field.maximum * std::pow(10.0, -kDecades);
}

void put_number(std::string& text, const std::string& place, double number) {
  if (const std::size_t at = text.find(place); at != std::string::npos) text.replace(at, place.size(), short_text(number));
}

double two_digits(double v) {
  if (v == 0) return 0;
  const double unit = std::pow(10.0, std::floor(std::log10(std::abs(v))) - 1);
  // Dividing by a power of ten gives the nearest double of the decimal number; multiplying does not.
  return unit < 1 ? std::round(v / unit) / std::round(1 / unit) : std::round(v / unit) * unit;
}

}  // namespace

const ControlGroupInfo& control_group_info(ControlGroup group) {
  return kGroups[static_cast<std::size_t>(group)];
}

bool is_relevant(const Field& field, const Settings& s) {
  const std::string_view key = field.key;
  const std::string_view name = key.substr(key.rfind('.') + 1);
  const Hyperparameters& h = s.hyperparameters;
  if (key.starts_with("hyperparameters.discriminator.")) return optimiser_uses(h.discriminator.kind, name);
  if (key.starts_with("hyperparameters.generator.")) return optimiser_uses(h.generator.kind, name);
  const bool images = sample_shape(s.spec.data).pixels() > 1;
  if (key.starts_with("generator.")) return network_uses(s.spec.generator, name, images);
  if (key.starts_with("discriminator.")) return network_uses(s.spec.discriminator, name, images);
  if (name == "r1_every") return h.r1_weight > 0;
  if (name == "r2_every") return h.r2_weight > 0;
  if (name == "gp_every") return h.gp_weight > 0;
  if (name == "real_label") return loss_info(h.loss).reads_label();
  if (key.starts_with("data.") && key != "data.kind") {
    const Distribution& data = distributions()[static_cast<std::size_t>(s.spec.data.kind)];
    return std::any_of(data.uses.begin(), data.uses.end(), [&](const char* used) { return key == used; });
  }
  return true;
}

std::vector<ControlItem> control_items(ControlGroup group, const Settings& settings) {
  std::vector<ControlItem> items;
  for (const Field& field : fields()) {
    if (group_of(field.key) == group && is_relevant(field, settings)) {
      items.push_back({&field, label_in_group(field, group)});
    }
  }
  return items;
}

double slider_position(const Field& field, double value) {
  const double v = std::clamp(value, field.minimum, field.maximum);
  if (near_one(field)) return std::log10(1 - v) / std::log10(1 - field.maximum);
  if (counts(field))
    return std::log((1 + v) / (1 + field.minimum)) / std::log((1 + field.maximum) / (1 + field.minimum));
  if (!field.logarithmic) return (v - field.minimum) / (field.maximum - field.minimum);
  const double low = low_end(field);
  const double share = std::log(std::max(v, low) / low) / std::log(field.maximum / low);
  if (field.minimum > 0) return share;
  return v <= 0 ? 0 : kNotch + (1 - kNotch) * share;
}

double slider_value(const Field& field, double position) {
  const double p = std::clamp(position, 0.0, 1.0);
  const bool whole = field.kind == FieldKind::integer;
  double v = 0;
  if (near_one(field)) {
    v = 1 - two_digits(std::pow(1 - field.maximum, p));
  } else if (counts(field)) {
    v = (1 + field.minimum) * std::pow((1 + field.maximum) / (1 + field.minimum), p) - 1;
  } else if (!field.logarithmic) {
    v = field.minimum + p * (field.maximum - field.minimum);
    const double unit = std::pow(10.0, std::floor(std::log10(field.maximum - field.minimum)) - 2);
    if (!whole) v = unit < 1 ? std::round(v / unit) / std::round(1 / unit) : std::round(v / unit) * unit;
  } else {
    const double low = low_end(field);
    const bool off = field.minimum <= 0 && p < kNotch / 2;
    const double share = field.minimum > 0 ? p : std::max(0.0, (p - kNotch) / (1 - kNotch));
    v = off ? 0 : low * std::pow(field.maximum / low, share);
    if (!whole) v = two_digits(v);
  }
  if (whole) v = std::round(v);
  return std::clamp(v, field.minimum, field.maximum);
}

double slider_step(const Field& field, double value, int direction) {
  double v = value;
  if (field.kind == FieldKind::integer) {
    const double most = field.maximum - field.minimum;
    v += direction *
         (field.logarithmic && value > 20 ? std::max(1.0, std::floor(value / 10)) : std::min(1.0, most));
  } else {
    // Far enough along the slider that the rounded value changes.
    for (int i = 1; i <= 20 && v == value; ++i) {
      v = slider_value(field, slider_position(field, value) + direction * 0.005 * i);
    }
  }
  return std::clamp(v, field.minimum, field.maximum);
}

double number_of(const Value& value) {
  if (const auto* whole = std::get_if<std::int64_t>(&value)) return static_cast<double>(*whole);
  if (const auto* real = std::get_if<double>(&value)) return *real;
  GAN_CHECK(false, "a slider of a value that is no number");
}

Value value_of_number(const Field& field, double number) {
  if (field.kind == FieldKind::integer) return static_cast<std::int64_t>(std::llround(number));
  return number;
}

Tooltip control_tooltip(const Field& field, const Settings& scenario, const Settings& now) {
  Tooltip tip{field.meaning, formula_of(field, now), field.paper, ""};
  if (field.kind == FieldKind::integer || field.kind == FieldKind::real) {
    tip.note = format_value(field, value_of_number(field, field.minimum)) + " to " +
               format_value(field, value_of_number(field, field.maximum)) + ". ";
  }
  const std::string start = format_value(field, field.get(scenario));
  if (!start.empty()) tip.note += "The scenario starts with " + start + ". ";
  if (!field.is_hyperparameter()) tip.note += "A change restarts training. ";
  if (!tip.note.empty()) tip.note.pop_back();
  return tip;
}

ParameterCounts count_parameters(const Snapshot& snapshot) {
  const GameSpec& spec = snapshot.settings->spec;
  const SampleShape shape = snapshot.data->shape();
  return {make_layout(spec.generator, spec.noise.dimension, shape).parameter_count,
          make_layout(spec.discriminator, shape, 1).parameter_count};
}

LossFormulas loss_formulas(const Settings& settings) {
  const Hyperparameters& h = settings.hyperparameters;
  const LossInfo& loss = loss_info(h.loss);
  LossFormulas formulas{loss.d_formula, loss.g_formula, loss.logits};
  if (loss.reads_label() && h.real_label < 1) {
    formulas.discriminator = loss.d_smoothed;
    put_number(formulas.discriminator, "{t}", h.real_label);
    put_number(formulas.discriminator, "{1-t}", 1 - h.real_label);
  }
  // A penalty acts on what the network gives; its weight stands as the slider has it.
  const std::string f = loss.output.probability ? "a" : "f";
  const auto add = [&](double weight, const std::string& factor, const std::string& term) {
    if (weight > 0) formulas.discriminator += "\n+ " + factor + "·E" + term;
  };
  const auto half = [](double weight) { return "(" + short_text(weight) + "/2)"; };
  add(h.r1_weight, half(h.r1_weight), "‖∇" + f + "(x)‖²");
  add(h.r2_weight, half(h.r2_weight), "‖∇" + f + "(G(z))‖²");
  add(h.gp_weight, short_text(h.gp_weight), "(‖∇" + f + "(x̂)‖ − 1)²");
  formulas.logits += loss.output.probability ? "; a and b are the logits of D on real and generated samples, D = σ(logit)"
                                             : "; a and b are f on real and generated samples";
  formulas.logits += ", s(t) = log(1 + eᵗ) is the softplus.";
  return formulas;
}

}  // namespace gan
