// The samples that the probes of one snapshot share: drawn once, for the one that needs most, with D's logits where any
// needs them. Sample i keeps its noise, or its place in the data's stream, for ever.
#pragma once

#include <memory>

#include "core/probe/shared/evaluate.h"

namespace gan {

struct SampleNeeds {
  int generated = 0, real = 0;
  bool fake_logits = false, real_logits = false;
  bool operator==(const SampleNeeds&) const = default;
  void join(const SampleNeeds& other);
};

class SharedSamples {
 public:
  // Draws and judges what is needed, or takes what it has where that is of the same snapshot and of as many. False when
  // cancelled.
  bool prepare(const std::shared_ptr<const Snapshot>& snapshot, const SampleNeeds& needs, Evaluators& networks,
               const CancelFlag& cancel);

  const Matrix<float>& generated() const { return generated_; }      // d x n
  const Matrix<float>& real() const { return real_; }                // d x m
  const Matrix<float>& fake_logits() const { return fake_logits_; }  // 1 x n
  const Matrix<float>& real_logits() const { return real_logits_; }  // 1 x m

 private:
  std::shared_ptr<const Snapshot> of_;  // null: nothing is there
  SampleNeeds needs_;
  Matrix<float> generated_, real_, fake_logits_, real_logits_;
};

}  // namespace gan
