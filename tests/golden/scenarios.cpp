#include "tests/golden/parts.h"
#include "tests/golden/played.h"

namespace gan::golden {
namespace {

bool shows_images(Played& game) {
  return game.snapshot()->kind().has(Capability::images);
}

// The schedule with its changes 20 iterations apart, in their order; returns the last one's step.
std::int64_t bring_forward(std::vector<ScheduledChange>& schedule) {
  std::int64_t step = 0, before = -1;
  for (ScheduledChange& change : schedule) {
    if (change.step != before) step += 20;
    before = change.step;
    change.step = step;
  }
  return step;
}

void add_remedies(const std::string& key, const Scenario& scenario, Played& game, std::int64_t iterations,
                  Found& found) {
  int number = 0;
  for (const Remedy& remedy : scenario.remedies) {
    for (const auto& [setting, value] : remedy.changes) game.set(setting, value);
    found.add(key + "/remedy " + std::to_string(++number), game.train(iterations).hash());
  }
}

}  // namespace

void add_scenarios(Found& found) {
  for (const Scenario& scenario : scenarios_without_files()) {
    const std::string key = "scenarios/" + scenario.id;
    Played game(scenario.settings);
    const bool images = shows_images(game);
    found.add(key, game.train(images ? 30 : 300).hash());
    add_remedies(key, scenario, game, images ? 10 : 80, found);
    Settings settings = scenario.settings;
    if (settings.schedule.empty()) continue;
    const std::int64_t last = bring_forward(settings.schedule);
    found.add(key + "/schedule", Played(settings).train(last + 20).hash());
  }
}

}  // namespace gan::golden
