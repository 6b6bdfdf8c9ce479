// The straight line between two moments: against closed forms of games of two numbers, and against finite differences
// of the losses along it; what is refused, and what is said.
#include "core/probe/path/moment_path.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <cmath>

#include "core/game/losses.h"
#include "core/run/run.h"

namespace gan {
namespace {

bool says(const std::vector<std::string>& sentences, const char* words) {
  return std::any_of(sentences.begin(), sentences.end(),
                     [&](const std::string& s) { return s.find(words) != std::string::npos; });
}

std::shared_ptr<const Snapshot> snapshot_after(const Settings& settings, int iterations) {
  const auto run = Run::create(settings);
  EXPECT_TRUE(run) << run.message();
  for (int i = 0; i < iterations; ++i) EXPECT_TRUE(run.value()->step());
  return run.value()->snapshot();
}

MomentPath path_between(std::shared_ptr<const Snapshot> from, const std::shared_ptr<const Snapshot>& to,
                        MomentPathRequest request = {}) {
  request.from = std::move(from);
  const auto found = find_moment_path(to, request);
  EXPECT_NE(found, nullptr);
  return found ? *found : MomentPath();
}

MomentPath from_the_start(const std::shared_ptr<const Snapshot>& to, const MomentPathRequest& request = {}) {
  return path_between(start_of(*to), to, request);
}

// G's point θ, D(x) = ψx, real data at 0. Wasserstein: L_D = ψθ + γ/2 ψ², L_G = −ψθ, so that v = (ψ, −θ − γψ).
Settings numbers_game(double gamma, double rate) {
  Settings s;
  s.spec.data.kind = find_distribution("dirac");
  s.spec.generator.architecture = Architecture::point;
  s.spec.discriminator.architecture = Architecture::linear;
  s.hyperparameters.loss = find_loss("wasserstein");
  s.hyperparameters.r1_weight = gamma;
  for (OptimiserSettings* one : {&s.hyperparameters.discriminator, &s.hyperparameters.generator}) {
    one->kind = OptimiserKind::sgd;
    one->learning_rate = rate;
  }
  return s;
}

TEST(MomentPath, OfTwoNumbersIsTheClosedForm) {
  for (const double gamma : {0.0, 0.7}) {
    const auto to = snapshot_after(numbers_game(gamma, 0.1), 25);
    const MomentPath path = from_the_start(to);
    ASSERT_EQ(path.why_not, "");
    ASSERT_EQ(path.places.size(), 61u);
    const double theta = to->state->generator.parameters[0], psi = to->state->discriminator.parameters[0];
    EXPECT_NEAR(path.length, std::hypot(theta - 1, psi - 1), 1e-12);
    EXPECT_EQ(path.numbers, 2);
    for (std::size_t i = 0; i < path.places.size(); ++i) {
      const MomentPathPlace& place = path.places[i];
      const double t = -0.25 + 0.025 * static_cast<double>(i), x = 1 + t * (theta - 1), y = 1 + t * (psi - 1);
      EXPECT_NEAR(place.t, t, 1e-12);
      const double along = y * (theta - 1) + (-x - gamma * y) * (psi - 1), norm = std::hypot(y, x + gamma * y);
      EXPECT_NEAR(place.norm, norm, 1e-9);
      EXPECT_NEAR(place.cosine, along / (norm * path.length), 1e-9);
      EXPECT_NEAR(place.d_loss, x * y + gamma / 2 * y * y, 1e-9);
      EXPECT_NEAR(place.g_loss, -x * y, 1e-9);
    }
  }
}

// R1 draws the Dirac-GAN to the equilibrium: at the end of the line the field turns back.
TEST(MomentPath, SaysThatAnEquilibriumAttracts) {
  const auto to = snapshot_after(numbers_game(1, 0.1), 400);
  const MomentPath path = from_the_start(to);
  const std::vector<PathTurn> turns = path_turns(path);
  ASSERT_EQ(turns.size(), 1u);
  EXPECT_TRUE(turns[0].attracts);
  EXPECT_NEAR(turns[0].t, 1, 1e-3);
  const std::vector<std::string> said = path_sentences(path, "the start", "now");
  EXPECT_TRUE(says(said, "t = 1.00: it attracts there")) << said[0];
  // The other way round the start is where nothing holds it.
  const MomentPath back = path_between(to, start_of(*to));
  ASSERT_EQ(path_turns(back).size(), 1u);
  EXPECT_NEAR(path_turns(back)[0].t, 0, 1e-3);
}

TEST(MomentPath, NamesEveryTurn) {
  MomentPath path;
  path.numbers = 100, path.batches = 1;
  for (const double cosine : {-0.1, 0.1, 0.2, -0.2}) {
    const double t = static_cast<double>(path.places.size()) / 2;
    path.places.push_back({t, cosine, 1, 1, 1});
  }
  EXPECT_TRUE(says(path_sentences(path, "A", "B"), "t = 1.25: it attracts there. It repels at t = 0.25."))
      << path_sentences(path, "A", "B")[0];
  path.places.push_back({2, 0.2, 1, 1, 1});
  EXPECT_TRUE(says(path_sentences(path, "A", "B"), "It turns at 2 other places."));
}

// Without it the field is at right angles to what leads to the middle.
TEST(MomentPath, SaysThatTheBilinearGameTurns) {
  const auto to = snapshot_after(numbers_game(0, 0.1), 3);
  auto middle = std::make_shared<Snapshot>(*to);
  auto state = std::make_shared<GameState<float>>(*to->state);
  state->generator.parameters[0] = state->discriminator.parameters[0] = 0;
  middle->state = state;
  const MomentPath path = path_between(start_of(*to), middle);
  for (const MomentPathPlace& place : path.places) {
    if (place.norm < 1e-12) continue;  // the middle itself
    EXPECT_NEAR(place.cosine, 0, 1e-12) << place.t;
  }
  const std::vector<std::string> said = path_sentences(path, "the start", "the middle");
  EXPECT_TRUE(says(said, "turns around the line")) << said[1];
}

Settings network_game() {
  Settings s;
  s.spec.noise.dimension = 2;
  s.spec.generator.hidden = {6};
  s.spec.discriminator.hidden = {7};
  s.spec.generator.activation = s.spec.discriminator.activation = Activation::tanh;
  s.hyperparameters.batch_size = 16;
  return s;
}

// One player alone has moved: along the line its loss falls by what the field says of it.
void expect_slope(const Settings& settings, double MomentPathPlace::*loss) {
  MomentPathRequest request;
  request.first = 0.6, request.last = 0.6002;
  request.places = 3, request.examples = 48;
  const MomentPath path = from_the_start(snapshot_after(settings, 30), request);
  ASSERT_EQ(path.places.size(), 3u);
  EXPECT_EQ(path.batches, 3);
  const MomentPathPlace& middle = path.places[1];
  const double slope = (path.places[2].*loss - path.places[0].*loss) / (path.places[2].t - path.places[0].t);
  EXPECT_NEAR(slope, -middle.cosine * middle.norm * path.length, 1e-6 * (1 + std::abs(slope)));
  EXPECT_GT(std::abs(slope), 1e-4) << "there is something to compare";
}

TEST(MomentPath, IsTheSlopeOfTheGeneratorsLoss) {
  Settings s = network_game();
  s.hyperparameters.k = 0;
  s.hyperparameters.instance_noise = 0.1;
  expect_slope(s, &MomentPathPlace::g_loss);
  s.spec.generator.normalisation = Normalisation::batch;
  expect_slope(s, &MomentPathPlace::g_loss);
}

// All penalties act, also those that do not in every step; spectral norm's vectors are those of the place.
TEST(MomentPath, IsTheSlopeOfTheDiscriminatorsLoss) {
  Settings s = network_game();
  s.hyperparameters.generator_steps = 0;
  expect_slope(s, &MomentPathPlace::d_loss);
  s.hyperparameters.r1_weight = 2;
  s.hyperparameters.r1_every = 16;
  s.hyperparameters.gp_weight = 0.5;
  expect_slope(s, &MomentPathPlace::d_loss);
  s.spec.discriminator.spectral_norm = true;
  expect_slope(s, &MomentPathPlace::d_loss);
}

TEST(MomentPath, LazyPenaltiesCountWithTheirMean) {
  Settings s = network_game();
  s.hyperparameters.r1_weight = 2;
  const auto every = snapshot_after(s, 5);
  auto lazy = std::make_shared<Snapshot>(*every);
  auto settings = std::make_shared<Settings>(*every->settings);
  settings->hyperparameters.r1_every = 4;
  lazy->settings = settings;
  const MomentPath one = from_the_start(every), other = from_the_start(lazy);
  for (std::size_t i = 0; i < one.places.size(); ++i) EXPECT_EQ(one.places[i].d_loss, other.places[i].d_loss);
}

TEST(MomentPath, StartsWhereTheRunDid) {
  const Settings s = network_game();
  const auto start = start_of(*snapshot_after(s, 4));
  const auto run = Run::create(s);
  ASSERT_TRUE(run);
  EXPECT_EQ(*start->state, *run.value()->snapshot()->state);
  EXPECT_EQ(start->position, Position());
}

TEST(MomentPath, OfImagesToo) {
  Settings s = network_game();
  s.spec.data.kind = find_distribution("glyphs");
  s.spec.generator.hidden = s.spec.discriminator.hidden = {8};
  MomentPathRequest request;
  request.places = 4, request.examples = 16;
  const MomentPath path = from_the_start(snapshot_after(s, 2), request);
  ASSERT_EQ(path.why_not, "");
  for (const MomentPathPlace& place : path.places) EXPECT_TRUE(std::isfinite(place.cosine)) << place.t;
}

TEST(MomentPath, RefusesWhatNoLineJoins) {
  const Settings s = network_game();
  const auto one = snapshot_after(s, 2);
  EXPECT_TRUE(says({path_between(one, one).why_not}, "the same parameters"));
  Settings wide = s;
  wide.spec.discriminator.hidden = {9};
  const MomentPath none = path_between(snapshot_after(wide, 2), one);
  EXPECT_TRUE(says({none.why_not}, "other networks")) << none.why_not;
  EXPECT_EQ(path_sentences(none, "A", "B").size(), 1u);
  EXPECT_TRUE(none.places.empty());
  // Another seed is the same game.
  Settings seed = s;
  seed.spec.seed = 7;
  EXPECT_EQ(path_between(snapshot_after(seed, 2), one).why_not, "");
}

TEST(MomentPath, WhatIsNotFiniteIsAGap) {
  const auto to = snapshot_after(network_game(), 2);
  auto far = std::make_shared<Snapshot>(*to);
  auto state = std::make_shared<GameState<float>>(*to->state);
  for (float& w : state->generator.parameters) w = std::numeric_limits<float>::infinity();
  far->state = state;
  const MomentPath path = path_between(far, to);
  EXPECT_TRUE(says({path.why_not}, "0 or not finite")) << path.why_not;
  for (const MomentPathPlace& place : path.places) EXPECT_TRUE(std::isnan(place.cosine));
}

TEST(MomentPath, IsCancelledBetweenTwoBatches) {
  const auto to = snapshot_after(network_game(), 2);
  MomentPathFinder finder;
  MomentPathRequest request;
  request.from = start_of(*to);
  finder.begin(to, request);
  std::atomic<bool> cancel = false;
  const CancelFlag flags[] = {CancelFlag(cancel)};
  EXPECT_EQ(finder.next(flags), Piece::more);
  cancel = true;
  EXPECT_EQ(finder.next(flags), Piece::cancelled);
  EXPECT_EQ(find_moment_path(to, request, CancelFlag(cancel)), nullptr);
}

}  // namespace
}  // namespace gan
