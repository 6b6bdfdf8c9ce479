// DataKind: what can be asked of data, said once. Views, plots, columns, controls, probes and metrics state in their
// tables which capabilities they need; nobody asks whether data are "not a plane".
#pragma once

#include <initializer_list>

namespace gan {

enum class Capability : unsigned {
  extent = 1,     // samples are points that lie where their coordinates say: DataSource::extent, units
  plane = 2,      // two coordinates: an arena, D over the plane, arrows, the map of the noise
  density = 4,    // the density is known: DataSource::mixture
  modes = 8,      // and has modes that can be counted
  images = 16,    // samples are images: DataSource::images, range, stack
  classes = 32,   // of labelled images
  held_out = 64,  // images that training never sees: DataSource::held_out
};

// A set of them.
class Capabilities {
 public:
  constexpr Capabilities() = default;
  constexpr Capabilities(std::initializer_list<Capability> list) {
    for (const Capability one : list) bits_ |= static_cast<unsigned>(one);
  }
  constexpr bool has(Capability one) const { return (bits_ & static_cast<unsigned>(one)) != 0; }
  constexpr bool has_all(Capabilities needs) const { return (bits_ & needs.bits_) == needs.bits_; }
  constexpr void add(Capability one) { bits_ |= static_cast<unsigned>(one); }
  constexpr void remove(Capability one) { bits_ &= ~static_cast<unsigned>(one); }
  constexpr bool operator==(const Capabilities&) const = default;

 private:
  unsigned bits_ = 0;
};

struct DataKind {
  Capabilities can;
  int dimension = 0;  // numbers of one sample
  int modes = 0;      // 0 where there are none to count
  int classes = 0;    // 0 without labels

  bool has(Capability one) const { return can.has(one); }
  bool has_all(Capabilities needs) const { return can.has_all(needs); }
  bool operator==(const DataKind&) const = default;
};

}  // namespace gan
