// Who loads a large file may want to show how far it is, and to end it early.
#pragma once

#include <functional>

#include "core/base/result.h"

namespace gan {

struct LoadWatch {
  std::function<void(double)> progress;  // share done, 0 to 1; may be empty
  std::function<bool()> cancelled;       // may be empty

  // Reports the share; false when the work shall end.
  bool go_on(double share) const {
    if (progress) progress(share);
    return !(cancelled && cancelled());
  }
  // For a part of the work: its 0 to 1 are first to last of the whole.
  LoadWatch part(double first, double last) const {
    LoadWatch inner;
    if (progress) inner.progress = [outer = progress, first, last](double s) { outer(first + s * (last - first)); };
    inner.cancelled = cancelled;
    return inner;
  }
};

// The message of what was ended early.
inline constexpr const char* kLoadCancelled = "reading was cancelled";

}  // namespace gan
