// GameJudge: what is to be said of the session's game, judged once for all who read it: the sentences above the stage
// and what happens of the scenario's watch list.
#pragma once

#include <array>
#include <map>
#include <optional>
#include <span>

#include "app/lab/history/history.h"
#include "core/insight/sentences.h"

namespace gan {

class GameJudge {
 public:
  // What is known of the game at present.
  struct Known {
    const Snapshot& snapshot;
    const RunHistory& history;
    LastChange since;                // the last change before the snapshot
    const Measurement* measurement;  // null until there is one
    const StepRecord* record;        // the scalars of this very state; null where they are not known
    bool training;
    std::int64_t until = kNewest;  // the last step of the history that counts
  };
  // When each condition first held, segment by segment: after so many iterations.
  using Happened = std::map<std::int64_t, std::array<std::optional<std::int64_t>, kConditions>>;

  explicit GameJudge(Happened happened = {}) : happened_(std::move(happened)) {}
  // Judges anew where there is something new to judge.
  void update(const Known& known);

  std::span<const Sentence> sentences() const { return judge_.sentences(); }
  const Verdict& verdict() const { return judge_.verdict(); }
  const Conditions& conditions() const { return judge_.conditions(); }
  // After so many iterations of the segment it held for the first time; nothing: by then it had not.
  std::optional<std::int64_t> happened_at(ConditionId id, const Position& until) const;
  // What had happened by then.
  Happened happened_until(const Position& until) const;

 private:
  bool is_due(const Known& known, const Moment& measured) const;
  void note_what_holds(const Moment& now);

  SentenceJudge judge_;
  Happened happened_;
  Moment judged_{{}, {-1, 0, 0, 0}}, judged_measurement_{{}, {-1, 0, 0, 0}};
  LastChange judged_change_;
  bool judged_diverged_ = false, judged_knows_now_ = false;
};

// After steps by hand no iteration has been recorded since: the facts are then what this very state scores.
void take_facts_now(const StepRecord& now, Facts& facts);

}  // namespace gan
