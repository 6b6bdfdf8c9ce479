// The training images that are nearest to a chosen image, and how near that is: beside it stands what
// held-out images, which training never sees, have to their nearest training image. A generator that
// copies comes nearer than they do (Meehan et al. 2020, arXiv 2004.05675).
#pragma once

#include <cstdint>
#include <limits>
#include <memory>
#include <vector>

#include "core/probe/images/image_search.h"
#include "core/probe/images/sheet.h"
#include "core/probe/shared/chosen.h"

namespace gan {

inline constexpr int kHeldOutQueries = 400;  // held-out images whose nearest ones are looked for; all of fewer
// Of the relative distance: the nearest is set against so many next ones.
inline constexpr int kOthers = 7;

struct NearestRequest {
  ChosenImage chosen;
  int count = 12;  // 1 + kOthers or more
  bool operator==(const NearestRequest&) const = default;
};

// How far from their nearest training image held-out images are, ascending; of `relative` without those
// that have none.
struct HeldOutNearest {
  std::vector<double> distances, relative;
};

// Distances are root mean squares over an image's numbers, in grey levels from 0 to 255.
struct NearestImages {
  ImageSheet chosen;   // one image and its logit; none where there was nothing to look for
  ImageSheet nearest;  // nearest first, with D's logits
  std::vector<double> distances;
  // The nearest distance over the mean of the kOthers next ones, 0 to 1: of a copy it is small, whereas a
  // smooth image is near to all of them (Carlini et al. 2023, arXiv 2301.13188). NaN with
  // fewer images, or for 0/0.
  double relative = std::numeric_limits<double>::quiet_NaN();
  std::vector<std::uint16_t> labels;               // as those of samples, one an image, or none
  int chosen_label = -1;                           // of a real image with a label
  Index searched = 0;                              // images of the training set
  int stack = 1;                                   // of which all stacks of so many were searched
  std::shared_ptr<const HeldOutNearest> held_out;  // null where no images are held out
};

// Keeps what depends on the data alone, and what was found of it before a search was cancelled. One a thread.
class HeldOutSearch {
 public:
  // Null where the source holds nothing out. False when cancelled.
  bool find(const std::shared_ptr<const DataSource>& data, const CancelFlag& cancel,
            std::shared_ptr<const HeldOutNearest>& out);

 private:
  std::shared_ptr<const DataSource> data_;
  std::vector<NearImages> found_;  // of the first held-out images
  std::shared_ptr<const HeldOutNearest> whole_;
};

// The share of ascending values below `value`, 0 to 1, and the value that the share lies below: share in [0,
// 1].
double share_below(const std::vector<double>& ascending, double value);
double quantile(const std::vector<double>& ascending, double share);

// A real image itself is left out, its copies are not. False when cancelled. For images only.
bool probe_nearest(const Snapshot& snapshot, const NearestRequest& request, Evaluators& networks,
                   const CancelFlag& cancel, NearestImages& out);

}  // namespace gan
