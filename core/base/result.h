// Result<T>: a value, or one clear sentence for a person (what was found, what was expected). Bad input travels in it;
// programmer's mistakes do not (GAN_CHECK), nor does a blow-up of the training (a Status of the run).
#pragma once

#include <optional>
#include <string>
#include <utility>

#include "core/base/check.h"

namespace gan {

struct Error {
  std::string message;
};

template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : value_(std::move(value)) {}
  Result(Error error) : error_(std::move(error)) {}

  bool ok() const { return value_.has_value(); }
  explicit operator bool() const { return ok(); }
  const std::string& message() const { return error_.message; }
  Error error() const { return error_; }

  T& value() & {
    GAN_CHECK(ok(), "the value of a failed result was asked for");
    return *value_;
  }
  const T& value() const& {
    GAN_CHECK(ok(), "the value of a failed result was asked for");
    return *value_;
  }
  T&& value() && {
    GAN_CHECK(ok(), "the value of a failed result was asked for");
    return std::move(*value_);
  }

 private:
  std::optional<T> value_;
  Error error_;
};

// A Result without a value: success, or the sentence.
class [[nodiscard]] Outcome {
 public:
  Outcome() = default;
  Outcome(Error error) : failed_(true), error_(std::move(error)) {}
  bool ok() const { return !failed_; }
  explicit operator bool() const { return ok(); }
  const std::string& message() const { return error_.message; }
  Error error() const { return error_; }

 private:
  bool failed_ = false;
  Error error_;
};

}  // namespace gan
