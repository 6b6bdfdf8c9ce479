// What a sentence claims, looked up in facts that are computed here from records, samples and parameters in the
// plainest way.
#pragma once

#include <string>

#include "tests/insight/watched.h"

namespace gan {

// Why the sentence is not true of the game; "" where it is. A sentence of no known form is not.
std::string refute(const Sentence& sentence, const Watched& game);

// Of one fresh sample of 2 500, the one that was measured.
struct PlainModes {
  int total = 0, covered = 0;
  double high_quality = 0, effective = 0, reverse_kl = 0, width = 0, outside = 0;
};
// Of data with modes; total is 0 for other data.
PlainModes count_modes(const Watched& game);

}  // namespace gan
