// The theory tab of games of networks: what is kept from answer to answer, and what is said.
#include "app/panels/theory_tab/spectrum_model.h"

#include <gtest/gtest.h>

#include "core/run/run.h"

namespace gan {
namespace {

std::shared_ptr<const Spectrum> found(const std::shared_ptr<const Snapshot>& snapshot, std::complex<double> value) {
  auto spectrum = std::make_shared<Spectrum>();
  spectrum->snapshot = snapshot;
  spectrum->multipliers = {value};
  spectrum->residuals = {1e-9};
  spectrum->settled = 1;
  return spectrum;
}

std::unique_ptr<Run> small_run() {
  Settings s;
  s.spec.generator.hidden = s.spec.discriminator.hidden = {4};
  s.hyperparameters.batch_size = 4;
  return std::move(Run::create(s).value());
}

TEST(SpectrumTrail, RemembersWhatWasLately) {
  SpectrumTrail trail;
  EXPECT_FALSE(trail.known());
  const auto run = small_run();
  std::uint64_t version = 0;
  for (std::size_t i = 0; i < SpectrumTrail::kMost + 5; ++i) {
    ASSERT_TRUE(run->step());
    trail.update(found(run->snapshot(), 1.0 + 0.001 * static_cast<double>(i)), ++version);
  }
  EXPECT_TRUE(trail.known());
  EXPECT_EQ(trail.lately().size(), SpectrumTrail::kMost);
  EXPECT_NEAR(trail.here()[0].real(), 1.0 + 0.001 * (SpectrumTrail::kMost + 4), 1e-12);
  EXPECT_NEAR(trail.lately().back().multipliers[0].real(), 1.0 + 0.001 * (SpectrumTrail::kMost + 3), 1e-12);
  // The same answer again is nothing new, and another game has no past here.
  trail.update(found(run->snapshot(), 5), version);
  EXPECT_LT(trail.here()[0].real(), 2);
  trail.update(found(small_run()->snapshot(), 0.5), ++version);
  EXPECT_TRUE(trail.lately().empty());
  trail.update(nullptr, ++version);
  EXPECT_FALSE(trail.known());
}

TEST(SpectrumLines, SayWhyThereIsNothing) {
  Spectrum none;
  none.why_not = "Nothing moves.";
  const auto lines = spectrum_lines(none);
  ASSERT_EQ(lines.size(), 1u);
  EXPECT_EQ(lines[0].text, "Nothing moves.");
}

TEST(SpectrumLines, WarnOfWhatGrows) {
  const auto snapshot = small_run()->snapshot();
  const auto grows = spectrum_lines(*found(snapshot, 1.01)), shrinks = spectrum_lines(*found(snapshot, 0.99));
  const auto warns = [](const std::vector<SpectrumLine>& lines) {
    return std::count_if(lines.begin(), lines.end(), [](const SpectrumLine& line) { return line.warns; });
  };
  EXPECT_EQ(warns(grows), 1);
  EXPECT_EQ(warns(shrinks), 0);
  EXPECT_FALSE(grows.front().aside);
}

}  // namespace
}  // namespace gan
