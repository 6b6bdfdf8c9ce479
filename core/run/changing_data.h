// The data of a run at one moment, made of those that it began with: without the modes that are hidden, where they have
// moved to. What was made last is kept, so that it is made anew only when it changes.
#pragma once

#include <memory>

#include "core/data/moved_source.h"

namespace gan {

class ChangingData {
 public:
  using Data = std::shared_ptr<const DataSource>;

  // `whole` without these modes; itself where that changes nothing.
  const Data& shown(const Data& whole, const ModeSet& hidden) {
    if (whole != whole_ || hidden != hidden_) {
      shown_ = hidden.any() ? whole->without(hidden) : nullptr;
      if (!shown_) shown_ = whole;
      whole_ = whole;
      hidden_ = hidden;
    }
    return shown_;
  }
  // The same where they have moved to.
  const Data& moved(const Data& whole, const ModeSet& hidden, const DataMotion& motion) {
    const Data& still = shown(whole, hidden);
    if (still != still_ || motion != motion_ || !moved_) {
      moved_ = moved_source(still, motion);
      still_ = still;
      motion_ = motion;
    }
    return moved_;
  }

 private:
  Data whole_, shown_, still_, moved_;
  ModeSet hidden_;
  DataMotion motion_;
};

}  // namespace gan
