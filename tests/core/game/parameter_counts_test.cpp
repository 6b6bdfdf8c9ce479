#include "core/game/parameter_counts.h"

#include <gtest/gtest.h>

namespace gan {
namespace {

TEST(ParameterCounts, AreThoseOfTheLayers) {
  GameSpec spec;
  spec.noise.dimension = 3;
  spec.generator.hidden = {5};
  spec.discriminator.hidden = {7};
  const PerPlayer<Index> counts = parameter_counts(spec, {2});
  EXPECT_EQ(counts.generator, 3 * 5 + 5 + 5 * 2 + 2);
  EXPECT_EQ(counts.discriminator, 2 * 7 + 7 + 7 + 1);
}

}  // namespace
}  // namespace gan
