// ganscope-cli: training, replaying and describing without a window. Bad input ends with one sentence and
// code 2.
#include <CLI/CLI.hpp>
#include <cerrno>
#include <charconv>
#include <cstdio>
#include <cstring>
#include <exception>
#include <limits>
#include <new>

#ifndef _WIN32
#include <poll.h>
#include <unistd.h>
#endif

#include "app/cli/commands.h"
#include "app/cli/whole_number.h"
#include "core/io/machine/version.h"

namespace gan::cli {

int refuse(const std::string& message) {
  std::fprintf(stderr, "ganscope-cli: %s\n", one_line(message).c_str());
  return kBadInput;
}

namespace {

constexpr std::int64_t kMostSamples = 10'000'000;
constexpr std::int64_t kMostThreads = 256;
constexpr std::int64_t kMostPlaces = 100'000;
// The settings themselves say which seeds there are.
constexpr std::int64_t kLeastNumber = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t kMostNumber = std::numeric_limits<std::int64_t>::max();

void add_train(CLI::App& app, TrainOptions& options, std::vector<std::string>& samples) {
  CLI::App* train = app.add_subcommand("train", "Train a scenario and say how it went");
  auto* scenario =
      train->add_option("--scenario", options.start.scenario, "A built-in scenario's name, or a TOML file");
  train->add_option("--steps", options.steps, "Iterations; without it the scenario's own number")
      ->transform(whole_number(0, kMostIterations));
  auto* seed = train->add_option("--seed", options.start.seed, "Seed of every random number of the game")
                   ->transform(whole_number(kLeastNumber, kMostNumber));
  auto* data =
      train->add_option("--data", options.start.data,
                        "A folder or file of images or a .csv file of points instead of the scenario's data, or "
                        "fashion-mnist");
  train->add_option("--set", options.start.set, "KEY=VALUE, e.g. hyperparameters.k=5; repeatable")
      ->allow_extra_args(false);
  train->add_option("--threads", options.threads, "Threads that share a step's work; does not affect the results")
      ->transform(whole_number(1, kMostThreads));
  train->add_option("--load", options.load, "Continue from a checkpoint instead of starting a scenario")
      ->excludes(scenario)
      ->excludes(data)
      ->excludes(seed);
  auto* metrics = train->add_option("--metrics", options.metrics, "Write metrics to this CSV file");
  train->add_option("--every", options.every, "A row of metrics every N steps; without it about 200 rows")
      ->transform(whole_number(1, kMostIterations))
      ->needs(metrics);
  train->add_option("--record", options.record, "Write a recording that replays the run to this TOML file");
  train->add_option("--checkpoint", options.checkpoint, "Write the final state to this safetensors file");
  train->add_option("--samples", samples, "N FILE: write N generated samples, points as CSV, images as a PNG sheet")
      ->expected(2);
  train->add_option("--spectrum", options.spectrum,
                    "Write the leading eigenvalues of the next iteration, as a map of the state, to this CSV file");
  train->add_option("--summary", options.summary,
                    "Write the run as one row, with its verdict and its last metrics, to this CSV file");
  train->add_flag("--random-features", options.random_features,
                  "Measure images in random features, without a classifier");
  train->add_flag("--compare-samples", options.compare_samples,
                  "Compare samples that are points with the data's: precision, recall, distances; slower");
}

void add_classifier(CLI::App& app, ClassifierOptions& options) {
  CLI::App* classifier =
      app.add_subcommand("classifier", "Train the classifier that generated images are measured with, and keep it");
  classifier->add_option("--data", options.data, "A folder or file of labelled images, fashion-mnist, or glyphs");
  classifier->add_option("--set", options.set, "How images are read: data.size=16 or data.colour=false; repeatable")
      ->allow_extra_args(false);
  classifier->add_option("--steps", options.steps, "Another number of steps than usual; the result is not kept")
      ->transform(whole_number(1, kMostIterations));
  classifier->add_option("--threads", options.threads, "Threads that share a step's work; does not affect the results")
      ->transform(whole_number(1, kMostThreads));
  classifier->add_flag("--anew", options.anew, "Train even where one is kept");
}

void add_export(CLI::App& app, ExportOptions& options) {
  CLI::App* command = app.add_subcommand("export", "Write a game as a PyTorch program");
  command->add_option("--pytorch", options.pytorch, "The Python file to write")->required();
  auto* scenario =
      command->add_option("--scenario", options.start.scenario, "A built-in scenario's name, or a TOML file");
  command->add_option("--steps", options.steps, "Iterations of the program; without it the scenario's own number")
      ->transform(whole_number(1, kMostIterations));
  auto* seed = command->add_option("--seed", options.start.seed, "Seed of the program's random numbers")
                   ->transform(whole_number(kLeastNumber, kMostNumber));
  auto* data =
      command->add_option("--data", options.start.data,
                          "A folder or file of images or a .csv file of points instead of the scenario's data");
  command->add_option("--set", options.start.set, "KEY=VALUE, e.g. hyperparameters.k=5; repeatable")
      ->allow_extra_args(false);
  command->add_option("--load", options.load, "Begin from this checkpoint, which the program reads")
      ->excludes(scenario)
      ->excludes(data)
      ->excludes(seed);
}

void add_path(CLI::App& app, PathOptions& options) {
  CLI::App* path = app.add_subcommand(
      "path", "The straight line between two moments of a game: the field's angle and norm, and both losses");
  path->add_option("from", options.from, "A checkpoint, or: start, where the other one's game began")->required();
  path->add_option("to", options.to, "A checkpoint, whose losses, penalties and data count")->required();
  path->add_option("--out", options.out, "Write the curves to this CSV file");
  path->add_option("--places", options.places, "Places on the line, from t = -0.25 to 1.25; without it 61")
      ->transform(whole_number(2, kMostPlaces));
}

// False with a message when N is not a number of samples.
bool take_samples(const std::vector<std::string>& samples, TrainOptions& options, std::string& message) {
  if (samples.empty()) return true;
  const std::string& text = samples[0];
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), options.sample_count);
  options.samples = samples[1];
  if (error == std::errc() && end == text.data() + text.size() && options.sample_count >= 1 &&
      options.sample_count <= kMostSamples) {
    return true;
  }
  message = "--samples " + text + " " + samples[1] + ": expected a whole number from 1 to " +
            std::to_string(kMostSamples) + ", then a file";
  return false;
}

