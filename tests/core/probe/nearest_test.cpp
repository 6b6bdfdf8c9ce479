// Nearest training images against a search in double precision over everything, and what held-out images
// have.
#include "core/probe/images/nearest.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <numeric>
#include <set>

#include "core/probe/probe.h"
#include "core/run/run.h"

namespace gan {
namespace {

// Images of bytes below `levels`, so that equal distances happen; the last ten are copies of the first.
ImageSet draft(Index count, SampleShape shape, std::uint32_t levels, std::uint64_t seed) {
  ImageSet set;
  set.shape = shape;
  set.classes = 10;
  set.title = "test images";
  std::vector<std::uint32_t> words(static_cast<std::size_t>(count * shape.size()));
  fill_bits({seed, Stream::view_data, 1, 0}, words.data(), words.size());
  for (const std::uint32_t word : words) {
    set.pixels.push_back(static_cast<std::uint8_t>((std::uint64_t{word} * levels) >> 32));
  }
  std::copy_n(set.pixels.begin(), 10 * shape.size(), set.pixels.end() - 10 * shape.size());
  for (Index i = 0; i < count; ++i) set.labels.push_back(static_cast<std::uint16_t>(i * 7 % 10));
  return set;
}

double squared(const std::uint8_t* a, const std::uint8_t* b, Index size) {
  double sum = 0;
  for (Index i = 0; i < size; ++i) sum += (double{1} * a[i] - b[i]) * (double{1} * a[i] - b[i]);
  return sum;
}

// All images of the set by distance, then by number.
std::vector<std::pair<double, Index>> ranked(const ImageSet& set, const std::uint8_t* image) {
  std::vector<std::pair<double, Index>> all;
  for (Index i = 0; i < set.count(); ++i) all.emplace_back(squared(set.image(i), image, set.shape.size()), i);
  std::sort(all.begin(), all.end());
  return all;
}

std::shared_ptr<const Snapshot> game(const char* kind, std::shared_ptr<const ImageSet> images, bool average = false) {
  Settings s;
  s.spec.data.kind = find_distribution(kind);
  s.spec.data.images = std::move(images);
  s.spec.data.file = s.spec.data.images ? "images" : "";
  if (!s.spec.data.images) s.spec.data.size = 8;
  s.spec.noise.dimension = 4;
  s.spec.generator.hidden = s.spec.discriminator.hidden = {6};
  s.spec.generator.output = OutputActivation::tanh;
  s.hyperparameters.batch_size = 8;
  s.hyperparameters.average_decay = average ? 0.5 : 0;
  auto run = Run::create(s);
  EXPECT_TRUE(run.ok()) << run.message();
  for (int step = 0; step < 3; ++step) EXPECT_TRUE(run.value()->step());
  return run.value()->snapshot();
}

std::vector<std::uint8_t> bytes_of(const ImageSheet& sheet, Index i) {
  std::vector<std::uint8_t> bytes;
  for (Index p = 0; p < sheet.shape.pixels(); ++p) {
    for (Index c = 0; c < sheet.shape.channels; ++c) bytes.push_back(sheet.image(i)[4 * p + c]);
  }
  return bytes;
}

TEST(ImageSearch, FindsWhatASearchInDoublePrecisionFinds) {
  for (const SampleShape shape : {SampleShape(8, 8, 1), SampleShape(9, 8, 3)}) {
    for (const std::uint32_t levels : {2u, 256u}) {
      const auto set = seal_images(draft(700, shape, levels, 1));
      const ImageSet queries = draft(11, shape, levels, 2);
      std::vector<NearImages> found;
      ASSERT_TRUE(search_images(*set, queries.pixels.data(), 11, 13, {}, found));
      ASSERT_EQ(found.size(), 11u);
      int ties = 0;
      for (Index q = 0; q < 11; ++q) {
        const auto expected = ranked(*set, queries.image(q));
        const NearImages& near = found[static_cast<std::size_t>(q)];
        ASSERT_EQ(near.size(), 13u);
        for (std::size_t i = 0; i < 13; ++i) {
          EXPECT_EQ(static_cast<double>(near[i].squared), expected[i].first);
          EXPECT_EQ(near[i].image, expected[i].second);
          ties += i > 0 && near[i].squared == near[i - 1].squared;
        }
        EXPECT_GT(near[0].squared, 0);
        EXPECT_LT(near[0].squared, near[12].squared);
      }
      EXPECT_TRUE(levels != 2 || ties > 20) << ties;
    }
  }
}

TEST(ImageSearch, TheLargestDistanceFitsAndAllOfASmallSetAreFound) {
  ImageSet set;
  set.shape = {64, 64, 3};
  set.title = "black and white";
  set.pixels.assign(static_cast<std::size_t>(3 * set.shape.size()), 0);
  std::fill(set.pixels.end() - set.shape.size(), set.pixels.end(), 255);
  const std::vector<std::uint8_t> white(static_cast<std::size_t>(set.shape.size()), 255);
  std::vector<NearImages> found;
  const auto sealed = seal_images(std::move(set));
  ASSERT_TRUE(search_images(*sealed, white.data(), 1, 20, {}, found));
  const std::int64_t most = std::int64_t{64} * 64 * 3 * 255 * 255;
  EXPECT_EQ(found[0], (NearImages{{0, 2}, {most, 0}, {most, 1}}));
  const std::atomic<bool> flag{true};
  EXPECT_FALSE(search_images(*sealed, white.data(), 1, 20, CancelFlag(flag), found));
}

TEST(ImageSearch, StacksAreFoundAmongAllOfThem) {
  const auto set = seal_images(draft(24, {8, 8, 1}, 3, 4));
  const ImageSet channels = draft(13, {8, 8, 1}, 3, 5);
  std::vector<NearImages> near;
  constexpr int kCount = 13;
  ASSERT_TRUE(search_images(*set, channels.pixels.data(), 3, kCount, {}, near));
  using Stack = std::pair<double, std::array<Index, 3>>;
  std::vector<Stack> all;
  for (Index a = 0; a < 24; ++a) {
    for (Index b = 0; b < 24; ++b) {
      for (Index c = 0; c < 24; ++c) {
        all.push_back({squared(set->image(a), channels.image(0), 64) + squared(set->image(b), channels.image(1), 64) +
                           squared(set->image(c), channels.image(2), 64),
                       {a, b, c}});
      }
    }
  }
  std::sort(all.begin(), all.end());
  const std::vector<NearStack> found = nearest_stacks(near.data(), 3, kCount);
  ASSERT_EQ(found.size(), static_cast<std::size_t>(kCount));
  for (std::size_t i = 0; i < kCount; ++i) {
    EXPECT_EQ(static_cast<double>(found[i].squared), all[i].first);
    EXPECT_EQ(found[i].images, all[i].second);
  }
}

TEST(Nearest, OfAGeneratedImageWithLabelsAndLogits) {
  const auto images = seal_images(draft(300, {8, 8, 1}, 256, 7));
  const auto snapshot = game("images", images, true);
  Evaluators networks;
  for (const bool averaged : {false, true}) {
    ProbeRequest request;
    request.sheet = SheetRequest{6, 6, true, true};
    request.nearest = NearestRequest{{false, 5, averaged}, 12};
    const auto result = run_probe(snapshot, request, networks);
    const NearestImages& nearest = result->nearest;
    ASSERT_EQ(nearest.chosen.count(), 1);
    const std::vector<std::uint8_t> chosen = bytes_of(nearest.chosen, 0);
    const std::vector<std::uint8_t> tile = bytes_of(averaged ? result->sheets.averaged : result->sheets.generated, 5);
    for (std::size_t i = 0; i < tile.size(); ++i) EXPECT_NEAR(chosen[i], tile[i], 1);
    const auto expected = ranked(*images, chosen.data());
    ASSERT_EQ(nearest.distances.size(), 12u);
    Matrix<float> found(64, 12), logits;
    for (Index i = 0; i < 12; ++i) {
      const auto at = static_cast<std::size_t>(i);
      const Index image = expected[at].second;
      EXPECT_NEAR(nearest.distances[at], std::sqrt(expected[at].first / 64), 1e-9);
      EXPECT_TRUE(std::equal(images->image(image), images->image(image) + 64, bytes_of(nearest.nearest, i).begin()));
      EXPECT_EQ(nearest.labels[at], image * 7 % 10);
      bytes_to_floats(images->image(image), 64, PixelRange::symmetric, found.col(i).data());
    }
    ASSERT_TRUE(probe_logits(*snapshot, found, BatchOf::real, networks, {}, logits));
    std::set<float> different(nearest.nearest.logits.begin(), nearest.nearest.logits.end());
    EXPECT_GT(different.size(), 8u);
    for (Index i = 0; i < 12; ++i) EXPECT_NEAR(nearest.nearest.logits[static_cast<std::size_t>(i)], logits(0, i), 1e-4);
    double others = 0;
    for (std::size_t i = 1; i <= 7; ++i) others += std::sqrt(expected[i].first / 64) / 7;
    EXPECT_NEAR(nearest.relative, std::sqrt(expected[0].first / 64) / others, 1e-9);
    EXPECT_EQ(nearest.searched, 300);
    EXPECT_EQ(nearest.stack, 1);
    EXPECT_EQ(nearest.held_out, nullptr);  // this set holds nothing out
    EXPECT_EQ(nearest.chosen_label, -1);
  }
}

TEST(Nearest, ARealImageIsLeftOutItsCopyIsNot) {
  const auto images = seal_images(draft(30, {8, 8, 1}, 256, 8));
  const auto snapshot = game("images", images);
  constexpr int kTiles = 40;
  std::vector<Index> picked(kTiles);
  ASSERT_TRUE(snapshot->data->images(view_data_key(*snapshot), picked.data(), kTiles));
  Evaluators networks;
  int copies = 0;
  for (int tile = 0; tile < kTiles; ++tile) {
    const Index own = picked[static_cast<std::size_t>(tile)];
    NearestImages nearest;
    ASSERT_TRUE(probe_nearest(*snapshot, {{true, tile, false}, 12}, networks, {}, nearest));
    EXPECT_TRUE(std::equal(images->image(own), images->image(own) + 64, bytes_of(nearest.chosen, 0).begin()));
    EXPECT_EQ(nearest.chosen_label, own * 7 % 10);
    auto expected = ranked(*images, images->image(own));
    std::erase_if(expected, [&](const auto& e) { return e.second == own; });
    for (std::size_t i = 0; i < 12; ++i) EXPECT_NEAR(nearest.distances[i], std::sqrt(expected[i].first / 64), 1e-9);
    const bool twin = own < 10 || own >= 20;
    EXPECT_EQ(nearest.distances[0] == 0, twin);
    copies += twin;
  }
  EXPECT_GT(copies, 10);
  EXPECT_LT(copies, kTiles);
}

TEST(Nearest, StackedImagesAreSearchedAmongAllStacks) {
  const auto images = seal_images(draft(40, {8, 8, 1}, 256, 9));
  const auto snapshot = game("stacked", images);
  Evaluators networks;
  NearestImages nearest;
  ASSERT_TRUE(probe_nearest(*snapshot, {{true, 2, false}, 12}, networks, {}, nearest));
  EXPECT_EQ(nearest.stack, 3);
  EXPECT_EQ(nearest.nearest.shape, SampleShape(8, 8, 3));
  // Every one differs from the chosen one in at least one channel, and is as far from it as it says.
  const std::vector<std::uint8_t> chosen = bytes_of(nearest.chosen, 0);
  std::vector<std::uint16_t> labels(3);
  ASSERT_TRUE(snapshot->data->labels(view_data_key(*snapshot), labels.data(), 3));
  EXPECT_EQ(nearest.chosen_label, labels[2]);
  for (Index i = 0; i < 12; ++i) {
    const double expected = std::sqrt(squared(bytes_of(nearest.nearest, i).data(), chosen.data(), 192) / 192);
    EXPECT_NEAR(nearest.distances[static_cast<std::size_t>(i)], expected, 1e-9);
  }
  EXPECT_TRUE(std::is_sorted(nearest.distances.begin(), nearest.distances.end()));
  // A sample is made of the images that the source names.
  std::vector<Index> picked(9);
  ASSERT_TRUE(snapshot->data->images(view_data_key(*snapshot), picked.data(), 3));
  for (Index p = 0; p < 64; ++p) {
    for (std::size_t c = 0; c < 3; ++c) {
      EXPECT_EQ(chosen[static_cast<std::size_t>(p) * 3 + c], images->image(picked[6 + c])[p]);
    }
  }
}

TEST(HeldOut, TheirDistancesAreThoseOfASearchOverEverything) {
  ImageSet set = draft(500, {8, 8, 1}, 256, 10);
  hold_out_a_tenth(set);
  const auto images = seal_images(std::move(set));
  const ImageSet& queries = *images->held_out;
  ASSERT_EQ(queries.count(), 50);
  const auto data = game("images", images)->data;
  HeldOutSearch search;
  std::shared_ptr<const HeldOutNearest> found;
  ASSERT_TRUE(search.find(data, {}, found));
  ASSERT_NE(found, nullptr);
  // Fewer than are asked for: each once.
  std::vector<double> distances, relative;
  for (Index q = 0; q < 50; ++q) {
    const auto near = ranked(*images, queries.image(q));
    distances.push_back(std::sqrt(near[0].first / 64));
    double others = 0;
    for (std::size_t i = 1; i <= 7; ++i) others += std::sqrt(near[i].first / 64) / 7;
    if (others > 0) relative.push_back(distances.back() / others);
  }
  std::sort(distances.begin(), distances.end());
  std::sort(relative.begin(), relative.end());
  ASSERT_EQ(found->distances.size(), 50u);
  ASSERT_EQ(found->relative.size(), relative.size());
  for (std::size_t i = 0; i < 50; ++i) EXPECT_NEAR(found->distances[i], distances[i], 1e-9);
  for (std::size_t i = 0; i < relative.size(); ++i) EXPECT_NEAR(found->relative[i], relative[i], 1e-9);
  EXPECT_LT(distances.front(), distances.back());
  // Kept for the same data, and found again for other ones.
  std::shared_ptr<const HeldOutNearest> again;
  ASSERT_TRUE(search.find(game("images", images)->data, {}, again));
  EXPECT_EQ(again, found);
  ASSERT_TRUE(search.find(game("stacked", images)->data, {}, again));
  EXPECT_NE(again, found);
  EXPECT_GT(again->distances.front(), 0);
  // The mean square of a stack is the mean of its channels': its extremes are milder.
  EXPECT_GE(again->distances.front(), found->distances.front());
  EXPECT_LE(again->distances.back(), found->distances.back());
}

TEST(HeldOut, ACancelledSearchGoesOnWhereItStoodAndFindsTheSame) {
  const auto snapshot = game("glyphs", nullptr);
  const std::atomic<bool> stop{true};
  HeldOutSearch interrupted, whole;
  std::shared_ptr<const HeldOutNearest> a, b;
  EXPECT_FALSE(interrupted.find(snapshot->data, CancelFlag(stop), a));
  EXPECT_EQ(a, nullptr);
  ASSERT_TRUE(interrupted.find(snapshot->data, {}, a));
  ASSERT_TRUE(whole.find(snapshot->data, {}, b));
  ASSERT_EQ(a->distances.size(), static_cast<std::size_t>(kHeldOutQueries));
  EXPECT_EQ(a->distances, b->distances);
  EXPECT_EQ(a->relative, b->relative);
  // 4,000 glyphs, a tenth of them asked: all different, of every class.
  EXPECT_GT(std::set<double>(a->distances.begin(), a->distances.end()).size(), 300u);
}

TEST(HeldOut, SharesAndQuantiles) {
  const std::vector<double> values{1, 2, 2, 4};
  EXPECT_EQ(share_below(values, 1), 0);
  EXPECT_EQ(share_below(values, 2), 0.25);
  EXPECT_EQ(share_below(values, 3), 0.75);
  EXPECT_EQ(share_below(values, 5), 1);
  EXPECT_EQ(share_below({}, 5), 0);
  EXPECT_EQ(quantile(values, 0), 1);
  EXPECT_EQ(quantile(values, 0.5), 2);
  EXPECT_EQ(quantile(values, 1), 4);
  EXPECT_NEAR(quantile(values, 0.9), 3.4, 1e-12);
}

TEST(Nearest, CancelledAndOfPoints) {
  const std::atomic<bool> flag{true};
  Evaluators networks;
  ProbeRequest request;
  request.nearest = NearestRequest{};
  EXPECT_EQ(run_probe(game("glyphs", nullptr), request, networks, CancelFlag(flag)), nullptr);
  auto run = Run::create(Settings{});
  ASSERT_TRUE(run.ok());
  const auto result = run_probe(run.value()->snapshot(), request, networks);
  ASSERT_NE(result, nullptr);
  EXPECT_EQ(result->nearest.chosen.count(), 0);
}

}  // namespace
}  // namespace gan
