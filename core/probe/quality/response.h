// How far D is from the best response to G as it stands: what is left of the gradient of its own loss, on more samples
// than training takes, and how far V is below its ceiling (best_value.h).
#pragma once

#include <limits>

#include "core/base/cancel_flag.h"
#include "core/run/snapshot.h"

namespace gan {

inline constexpr int kResponseGroups = 8;

struct ResponseRequest {
  int samples = 8192;    // of each kind, in as many groups as are compared; of images fewer
  bool ceiling = false;  // wanted too: it takes as long again, and while G stands still it stays
  bool operator==(const ResponseRequest&) const = default;
};

struct ResponseState {
  int samples = 0;                                           // that were taken
  double d_loss = std::numeric_limits<double>::quiet_NaN();  // D's own, with penalties
  double value = std::numeric_limits<double>::quiet_NaN();   // what D maximises, as its loss reads it
  // Of the gradient g of that loss, from kResponseGroups independent groups of the samples: an estimate of ‖g‖² without
  // bias, which may be below 0, and the expected square of the noise of the mean over all of them.
  double gradient = std::numeric_limits<double>::quiet_NaN();
  double noise = std::numeric_limits<double>::quiet_NaN();
  // V of the best response; NaN where it was not asked for, and where the data have no density or V is not that of
  // Goodfellow et al. 2014.
  double best = std::numeric_limits<double>::quiet_NaN();

  // What is left of the gradient can't be told from the noise of the samples.
  bool gradient_is_noise() const { return gradient <= noise; }
};

// Of the state between two iterations or within one, with what acts there: D's penalties and instance noise are part
// of its loss. False when cancelled. The samples are the same for every state of a game, and none that it trains on.
bool probe_response(const Snapshot& snapshot, const ResponseRequest& request, const CancelFlag& cancel,
                    ResponseState& out);

}  // namespace gan
