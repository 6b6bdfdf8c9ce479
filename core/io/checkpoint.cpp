#include "core/io/checkpoint.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "core/data/distribution.h"
#include "core/game/acting.h"
#include "core/game/rules/rule_list.h"
#include "core/io/files/safetensors.h"
#include "core/io/files/tensor_slots.h"
#include "core/io/files/text_file.h"
#include "core/io/machine/version.h"
#include "core/io/settings_toml.h"
#include "core/nn/layout.h"
#include "core/settings/settings_check.h"

namespace gan {
namespace {

constexpr std::size_t kMostGap = 15;  // numbers between two tensors of a block
constexpr const char* kCheckpointKey = "ganscope.checkpoint";
constexpr const char* kFormat = "1";
constexpr const char* kSettingsKey = "ganscope.settings";
constexpr const char* kPoints = "data.points";
constexpr const char* kUnits = "ganscope.data_units";
constexpr const char* kMotion = "ganscope.data_motion";
constexpr Index kPointDimension = 2;

std::string units_text(const PlaneUnits& units) {
  std::string text;
  for (const double number : {units.origin[0], units.origin[1], units.unit[0], units.unit[1]}) {
    char digits[40];
    text += (text.empty() ? "" : " ") + std::string(digits, std::to_chars(digits, digits + sizeof digits, number).ptr);
  }
  return text;
}

std::string motion_text(const DataMotion& moved) {
  std::string text;
  for (const double number : {moved.degrees, moved.x, moved.y}) {
    char digits[40];
    text += (text.empty() ? "" : " ") + std::string(digits, std::to_chars(digits, digits + sizeof digits, number).ptr);
  }
  return text;
}

struct Counter {
  const char* key;
  std::int64_t (*get)(const GameState<float>&);
  void (*set)(GameState<float>&, std::int64_t);
};

std::span<const Counter> counters() {
  using State = GameState<float>;
  static constexpr Counter all[] = {
      {"ganscope.step", [](const State& s) { return s.step; }, [](State& s, std::int64_t n) { s.step = n; }},
      {"ganscope.discriminator_inner", [](const State& s) { return std::int64_t{s.discriminator_inner}; },
       [](State& s, std::int64_t n) { s.discriminator_inner = static_cast<std::int32_t>(n); }},
      {"ganscope.generator_inner", [](const State& s) { return std::int64_t{s.generator_inner}; },
       [](State& s, std::int64_t n) { s.generator_inner = static_cast<std::int32_t>(n); }},
      {"ganscope.discriminator_steps", [](const State& s) { return s.discriminator_steps; },
       [](State& s, std::int64_t n) { s.discriminator_steps = n; }},
      {"ganscope.generator_updates", [](const State& s) { return s.generator.updates; },
       [](State& s, std::int64_t n) { s.generator.updates = n; }},
      {"ganscope.discriminator_updates", [](const State& s) { return s.discriminator.updates; },
       [](State& s, std::int64_t n) { s.discriminator.updates = n; }},
  };
  return all;
}

// One flat block of a player and what its tensors are called.
template <class Block>
struct NamedBlock {
  std::string prefix;
  const std::vector<TensorSlot>* slots;
  Index size;
  Block* block;
  bool may_be_missing = false;  // all of it
};

struct Layouts {
  NetworkLayout generator, discriminator;
};

Layouts layouts_of(const GameSpec& spec) {
  const SampleShape sample = sample_shape(spec.data);
  return {make_layout(spec.generator, spec.noise.dimension, sample), make_layout(spec.discriminator, sample, 1)};
}

// State: GameState<float> or const of it. `h`: with which it trains.
template <class State>
auto blocks_of(State& state, const Layouts& layouts, const Hyperparameters& h) {
  const bool remembers = rule_info(rule_of(h)).remembers;
  using Block = std::remove_reference_t<decltype((state.generator.parameters))>;
  std::vector<NamedBlock<Block>> blocks;
  const auto add = [&](const std::string& name, auto& player, const NetworkLayout& layout) {
    blocks.push_back({name + ".", &layout.parameters, layout.parameter_size, &player.parameters});
    blocks.push_back({name + ".", &layout.buffers, layout.buffer_size, &player.buffers});
    const std::string optimizer = "optimizer." + name;
    blocks.push_back({optimizer + ".exp_avg.", &layout.parameters, layout.parameter_size, &player.first_moment});
    blocks.push_back({optimizer + ".exp_avg_sq.", &layout.parameters, layout.parameter_size, &player.second_moment});
    blocks.push_back({name + "_ema.", &layout.parameters, layout.parameter_size, &player.average, true});
    if (remembers) {
      blocks.push_back({"rule." + name + ".", &layout.parameters, layout.parameter_size, &player.remembered, true});
    }
  };
  add("generator", state.generator, layouts.generator);
  add("discriminator", state.discriminator, layouts.discriminator);
  return blocks;
}

// The game inside a parsed file, checked piece by piece.
class CheckpointReader {
 public:
  CheckpointReader(const SafetensorsFile& content, const std::string& file) : content_(content), file_(file) {
    for (const NamedTensor& tensor : content.tensors) numbers_ += tensor.numbers.size();
  }

