// What tests of games side by side do with a lab in one thread, and ask of each game.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "app/lab/compare/differences.h"
#include "tests/models/lab/inline_lab.h"

namespace gan {

class ComparedLab : public InlineLab {
 protected:
  Session& session(std::size_t i) { return const_cast<Session&>(lab_->game(i)); }
  const Snapshot& shown(std::size_t i) const { return *lab_->game(i).snapshot(); }
  std::int64_t step(std::size_t i) const { return shown(i).position.step; }
  std::uint64_t hash(std::size_t i) const { return hash_state(*shown(i).state); }
  std::int64_t k(std::size_t i) const { return shown(i).settings->hyperparameters.k; }
  std::vector<Difference> differ() const {
    std::vector<const Settings*> all;
    for (std::size_t i = 0; i < lab_->games(); ++i) all.push_back(&lab_->game(i).shown_settings());
    return differences(all);
  }

  void train_to(std::int64_t step) {
    lab_->run_to(step);
    until_settled();
  }
  void set_and_wait(const char* key, Value value, bool in_all = false) {
    Actions actions;
    actions.edits.push_back({key, std::move(value), true, in_all});
    carry_out_and_wait(actions);
  }
  // Of the segment that is shown.
  void look_at(std::int64_t step) { InlineLab::look_at(lab_->snapshot().position.segment, step); }
};

}  // namespace gan
