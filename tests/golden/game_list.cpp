#include "tests/golden/game_list.h"

#include <algorithm>
#include <map>

#include "core/data/distribution.h"
#include "core/game/rules/rule_list.h"
#include "core/settings/setting_values.h"
#include "tests/golden/played.h"

namespace gan::golden {
namespace {

// Settings that only the reading of a file heeds.
bool only_read_files(std::string_view key) {
  return key == "data.file" || key == "data.colour";
}

const Changes kPenalties = {{"hyperparameters.r1_weight", "0.3"},
                            {"hyperparameters.r2_weight", "0.2"},
                            {"hyperparameters.r2_every", "2"},
                            {"hyperparameters.gp_weight", "0.5"},
                            {"hyperparameters.gp_every", "3"}};

// Learning rates at which one step of conjugate gradients is not enough.
const Changes kCompetitive = {{"hyperparameters.rule", "competitive"},
                              {"hyperparameters.discriminator.learning_rate", "0.05"},
                              {"hyperparameters.generator.learning_rate", "0.05"},
                              {"hyperparameters.competitive_iterations", "2"}};

// A rate that falls within the few iterations that are played.
Changes falling(const std::string& player) {
  const std::string of = "hyperparameters." + player + ".";
  return {{of + "rate_schedule", "linear"}, {of + "rate_length", "4"}, {of + "rate_hold", "0"}};
}

// What a setting needs beside it in order to act. Settings that are not named act in a small game as it is.
Changes companions(const std::string& key) {
  static const std::map<std::string, Changes> all = {
      {"data.rows", {{"data.kind", "grid"}}},
      {"data.spacing", {{"data.kind", "grid"}}},
      {"data.turns", {{"data.kind", "swiss_roll"}}},
      {"hyperparameters.r1_every", {{"hyperparameters.r1_weight", "0.5"}}},
      {"hyperparameters.r2_every", {{"hyperparameters.r2_weight", "0.5"}}},
      {"hyperparameters.gp_every", {{"hyperparameters.gp_weight", "0.5"}}},
      {"discriminator.fourier_frequency", {{"discriminator.fourier_octaves", "2"}}},
      {"hyperparameters.instance_noise_decay", {{"hyperparameters.instance_noise", "0.2"}}},
      {"hyperparameters.dragan_every", {{"hyperparameters.dragan_weight", "0.5"}}},
      {"hyperparameters.consensus_weight", {{"hyperparameters.rule", "consensus"}}},
      {"hyperparameters.symplectic_weight", {{"hyperparameters.rule", "symplectic"}}},
      {"hyperparameters.unroll_steps", {{"hyperparameters.rule", "unrolled"}}},
      {"hyperparameters.unroll_optimiser", {{"hyperparameters.rule", "unrolled"}}},
      {"hyperparameters.negative_momentum", {{"hyperparameters.rule", "negative_momentum"}}},
      {"hyperparameters.lookahead_every", {{"hyperparameters.rule", "lookahead"}}},
      {"hyperparameters.lookahead_step",
       {{"hyperparameters.rule", "lookahead"}, {"hyperparameters.lookahead_every", "2"}}},
      {"hyperparameters.competitive_tolerance", kCompetitive},
      {"hyperparameters.competitive_iterations", kCompetitive},
      {"hyperparameters.discriminator.momentum", {{"hyperparameters.discriminator.optimiser", "momentum"}}},
      {"hyperparameters.generator.momentum", {{"hyperparameters.generator.optimiser", "nesterov"}}},
      {"hyperparameters.discriminator.decay", {{"hyperparameters.discriminator.optimiser", "rmsprop"}}},
      {"hyperparameters.generator.decay", {{"hyperparameters.generator.optimiser", "rmsprop"}}},
      {"hyperparameters.discriminator.rate_schedule",
       {{"hyperparameters.discriminator.rate_length", "4"}, {"hyperparameters.discriminator.rate_hold", "0.1"}}},
      {"hyperparameters.generator.rate_schedule",
       {{"hyperparameters.generator.rate_length", "4"}, {"hyperparameters.generator.rate_hold", "0.1"}}},
      {"hyperparameters.discriminator.rate_length", falling("discriminator")},
      {"hyperparameters.discriminator.rate_floor", falling("discriminator")},
      {"hyperparameters.discriminator.rate_hold", falling("discriminator")},
      {"hyperparameters.generator.rate_length", falling("generator")},
      {"hyperparameters.generator.rate_floor", falling("generator")},
      {"hyperparameters.generator.rate_hold", falling("generator")},
  };
  const auto found = all.find(key);
  return found == all.end() ? Changes{} : found->second;
}

// Another value than the one the settings have. A setting that is not named here gets one by its kind.
std::string other_value(const Setting& setting, const Settings& settings) {
  static const std::map<std::string, std::string> chosen = {
      {"data.size", "12"},
      {"data.phase", "30"},
      {"data.weights", "1, 2, 3, 4, 5, 6, 7, 8"},
      {"generator.start", "0.3"},
      {"discriminator.start", "0.3"},
      {"generator.hidden", "9, 16, 7"},
      {"discriminator.hidden", "9, 16, 7"},
      {"hyperparameters.average_decay", "0.9"},
      {"hyperparameters.r1_weight", "0.5"},
      {"hyperparameters.r2_weight", "0.5"},
      {"hyperparameters.gp_weight", "0.5"},
      {"hyperparameters.instance_noise_decay", "4"},
      {"hyperparameters.dragan_weight", "0.5"},
      {"discriminator.fourier_octaves", "2"},
      {"discriminator.deviation_group", "4"},
      {"hyperparameters.data_turn", "3"},
      {"hyperparameters.hidden_modes", "2, 5"},
      {"hyperparameters.lookahead_every", "2"},
      {"hyperparameters.competitive_tolerance", "0.5"},
      {"hyperparameters.discriminator.epsilon", "0.001"},
      {"hyperparameters.generator.epsilon", "0.001"},
      {"hyperparameters.discriminator.gradient_clip", "0.01"},
      {"hyperparameters.generator.gradient_clip", "0.01"},
      {"hyperparameters.discriminator.rate_hold", "0.5"},
      {"hyperparameters.generator.rate_hold", "0.5"},
  };
  if (const auto found = chosen.find(setting.key); found != chosen.end()) return found->second;
  const Value now = setting.get(settings);
  if (const bool* truth = std::get_if<bool>(&now)) return *truth ? "false" : "true";
  if (const auto* integer = std::get_if<std::int64_t>(&now)) {
    return std::to_string(static_cast<double>(*integer) < setting.maximum ? *integer + 1 : *integer - 1);
  }
  if (const auto* real = std::get_if<double>(&now))
    return exact(*real != 0 ? std::max(setting.minimum, *real / 2) : 0.05);
  give_up(std::string(setting.key) + " needs a value to try: add it to the list in tests/golden/game_list.cpp");
}

// The games that a setting's value is tried in: of points wherever it acts there.
Settings base_for(const Setting& setting, const std::string& value) {
  const std::string_view key = setting.key;
  const Settings points = with(small_points(), companions(setting.key));
  const bool of_numbers = key.ends_with(".architecture") && (value == "point" || value == "linear");
  if (key.ends_with(".start") || of_numbers) return small_numbers();
  if (key == "data.dimension") return with(points, {{"data.kind", "dirac"}});
  if (key == "data.location") return with(points, {{"data.kind", "gaussian_1d"}});
  const bool of_images = value == "convolutional" || value == "residual" || !setting.relevant(points);
  if (key != "data.kind") return of_images ? with(small_images(), companions(setting.key)) : points;
  const Distribution& kind = distributions()[static_cast<std::size_t>(find_distribution(value))];
  if (kind.file == DataFile::points) return with_points_of_a_file(small_points());
  if (kind.file == DataFile::images) return with_images_of_a_file(small_images());
  DataSpec sampled;
  sampled.kind = find_distribution(value);
  return sample_shape(sampled).pixels() > 1 ? small_images() : small_points();
}

SmallGame game_of(const std::string& key, const Settings& base, const Changes& changes) {
  return {key, with(base, changes), base};
}

// What acts differently where D is differentiated twice.
bool meets_penalties(std::string_view key) {
  return key == "hyperparameters.loss" || key == "hyperparameters.rule" || key == "discriminator.activation" ||
         key == "discriminator.normalisation" || key == "discriminator.spectral_norm" ||
         key == "discriminator.architecture" || key == "hyperparameters.instance_noise" || key == "data.kind";
}

// A point is a generator and a slope a discriminator; of the other player it is refused.
bool is_of_the_other(std::string_view key, std::string_view value) {
  return (key == "generator.architecture" && value == "linear") ||
         (key == "discriminator.architecture" && value == "point");
}

void add_value(const Setting& setting, const std::string& value, std::vector<SmallGame>& out) {
  const Settings base = base_for(setting, value);
  const std::string key = std::string(setting.key) + "=" + value;
  out.push_back(game_of(key, base, {{setting.key, value}}));
  if (meets_penalties(setting.key))
    out.push_back(game_of(key + ", penalties", with(base, kPenalties), {{setting.key, value}}));
  if (std::string_view(setting.key) == "hyperparameters.loss") {
    // Not every loss has a target that can be smoothed.
    const Settings smoothed = with(base, {{setting.key, value}, {"hyperparameters.real_label", "0.9"}});
    out.push_back({key + ", real label 0.9", smoothed, smoothed});
  }
}

Changes with_architecture(Changes changes, const char* of_d) {
  changes.push_back({"discriminator.architecture", of_d});
  return changes;
}

// What several settings do together.
void add_combinations(std::vector<SmallGame>& out) {
  const Settings points = small_points(), images = small_images();
  const auto add = [&](const char* key, const Settings& base, const Changes& changes) {
    out.push_back(game_of(key, base, changes));
  };
  const Changes everything = {{"hyperparameters.k", "3"},
                              {"hyperparameters.generator_steps", "2"},
                              {"hyperparameters.real_label", "0.9"},
                              {"hyperparameters.instance_noise", "0.1"},
                              {"hyperparameters.average_decay", "0.95"},
                              {"hyperparameters.clip", "0.5"},
                              {"generator.normalisation", "batch"},
                              {"discriminator.normalisation", "layer"},
                              {"discriminator.spectral_norm", "true"}};
  add("everything", with(points, kPenalties), everything);
  add("everything, images", with(images, kPenalties), everything);
  add("D frozen", points, {{"hyperparameters.k", "0"}});
  add("G frozen", points, {{"hyperparameters.generator_steps", "0"}});
  add("batch of one", points, {{"hyperparameters.batch_size", "1"}});
  add("batch of 257", points, {{"hyperparameters.batch_size", "257"}});
  add("no hidden layers", points, {{"generator.hidden", "[]"}, {"discriminator.hidden", "[]"}});
  add("five hidden layers", points, {{"generator.hidden", "9, 8, 7, 6, 5"}, {"discriminator.hidden", "5, 6, 7, 8, 9"}});
  add("batch norm in both, images", images,
      {{"generator.normalisation", "batch"}, {"discriminator.normalisation", "batch"}});
  add("layer norm in both, images", images,
      {{"generator.normalisation", "layer"}, {"discriminator.normalisation", "layer"}});
  add("spectral norm in both, images", images,
      {{"generator.spectral_norm", "true"}, {"discriminator.spectral_norm", "true"}});
  add("nearest, penalties", with(images, kPenalties), {{"generator.upsampling", "nearest"}});
  add("residual in both, penalties", with(images, kPenalties),
      {{"generator.architecture", "residual"}, {"discriminator.architecture", "residual"}});
  add("MLPs on images", images, {{"generator.architecture", "mlp"}, {"discriminator.architecture", "mlp"}});
  add("Fourier features, packs and groups, penalties", with(points, kPenalties),
      {{"discriminator.fourier_octaves", "2"}, {"discriminator.packing", "2"}, {"discriminator.deviation_group", "2"}});
  const Changes sight = {{"discriminator.packing", "2"}, {"discriminator.deviation_group", "2"}};
  add("packs and groups, convolutional, penalties", with(images, kPenalties), sight);
  add("packs and groups, residual, penalties", with(images, kPenalties), with_architecture(sight, "residual"));
  add("packs and groups, MLP on images, penalties", with(images, kPenalties), with_architecture(sight, "mlp"));
  add("data that move without a mode", points,
      {{"hyperparameters.data_turn", "3"},
       {"hyperparameters.data_drift_x", "0.1"},
       {"hyperparameters.data_drift_y", "-0.05"},
       {"hyperparameters.hidden_modes", "2"}});
  for (const RuleInfo& rule : rule_infos()) {
    const std::string id = rule.id, everywhere = id + " rule, ";
    const Changes changes = {{"hyperparameters.rule", id}};
    out.push_back(game_of(everywhere + "images", images, changes));
    out.push_back(game_of(everywhere + "SGD, averages, batch norm",
                          with(points, {{"hyperparameters.discriminator.optimiser", "sgd"},
                                        {"hyperparameters.generator.optimiser", "sgd"},
                                        {"hyperparameters.average_decay", "0.9"},
                                        {"hyperparameters.lookahead_every", "3"},
                                        {"hyperparameters.unroll_optimiser", "adam"},
                                        {"generator.normalisation", "batch"},
                                        {"discriminator.spectral_norm", "true"}}),
                          changes));
  }
  const Settings numbers = small_numbers();
  add("two numbers", numbers, {});
  add("two numbers, penalties", with(numbers, kPenalties), {});
  add("two numbers, instance noise", numbers, {{"hyperparameters.instance_noise", "0.5"}});
  add("two numbers, critic", numbers, {{"hyperparameters.loss", "wasserstein"}, {"hyperparameters.clip", "0.5"}});
  add("four numbers",
      with({}, {{"data.kind", "dirac"},
                {"data.dimension", "2"},
                {"generator.architecture", "point"},
                {"discriminator.architecture", "linear"}}),
      {});
  add("on the line", points, {{"data.kind", "mixture_1d"}, {"noise.dimension", "1"}, {"noise.kind", "uniform"}});
  add("on the line, penalties", with(points, kPenalties), {{"data.kind", "mixture_1d"}, {"noise.dimension", "1"}});
  add("relativistic images", images,
      {{"hyperparameters.loss", "relativistic_paired"}, {"hyperparameters.r1_weight", "0.2"}});
}

}  // namespace

std::vector<SmallGame> small_games() {
  std::vector<SmallGame> out;
  for (const Setting& setting : setting_table()) {
    if (only_read_files(setting.key)) continue;
    if (setting.kind == SettingKind::choice) {
      for (const Option& option : setting.options()) {
        if (!is_of_the_other(setting.key, option.id)) add_value(setting, option.id, out);
      }
    } else {
      add_value(setting, other_value(setting, base_for(setting, "")), out);
    }
  }
  add_combinations(out);
  return out;
}

}  // namespace gan::golden
