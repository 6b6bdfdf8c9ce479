// Scalars of the spectrum of the update map, and of the clock.
#include <cmath>

#include "core/record/scalar_lists.h"

namespace gan::scalar_table {
namespace {

using enum ScalarForm;
using enum ScalarBetter;
using enum Capability;

constexpr const char* kNoColumn =
    "it takes many iterations' time: ganscope-cli train --spectrum writes it of the last state";
constexpr ScalarInfo kOfSpectrum[] = {
    {.id = "spectral_radius",
     .title = "spectral radius of an iteration",
     .name = "|λ|",
     .meaning =
         "By what an iteration multiplies the change of the state that grows most, on a frozen batch: above 1 it "
         "grows. Measured while the tab Theory, or its plot, is open.",
     .source = kSpectrum,
     .of_spectrum = [](const Spectrum& s) { return std::abs(s.multipliers.front()); },
     .why_not_in_files = kNoColumn,
     .mark_label = "unit circle",
     .mark = 1},
    {.id = "leading_turn",
     .title = "turn of the leading mode",
     .name = "degrees",
     .meaning = "By how many degrees an iteration turns the change of the state that grows most: 0 where it does not, "
                "180 where it turns over. Measured while the tab Theory, or its plot, is open.",
     .source = kSpectrum,
     .of_spectrum = leading_turn,
     .why_not_in_files = kNoColumn},
};

constexpr ScalarInfo kOfSpeed[] = {
    {.id = "iterations_per_second",
     .title = "iterations per second",
     .name = "it/s",
     .meaning = "How fast it trains.",
     .source = ScalarSource::clock,
     .why_not_in_files = "the same game writes the same file, however fast it is trained"},
};

}  // namespace

std::span<const ScalarInfo> of_spectrum() {
  return kOfSpectrum;
}

std::span<const ScalarInfo> of_speed() {
  return kOfSpeed;
}

}  // namespace gan::scalar_table
