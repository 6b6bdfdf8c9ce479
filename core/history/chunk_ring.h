// ChunkRing<T>: an append-only sequence that remembers its newest elements in a bounded number of chunks.
// Elements are addressed by their absolute index since the start; when the ring is full the oldest chunk is
// forgotten and its memory becomes the newest one. An append allocates at most one chunk, and none once the
// ring is full.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace gan {

template <class T, std::size_t ChunkSize, std::size_t MaxChunks>
class ChunkRing {
 public:
  ChunkRing() = default;
  ChunkRing(ChunkRing&&) noexcept = default;
  ChunkRing& operator=(ChunkRing&&) noexcept = default;
  ChunkRing(const ChunkRing& other) : chunks_(other.chunks_.size()), begin_(other.begin_), end_(other.end_) {
    for (std::size_t i = 0; i < chunks_.size(); ++i) {
      if (!other.chunks_[i]) continue;
      chunks_[i] = std::make_unique<T[]>(ChunkSize);
      std::copy_n(other.chunks_[i].get(), ChunkSize, chunks_[i].get());
    }
  }

  // Absolute indices [begin, end) are remembered.
  std::uint64_t begin() const { return begin_; }
  std::uint64_t end() const { return end_; }
  const T& operator[](std::uint64_t i) const { return chunks_[(i / ChunkSize) % MaxChunks][i % ChunkSize]; }

  void push(const T& value) {
    const std::uint64_t chunk = end_ / ChunkSize;
    const std::size_t slot = chunk % MaxChunks;
    if (slot >= chunks_.size()) chunks_.resize(slot + 1);
    if (!chunks_[slot]) chunks_[slot] = std::make_unique<T[]>(ChunkSize);
    if (chunk >= MaxChunks) begin_ = std::max(begin_, (chunk - MaxChunks + 1) * ChunkSize);
    chunks_[slot][end_ % ChunkSize] = value;
    ++end_;
  }

  // Forgets everything from `end` on; where `end` lies before what is remembered, nothing is left and the
  // next element pushed has the index `end`.
  void truncate(std::uint64_t end) {
    end_ = std::min(end_, end);
    begin_ = std::min(begin_, end_);
  }

  std::size_t memory_bytes() const {
    std::size_t bytes = chunks_.capacity() * sizeof(chunks_[0]);
    for (const auto& chunk : chunks_) bytes += chunk ? ChunkSize * sizeof(T) : 0;
    return bytes;
  }

 private:
  std::vector<std::unique_ptr<T[]>> chunks_;
  std::uint64_t begin_ = 0;
  std::uint64_t end_ = 0;
};

}  // namespace gan
