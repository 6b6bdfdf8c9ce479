// Sheets of images: bytes, logits, the average of G's weights, noise that was chosen.
#include "core/probe/images/sheet.h"

#include <gtest/gtest.h>

#include <atomic>
#include <cmath>
#include <set>

#include "core/probe/probe.h"
#include "core/run/run.h"

namespace gan {
namespace {

// A game on glyphs of 8 x 8 pixels after a few steps.
std::shared_ptr<const Snapshot> glyphs_game(double average_decay, std::int64_t steps = 3) {
  Settings s;
  s.spec.data.kind = find_distribution("glyphs");
  s.spec.data.size = 8;
  s.spec.noise.dimension = 5;
  s.spec.generator.hidden = s.spec.discriminator.hidden = {12};
  s.spec.generator.output = OutputActivation::tanh;
  s.hyperparameters.batch_size = 16;
  s.hyperparameters.average_decay = average_decay;
  auto run = Run::create(s);
  EXPECT_TRUE(run.ok()) << run.message();
  while (run.value()->position().step < steps) run.value()->substep();
  return run.value()->snapshot();
}

ProbeRequest sheet_of(int generated, int real, bool averaged) {
  ProbeRequest request;
  request.sheet = SheetRequest{generated, real, true, averaged};
  return request;
}

TEST(Sheet, ShowsTheSamplesOfTheGameAndWhatDThinksOfThem) {
  const auto snapshot = glyphs_game(0);
  Evaluators networks;
  ProbeRequest request = sheet_of(20, 40, false);
  request.generated = 64;
  request.logits = true;
  const auto result = run_probe(snapshot, request, networks);
  ASSERT_NE(result, nullptr);
  const ImageSheets& sheets = result->sheets;
  ASSERT_EQ(sheets.generated.count(), 20);
  ASSERT_EQ(sheets.real.count(), 40);
  EXPECT_EQ(sheets.averaged.count(), 0);
  EXPECT_EQ(sheets.generated.rgba.size(), 20u * 64 * 4);
  EXPECT_EQ(result->generated.cols(), 64);
  EXPECT_EQ(result->real.cols(), 0);  // the sheet's own need is not part of the answer
  EXPECT_EQ(result->fake_logits.cols(), 64);
  std::set<int> levels;
  for (Index i = 0; i < 20; ++i) {
    for (Index pixel = 0; pixel < 64; ++pixel) {
      const std::uint8_t* const rgba = sheets.generated.image(i) + 4 * pixel;
      std::uint8_t byte = 0;
      floats_to_bytes(&result->generated(pixel, i), 1, PixelRange::symmetric, &byte);
      ASSERT_EQ(rgba[0], byte);
      ASSERT_EQ(rgba[1], byte);
      ASSERT_EQ(rgba[2], byte);
      ASSERT_EQ(rgba[3], 255);
      levels.insert(byte);
    }
    EXPECT_EQ(sheets.generated.logits[static_cast<std::size_t>(i)], result->fake_logits(0, i));
  }
  EXPECT_GT(levels.size(), 10u);
  const Matrix<float> real = sample_data(*snapshot, view_data_key(*snapshot), 40);
  Matrix<float> logits;
  ASSERT_TRUE(probe_logits(*snapshot, real, BatchOf::real, networks, {}, logits));
  std::set<float> different;
  for (Index i = 0; i < 40; ++i) {
    EXPECT_NEAR(sheets.real.logits[static_cast<std::size_t>(i)], logits(0, i), 1e-4);
    different.insert(logits(0, i));
  }
  EXPECT_GT(different.size(), 30u);
  ASSERT_EQ(sheets.real_labels.size(), 40u);
  EXPECT_GT(std::set<std::uint16_t>(sheets.real_labels.begin(), sheets.real_labels.end()).size(), 4u);
}

TEST(Sheet, TheAverageIsShownWhereTheGameKeepsOne) {
  Evaluators networks;
  const auto none = run_probe(glyphs_game(0), sheet_of(8, 8, true), networks);
  EXPECT_EQ(none->sheets.averaged.count(), 0);
  const auto snapshot = glyphs_game(0.9, 30);
  ASSERT_TRUE(keeps_average(*snapshot));
  const auto both = run_probe(snapshot, sheet_of(8, 8, true), networks);
  ASSERT_EQ(both->sheets.averaged.count(), 8);
  EXPECT_NE(both->sheets.averaged.rgba, both->sheets.generated.rgba);
  // The same noise: the tiles of one number are images of one z.
  Matrix<float> images;
  const Matrix<float> noise = sample_noise(*snapshot, view_noise_key(*snapshot), 8);
  ASSERT_TRUE(probe_generator(*snapshot, noise, networks, {}, images, true));
  std::vector<std::uint8_t> expected;
  append_rgba(images, 8, {8, 8, 1}, PixelRange::symmetric, expected);
  int most = 0;
  for (std::size_t i = 0; i < expected.size(); ++i) {
    most = std::max(most, std::abs(expected[i] - both->sheets.averaged.rgba[i]));
  }
  EXPECT_LE(most, 1);
}

TEST(Sheet, ATileKeepsItsNoiseWhateverTheirNumber) {
  const auto snapshot = glyphs_game(0);
  Evaluators networks;
  const auto few = run_probe(snapshot, sheet_of(5, 5, false), networks);
  const auto many = run_probe(snapshot, sheet_of(40, 40, false), networks);
  int most = 0;
  for (std::size_t i = 0; i < few->sheets.generated.rgba.size(); ++i) {
    most = std::max(most, std::abs(few->sheets.generated.rgba[i] - many->sheets.generated.rgba[i]));
  }
  EXPECT_LE(most, 1);
  EXPECT_TRUE(std::equal(few->sheets.real.rgba.begin(), few->sheets.real.rgba.end(), many->sheets.real.rgba.begin()));
}

TEST(Sheet, AWalkShowsTheNoiseThatWasChosen) {
  const auto snapshot = glyphs_game(0.9, 30);
  Evaluators networks;
  const Matrix<float> noise = sample_noise(*snapshot, view_noise_key(*snapshot), 6);
  ProbeRequest request = sheet_of(6, 0, true);
  request.walk = WalkRequest{{noise.data(), noise.data() + noise.size()}, false};
  const auto raw = run_probe(snapshot, request, networks);
  ASSERT_EQ(raw->walk.count(), 6);
  EXPECT_EQ(raw->walk.rgba, raw->sheets.generated.rgba);
  EXPECT_EQ(raw->walk.logits, raw->sheets.generated.logits);
  request.walk->averaged = true;
  const auto averaged = run_probe(snapshot, request, networks);
  EXPECT_EQ(averaged->walk.rgba, averaged->sheets.averaged.rgba);
  // Noise of a game that had another dimension.
  request.walk->noise.pop_back();
  EXPECT_EQ(run_probe(snapshot, request, networks)->walk.count(), 0);
}

TEST(Sheet, ChannelsBecomeColours) {
  Matrix<float> two(4, 1), three(3, 1);
  two << -1, 1, 1, -1;
  three << -1, 0, 1;
  std::vector<std::uint8_t> out;
  append_rgba(two, 1, {1, 2, 2}, PixelRange::symmetric, out);
  append_rgba(three, 1, {1, 1, 3}, PixelRange::symmetric, out);
  EXPECT_EQ(out, (std::vector<std::uint8_t>{0, 255, 0, 255, 255, 0, 0, 255, 0, 128, 255, 255}));
}

TEST(Sheet, PointsHaveNone) {
  auto run = Run::create(Settings{});
  ASSERT_TRUE(run.ok());
  Evaluators networks;
  ProbeRequest request = sheet_of(8, 8, true);
  request.walk = WalkRequest{{0.0f, 0.0f}, false};
  const auto result = run_probe(run.value()->snapshot(), request, networks);
  EXPECT_EQ(result->sheets.generated.count() + result->sheets.real.count() + result->walk.count(), 0);
}

TEST(Sheet, ACancelledOneIsNull) {
  const std::atomic<bool> flag{true};
  Evaluators networks;
  EXPECT_EQ(run_probe(glyphs_game(0), sheet_of(8, 8, true), networks, CancelFlag(flag)), nullptr);
}

}  // namespace
}  // namespace gan
