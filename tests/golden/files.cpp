#include "core/base/hash.h"
#include "core/data/distribution.h"
#include "core/io/checkpoint.h"
#include "core/io/metrics/metrics_csv.h"
#include "core/io/recording_file.h"
#include "core/probe/quality/measure.h"
#include "core/probe/shared/samples.h"
#include "tests/golden/numbers.h"
#include "tests/golden/parts.h"
#include "tests/golden/played.h"
#include "tests/golden/watched_games.h"

namespace gan::golden {
namespace {

void add_csv(Found& found) {
  for (const WatchedGame* watched : {&watched_points()[0], &watched_images()[0]}) {
    Played game(watched->settings);
    const Capabilities of = game.snapshot()->kind().can;
    Measurer measurer;
    std::string text = metrics_header(of);
    for (int row = 0; row < 4; ++row) {
      game.train(watched->iterations / 4);
      text += metrics_row(game.run().record(), measurer.metrics(*game.snapshot(), {300, nullptr}), of);
    }
    found.add("files/metrics of " + watched->name, hash_of_text(text));
  }
  const auto snapshot = played(watched_points()[4]);
  const StreamKey key{4, Stream::metric_noise, 0, 0};
  found.add("files/samples", hash_of_text(samples_csv(sample_generator(*snapshot, key, 50), snapshot->data->units())));
}

// The bytes of checkpoints, and the games that go on from them.
void add_checkpoints(Found& found) {
  for (const WatchedGame* watched : {&watched_points()[2], &watched_points()[4], &watched_images()[0]}) {
    Played game(watched->settings);
    game.train(10).substeps(1);
    const std::string bytes =
        write_checkpoint({game.run().settings(), game.run().state(), ""}, "/checkpoint.safetensors");
    found.add("files/checkpoint of " + watched->name, hash_of_text(bytes));
    const auto saved = parse_checkpoint(bytes, "/checkpoint.safetensors");
    if (!saved) give_up(saved.message());
    Played other(small_points());
    other.apply(LoadGame{saved.value()}).train(5);
    if (other.hash() != game.train(5).hash()) {
      found.faults.push_back("files/checkpoint of " + watched->name + ": what goes on from it is another game");
    }
  }
}

// A game driven by hand, recorded, written, read and played again.
void add_recording(Found& found) {
  Played game(with(small_points(), {{"hyperparameters.k", "2"}}));
  Recorder recorder(10);
  const auto train = [&](int iterations) {
    for (int i = 0; i < iterations; ++i) recorder.after_iteration(game.train(1).run());
  };
  train(25);
  game.set_text("hyperparameters.loss", "hinge").substeps(1).set_text("hyperparameters.r2_weight", "0.3").substeps(2);
  train(25);
  game.apply(TakeSteps{Player::generator}).apply(NewStart{5});
  train(25);
  const auto read = parse_recording(write_recording(recorder.finish(game.run()), "/recording.toml"), "/recording.toml");
  if (!read) give_up(read.message());
  Numbers hashes;
  const Recording recording = read.value().recording();
  for (const StateHash& at : recording.hashes) hashes.add(at.position.segment, at.position.step, at.hash);
  const ReplayResult replayed = replay(recording);
  found.add("files/recording", hashes.add(replayed.compared, replayed.final_hash).hash());
  if (!replayed.agrees) found.faults.push_back("files/recording: the replay differs; " + replayed.problem);
}

}  // namespace

void add_files(Found& found) {
  add_csv(found);
  add_checkpoints(found);
  add_recording(found);
}

}  // namespace gan::golden