  Result<std::shared_ptr<const SavedGame>> read() {
    if (Outcome settings = read_game_settings(); !settings) return settings.error();
    if (Outcome counted = read_counters(); !counted) return counted.error();
    if (Outcome moved = read_motion(); !moved) return moved.error();
    const Layouts layouts = layouts_of(game_->settings.spec);
    std::size_t used = game_->settings.spec.data.points ? 1 : 0;
    for (const auto& block : blocks_of(game_->state, layouts, game_->settings.hyperparameters)) {
      const bool of_generator = block.prefix.find("generator") != std::string::npos;
      const NetworkLayout& layout = of_generator ? layouts.generator : layouts.discriminator;
      if (Outcome filled = fill(block, layout, used); !filled) return filled.error();
    }
    if (used != content_.tensors.size()) {
      return error("it has " + std::to_string(content_.tensors.size()) +
                   " tensors, of which the architecture in its settings has " + std::to_string(used));
    }
    game_->source = file_;
    return std::shared_ptr<const SavedGame>(game_);
  }

 private:
  Error error(const std::string& what) const { return {file_ + " is not a checkpoint that fits: " + what}; }

  const std::string* metadata(const char* key) const {
    const auto found = content_.metadata.find(key);
    return found == content_.metadata.end() ? nullptr : &found->second;
  }

  Outcome read_game_settings() {
    const std::string* format = metadata(kCheckpointKey);
    const std::string* text = metadata(kSettingsKey);
    if (!format || !text) return error("its header has no " + std::string(kSettingsKey) + ", as Ganscope writes it");
    if (*format != kFormat) return error("its format is '" + *format + "', expected '" + kFormat + "'");
    Result<toml::table> table = parse_toml(*text, file_);
    if (!table) return table.error();
    SettingsSource source;
    source.file = file_;
    source.loading = Loading::images;
    Result<Settings> settings = read_settings(table.value(), source);
    if (!settings) return settings.error();
    game_->settings = std::move(settings).value();
    if (const NamedTensor* tensor = content_.find(kPoints)) {
      if (tensor->shape.size() != 2 || tensor->shape[0] < 1 || tensor->shape[1] != kPointDimension) {
        return error("tensor '" + std::string(kPoints) + "' has shape " + shape_text(tensor->shape) +
                     ", expected [n, 2]");
      }
      auto set = std::make_shared<PointSet>();
      set->points.resize(kPointDimension, tensor->shape[0]);
      std::copy(tensor->numbers.begin(), tensor->numbers.end(), set->points.data());
      if (Outcome units = read_units(set->units); !units) return units;
      game_->settings.spec.data.points = set;
    }
    if (Outcome checked = check_settings(game_->settings); !checked) return error(checked.message());
    return {};
  }

  // Written only where they are not plain.
  Outcome read_units(PlaneUnits& units) const {
    const std::string* text = metadata(kUnits);
    if (!text) return {};
    const char* at = text->data();
    const char* const end = at + text->size();
    for (double* number : {&units.origin[0], &units.origin[1], &units.unit[0], &units.unit[1]}) {
      const auto [next, problem] = std::from_chars(at, end, *number);
      const bool last = number == &units.unit[1];
      if (problem != std::errc() || !std::isfinite(*number) || (last ? next != end : next == end || *next != ' ')) {
        return error("its header's " + std::string(kUnits) + " is not two origins and two units");
      }
      at = next + 1;
    }
    if (units.unit[0] > 0 && units.unit[1] > 0) return {};
    return error("its header's " + std::string(kUnits) + " has a unit that is not above 0");
  }

