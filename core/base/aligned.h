// AlignedBlock: one flat, 64-byte-aligned, value-initialised array. A player's parameters, moments and gradients are
// such blocks; layers are views into them.
#pragma once

#include <algorithm>
#include <cstddef>
#include <memory>
#include <new>
#include <span>
#include <utility>

namespace gan {

inline constexpr std::size_t kAlignment = 64;

template <class T>
class AlignedBlock {
 public:
  AlignedBlock() = default;
  explicit AlignedBlock(std::size_t size) : size_(size), data_(allocate(size)) { fill(T{}); }
  AlignedBlock(const AlignedBlock& other) : size_(other.size_), data_(allocate(other.size_)) { copy(other); }
  AlignedBlock(AlignedBlock&& other) noexcept : size_(std::exchange(other.size_, 0)), data_(std::move(other.data_)) {}
  // Keeps its memory when the sizes agree, so that copying a state in a loop does not allocate.
  AlignedBlock& operator=(const AlignedBlock& other) {
    if (this == &other) return *this;
    if (size_ != other.size_) {
      data_ = allocate(other.size_);
      size_ = other.size_;
    }
    copy(other);
    return *this;
  }
  AlignedBlock& operator=(AlignedBlock&& other) noexcept {
    size_ = std::exchange(other.size_, 0);
    data_ = std::move(other.data_);
    return *this;
  }

  T* data() { return data_.get(); }
  const T* data() const { return data_.get(); }
  std::size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }
  T& operator[](std::size_t i) { return data_.get()[i]; }
  const T& operator[](std::size_t i) const { return data_.get()[i]; }
  T* begin() { return data(); }
  T* end() { return data() + size_; }
  const T* begin() const { return data(); }
  const T* end() const { return data() + size_; }
  std::span<const T> span() const { return {data(), size_}; }
  void fill(T value) { std::fill(begin(), end(), value); }
  bool operator==(const AlignedBlock& other) const {
    return size_ == other.size_ && std::equal(begin(), end(), other.begin());
  }

 private:
  struct Release {
    void operator()(T* p) const { ::operator delete[](p, std::align_val_t(kAlignment)); }
  };
  using Pointer = std::unique_ptr<T[], Release>;

  static Pointer allocate(std::size_t size) {
    if (size == 0) return Pointer();
    return Pointer(static_cast<T*>(::operator new[](size * sizeof(T), std::align_val_t(kAlignment))));
  }
  void copy(const AlignedBlock& other) { std::copy(other.begin(), other.end(), begin()); }

  std::size_t size_ = 0;
  Pointer data_;
};

}  // namespace gan
