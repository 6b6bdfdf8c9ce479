#include "core/history/series.h"
#include "core/insight/waves.h"
#include "tests/golden/numbers.h"
#include "tests/golden/parts.h"
#include "tests/golden/played.h"
#include "tests/golden/watched_games.h"

namespace gan::golden {
namespace {

std::uint64_t hash_of_queries(const Series& series) {
  Numbers n;
  std::vector<Bucket> buckets;
  const std::int64_t first = series.first_step(), last = series.last_step(), span = last - first;
  for (const auto& [from, to] :
       {std::pair{first, last}, {first + span / 3, first + span / 2}, {last - 100, last + 5}}) {
    for (const int most : {40, 1000}) {
      series.query(from, to, most, buckets, true);
      for (const Bucket& b : buckets) n.add(b.first_step, b.last_step, b.min, b.max, b.mean, b.count);
    }
  }
  Bucket at;
  if (series.at(first + span / 2, at)) n.add(at.first_step, at.min, at.max, at.mean);
  return n.hash();
}

// The scalars of every iteration of a game, as a record of theirs is asked.
void add_records(const WatchedGame& watched, Found& found) {
  Played game(watched.settings);
  std::vector<std::string> names;
  for (const auto& [name, value] : scalars_of({})) names.push_back(name);
  SeriesGroup series(names);
  for (std::int64_t i = 0; i < watched.iterations; ++i) {
    game.train(1);
    std::vector<float> row;
    for (const auto& [name, value] : scalars_of(game.run().record())) row.push_back(value);
    series.append(game.run().record().step, row);
  }
  for (std::size_t i = 0; i < series.count(); ++i) {
    found.add("history/" + watched.name + "/" + series.name(i), hash_of_queries(series[i]));
  }
}

// Longer than what is remembered point by point: a wave that grows calmer, with gaps.
void add_long_series(Found& found) {
  Series series;
  std::vector<float> values;
  std::uint32_t state = 9;
  for (std::int64_t i = 0; i < 150'000; ++i) {
    state = state * 1664525u + 1013904223u;
    const auto noise = static_cast<float>(state >> 8) * 0x1p-24f;
    const auto saw = static_cast<float>(i % 240) / 240;
    const float value = (i < 140'000 ? saw : 0.02f * saw) + 0.1f * noise;
    series.append(2 * i + 1, i % 97 == 0 ? std::numeric_limits<float>::quiet_NaN() : value);
    if (i < 3000) values.push_back(value);
  }
  found.add("history/long series", hash_of_queries(series));
  const auto oscillation = find_oscillation(values);
  found.add("history/oscillation", Numbers()
                                       .add(oscillation.has_value(), oscillation ? oscillation->period : 0,
                                            oscillation ? oscillation->strength : 0, swing_of(values))
                                       .hash());
  Numbers waves;
  for (const std::int64_t since : {0, 100'000, 280'001}) {
    const Wave wave = recent_wave(series, since);
    const Rest rest = measure_rest(series, since);
    waves.add(wave.strength, wave.period, wave.share, rest.share, rest.strength);
  }
  found.add("history/waves", waves.hash());
  series.truncate(250'000);
  found.add("history/truncated series", hash_of_queries(series));
}

}  // namespace

void add_history(Found& found) {
  for (const WatchedGame& game : watched_points()) add_records(game, found);
  add_records(watched_images()[0], found);
  add_long_series(found);
}

}  // namespace gan::golden
