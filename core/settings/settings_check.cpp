#include "core/settings/settings_check.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "core/base/number_text.h"
#include "core/data/distribution.h"
#include "core/game/rules/rule_list.h"
#include "core/nn/layout.h"
#include "core/settings/setting_values.h"

namespace gan {
namespace {

// How many weights the distribution expects, where the shared parameters say so.
std::optional<std::size_t> mode_count(const DataSpec& data, const Distribution& distribution) {
  if (distribution.reads(DataParameter::modes)) return static_cast<std::size_t>(data.modes);
  if (distribution.reads(DataParameter::rows)) return static_cast<std::size_t>(data.rows * data.rows);
  return std::nullopt;
}

Outcome check_weights(const DataSpec& data, const Distribution& distribution) {
  if (data.weights.empty() || !distribution.reads(DataParameter::weights)) return {};
  const auto modes = mode_count(data, distribution);
  if (modes && *modes != data.weights.size()) {
    return Error{"data.weights has " + std::to_string(data.weights.size()) +
                 " numbers: expected none, or one for each of the " + std::to_string(*modes) + " modes"};
  }
  if (std::none_of(data.weights.begin(), data.weights.end(), [](double w) { return w > 0; })) {
    return Error{"data.weights are all zero: expected at least one above 0"};
  }
  return {};
}

Outcome check_data(const DataSpec& data) {
  const Distribution& distribution = distribution_of(data);
  const std::string kind = "data.kind is " + std::string(distribution.id);
  if (distribution.file == DataFile::points && (!data.points || data.points->count() == 0)) {
    return Error{kind + " without points: expected data.file to name a CSV file of two columns"};
  }
  const bool needs_images =
      distribution.file == DataFile::images || (distribution.file == DataFile::images_if_named && !data.file.empty());
  if (needs_images && !data.images) {
    return Error{kind + " without images: expected data.file to name a file or folder of images"};
  }
  if (data.size != 0 && data.size < kSmallestImage) {
    return Error{"data.size is " + std::to_string(data.size) + ": expected 0, or 8 to 64 pixels"};
  }
  if (data.points && data.points->points.rows() != 2) {
    return Error{"the points have " + std::to_string(data.points->points.rows()) + " coordinates: expected 2"};
  }
  return check_weights(data, distribution);
}

// Of a player that is a few numbers, where `only` is the architecture of such a one.
Outcome check_numbers(const NetworkSpec& player, const std::string& name, Architecture only, SampleShape shape) {
  if (player.architecture != only) {
    const bool point = player.architecture == Architecture::point;
    return Error{name + ".architecture is " +
                 (point ? "point, which is a generator: expected linear, or a network"
                        : "linear, which is a discriminator: expected point, or a network")};
  }
  if (shape.pixels() > 1) {
    return Error{name +
                 ".architecture is for points, and the data are images: expected mlp, convolutional or residual"};
  }
  if (!player.start.empty() && static_cast<Index>(player.start.size()) != shape.size()) {
    return Error{name + ".start has " + std::to_string(player.start.size()) +
                 " numbers: expected none, or one for each of the " + std::to_string(shape.size()) +
                 " coordinates of the data"};
  }
  return {};
}

// What a discriminator sees besides one sample: waves of the coordinates of points; packs, which have to fill a batch,
// and so have groups of them.
Outcome check_sight(const NetworkSpec& d, SampleShape shape, int batch) {
  const struct {
    const char* key;
    int value, off;
    bool of_points;
  } parts[] = {{"discriminator.fourier_octaves", d.fourier_octaves, 0, true},
               {"discriminator.packing", d.packing, 1, false},
               {"discriminator.deviation_group", d.deviation_group, 0, false}};
  for (const auto& part : parts) {
    if (part.value == part.off) continue;
    const std::string found = std::string(part.key) + " is " + std::to_string(part.value);
    const std::string expected = ": expected " + std::to_string(part.off);
    if (part.of_points && shape.pixels() > 1) {
      return Error{found + ", which is for points, and the data are images" + expected};
    }
    // Of points, an MLP is the only network.
    if (d.is_numbers()) {
      return Error{found + " with a discriminator that is no multilayer perceptron" + expected +
                   ", or discriminator.architecture mlp"};
    }
  }
  if (d.deviation_group == 1) {
    return Error{"discriminator.deviation_group is 1, and one sample has no spread: expected 0, or 2 and more"};
  }
  const int unit = d.packing * std::max(1, d.deviation_group);
  if (batch % unit == 0) return {};
  std::string why = d.packing > 1 ? "discriminator.packing " + std::to_string(d.packing) : std::string();
  if (d.deviation_group > 0) {
    why +=
        std::string(why.empty() ? "" : " and ") + "discriminator.deviation_group " + std::to_string(d.deviation_group);
  }
  return Error{"hyperparameters.batch_size is " + std::to_string(batch) + " with " + why + ": expected a multiple of " +
               std::to_string(unit)};
}

Outcome check_networks(const Settings& settings) {
  const GameSpec& spec = settings.spec;
  if (spec.discriminator.output != OutputActivation::linear) {
    return Error{"the discriminator's output is not linear: expected linear, because its last value is a logit"};
  }
  const SampleShape shape = sample_shape(spec.data);
  for (const auto& [network, name] :
       {std::pair{&spec.generator, "generator"}, {&spec.discriminator, "discriminator"}}) {
    if (network->architecture == Architecture::mlp) continue;
    if (network->is_numbers()) {
      const Architecture only = network == &spec.generator ? Architecture::point : Architecture::linear;
      if (Outcome checked = check_numbers(*network, name, only, shape); !checked) return checked;
      continue;
    }
    if (shape.pixels() == 1) {
      return Error{std::string(name) + ".architecture is for images, and the data are points: expected mlp"};
    }
    if (shape.height != shape.width || halvings(shape.height) < 1) {
      return Error{std::string(name) + ".architecture halves the image's side of " + std::to_string(shape.height) +
                   " pixels: expected 8, or a side that halves without a rest to between 4 and 7, such as "
                   "16, 28 or 64"};
    }
  }
  if (Outcome sight = check_sight(spec.discriminator, shape, settings.hyperparameters.batch_size); !sight) return sight;
  const bool batch_norm =
      spec.generator.normalisation == Normalisation::batch || spec.discriminator.normalisation == Normalisation::batch;
  if (batch_norm && settings.hyperparameters.batch_size < 2) {
    return Error{"hyperparameters.batch_size is 1 with batch norm: expected at least 2 samples to normalise over"};
  }
  return {};
}

// Modes are counted as the mixture has them: those of no weight are not there.
Outcome check_hidden_modes(const Settings& settings) {
  const ModeSet& hidden = settings.hyperparameters.hidden_modes;
  const DataSpec& data = settings.spec.data;
  const Distribution& distribution = distribution_of(data);
  if (hidden.none() || !distribution.reads(DataParameter::weights)) return {};
  const std::string_view id = distribution.id;
  std::size_t modes = mode_count(data, distribution).value_or(id == "two" ? 2 : 3);
  modes -= static_cast<std::size_t>(
      std::count_if(data.weights.begin(), data.weights.end(), [](double w) { return w <= 0; }));
  for (std::size_t k = 0; k < modes; ++k) {
    if (!hidden[k]) return {};
  }
  return Error{"hyperparameters.hidden_modes has all " + std::to_string(modes) +
               " modes of the data: expected at least one that is left"};
}

// What clips is no part of what such a rule differentiates, so that it would move by the wrong derivative.
Outcome check_rule(const Hyperparameters& h) {
  const RuleInfo& rule = rule_info(rule_of(h));
  if (!rule.differentiates || h.clip <= 0) return {};
  return Error{"hyperparameters.clip is " + short_text(h.clip) + " with the " + rule.title +
               " rule, which differentiates D's gradient and not its clipping: expected 0, or another "
               "hyperparameters.rule"};
}

Outcome check_every_value(const Settings& settings) {
  const auto in_table = [](int index, std::size_t size) {
    return index >= 0 && static_cast<std::size_t>(index) < size;
  };
  if (!in_table(settings.spec.data.kind, distributions().size())) return Error{"data.kind is not in its table"};
  if (!in_table(settings.hyperparameters.loss, find_setting("hyperparameters.loss")->options().size())) {
    return Error{"hyperparameters.loss is not in its table"};
  }
  if (!in_table(settings.hyperparameters.rule, rule_infos().size())) {
    return Error{"hyperparameters.rule is not in its table"};
  }
  for (const Setting& setting : setting_table()) {
    if (Outcome checked = check_value(setting, setting.get(settings)); !checked) return checked;
  }
  return {};
}

// A scheduled change may only touch hyperparameters: anything else would begin a new segment, and a start the schedule,
// again and again.
Outcome check_schedule(const Settings& settings) {
  Settings changed = settings;
  std::int64_t before = 0;
  for (const ScheduledChange& change : settings.schedule) {
    const std::string place = "the scheduled change of " + change.key + " at step " + std::to_string(change.step);
    if (change.step < before)
      return Error{place + " stands after one of step " + std::to_string(before) +
                   ": expected steps from 0 that do not fall"};
    before = change.step;
    const Setting* setting = find_setting(change.key);
    if (setting && setting->acts != Acts::at_once) {
      const char* const would =
          setting->acts == Acts::at_start ? " would start a new game" : " would rebuild a network";
      return Error{place + would + ": expected a hyperparameter"};
    }
    if (Outcome set = set_value(changed, change.key, change.value); !set) return Error{place + ": " + set.message()};
    if (Outcome networks = check_networks(changed); !networks) return Error{place + ": " + networks.message()};
    if (Outcome rule = check_rule(changed.hyperparameters); !rule) return Error{place + ": " + rule.message()};
    if (Outcome modes = check_hidden_modes(changed); !modes) return Error{place + ": " + modes.message()};
  }
  return {};
}

}  // namespace

Outcome check_settings(const Settings& settings) {
  if (Outcome values = check_every_value(settings); !values) return values;
  if (Outcome data = check_data(settings.spec.data); !data) return data;
  if (Outcome networks = check_networks(settings); !networks) return networks;
  if (Outcome rule = check_rule(settings.hyperparameters); !rule) return rule;
  if (Outcome modes = check_hidden_modes(settings); !modes) return modes;
  return check_schedule(settings);
}

}  // namespace gan
