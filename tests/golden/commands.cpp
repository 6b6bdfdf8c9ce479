#include "core/base/hash.h"
#include "core/insight/advice.h"
#include "tests/golden/numbers.h"
#include "tests/golden/parts.h"
#include "tests/golden/played.h"

namespace gan::golden {
namespace {

void add_driven(Found& found) {
  Played game(with(small_points(), {{"hyperparameters.k", "3"}, {"hyperparameters.generator_steps", "2"}}));
  const auto add = [&](const char* what) { found.add(std::string("commands/") + what, game.hash()); };
  game.train(20).substeps(2).set_text("hyperparameters.r1_weight", "0.4").substeps(2);
  add("a setting within an iteration");
  game.set_text("hyperparameters.discriminator.optimiser", "rmsprop").train(20);
  add("another optimiser");
  game.apply(TakeSteps{Player::discriminator}).apply(TakeSteps{Player::generator});
  add("steps by hand");
  game.set_text("hyperparameters.k", "1").set_text("hyperparameters.batch_size", "33").train(20);
  add("fewer steps than are done");
  game.set_text("hyperparameters.average_decay", "0.9").train(20);
  add("an average from now on");
  const auto kept = game.snapshot();
  game.apply(SameStart{}).train(10);
  add("same start");
  game.apply(NewStart{77}).train(10);
  add("new start");
  game.set_text("generator.hidden", "7, 7").train(10);
  add("a setting of the start");
  game.apply(OpenGame{std::make_shared<Settings>(small_images())}).train(5);
  add("another game");
  game.apply(LoadGame{std::make_shared<SavedGame>(SavedGame{*kept->settings, *kept->state, "kept"})}).train(10);
  add("a game that was kept");
}

void add_blow_up(Found& found) {
  Played game(with(small_points(), {{"hyperparameters.loss", "least_squares"},
                                    {"hyperparameters.discriminator.optimiser", "sgd"},
                                    {"hyperparameters.discriminator.learning_rate", "10"}}));
  game.train(400);
  const auto snapshot = game.snapshot();
  if (!snapshot->status.diverged) found.faults.push_back("commands/blow-up: the game did not blow up");
  found.add("commands/blow-up", Numbers().add(game.hash(), snapshot->status.step, snapshot->status.what).hash());
  found.add("insight/blow-up/advice", Numbers().add(divergence_sentence(*snapshot)).hash());
  game.set_text("hyperparameters.discriminator.learning_rate", "0.001").train(20);
  found.add("commands/going on after a blow-up", game.hash());
}

// Players that take over what others have learned, of points and of images.
void add_rebuilt(Found& found) {
  const Settings points = with(small_points(), {{"hyperparameters.average_decay", "0.9"}});
  for (const bool images : {false, true}) {
    Played game(images ? small_images() : points);
    const std::string name = images ? "images" : "points";
    const auto change = [&](const char* key, const char* value, const std::string& what) {
      game.train(4).substeps(1).set_text(key, value).train(4);
      found.add("commands/rebuilt " + name + "/" + what, game.hash());
    };
    change("discriminator.packing", "2", "packs");
    change("discriminator.deviation_group", "2", "a group's spread");
    if (!images) {
      change("discriminator.fourier_octaves", "2", "waves");
      change("discriminator.fourier_frequency", "0.3", "other waves");
    }
    change("discriminator.spectral_norm", "true", "spectral norm of D");
    change("generator.spectral_norm", "true", "spectral norm of G");
    change("discriminator.packing", "1", "packs no more");
    change("generator.spectral_norm", "false", "without spectral norm");
  }
}

// Products and element-wise work large enough to be shared.
void add_threads(Found& found) {
  const Settings points = with(small_points(), {{"generator.hidden", "200, 256"},
                                                {"discriminator.hidden", "256, 200"},
                                                {"hyperparameters.batch_size", "512"},
                                                {"hyperparameters.r1_weight", "0.1"}});
  const Settings images = with(small_images(), {{"data.size", "16"},
                                                {"generator.channels", "16"},
                                                {"discriminator.channels", "16"},
                                                {"discriminator.normalisation", "batch"},
                                                {"hyperparameters.batch_size", "48"}});
  for (const auto& [name, settings] : {std::pair{"points", &points}, {"images", &images}}) {
    const std::string key = std::string("threads/") + name;
    const std::uint64_t alone = Played(*settings).train(4).hash(), shared = Played(*settings, 3).train(4).hash();
    found.add(key, shared);
    if (shared != alone)
      found.faults.push_back(key + ": three threads give " + hash_text(shared) + ", one gives " + hash_text(alone));
  }
}

}  // namespace

void add_commands(Found& found) {
  add_driven(found);
  add_blow_up(found);
  add_rebuilt(found);
  add_threads(found);
}

}  // namespace gan::golden
