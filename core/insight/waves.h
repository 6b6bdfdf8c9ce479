// Waves in a record: whether two players circle each other, how widely, and whether a game that did has come to rest.
// Pure.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <span>

#include "core/history/series.h"

namespace gan {

// As the record is now, and not as it was after some earlier step.
inline constexpr std::int64_t kNewest = std::numeric_limits<std::int64_t>::max();

// A wave in the record: its length in points and how alike one wave is to the next (autocorrelation, 0 to 1).
struct Oscillation {
  double period = 0;
  double strength = 0;
};
// Nothing when the values are too few (< 48), do not vary, or die away (the second half varies less than 0.6
// times as much as the first). Values that are not finite are left out.
std::optional<Oscillation> find_oscillation(std::span<const float> values);

// How widely values swing: half of what the middle four fifths of them span, once their straight line is taken off, so
// that neither a trend nor a few leaps count. 0 of fewer than 10 finite values.
double swing_of(std::span<const float> values);

// A wave of a series, in iterations.
struct Wave {
  double strength = 0;  // 0: none
  double period = 0;
  double share = 0;  // its swing over the widest of any stretch of the series that is as long
  double swing = 0;  // in what the series is of
};
// The strongest wave of the last 300 to 30 000 records after step `since`, and not after `until`, of all stretches as
// long as they are whole. A wiggle that is narrow against what the series has done before is a wave with a small share.
Wave recent_wave(const Series& series, std::int64_t since, std::int64_t until = kNewest);

// How widely a series swings in the last records after `since`, against its widest swing before the change, and how
// strong a wave was among its wide swings then. share is NaN where 900 records since the change, or as many before
// them, are not there.
struct Rest {
  double share;
  double strength = 0;  // 0 where the share is no rest
};
Rest measure_rest(const Series& series, std::int64_t since, std::int64_t until = kNewest);

}  // namespace gan
