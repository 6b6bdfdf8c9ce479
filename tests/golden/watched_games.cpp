#include "tests/golden/watched_games.h"

#include <map>

namespace gan::golden {

std::span<const WatchedGame> watched_points() {
  static const std::vector<WatchedGame> all = {
      {"points", with(small_points(), {{"hyperparameters.r1_weight", "0.1"}, {"noise.dimension", "3"}}), 300},
      {"wasserstein", scenario_called("wgan-clip").settings, 80},
      {"batch norm",
       with(small_points(), {{"generator.normalisation", "batch"},
                             {"discriminator.normalisation", "batch"},
                             {"hyperparameters.average_decay", "0.9"},
                             {"hyperparameters.instance_noise", "0.1"},
                             {"hyperparameters.loss", "least_squares"}}),
       200},
      {"relativistic", with(small_points(), {{"data.kind", "moons"}, {"hyperparameters.loss", "relativistic_average"}}),
       200},
      {"points of a file", with_points_of_a_file(small_points()), 200},
  };
  return all;
}

std::span<const WatchedGame> watched_line() {
  static const std::vector<WatchedGame> all = {
      {"line, exact", with(small_points(), {{"data.kind", "gaussian_1d"}, {"noise.dimension", "1"}}), 200},
      {"line, samples",
       with(small_points(), {{"data.kind", "exponential_1d"}, {"noise.dimension", "3"}, {"noise.kind", "uniform"}}),
       200},
  };
  return all;
}

std::span<const WatchedGame> watched_images() {
  static const std::vector<WatchedGame> all = {
      {"glyphs", with(small_images(), {{"hyperparameters.average_decay", "0.8"}, {"generator.normalisation", "batch"}}),
       40},
      {"stacked glyphs",
       with(small_images(), {{"data.kind", "stacked"},
                             {"discriminator.normalisation", "batch"},
                             {"generator.upsampling", "nearest"},
                             {"hyperparameters.loss", "hinge"}}),
       20},
      {"images of a file",
       with(with_images_of_a_file(small_images()), {{"generator.architecture", "mlp"},
                                                    {"discriminator.architecture", "residual"},
                                                    {"data.range", "unit"},
                                                    {"generator.output", "sigmoid"}}),
       20},
  };
  return all;
}

std::span<const WatchedGame> watched_numbers() {
  static const std::vector<WatchedGame> all = {
      {"two numbers", with(small_numbers(), {{"hyperparameters.r1_weight", "0.1"}}), 40},
      {"two numbers, critic",
       with(small_numbers(), {{"hyperparameters.loss", "wasserstein"}, {"hyperparameters.k", "2"}}), 40},
  };
  return all;
}

std::shared_ptr<const Snapshot> played(const WatchedGame& game) {
  static std::map<std::string, std::shared_ptr<const Snapshot>> kept;
  std::shared_ptr<const Snapshot>& snapshot = kept[game.name];
  if (!snapshot) snapshot = Played(game.settings).train(game.iterations).snapshot();
  return snapshot;
}

}  // namespace gan::golden
