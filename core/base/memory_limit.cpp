#include "core/base/memory_limit.h"

#include <algorithm>

#include "core/base/number_text.h"

namespace gan {

std::string memory_text(double bytes) {
  constexpr double kMebibyte = 1024.0 * 1024, kGibibyte = 1024 * kMebibyte;
  const bool large = bytes >= kGibibyte;
  const double number = std::max(0.0, bytes) / (large ? kGibibyte : kMebibyte);
  return fixed_text(number, number < 10 ? 1 : 0, large ? " GiB" : " MiB").c_str();
}

}  // namespace gan
