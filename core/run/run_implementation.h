// What a run is made of. Part of the run, whose sources alone include it.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "core/game/network_game.h"
#include "core/game/rules/rule_list.h"
#include "core/run/changing_data.h"
#include "core/run/run.h"

namespace gan {

struct Run::Implementation {
  // A segment, what is played in it and how training goes.
  struct Play {
    Segment segment;
    std::unique_ptr<Game<float>> game;
    // Every rule of the table, so that a change of the rule needs no memory; they take theirs when they step.
    std::vector<std::unique_ptr<Rule<float>>> rules;
    ChangingData data;
    Rule<float>& rule() const { return *rules[static_cast<std::size_t>(rule_of(segment.current.hyperparameters))]; }
  };

  RunId id;
  Settings initial;
  Play now;
  std::int64_t commands = 0;  // so many are among the events
  std::vector<Event> events;
  // Of snapshots and keyframes, until something changes.
  std::shared_ptr<const Settings> shared_settings, shared_base;
  std::unique_ptr<ThreadPool> pool;  // null: the caller's thread alone
  MemorySource memory;

  Segment& segment() { return now.segment; }
  std::int64_t next_number() const { return now.game ? now.segment.number + 1 : 0; }

  Result<Play> prepare(const Settings& settings) const;
  Play play(const Settings& base, const Settings& current, std::shared_ptr<const DataSource> data) const;
  Outcome check_memory_of(const Settings& settings, SampleShape shape) const;
  void make_room_for_events(const Settings& settings);
  void install(Play&& fresh);
  Outcome resume(const Past& past, const Keyframe& keyframe);
  void settings_changed();
  void share_settings();
  Outcome start(const Settings& settings);
  // From where it is, with its players rebuilt for these settings, of which `values` are what is new.
  Outcome rebuild(const Settings& base, std::span<const std::pair<std::string, Value>> values);
  Outcome load(const std::shared_ptr<const SavedGame>& game);
  void begin_iteration();
  bool iteration_complete() const {
    return now.rule().complete(now.segment.state, now.segment.current.hyperparameters);
  }
  bool take_step(Move move);
  Outcome take_steps(const TakeSteps& steps);
  void complete_iteration();
  Error diverged_error() const;
  Outcome act(const Command& command);
  Outcome set(std::span<const std::pair<std::string, Value>> values);
};

}  // namespace gan
