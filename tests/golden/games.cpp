#include <utility>
#include <vector>

#include "tests/golden/game_list.h"
#include "tests/golden/hashed.h"
#include "tests/golden/parts.h"
#include "tests/golden/played.h"

namespace gan::golden {
namespace {

struct Numbered {
  std::uint64_t state = 0;
  std::uint64_t records = 0;  // of every iteration
};

// Plays games, those of the same settings once.
class PlayedOnce {
 public:
  Numbered hashes_of(const Settings& settings) {
    for (const auto& [played, hashes] : played_) {
      if (played == settings) return hashes;
    }
    Played game(settings);
    Numbers records;
    for (int i = game.snapshot()->data->kind().has(Capability::images) ? 15 : 150; i > 0; --i) {
      records.add(hash_of(game.train(1).run().record()));
    }
    played_.emplace_back(settings, Numbered{game.hash(), records.hash()});
    return played_.back().second;
  }

 private:
  std::vector<std::pair<Settings, Numbered>> played_;
};

}  // namespace

void add_games(Found& found) {
  PlayedOnce player;
  for (const SmallGame& game : small_games()) {
    const Numbered hashes = player.hashes_of(game.settings);
    found.add("games/" + game.key, hashes.state);
    found.add("records/" + game.key, hashes.records);
    if (game.settings == game.without || player.hashes_of(game.without).state != hashes.state) continue;
    found.faults.push_back("games/" + game.key + ": the same numbers as without it, so that it tests nothing");
  }
}

}  // namespace gan::golden
