// Numbers: a hash of numbers of any kind, in the order in which they are added. Every bit counts, but for
// NaN, which is one number; lengths and shapes are hashed too.
#pragma once

#include <cmath>
#include <cstdint>
#include <cstring>
#include <limits>
#include <string_view>
#include <type_traits>
#include <vector>

#include "core/base/hash.h"
#include "core/base/matrix.h"

namespace gan::golden {

class Numbers {
 public:
  template <class T>
  requires std::is_arithmetic_v<T> || std::is_enum_v<T> Numbers& add(T value) {
    if constexpr (std::is_floating_point_v<T>) {
      if (std::isnan(value)) value = std::numeric_limits<T>::quiet_NaN();
      hasher_.bytes(&value, sizeof value);
    } else {
      hasher_.number(static_cast<std::uint64_t>(value));
    }
    return *this;
  }
  Numbers& add(std::string_view text) {
    hasher_.text(text);
    return *this;
  }
  template <class Derived>
  Numbers& add(const Eigen::DenseBase<Derived>& m) {
    add(m.rows()).add(m.cols());
    for (Index j = 0; j < m.cols(); ++j) {
      for (Index i = 0; i < m.rows(); ++i) add(m.coeff(i, j));
    }
    return *this;
  }
  template <class T>
  Numbers& add(const std::vector<T>& values) {
    add(values.size());
    for (const auto& value : values) add(static_cast<T>(value));
    return *this;
  }
  template <class... More>
  requires(sizeof...(More) > 1) Numbers& add(const More&... more) {
    (add(more), ...);
    return *this;
  }
  std::uint64_t hash() const { return hasher_.value(); }

 private:
  Hasher hasher_;
};

inline std::uint64_t hash_of_text(std::string_view text) {
  return Numbers().add(text).hash();
}

}  // namespace gan::golden
