#include "core/game/parameter_counts.h"

#include "core/nn/layout.h"

namespace gan {

PerPlayer<Index> parameter_counts(const GameSpec& spec, SampleShape data) {
  return {.discriminator = make_layout(spec.discriminator, data, 1).parameter_count,
          .generator = make_layout(spec.generator, spec.noise.dimension, data).parameter_count};
}

}  // namespace gan
