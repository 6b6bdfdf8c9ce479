#include "app/panels/theory_tab/spectrum_model.h"

#include "core/base/number_text.h"

namespace gan {
namespace {

// Parameters of both players, about, from which an answer takes more than some seconds.
constexpr std::size_t kManyNumbers = 40'000;

std::size_t parameters_of(const Snapshot& snapshot) {
  return snapshot.state->generator.parameters.size() + snapshot.state->discriminator.parameters.size();
}

}  // namespace

bool is_found_on_demand(const Snapshot& snapshot) {
  return parameters_of(snapshot) > kManyNumbers;
}

std::string on_demand_sentence(const Snapshot& snapshot) {
  return "These players have about " + whole_text(static_cast<std::int64_t>(parameters_of(snapshot))) +
         " parameters: finding the leading eigenvalues of an iteration takes from some seconds to minutes, beside the "
         "training.";
}

void SpectrumTrail::update(const std::shared_ptr<const Spectrum>& spectrum, std::uint64_t version) {
  if (spectrum == nullptr) {
    spectrum_.reset();
    here_.clear();
    return;
  }
  if (version == version_ && spectrum_ != nullptr) return;
  version_ = version;
  const SegmentId segment = spectrum->snapshot->segment();
  if (segment.run != segment_.run)
    lately_.clear();
  else if (known() && spectrum_->snapshot != spectrum->snapshot)
    lately_.push_back({{}, here_});
  if (lately_.size() > kMost) lately_.pop_front();
  segment_ = segment;
  spectrum_ = spectrum;
  here_ = spectrum->multipliers;
}

std::vector<SpectrumLine> spectrum_lines(const Spectrum& spectrum) {
  if (!spectrum.why_not.empty()) return {{spectrum.why_not}};
  std::vector<SpectrumLine> lines;
  const bool grows = count_outside(spectrum) > 0;
  const auto say = [&](std::string text, bool warns, bool aside) {
    if (!text.empty()) lines.push_back({std::move(text), warns, aside});
  };
  say(leading_sentence(spectrum), false, false);
  say(outside_sentence(spectrum), grows, false);
  say(state_sentence(spectrum), false, true);
  say("At step " + whole_text(spectrum.snapshot->position.step) + ", on the batches of its next iteration. " +
          residual_sentence(spectrum),
      false, true);
  say(lazy_sentence(spectrum), false, true);
  return lines;
}

}  // namespace gan