  // Written only where the data have moved.
  Outcome read_motion() {
    const std::string* text = metadata(kMotion);
    if (!text) return {};
    DataMotion& moved = game_->state.moved;
    const char* at = text->data();
    const char* const end = at + text->size();
    for (double* number : {&moved.degrees, &moved.x, &moved.y}) {
      const auto [next, problem] = std::from_chars(at, end, *number);
      const bool last = number == &moved.y;
      if (problem != std::errc() || !std::isfinite(*number) || (last ? next != end : next == end || *next != ' ')) {
        return error("its header's " + std::string(kMotion) + " is not an angle in degrees and two lengths");
      }
      at = next + 1;
    }
    if (moved.degrees >= 0 && moved.degrees < 360 && data_can_move(game_->settings.spec)) return {};
    return error("its header's " + std::string(kMotion) +
                 (data_can_move(game_->settings.spec) ? " has an angle that is not from 0 to below 360"
                                                      : " is of data that can't move"));
  }

  Outcome read_counters() {
    for (const Counter& counter : counters()) {
      const std::string* text = metadata(counter.key);
      std::int64_t number = -1;
      if (text) {
        const auto [end, problem] = std::from_chars(text->data(), text->data() + text->size(), number);
        if (problem != std::errc() || end != text->data() + text->size()) number = -1;
      }
      if (number < 0) return error("its header has no whole number " + std::string(counter.key) + " from 0");
      counter.set(game_->state, number);
      if (counter.get(game_->state) != number) return error(std::string(counter.key) + " is too large");
    }
    return {};
  }

  Outcome fill(const NamedBlock<AlignedBlock<float>>& block, const NetworkLayout& layout, std::size_t& used) {
    if (block.size == 0) return {};
    if (block.may_be_missing && !content_.find(block.prefix + block.slots->front().name)) return {};
    // The settings of a small file may describe large networks: no memory is taken for those. In a block every tensor
    // begins at a multiple of 64 bytes.
    if (static_cast<std::size_t>(block.size) > numbers_ + kMostGap * block.slots->size()) {
      return error("the architecture in its settings has " + std::to_string(block.size) +
                   " numbers a player, more than the file, which has " + std::to_string(numbers_));
    }
    *block.block = AlignedBlock<float>(static_cast<std::size_t>(block.size));
    if (Outcome put = put_tensors(content_, block.prefix, *block.slots, layout, block.block->data()); !put) {
      return error(put.message());
    }
    used += block.slots->size();
    return {};
  }

  const SafetensorsFile& content_;
  const std::string& file_;
  std::size_t numbers_ = 0;  // of all tensors
  std::shared_ptr<SavedGame> game_ = std::make_shared<SavedGame>();
};

}  // namespace

std::string write_checkpoint(const SavedGame& game, const std::string& file) {
  SafetensorsFile content;
  content.metadata["format"] = "pt";
  content.metadata[kCheckpointKey] = kFormat;
  content.metadata["ganscope.program"] = "ganscope " + program_version();
  content.metadata[kSettingsKey] = write_settings(game.settings, "", file);
  for (const Counter& counter : counters()) {
    content.metadata[counter.key] = std::to_string(counter.get(game.state));
  }
  if (!game.state.moved.at_rest()) content.metadata[kMotion] = motion_text(game.state.moved);
  const Layouts layouts = layouts_of(game.settings.spec);
  for (const auto& block : blocks_of(game.state, layouts, game.settings.hyperparameters)) {
    if (block.block->empty()) continue;
    GAN_CHECK(block.block->size() == static_cast<std::size_t>(block.size), "a block does not have its layout's size");
    const bool of_generator = block.prefix.find("generator") != std::string::npos;
    const NetworkLayout& layout = of_generator ? layouts.generator : layouts.discriminator;
    take_tensors(block.block->data(), block.prefix, *block.slots, layout, content);
  }
  if (const auto& set = game.settings.spec.data.points) {
    const Matrix<float>& points = set->points;
    content.tensors.push_back(
        {kPoints, {points.cols(), kPointDimension}, {points.data(), points.data() + points.size()}});
    if (!set->units.plain()) content.metadata[kUnits] = units_text(set->units);
  }
  return write_safetensors(content);
}

Outcome save_checkpoint(const SavedGame& game, const std::string& path) {
  return write_file(path, write_checkpoint(game, path));
}

Result<std::shared_ptr<const SavedGame>> parse_checkpoint(const std::string& bytes, const std::string& file) {
  const Result<SafetensorsFile> content = parse_safetensors(bytes, file);
  if (!content) return content.error();
  return CheckpointReader(content.value(), file).read();
}

Result<std::shared_ptr<const SavedGame>> load_checkpoint(const std::string& path) {
  const Result<std::string> bytes = read_file(path);
  if (!bytes) return bytes.error();
  return parse_checkpoint(bytes.value(), path);
}

}  // namespace gan
