#include "core/run/batch_source.h"

#include "core/data/moved_source.h"
#include "core/data/noise.h"
#include "core/game/expected_batch.h"
#include "core/game/losses.h"
#include "core/game/penalties.h"

namespace gan {
namespace {

// Instance noise has one stream: parts of it, by player and by what it is added to.
constexpr PerPlayer<std::uint32_t> kRealJitter{0, 2}, kFakeJitter{1, 3};
constexpr std::uint32_t kJitterParts = 4;
constexpr PerPlayer<Stream> kData{Stream::data_for_discriminator, Stream::data_for_generator};
constexpr PerPlayer<Stream> kNoise{Stream::noise_for_discriminator, Stream::noise_for_generator};

}  // namespace

Batch<float> BatchSource::batch(Player player, std::int32_t inner) {
  if (plays_expectation(spec_)) {
    Batch<float> expected = expected_batch<float>(spec_, data_.dimension(), h_.instance_noise > 0, scratch_);
    // As of every game, what no penalty asks for is not there.
    if (!penalises(h_, PenalisedSamples::between)) expected.penalty_mix = {};
    if (!penalises(h_, PenalisedSamples::around)) expected.penalty_shift = {};
    return expected;
  }
  const auto key = [&](Stream stream, std::uint32_t part = 0) {
    return StreamKey{spec_.seed, stream, static_cast<std::uint64_t>(step_),
                     static_cast<std::uint32_t>(inner) * kJitterParts + part};
  };
  Batch<float> batch;
  batch.noise = scratch_.matrix<float>(spec_.noise.dimension, h_.batch_size);
  fill_noise(spec_.noise, key(kNoise[player]), batch.noise);
  if (player == Player::discriminator || loss_info(h_.loss).pairs_real) {
    batch.real = scratch_.matrix<float>(data_.dimension(), h_.batch_size);
    data_.sample(key(kData[player]), batch.real);
    if (!moved_.at_rest()) move_samples(moved_, batch.real);
  }
  if (player == Player::discriminator && penalises(h_, PenalisedSamples::between)) {
    // One a line between what D sees at once.
    batch.penalty_mix = scratch_.matrix<float>(1, h_.batch_size / spec_.discriminator.packing);
    fill_uniform(key(Stream::penalty_mix), batch.penalty_mix.data, static_cast<std::size_t>(batch.penalty_mix.cols), 0,
                 1);
  }
  if (player == Player::discriminator && penalises(h_, PenalisedSamples::around)) {
    batch.penalty_shift = scratch_.matrix<float>(data_.dimension(), h_.batch_size);
    fill_uniform(key(Stream::penalty_shift), batch.penalty_shift.data,
                 static_cast<std::size_t>(batch.penalty_shift.size()), 0, 1);
  }
  if (h_.instance_noise > 0) {
    const auto jitter = [&](std::uint32_t part) {
      const MatrixView<float> view = scratch_.matrix<float>(data_.dimension(), h_.batch_size);
      fill_normal(key(Stream::instance_noise, part), view.data, static_cast<std::size_t>(view.size()));
      return view;
    };
    batch.real_jitter = jitter(kRealJitter[player]);
    batch.fake_jitter = jitter(kFakeJitter[player]);
  }
  return batch;
}

}  // namespace gan
