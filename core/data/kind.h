// DataKind: what can be asked of data, said once. Views, plots, columns, controls, probes and metrics state in their
// tables which capabilities they need; nobody asks whether data are "not a plane".
#pragma once

#include <initializer_list>

namespace gan {

// A new one stands at the end; DataSource::kind says which data have it, and kind_of (core/game/game_kind.h) what the
// players add.
enum class Capability : unsigned {
  extent,    // samples are points of the plane that lie where their coordinates say: DataSource::extent, units
  plane,     // two coordinates: an arena, D over the plane, arrows, the map of the noise
  density,   // the density is known: DataSource::mixture, or on the line DataSource::line
  modes,     // in the plane, and has modes that can be counted
  images,    // samples are images: DataSource::images, range, stack
  classes,   // of labelled images
  held_out,  // images that training never sees: DataSource::held_out
  line,      // samples are single numbers
  numbers,   // of a game whose players are a few numbers each: its state is a point of a space that can be drawn
  portrait,  // of two numbers, whose field is the expectation's everywhere
};

// A set of them.
class Capabilities {
 public:
  constexpr Capabilities() = default;
  constexpr Capabilities(std::initializer_list<Capability> list) {
    for (const Capability one : list) add(one);
  }
  constexpr bool has(Capability one) const { return (bits_ & bit_of(one)) != 0; }
  constexpr bool has_all(Capabilities needs) const { return (bits_ & needs.bits_) == needs.bits_; }
  constexpr void add(Capability one) { bits_ |= bit_of(one); }
  constexpr void remove(Capability one) { bits_ &= ~bit_of(one); }
  constexpr bool operator==(const Capabilities&) const = default;

 private:
  static constexpr unsigned bit_of(Capability one) { return 1u << static_cast<unsigned>(one); }

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
