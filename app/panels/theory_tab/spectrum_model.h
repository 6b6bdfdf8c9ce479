// The theory tab of games of networks: the spectrum of the newest state as points of the complex plane, with what it
// was lately, and the sentences about it. Pure.
#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <vector>

#include "app/panels/phase/growth_model.h"
#include "core/probe/spectrum/spectrum.h"

namespace gan {

class SpectrumTrail {
 public:
  static constexpr std::size_t kMost = 24;

  // Takes over what is known of this segment; null: nothing. Another game forgets what was before.
  void update(const std::shared_ptr<const Spectrum>& spectrum, std::uint64_t version);
  // Null before the first answer.
  const Spectrum* spectrum() const { return spectrum_.get(); }
  bool known() const { return spectrum_ != nullptr && spectrum_->why_not.empty(); }
  const ComplexNumbers& here() const { return here_; }
  const std::deque<Growth>& lately() const { return lately_; }  // oldest first

 private:
  std::shared_ptr<const Spectrum> spectrum_;
  std::uint64_t version_ = 0;
  SegmentId segment_;
  ComplexNumbers here_;
  std::deque<Growth> lately_;
};

// Whether a state is so large that its spectrum is looked for when a person asks for it, and not all the time.
bool is_found_on_demand(const Snapshot& snapshot);
// What is said until somebody does.
std::string on_demand_sentence(const Snapshot& snapshot);

// One sentence each, the most important first; what is said small is `aside`.
struct SpectrumLine {
  std::string text;
  bool warns = false;  // something grows
  bool aside = false;
};
std::vector<SpectrumLine> spectrum_lines(const Spectrum& spectrum);

}  // namespace gan
