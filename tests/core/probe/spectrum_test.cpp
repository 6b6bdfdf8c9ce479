// The spectrum of what trains at a snapshot: what is found and said, what is refused, and the motion of the samples.
#include "core/probe/spectrum/spectrum.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "core/game/rules/rule_list.h"
#include "core/probe/shared/samples.h"
#include "core/probe/spectrum/update_map.h"
#include "core/run/run.h"

namespace gan {
namespace {

bool says(const std::string& text, const char* words) {
  return text.find(words) != std::string::npos;
}

Settings spectrum_game() {
  Settings s;
  s.spec.noise.dimension = 2;
  s.spec.generator.hidden = s.spec.discriminator.hidden = {6};
  s.spec.generator.activation = s.spec.discriminator.activation = Activation::tanh;
  s.hyperparameters.batch_size = 16;
  return s;
}

std::shared_ptr<const Snapshot> snapshot_after(const Settings& settings, int iterations) {
  const auto run = Run::create(settings);
  EXPECT_TRUE(run) << run.message();
  for (int i = 0; i < iterations; ++i) EXPECT_TRUE(run.value()->step());
  return run.value()->snapshot();
}

Spectrum spectrum_of(const std::shared_ptr<const Snapshot>& snapshot, int samples = 0) {
  Spectrum found;
  EXPECT_TRUE(find_spectrum(snapshot, {samples}, {}, found));
  return found;
}

TEST(Spectrum, IsOfTheWholeState) {
  const Spectrum found = spectrum_of(snapshot_after(spectrum_game(), 3));
  EXPECT_EQ(found.why_not, "");
  // G: 2·6 + 6 + 6·2 + 2, D: 2·6 + 6 + 6 + 1; both with Adam's two moments.
  EXPECT_EQ(found.numbers, 3 * (32 + 25));
  EXPECT_TRUE(found.whole);
  ASSERT_EQ(found.multipliers.size(), static_cast<std::size_t>(found.numbers));
  for (const double residual : found.residuals) EXPECT_LT(residual, 1e-6);
  EXPECT_EQ(found.settled, found.numbers);
  EXPECT_TRUE(says(state_sentence(found), "the moments of Adam")) << state_sentence(found);
  EXPECT_TRUE(says(residual_sentence(found), "written out")) << residual_sentence(found);
}

// Arnoldi on a state that is larger than what is written out, against the map itself.
TEST(Spectrum, OfALargerStateHasEigenvectors) {
  Settings s = spectrum_game();
  s.spec.generator.hidden = s.spec.discriminator.hidden = {16, 12};
  const auto snapshot = snapshot_after(s, 20);
  const Spectrum found = spectrum_of(snapshot);
  EXPECT_FALSE(found.whole);
  ASSERT_GE(found.multipliers.size(), 8u);
  EXPECT_GE(found.settled, 1) << "residual " << found.residuals.front();
  UpdateMap map(*snapshot->settings, *snapshot->data, widened(*snapshot->state));
  LeadingModes again;
  ASSERT_TRUE(find_leading_modes(
      map.size(), [&](const double* u, double* out) { return map.times(u, out); },
      {s.spec.seed, Stream::spectrum_start, 0, 0}, {}, {}, again));
  EXPECT_EQ(again.values, found.multipliers) << "the same state has the same spectrum";
  Matrix<double> moved(map.size(), 2);
  for (const Index part : {0, 1}) ASSERT_TRUE(map.times(again.first.col(part).data(), moved.col(part).data()));
  const std::complex<double> z = again.values.front();
  const Vector<double> real = moved.col(0) - z.real() * again.first.col(0) + z.imag() * again.first.col(1);
  const Vector<double> imaginary = moved.col(1) - z.imag() * again.first.col(0) - z.real() * again.first.col(1);
  EXPECT_LT(std::hypot(real.norm(), imaginary.norm()), again.residuals.front() + 1e-9);
}

TEST(Spectrum, SaysWhyThereIsNone) {
  Settings s = spectrum_game();
  s.hyperparameters.rule = find_rule("lookahead");
  EXPECT_TRUE(says(spectrum_of(snapshot_after(s, 1)).why_not, "lookahead"));
  s = spectrum_game();
  s.hyperparameters.k = s.hyperparameters.generator_steps = 0;
  EXPECT_TRUE(says(spectrum_of(snapshot_after(s, 0)).why_not, "frozen"));
  Snapshot diverged = *snapshot_after(spectrum_game(), 1);
  diverged.status = {true, 12, "the discriminator's loss"};
  const Spectrum none = spectrum_of(std::make_shared<Snapshot>(diverged));
  EXPECT_TRUE(says(none.why_not, "step 12")) << none.why_not;
  EXPECT_TRUE(none.multipliers.empty());
  EXPECT_EQ(leading_sentence(none), none.why_not);
  for (const std::string& text : {outside_sentence(none), state_sentence(none), residual_sentence(none)})
    EXPECT_EQ(text, "");
}

// Where the next iteration blows up, in double precision too, there is nothing to differentiate.
TEST(Spectrum, OfAStepThatBlowsUpIsNone) {
  const auto snapshot = snapshot_after(spectrum_game(), 1);
  Snapshot large = *snapshot;
  auto state = std::make_shared<GameState<float>>(*snapshot->state);
  for (float& x : state->discriminator.parameters) x = std::numeric_limits<float>::infinity();
  large.state = state;
  const Spectrum none = spectrum_of(std::make_shared<Snapshot>(large));
  EXPECT_TRUE(says(none.why_not, "not finite")) << none.why_not;
}

Spectrum made_of(std::vector<std::complex<double>> values) {
  Spectrum s;
  s.snapshot = snapshot_after(spectrum_game(), 0);
  s.multipliers = std::move(values);
  s.residuals.assign(s.multipliers.size(), 1e-9);
  s.settled = static_cast<int>(s.multipliers.size());
  return s;
}

TEST(Spectrum, TellsGrowthAndRotation) {
  constexpr double kTurn = 2 * M_PI;
  const Spectrum grows = made_of({std::polar(1.004, kTurn / 61), std::polar(1.004, -kTurn / 61), 0.9});
  EXPECT_EQ(leading_sentence(grows), "The leading mode grows 0.4% an iteration and turns once in 61 iterations.");
  EXPECT_EQ(outside_sentence(grows), "2 of the 3 leading multipliers lie outside the unit circle: such changes grow.");
  EXPECT_EQ(count_outside(grows), 2);
  EXPECT_NEAR(leading_turn(grows), 360.0 / 61, 1e-9);
  const Spectrum shrinks = made_of({0.98});
  EXPECT_EQ(leading_sentence(shrinks), "The leading mode shrinks 2% an iteration and does not turn.");
  EXPECT_EQ(outside_sentence(shrinks), "All multipliers lie inside the unit circle: a small change dies out.");
  const Spectrum keeps = made_of({1.0 + 1e-8, 0.5});
  EXPECT_EQ(leading_sentence(keeps), "The leading mode keeps its size and does not turn.");
  EXPECT_EQ(outside_sentence(keeps), "No multiplier lies outside the unit circle: no small change grows.");
  EXPECT_TRUE(says(leading_sentence(made_of({-1.1})), "turns over in every iteration"));
  EXPECT_TRUE(outside_sentence(made_of({1.2, 1.1})) ==
              "All 2 leading multipliers lie outside the unit circle, and perhaps more: such changes grow.");
}

TEST(Spectrum, TellsOfPenaltiesThatDoNotActInEveryStep) {
  Settings s = spectrum_game();
  s.hyperparameters.r1_weight = 0.1;
  s.hyperparameters.r1_every = 3;
  EXPECT_EQ(lazy_sentence(spectrum_of(snapshot_after(s, 3))),
            "R1 acts in every 3rd step of D: in this iteration it does.");
  EXPECT_EQ(lazy_sentence(spectrum_of(snapshot_after(s, 4))),
            "R1 acts in every 3rd step of D: in this iteration it does not.");
}

// ∂G(z)/∂θ u against differences of G's samples, up to the turn and the length that both parts have in common.
TEST(Spectrum, ShowsWhatTheLeadingModeDoesToSamples) {
  const auto snapshot = snapshot_after(spectrum_game(), 5);
  const int samples = 9;
  const Spectrum found = spectrum_of(snapshot, samples);
  ASSERT_EQ(found.mode_real.cols(), samples);
  EXPECT_NEAR((found.mode_real.squaredNorm() + found.mode_imaginary.squaredNorm()) / samples, 1, 1e-5);
  EXPECT_GE(found.mode_real.norm(), found.mode_imaginary.norm());
  EXPECT_NEAR((found.mode_real.array() * found.mode_imaginary.array()).sum(), 0, 1e-4);
  UpdateMap map(*snapshot->settings, *snapshot->data, widened(*snapshot->state));
  LeadingModes modes;
  ASSERT_TRUE(find_leading_modes(
      map.size(), [&](const double* u, double* out) { return map.times(u, out); },
      {snapshot->settings->spec.seed, Stream::spectrum_start, 0, 0}, {}, {}, modes));
  const auto moved = [&](Index part, float length) {
    Snapshot other = *snapshot;
    auto state = std::make_shared<GameState<float>>(*snapshot->state);
    const AlignedBlock<double> direction = map.generator_part(modes.first.col(part).data());
    for (std::size_t i = 0; i < direction.size(); ++i)
      state->generator.parameters[i] += length * static_cast<float>(direction[i]);
    other.state = state;
    return sample_generator(other, view_noise_key(other), samples);
  };
  constexpr std::complex<double> kI(0, 1);
  const auto along = [&](Index part) {
    return Matrix<std::complex<double>>(
        ((moved(part, 0.02f) - moved(part, -0.02f)) / 0.04f).cast<std::complex<double>>());
  };
  const Matrix<std::complex<double>> difference = along(0) + kI * along(1);
  const Matrix<std::complex<double>> shown =
      found.mode_real.cast<std::complex<double>>() + kI * found.mode_imaginary.cast<std::complex<double>>();
  ASSERT_GT(difference.norm(), 1e-3);
  // Parallel as complex vectors.
  const double cosine = std::abs((difference.conjugate().array() * shown.array()).sum());
  EXPECT_NEAR(cosine / (difference.norm() * shown.norm()), 1, 1e-3);
}

}  // namespace
}  // namespace gan
