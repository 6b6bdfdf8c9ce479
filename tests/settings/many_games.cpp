#include "tests/settings/many_games.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "core/base/random.h"
#include "core/data/distribution.h"
#include "core/game/losses.h"
#include "core/game/penalties.h"
#include "core/game/rules/rule_list.h"
#include "core/io/scenario_file.h"
#include "core/settings/setting_values.h"

namespace gan {
namespace {

bool is_of_images(const Settings& settings) {
  return sample_shape(settings.spec.data).pixels() > 1;
}

// As little work as shows whether a number matters.
Settings made_small(Settings settings) {
  for (NetworkSpec* network : {&settings.spec.generator, &settings.spec.discriminator}) {
    for (std::int64_t& width : network->hidden) width = std::min<std::int64_t>(width, 10);
    network->channels = std::min(network->channels, 3);
  }
  settings.hyperparameters.batch_size = std::min(settings.hyperparameters.batch_size, 8);
  if (is_of_images(settings)) settings.spec.data.size = 8;
  return settings;
}

void set(Settings& settings, const std::string& key, const Value& value) {
  const Outcome done = set_value(settings, key, value);
  ASSERT_TRUE(done) << done.message();
}

void add_scenarios(std::vector<NamedGame>& out) {
  for (const Result<Scenario>& scenario : builtin_scenarios()) {
    ASSERT_TRUE(scenario) << scenario.message();
    Settings settings = scenario.value().settings;
    if (!settings.spec.data.file.empty()) continue;
    out.push_back({scenario.value().id, made_small(settings)});
    for (const Remedy& remedy : scenario.value().remedies) {
      for (const auto& [key, value] : remedy.changes) set(settings, key, value);
      out.push_back({scenario.value().id + ", " + remedy.title, made_small(settings)});
    }
  }
}

std::shared_ptr<const PointSet> points_of_a_file() {
  auto set = std::make_shared<PointSet>();
  set->points.resize(2, 40);
  fill_normal({5, Stream::view_data, 0, 0}, set->points.data(), static_cast<std::size_t>(set->points.size()));
  return set;
}

std::shared_ptr<const ImageSet> images_of_a_file() {
  ImageSet set;
  set.shape = {8, 8, 3};
  set.asked_size = 8;
  for (std::uint32_t i = 0; i < 20 * 8 * 8 * 3; ++i) set.pixels.push_back(static_cast<std::uint8_t>(i * i % 251));
  return seal_images(std::move(set));
}

Settings of_kind(const Distribution& kind) {
  Settings settings;
  settings.spec.data.kind = find_distribution(kind.id);
  if (kind.file == DataFile::points) settings.spec.data.points = points_of_a_file();
  if (kind.file == DataFile::images) settings.spec.data.images = images_of_a_file();
  if (kind.file == DataFile::points || kind.file == DataFile::images) settings.spec.data.file = "/a/file";
  if (is_of_images(settings)) settings.spec.data.size = 8;
  return made_small(settings);
}

Settings of_images(Architecture architecture) {
  Settings settings;
  settings.spec.data.kind = find_distribution("glyphs");
  settings.spec.generator.architecture = settings.spec.discriminator.architecture = architecture;
  return made_small(settings);
}

void add_tables(std::vector<NamedGame>& out) {
  for (const Distribution& kind : distributions()) out.push_back({kind.id, of_kind(kind)});
  for (const char* key : {"hyperparameters.rule", "hyperparameters.loss", "hyperparameters.discriminator.optimiser",
                          "hyperparameters.generator.optimiser", "generator.activation", "discriminator.activation",
                          "generator.normalisation", "discriminator.normalisation"}) {
    for (const Option& option : find_setting(key)->options()) {
      Settings settings = made_small({});
      set(settings, key, std::string(option.id));
      out.push_back({std::string(key) + " " + option.id, settings});
    }
  }
  for (const Option& option : find_setting("generator.architecture")->options()) {
    const std::string id = option.id;
    if (id == "point" || id == "linear") continue;  // of points; scenarios have them
    Settings settings = of_images(Architecture::mlp);
    set(settings, "generator.architecture", std::string(option.id));
    set(settings, "discriminator.architecture", std::string(option.id));
    out.push_back({std::string("images, ") + option.id, settings});
    set(settings, "generator.activation", std::string("relu"));
    set(settings, "generator.upsampling", std::string("nearest"));
    out.push_back({std::string("images, nearest, ReLU, ") + option.id, settings});
  }
  // What single rules read acts within few iterations.
  for (const RuleInfo& rule : rule_infos()) {
    Settings settings = made_small({});
    Hyperparameters& h = settings.hyperparameters;
    set(settings, "hyperparameters.rule", std::string(rule.id));
    h.discriminator.kind = h.generator.kind = OptimiserKind::sgd;
    h.discriminator.learning_rate = h.generator.learning_rate = 0.5;
    h.unroll_optimiser = UnrollOptimiser::adam;
    h.lookahead_every = 2;
    out.push_back({std::string("SGD, ") + rule.id, settings});
  }
  Settings falling = made_small({});
  for (OptimiserSettings* optimiser : {&falling.hyperparameters.discriminator, &falling.hyperparameters.generator})
    optimiser->schedule = {.kind = RateScheduleKind::cosine, .length = 4, .floor = 0.1, .hold = 0.1};
  falling.hyperparameters.instance_noise = 0.3;
  out.push_back({"falling rates and instance noise", falling});
  Settings seeing = made_small({});
  NetworkSpec& d = seeing.spec.discriminator;
  d.fourier_octaves = d.packing = d.deviation_group = 2;
  Hyperparameters& moving = seeing.hyperparameters;
  moving.data_turn = 1, moving.data_drift_x = 0.01, moving.data_drift_y = 0.02;
  moving.hidden_modes.set(1);
  out.push_back({"Fourier features, packs, groups, data that move", seeing});
  for (const Architecture architecture : {Architecture::mlp, Architecture::convolutional, Architecture::residual}) {
    Settings images = of_images(architecture);
    images.spec.discriminator.packing = images.spec.discriminator.deviation_group = 2;
    out.push_back({"images, packs and groups, " + std::to_string(static_cast<int>(architecture)), images});
  }
  Settings linear = made_small({});
  linear.spec.generator.hidden = linear.spec.discriminator.hidden = {};
  out.push_back({"no hidden layers", linear});
  Settings penalised = made_small({});
  Hyperparameters& h = penalised.hyperparameters;
  for (const Penalty& penalty : penalties()) h.*penalty.weight = 0.5;
  h.real_label = 0.9;
  out.push_back({"all penalties", penalised});
  Settings images = of_images(Architecture::residual);
  images.spec.generator.architecture = Architecture::mlp;
  out.push_back({"an MLP against a residual network", images});
}

}  // namespace

std::vector<NamedGame> many_games() {
  std::vector<NamedGame> out;
  add_scenarios(out);
  add_tables(out);
  return out;
}

}  // namespace gan
