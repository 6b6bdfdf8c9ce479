#include "tests/golden/played.h"

#include <cstdio>
#include <cstdlib>

#include "core/data/distribution.h"
#include "core/io/data_files.h"
#include "core/io/scenario_file.h"
#include "core/record/scalars.h"
#include "core/settings/setting_values.h"

namespace gan::golden {
namespace {

const Setting& field_called(const std::string& key) {
  const Setting* setting = find_setting(key);
  if (setting == nullptr) give_up(unknown_key_message(key));
  return *setting;
}

Value value_of(const std::string& key, const std::string& text) {
  Result<Value> value = parse_value(field_called(key), text);
  if (!value) give_up(value.message());
  return value.value();
}

}  // namespace

void give_up(const std::string& sentence) {
  std::fprintf(stderr, "golden: %s\n", sentence.c_str());
  std::exit(2);
}

Settings with(Settings settings, const Changes& changes) {
  for (const auto& [key, text] : changes) {
    if (Outcome set = set_value(settings, key, value_of(key, text)); !set) give_up(set.message());
  }
  return settings;
}

// Widths and a batch that no vector divides: the last few of a row go another way than the others.
Settings small_points() {
  return with({}, {{"data.kind", "ring"},
                   {"data.sigma", "0.1"},
                   {"generator.hidden", "20, 12"},
                   {"discriminator.hidden", "20, 12"},
                   {"hyperparameters.batch_size", "60"}});
}

Settings small_images() {
  return with({}, {{"data.kind", "glyphs"},
                   {"data.size", "8"},
                   {"noise.dimension", "6"},
                   {"generator.architecture", "convolutional"},
                   {"generator.channels", "5"},
                   {"generator.activation", "relu"},
                   {"generator.output", "tanh"},
                   {"discriminator.architecture", "convolutional"},
                   {"discriminator.channels", "5"},
                   {"hyperparameters.batch_size", "12"}});
}

Settings small_numbers() {
  return with(small_points(), {{"data.kind", "dirac"},
                               {"data.dimension", "1"},
                               {"generator.architecture", "point"},
                               {"generator.start", "0.8"},
                               {"discriminator.architecture", "linear"},
                               {"discriminator.start", "-0.6"}});
}

Settings with_points_of_a_file(Settings settings) {
  auto set = std::make_shared<PointSet>();
  set->points.resize(2, 90);
  fill_normal({5, Stream::view_data, 0, 0}, set->points.data(), static_cast<std::size_t>(set->points.size()));
  set->units = {{30, -2}, {10, 0.1}};
  settings.spec.data.points = std::move(set);
  return with(std::move(settings), {{"data.kind", "csv"}, {"data.file", "/points.csv"}});
}

Settings with_images_of_a_file(Settings settings) {
  ImageSet set;
  set.shape = {8, 8, 3};
  set.classes = 4;
  constexpr std::uint32_t kCount = 120;
  for (std::uint32_t i = 0; i < kCount; ++i) {
    set.labels.push_back(static_cast<std::uint16_t>(i % 4));
    for (std::uint32_t p = 0; p < 8 * 8 * 3; ++p) {
      set.pixels.push_back(static_cast<std::uint8_t>((i % 4 + 1) * p + i * i % 61 * 3));
    }
  }
  set.asked_size = 8;
  hold_out_a_tenth(set);
  settings.spec.data.images = seal_images(std::move(set));
  return with(std::move(settings), {{"data.kind", "images"}, {"data.file", "/images"}, {"data.size", "8"}});
}

std::vector<Scenario> scenarios_without_files() {
  std::vector<Scenario> out;
  for (Result<Scenario>& scenario : builtin_scenarios()) {
    if (!scenario) give_up(scenario.message());
    const DataSpec& data = scenario.value().settings.spec.data;
    if (!reads_points(data) && !reads_images(data)) out.push_back(std::move(scenario).value());
  }
  return out;
}

const Scenario& scenario_called(const std::string& id) {
  static const std::vector<Scenario> all = scenarios_without_files();
  for (const Scenario& scenario : all) {
    if (scenario.id == id) return scenario;
  }
  give_up("there is no scenario '" + id + "' that needs no file");
}

Played::Played(const Settings& settings, int threads) {
  Result<std::unique_ptr<Run>> run = Run::create(settings);
  if (!run) give_up(run.message());
  run_ = std::move(run).value();
  if (threads > 1) run_->use_threads(threads);
}

Played& Played::train(std::int64_t iterations) {
  for (std::int64_t i = 0; i < iterations && run_->step(); ++i) {
  }
  return *this;
}

Played& Played::substeps(int count) {
  for (int i = 0; i < count; ++i) run_->substep();
  return *this;
}

Played& Played::set(const std::string& key, const Value& value) {
  return apply(SetValue{key, value});
}

Played& Played::set_text(const std::string& key, const std::string& text) {
  return set(key, value_of(key, text));
}

Played& Played::apply(const Command& command) {
  const auto applied = run_->apply(command);
  if (!applied) give_up(applied.message());
  return *this;
}

std::vector<std::pair<std::string, float>> scalars_of(const StepRecord& record) {
  std::vector<std::pair<std::string, float>> all;
  for (const ScalarInfo* scalar : gan::scalars_of(ScalarSource::iteration)) {
    all.emplace_back(scalar->id, record.*(scalar->recorded));
  }
  return all;
}

}  // namespace gan::golden
