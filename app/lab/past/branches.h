// Branches: the runs that began as one and part at some moment: which there are, where each left which other one, and
// what they are called. Pure; the runs themselves are elsewhere.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "core/past/keyframes.h"

namespace gan {

struct Branch {
  RunId run;
  RunId parent;                 // of no run: the first of them
  Instant origin;               // where it left it
  Instant front;                // how far it has come
  std::int64_t front_from = 0;  // the segment that started there, before any that only went on from it
  std::string change;           // the first thing that was done to it: "k 1→5"; empty: nothing was
  std::string name;             // by a person; empty: none

  bool has_parent() const { return parent != RunId(); }
};

class Branches {
 public:
  // Everything begins anew with this run.
  void begin(RunId run);
  // `run` goes on from where `through` ends, of what came there by it; without any it begins as the first one does. It
  // is the one that is played from then on.
  void add(RunId run, std::span<const RunStretch> through);
  // It is played from now on. False where it is unknown.
  bool play(RunId run);
  void rename(RunId run, std::string name);
  // The one that is played stays, and so does the last. True where it is gone.
  bool remove(RunId run);
  void note(RunId run, const Instant& front, std::int64_t front_from, std::string change);

  std::span<const Branch> all() const { return branches_; }  // in the order in which they began
  const Branch* find(RunId run) const;
  RunId played() const { return played_; }

 private:
  std::vector<Branch>::iterator position_of(RunId run);

  std::vector<Branch> branches_;
  RunId played_;
};

// "main", or what a person called it, or what it began with: "k 1→5", "from step 1 200".
std::string title_of(const Branch& branch);

}  // namespace gan
