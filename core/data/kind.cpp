#include "core/data/kind.h"

#include "core/data/distribution.h"

namespace gan {

DataKind DataSource::kind() const {
  DataKind kind;
  kind.dimension = dimension();
  kind.classes = classes();
  if (images() != nullptr) {
    kind.can.add(Capability::images);
    if (kind.classes > 0) kind.can.add(Capability::classes);
    if (held_out() != nullptr) kind.can.add(Capability::held_out);
    return kind;
  }
  kind.can.add(Capability::points);
  if (kind.dimension == 1) {
    kind.can.add(Capability::line);
    if (line() != nullptr) kind.can.add(Capability::density);
    return kind;
  }
  kind.can.add(Capability::extent);
  if (kind.dimension == 2) kind.can.add(Capability::plane);
  if (const GaussianMixture* known = mixture()) {
    kind.modes = static_cast<int>(known->centres.cols());
    kind.can.add(Capability::density);
    if (kind.modes > 0) kind.can.add(Capability::modes);
  }
  return kind;
}

}  // namespace gan
