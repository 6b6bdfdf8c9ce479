// Plain sentences about what happens in the game: mode collapse, a good fit, a discriminator that has won, oscillation,
// a game at rest, weights at their bounds, divergence. Judged from facts alone (facts.h) through conditions with a
// memory (conditions.h). Pure.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "core/insight/verdict.h"

namespace gan {

struct Sentence {
  Tone tone = Tone::neutral;
  std::string text;
  VerdictId about = VerdictId::too_early;  // the verdict that says the same
};

// What is said where precision is below kPrecisionFloor, so that no class counts.
std::string unlike_data_text(double precision);

// What is to be said of facts that were the last ones judged by `conditions`: the most important first, at most three.
std::vector<Sentence> say(const Facts& facts, const Conditions& conditions);

// The line of a game: the verdict, its evidence, and the sentences that say anything else; each shorter than a line
// where it can be.
std::vector<Sentence> line_of(const Verdict& verdict, std::span<const Sentence> sentences);

class SentenceJudge {
 public:
  // To be called once for all facts that are new: another step, newer metrics of the same one, a change.
  void update(const Facts& facts);
  std::span<const Sentence> sentences() const { return sentences_; }
  const Verdict& verdict() const { return verdict_; }
  const Conditions& conditions() const { return conditions_; }

 private:
  Conditions conditions_;
  LastChange since_;
  double gradient_start_ = Metrics::kUndefined;  // since that change: long records forget it
  SegmentId segment_;
  std::vector<Sentence> sentences_;
  Verdict verdict_;
};

}  // namespace gan
