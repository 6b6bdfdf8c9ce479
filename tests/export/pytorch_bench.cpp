#include "tests/export/pytorch_bench.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <sstream>

#include "core/export/pytorch_script.h"
#include "core/game/network_game.h"
#include "core/game/rules/rule_list.h"
#include "core/io/checkpoint.h"
#include "core/io/files/safetensors.h"
#include "core/io/files/text_file.h"
#include "core/run/batch_source.h"
#include "core/run/run.h"
#include "core/settings/setting_values.h"
#include "tests/paths.h"

namespace gan::test {
namespace {

constexpr int kIterationsBefore = 3;
constexpr Index kSamples = 20'000, kImages = 3'000;

template <class To, class From>
AlignedBlock<To> converted(const AlignedBlock<From>& from) {
  AlignedBlock<To> to(from.size());
  std::transform(from.begin(), from.end(), to.begin(), [](From x) { return static_cast<To>(x); });
  return to;
}

template <class To, class From>
GameState<To> converted(const GameState<From>& from) {
  GameState<To> to;
  for (const Player player : kPlayers) {
    to[player] = {converted<To>(from[player].parameters),
                  converted<To>(from[player].buffers),
                  converted<To>(from[player].first_moment),
                  converted<To>(from[player].second_moment),
                  converted<To>(from[player].average),
                  converted<To>(from[player].remembered),
                  from[player].updates};
    to.inner(player) = from.inner(player);
  }
  to.step = from.step;
  to.discriminator_steps = from.discriminator_steps;
  return to;
}

// The batches of one iteration, drawn once, in a precision of one's own.
class DrawnBatches final : public TrainingBatches<double> {
 public:
  explicit DrawnBatches(const Run& run) {
    const auto snapshot = run.snapshot();
    BatchSource source(run.settings().spec, *snapshot->data, run.settings().hyperparameters, run.state().step, room_);
    for (const Player player : kPlayers) drawn_[player] = source.batch(player, 0);
  }
  Batch<double> batch(Player player, std::int32_t) override {
    const Batch<float>& from = drawn_[player];
    return {kept(from.real),        kept(from.noise),       kept(from.penalty_mix),
            kept(from.real_jitter), kept(from.fake_jitter), kept(from.penalty_shift)};
  }
  const Batch<float>& operator[](Player player) const { return drawn_[player]; }

 private:
  MatrixView<double> kept(const MatrixView<float>& from) {
    if (!from.data) return {};
    const MatrixView<double> to = room_.matrix<double>(from.rows, from.cols);
    to.flat() = from.flat().cast<double>();
    return to;
  }

