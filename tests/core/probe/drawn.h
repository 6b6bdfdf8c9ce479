// Sources of data, and samples of them, for the tests of every kind.
#pragma once

#include <gtest/gtest.h>

#include <memory>

#include "core/base/random.h"
#include "core/data/distribution.h"

namespace gan::test {

inline const StreamKey kSampleKey{3, Stream::data_for_discriminator, 17, 1};

inline std::shared_ptr<const DataSource> source_of(const DataSpec& spec, std::uint64_t seed = 1) {
  auto made = make_data_source(spec, seed);
  EXPECT_TRUE(made.ok()) << made.message();
  return made.value();
}

inline Matrix<float> draw(const DataSource& source, Index count, const StreamKey& key = kSampleKey) {
  Matrix<float> out(source.dimension(), count);
  source.sample(key, view_of(out));
  return out;
}

}  // namespace gan::test
