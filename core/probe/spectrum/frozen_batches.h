// FrozenBatches: the batches that a run would see in one iteration, drawn once and held in double precision. With them
// an iteration is a function of the state alone, which can be differentiated.
#pragma once

#include <map>
#include <memory>
#include <utility>

#include "core/data/distribution.h"
#include "core/game/rules/rule.h"

namespace gan {

class FrozenBatches final : public TrainingBatches<double> {
 public:
  // Of the iteration with this number, from 0. All have to outlive it.
  FrozenBatches(const GameSpec& spec, const DataSource& data, const Hyperparameters& h, std::int64_t step)
      : spec_(spec), data_(data), h_(h), step_(step) {}

  Batch<double> batch(Player player, std::int32_t inner) override { return held(player, inner); }
  // Valid as long as this is.
  const Batch<double>& held(Player player, std::int32_t inner);

 private:
  struct Held {
    Matrix<double> real, noise, penalty_mix, real_jitter, fake_jitter, penalty_shift;
    Batch<double> batch;
  };

  const GameSpec& spec_;
  const DataSource& data_;
  const Hyperparameters& h_;
  std::int64_t step_;
  Workspace drawn_;
  std::map<std::pair<Player, std::int32_t>, std::unique_ptr<Held>> held_;
};

// The same as constants of what is differentiated.
class ConstantBatches final : public TrainingBatches<DualNumber<double>> {
 public:
  explicit ConstantBatches(FrozenBatches& batches) : batches_(batches) {}
  Batch<DualNumber<double>> batch(Player player, std::int32_t inner) override {
    return {&batches_.held(player, inner)};
  }

 private:
  FrozenBatches& batches_;
};

}  // namespace gan
