// Facts: the numbers that sentences are judged from, each of one moment: averages over the records since the last
// change, counts of one sample of the generator, parameters of one snapshot. Pure.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "core/insight/waves.h"
#include "core/probe/quality/metrics.h"
#include "core/probe/quality/perfect.h"
#include "core/run/snapshot.h"

namespace gan {

// Where the last change of a segment acted: its start, a setting, a scheduled change, a step by hand. What came before
// it says nothing about the game as it is now.
struct LastChange {
  std::int64_t step = 0;   // so many iterations were complete
  std::int64_t count = 0;  // differs from change to change

  bool operator==(const LastChange&) const = default;
};

// The mean of something over the last fifth of the iterations since the last change, and over the fifth before that.
struct Drift {
  double before = Metrics::kUndefined;
  double lately = Metrics::kUndefined;
};

// Numbers that are not known are NaN, or 0 where they count.
struct Facts {
  SegmentId segment;
  std::int64_t step = 0;
  LastChange since;
  bool at_rest = false;  // not training: nothing newer will come to confirm these facts
  bool diverged = false;
  std::string divergence;  // what to say about it
  int loss = 1;
  bool frozen_d = false, frozen_g = false;
  double clip = 0, at_clip = 0;  // the bound c, and share_near_clip()

  // Means over the last hundred records since the change.
  int records = 0;  // so many there were
  double d_accuracy = Metrics::kUndefined;
  double d_real = Metrics::kUndefined;
  double d_fake = Metrics::kUndefined;
  double value = Metrics::kUndefined;  // V(D, G), or what stands for it under this loss
  double g_grad_norm = Metrics::kUndefined;
  double g_grad_norm_start = Metrics::kUndefined;  // over the first hundred records since the change
  // Of games of a few numbers, how far they are from the equilibrium: the same means.
  double distance = Metrics::kUndefined, distance_start = Metrics::kUndefined;
  Wave wave;                       // of G's loss or of D(G(z)), or of θ where G is one; since the change
  const char* wave_of = "";        // what swings: "G's loss"
  Rest rest{Metrics::kUndefined};  // of G's loss
  Drift jsd_drift, value_drift;    // of what was measured, and of every iteration

  // Of one sample of the generator, taken at this step.
  std::int64_t measured_step = -1;
  int modes_covered = 0, modes_total = 0;
  std::vector<bool> covered;  // of each mode
  int most_covered = 0;       // at any time of this segment
  double high_quality = Metrics::kUndefined;
  double jsd = Metrics::kUndefined;
  double reverse_kl = Metrics::kUndefined;
  double best_value = Metrics::kUndefined;  // V of the best response to G
  double core_width = Metrics::kUndefined;  // of the covered modes: 1 is a perfect one's
  double width = Metrics::kUndefined;       // median over the covered modes of the smaller spread over a perfect one
  double outside = Metrics::kUndefined;
  Concentration concentration;
  // Of the last judgements, filled in by Conditions: changes of the favourite mode, and the median.
  int hops = 0;
  double usual_effective_modes = Metrics::kUndefined;
  int classes_covered = 0, classes_total = 0;  // of images
  int most_classes = 0;                        // at any time of this segment
  double precision = Metrics::kUndefined;      // of images
  double frechet = Metrics::kUndefined;        // of images
  // The same of a perfect generator: of data for points, of held-out images.
  PerfectScore ideal_high_quality, ideal_jsd, ideal_reverse_kl, ideal_core_width, ideal_frechet;
  double classes_expected = 0;  // 0: unknown
};

// The series of a scalar (core/record) over this segment, by its id; null where it is not known.
using FindSeries = std::function<const Series*(std::string_view id)>;
// metrics and perfect may be null. Of the series what comes after step `until` is left out. The facts lack `at_rest`
// and `divergence`, which are not to be read off these.
Facts gather_facts(const Snapshot& snapshot, const LastChange& since, const FindSeries& series, const Metrics* metrics,
                   const PerfectMetrics* perfect, std::int64_t until = kNewest);

// Whether fewer of `total` classes are covered than finitely many images of the data would; `expected`: what held-out
// images score, 0 or NaN where that is unknown.
bool misses_classes(double covered, int total, double expected);

}  // namespace gan