  Workspace room_;
  PerPlayer<Batch<float>> drawn_;
};

NamedTensor tensor_of(const std::string& name, const MatrixView<float>& samples, SampleShape shape) {
  std::vector<std::int64_t> sides{samples.cols, samples.rows};
  if (shape.pixels() > 1 && samples.rows == shape.size()) {
    sides = {samples.cols, shape.height, shape.width, shape.channels};
  }
  return {name, sides, {samples.data, samples.data + samples.size()}};
}

std::string batch_file(const DrawnBatches& batches, SampleShape shape) {
  SafetensorsFile file;
  for (const Player player : kPlayers) {
    const Batch<float>& batch = batches[player];
    const std::string prefix = player == Player::discriminator ? "d." : "g.";
    for (const auto& [name, view] : {std::pair{"real", &batch.real},
                                     {"noise", &batch.noise},
                                     {"penalty_mix", &batch.penalty_mix},
                                     {"real_jitter", &batch.real_jitter},
                                     {"fake_jitter", &batch.fake_jitter},
                                     {"penalty_shift", &batch.penalty_shift}}) {
      if (view->data) file.tensors.push_back(tensor_of(prefix + name, *view, shape));
    }
  }
  return write_safetensors(file);
}

double largest_difference(const GameState<float>& a, const GameState<double>& b) {
  double largest = 0;
  for (const Player player : kPlayers) {
    for (std::size_t i = 0; i < b[player].parameters.size(); ++i) {
      largest = std::max(largest, std::abs(double{a[player].parameters[i]} - b[player].parameters[i]));
    }
  }
  return largest;
}

std::unique_ptr<Run> begun(const Settings& settings) {
  auto run = Run::create(settings);
  EXPECT_TRUE(run.ok()) << run.message();
  return std::move(run).value();
}

void put(const std::string& path, const std::string& bytes) {
  EXPECT_TRUE(write_file(path, bytes)) << path;
}

Settings changed(Settings settings, const Changes& changes) {
  for (const std::string& change : changes) {
    const std::size_t equals = change.find('=');
    const std::string key = change.substr(0, equals);
    const Setting* const setting = find_setting(key);
    EXPECT_NE(setting, nullptr) << key;
    if (!setting) continue;
    const Result<Value> value = parse_value(*setting, change.substr(equals + 1));
    EXPECT_TRUE(value) << value.message();
    const Outcome set = set_value(settings, key, value.value());
    EXPECT_TRUE(set) << set.message();
  }
  return settings;
}

void write_script(const OwnFolder& folder, const PytorchRequest& request) {
  const Result<PytorchScript> script = pytorch_script(request);
  ASSERT_TRUE(script) << script.message();
  put(folder / request.name, script.value().text);
  if (!script.value().data_name.empty()) put(folder / script.value().data_name, script.value().data);
}

}  // namespace

Settings small_game(const Changes& changes) {
  Settings settings;
  settings.spec.generator.hidden = settings.spec.discriminator.hidden = {9, 7};
  settings.hyperparameters.batch_size = 12;
  return changed(settings, changes);
}

Settings small_image_game(const Changes& changes) {
  Settings settings = changed(small_game({}), {"data.kind=glyphs", "noise.dimension=5", "generator.channels=4",
                                               "discriminator.channels=4", "hyperparameters.batch_size=6"});
  return changed(settings, changes);
}

void PytorchBench::add_steps(const std::string& name, const Settings& settings) {
  SCOPED_TRACE(name);
  const std::unique_ptr<Run> run = begun(settings);
  for (int i = 0; i < kIterationsBefore; ++i) ASSERT_TRUE(run->step());
  const Hyperparameters& h = run->settings().hyperparameters;
  const GameState<float> state = run->state();
  const SampleShape shape = run->snapshot()->data->shape();
  const std::string checkpoint = name + ".safetensors";
  put(folder_ / checkpoint, write_checkpoint({run->settings(), state, ""}, folder_ / checkpoint));
  write_script(folder_, {run->settings(), name, name + ".py", 5, PytorchRequest::Start{checkpoint, &state}});
  DrawnBatches batches(*run);
  put(folder_ / (name + ".batch.safetensors"), batch_file(batches, shape));
  NetworkGame<double> game(run->settings().spec, shape);
  const auto rule = make_rule<double>(rule_of(h), game);
  for (const Player player : kPlayers) {
    GameState<double> after = converted<double>(state);
    const StepOutcome<double> outcome = rule->step(move_of(player), h, batches, after);
    EXPECT_FALSE(outcome.failed);
    const std::string file = name + (player == Player::discriminator ? ".d" : ".g") + ".safetensors";
    put(folder_ / file, write_checkpoint({run->settings(), converted<float>(after), ""}, folder_ / file));
    NetworkGame<float> played(run->settings().spec, shape);
    GameState<float> single = state;
    const auto single_rule = make_rule<float>(rule_of(h), played);
    BatchSource source(run->settings().spec, *run->snapshot()->data, h, state.step, played.workspace());
    EXPECT_FALSE(single_rule->step(move_of(player), h, source, single).failed);
    single_.push_back({name, player == Player::discriminator ? "discriminator" : "generator",
                       largest_difference(single, after), "", 0});
  }
}

void PytorchBench::add_start(const std::string& name, const Settings& settings) {
  SCOPED_TRACE(name);
  const std::unique_ptr<Run> run = begun(settings);
  write_script(folder_, {settings, name, name + ".py", 5, std::nullopt});
  const std::string file = folder_ / (name + ".start.safetensors");
  put(file, write_checkpoint({settings, run->state(), ""}, file));
}

void PytorchBench::add_data(const std::string& name, const Settings& settings) {
  SCOPED_TRACE(name);
  write_script(folder_, {settings, name, name + ".py", 5, std::nullopt});
  const auto source = make_data_source(settings.spec.data, settings.spec.seed);
  ASSERT_TRUE(source) << source.message();
  const SampleShape shape = source.value()->shape();
  Matrix<float> samples(shape.size(), shape.pixels() > 1 ? kImages : kSamples);
  source.value()->sample({settings.spec.seed, Stream::metric_data, 0, 0}, view_of(samples));
  SafetensorsFile file;
  file.tensors.push_back(tensor_of("samples", view_of(samples), shape));
  put(folder_ / (name + ".samples.safetensors"), write_safetensors(file));
}

std::vector<Found> PytorchBench::ask() const {
  const std::string out = folder_ / "out.txt", errors = folder_ / "errors.txt";
  const std::string command = python_with_pytorch() + " -W ignore '" + source_folder() +
                              "/tests/export/one_step.py' '" + folder_.path().string() + "' >'" + out + "' 2>'" +
                              errors + "' </dev/null";
  const int status = std::system(command.c_str());
  EXPECT_EQ(status, 0) << read_file(errors).value();
  std::vector<Found> all;
  std::istringstream text(read_file(out).value());
  for (Found one; text >> one.name >> one.part >> one.deviation >> one.where >> one.size;) all.push_back(one);
  return all;
}

const std::string& python_with_pytorch() {
  static const std::string found = [] {
    for (const char* python : {"python3", "/usr/bin/python3"}) {
      if (std::system((std::string(python) + " -c 'import torch, numpy' >/dev/null 2>&1").c_str()) == 0) return python;
    }
    return "";
  }();
  return found;
}

}  // namespace gan::test
