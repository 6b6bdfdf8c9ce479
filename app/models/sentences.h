// Plain sentences about what happens in the game: collapse, hopping, a discriminator that has won, circling
// players, piled-up weights, divergence, success. Judged from numbers alone, with two thresholds each and a
// memory, so that they don't flicker. Pure.
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/history/series.h"
#include "core/probe/metrics.h"
#include "core/probe/perfect.h"
#include "core/run/snapshot.h"

namespace gan {

enum class Tone { good, neutral, warning };

struct Sentence {
  Tone tone = Tone::neutral;
  std::string text;
};

// A wave in the record: its length in points and how alike one wave is to the next (autocorrelation, 0 to 1).
struct Oscillation {
  double period = 0;
  double strength = 0;
};
// Nothing when the values are too few (< 48), do not vary, or die away (the second half varies less than 0.6
// times as much as the first). Values that are not finite are left out.
std::optional<Oscillation> find_oscillation(std::span<const float> values);

// How samples lie relative to a mixture's centres: the effective number of nearest centres (exp of the
// entropy of their shares), whether most samples are nearer to their centre than half of the way to the next
// one, and whether they are together: spread less than half as far as the centres are.
struct Concentration {
  double effective_modes = 0;
  bool near = false;
  bool together = false;
};
Concentration measure_concentration(const GaussianMixture& mixture, const Matrix<float>& samples);

// What a judgement is made from; numbers that are not known are NaN, or 0 where they count.
struct Facts {
  std::int64_t segment = 0, step = 0;
  bool at_rest = false;  // not training: nothing newer will come to confirm these facts
  bool diverged = false;
  std::string divergence;  // what to say about it
  int loss = 1;
  double d_accuracy = Metrics::kUndefined;  // smoothed over the last iterations
  double d_real = Metrics::kUndefined;      // the same
  double d_fake = Metrics::kUndefined;
  double g_grad_norm = Metrics::kUndefined;        // the same
  double g_grad_norm_start = Metrics::kUndefined;  // over the first hundred iterations
  bool frozen_d = false, frozen_g = false;
  double clip = 0, at_clip = 0;  // the bound c, and share_near_clip()
  int modes_covered = 0, modes_total = 0;
  int most_covered = 0;            // at any time of this segment
  std::uint64_t covered_bits = 0;  // of the first 64 modes
  double high_quality = Metrics::kUndefined;
  double perfect_high_quality = Metrics::kUndefined;
  double outside = Metrics::kUndefined;
  int classes_covered = 0, classes_total = 0;  // of pictures
  double classes_expected = 0;                 // what held-out pictures score; 0: unknown
  int most_classes = 0;                        // at any time of this segment
  Concentration concentration;
  double wave = 0;  // strength of an oscillation of the losses
  double wave_iterations = 0;
};

// Facts from what the window has. `history` gives d_accuracy, d_fake, g_grad_norm and g_loss of this segment;
// series that are null are not known.
struct RecentSeries {
  const Series* d_accuracy = nullptr;
  const Series* d_real = nullptr;
  const Series* d_fake = nullptr;
  const Series* g_grad_norm = nullptr;
  const Series* g_loss = nullptr;
  const Series* modes_covered = nullptr;
  const Series* classes_covered = nullptr;
};
Facts gather_facts(const Snapshot& snapshot, const RecentSeries& series, const Metrics* metrics,
                   const PerfectMetrics* perfect, const Matrix<float>* generated);

// Whether fewer of `total` classes are covered than finitely many pictures of the data would; `expected`: what held-out
// pictures score, 0 or NaN where that is unknown.
bool misses_classes(double covered, int total, double expected);

class SentenceJudge {
 public:
  // To be called once for all facts that are new: another step, or newer metrics of the same one. A lower
  // step or another segment forgets what was.
  void update(const Facts& facts);
  // The most important first; at most three.
  std::span<const Sentence> sentences() const { return sentences_; }

 private:
  // A condition with memory: true after `enter` held twice, false after `stay` failed three times.
  class Latch {
   public:
    bool update(bool enter, bool stay);
    bool on() const { return on_; }
    void reset() { *this = {}; }

   private:
    bool on_ = false;
    int count_ = 0;
  };

  void judge(const Facts& facts);
  void judge_classes(const Facts& facts);

  std::int64_t segment_ = -1, step_ = -1;
  Latch collapsed_, perfect_d_, vanished_, circling_, clipped_, learned_, outside_, lost_;
  std::deque<std::uint64_t> covered_;  // of the last judgements
  int most_covered_ = 0;
  std::vector<Sentence> sentences_;
};

}  // namespace gan
