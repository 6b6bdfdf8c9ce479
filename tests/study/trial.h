// Trial: one run of a scenario with one seed of the study, and what the claims are decided by: its step
// records, fresh samples against the modes, particles that keep their noise, and the discriminator's
// parameters.
#pragma once

#include <memory>
#include <vector>

#include "core/probe/line/line_curves.h"
#include "core/probe/quality/measure.h"
#include "core/probe/quality/modes.h"
#include "core/probe/spectrum/spectrum.h"
#include "core/run/run.h"
#include "core/scenario/scenario.h"

namespace gan {

// What 2 500 fresh samples say.
struct Look {
  int covered = 0;
  double high_quality = 0;
  double reverse_kl = 0;
  int favourite = 0;  // the mode that is nearest to most samples
};

class Trial {
 public:
  // The scenario with this seed and, where k >= 0, with that many discriminator steps.
  Trial(const Scenario& scenario, std::uint64_t seed, int k = -1);

  // Iterations; fewer when the game diverges, which `alive` then says.
  void train(std::int64_t steps);
  // So many iterations, looked at every few of them: the most modes that were covered in one look, and how often the
  // favourite was another one than the look before.
  struct Hopping {
    int most = 0, hops = 0;
  };
  Hopping train_looking(std::int64_t steps, std::int64_t every);
  // The next of the scenario's remedies.
  void apply_remedy();
  bool alive() const { return !run_->status().diverged; }

  Look look() const;
  // V of the best response to G as it is now: core/probe/quality/best_value.h.
  double best_value();
  // Of data on the line, over all of it.
  LineCurves curves() const;
  // Of images: 2 500 fresh ones in the classifier of their data, which is trained first where none is kept.
  ImageMetrics look_at_images();
  // 2 x 500: the samples of the same noise at every step.
  Matrix<float> particles() const;
  // Of the next iteration.
  Spectrum spectrum() const;
  // Of every iteration so far.
  const std::vector<StepRecord>& records() const { return records_; }
  // See core/probe/quality/clip_share.h.
  double share_near_clip() const;

 private:
  std::unique_ptr<Run> run_;
  std::vector<Remedy> remedies_;  // not yet applied
  std::vector<StepRecord> records_;
  Measurer measurer_;
  MeasureRequest measure_;
};

// What images of this game are measured with; trained first where none is kept, once by those who ask side by side.
// Null of points.
std::shared_ptr<const ClassifierWeights> classifier_for(const Snapshot& snapshot);

// Mean distance between columns of the same index; both 2 x n, n >= 1.
double mean_distance(const Matrix<float>& a, const Matrix<float>& b);

}  // namespace gan
