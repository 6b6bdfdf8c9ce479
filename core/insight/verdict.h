// The verdict: what a game has come to, in a few words, with the numbers that say so. One of a table, the first whose
// conditions (conditions.h) hold: what is worse comes first, for a game that flies apart needs no other word. Pure.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/insight/conditions.h"

namespace gan {

enum class Tone { good, neutral, warning };

enum class VerdictId {
  diverging,     // a number has become infinite, the samples or the players run away
  hopping,       // G is on few modes, and on others every now and then
  oscillating,   // the players circle each other
  collapsed,     // G is on few modes or classes
  d_too_strong,  // D tells nearly everything apart and leaves G no gradient, or none worth the name
  thin,          // the modes are there, but G's samples fill only their middles
  d_too_weak,    // D is far below its best response
  settled,       // what is measured no longer changes; how far that is from the data is the residual
  too_early,     // nothing of all that, yet
};
inline constexpr std::size_t kVerdicts = static_cast<std::size_t>(VerdictId::too_early) + 1;

// One number of those that a verdict rests on: "modes covered", "2 of 8", "begins at 4 or fewer". What holds already
// lasts a little beyond the bound, which may be empty.
struct Evidence {
  std::string what, value, bound;
};

struct Verdict {
  VerdictId id = VerdictId::too_early;
  Tone tone = Tone::neutral;
  std::string title = "Too early to say";  // "Collapsed to 2 modes"
  std::vector<Evidence> evidence;          // the most telling first
};
// "2 of 8 modes covered, 1.3 effective modes": values and what they are of, in one line.
std::string evidence_text(const Verdict& verdict);

struct VerdictInfo {
  VerdictId id;
  const char* name;     // as files write it
  const char* meaning;  // one sentence
  Tone tone;
  bool (*holds)(const Facts&, const Conditions&);
  std::string (*title)(const Facts&, const Conditions&);
  void (*evidence)(const Facts&, const Conditions&, std::vector<Evidence>&);
};
std::span<const VerdictInfo> verdict_infos();  // in the order of the enumerators, in which they are asked
const VerdictInfo& verdict_info(VerdictId id);

// Of facts that were the last ones judged by `conditions`.
Verdict find_verdict(const Facts& facts, const Conditions& conditions);

}  // namespace gan