int run(int argc, char** argv, Interruption& interruption) {
  CLI::App app("Ganscope without a window: train generative adversarial networks on points or small images",
               "ganscope-cli");
  app.require_subcommand(0, 1);
  app.set_version_flag(
      "--version", "ganscope " + program_version() + " (" + build_description() + "; " + compiler_description() + ")");
  TrainOptions options;
  std::vector<std::string> samples;
  add_train(app, options, samples);
  ClassifierOptions classifier_options;
  add_classifier(app, classifier_options);
  ExportOptions export_options;
  add_export(app, export_options);
  PathOptions path_options;
  add_path(app, path_options);
  std::string recording, name;
  app.add_subcommand("replay", "Replay a recording and compare every hash")
      ->add_option("file", recording, "The recording")
      ->required();
  app.add_subcommand("list", "List the built-in scenarios");
  app.add_subcommand("describe", "All about one scenario")->add_option("name", name, "Its name or file")->required();
  try {
    app.parse(argc, argv);
  } catch (const CLI::Success& asked) {
    return app.exit(asked);  // --help, --version
  } catch (const CLI::ParseError& error) {
    return refuse(std::string(error.what()) + " (see --help)");
  }
  if (app.get_subcommands().empty()) {
    return refuse("expected a command: train, classifier, export, path, replay, list or describe (see --help)");
  }
  std::string message;
  if (!take_samples(samples, options, message)) return refuse(message);
  if (app.got_subcommand("train")) return train(options, interruption);
  if (app.got_subcommand("classifier")) return classifier(classifier_options, interruption);
  if (app.got_subcommand("export")) return export_game(export_options);
  if (app.got_subcommand("path")) return path_between(path_options, interruption);
  if (app.got_subcommand("replay")) return replay_file(recording, interruption);
  if (app.got_subcommand("list")) return list();
  return describe(name);
}

// A reader that has gone away (head) has what it wanted.
bool reader_is_gone() {
#ifdef _WIN32
  return false;
#else
  pollfd out{STDOUT_FILENO, 0, 0};
  return poll(&out, 1, 0) == 1 && (out.revents & POLLERR) != 0;
#endif
}

// What was said must have arrived.
int finish_output(int code) {
  errno = 0;
  const bool said = std::fflush(stdout) == 0 && std::ferror(stdout) == 0;
  if (said || reader_is_gone()) return code;
  return refuse(std::string("cannot write to the standard output: ") +
                (errno != 0 ? std::strerror(errno) : "the disk did not take the data"));
}

}  // namespace
}  // namespace gan::cli

int main(int argc, char** argv) {
  gan::Interruption interruption;
  try {
    return gan::cli::finish_output(gan::cli::run(argc, argv, interruption));
  } catch (const std::bad_alloc&) {
    return gan::cli::refuse("there is not enough memory for this");
  } catch (const std::exception& error) {
    return gan::cli::refuse(std::string("it ended because of: ") + error.what());
  }
}
