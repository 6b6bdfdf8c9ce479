#include <utility>
#include <vector>

#include "tests/golden/game_list.h"
#include "tests/golden/numbers.h"
#include "tests/golden/parts.h"
#include "tests/golden/played.h"

namespace gan::golden {
namespace {

// Plays games, those of the same settings once.
class PlayedOnce {
 public:
  std::uint64_t hash_of(const Settings& settings) {
    for (const auto& [played, hash] : played_) {
      if (played == settings) return hash;
    }
    Played game(settings);
    game.train(game.snapshot()->data->is_plane() ? 150 : 15);
    played_.emplace_back(settings, game.hash());
    return played_.back().second;
  }

 private:
  std::vector<std::pair<Settings, std::uint64_t>> played_;
};

}  // namespace

void add_games(Found& found) {
  PlayedOnce player;
  for (const SmallGame& game : small_games()) {
    const std::uint64_t hash = player.hash_of(game.settings);
    found.add(game.key, hash);
    if (game.settings == game.without || player.hash_of(game.without) != hash) continue;
    found.faults.push_back(game.key + ": the same numbers as without it, so that it tests nothing");
  }
}

}  // namespace gan::golden
