// Images as data: glyphs, drawing, stacking, held-out images, bytes and numbers.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <numeric>
#include <set>
#include <vector>

#include "core/data/distribution.h"
#include "core/data/glyphs.h"
#include "core/run/run.h"
#include "core/settings/settings_check.h"
#include "tests/core/probe/drawn.h"

namespace gan {
namespace {

using test::draw;
using test::kSampleKey;
using test::source_of;

ImageSet draft(Index count, int classes = 10) {
  ImageSet set;
  set.shape = {8, 8, 1};
  set.classes = classes;
  set.title = "test images";
  for (Index i = 0; i < count; ++i) {
    set.labels.push_back(static_cast<std::uint16_t>(i % classes));
    // Every image is flat and has its number as its level.
    set.pixels.insert(set.pixels.end(), 64, static_cast<std::uint8_t>(i));
  }
  return set;
}

DataSpec spec_of_kind(const char* kind) {
  DataSpec spec;
  spec.kind = find_distribution(kind);
  return spec;
}

TEST(ImageSet, BytesBecomeNumbersAndBack) {
  std::vector<std::uint8_t> bytes(256), back(256);
  std::iota(bytes.begin(), bytes.end(), std::uint8_t{0});
  std::vector<float> numbers(256);
  for (const PixelRange range : {PixelRange::symmetric, PixelRange::unit}) {
    bytes_to_floats(bytes.data(), 256, range, numbers.data());
    EXPECT_EQ(numbers[0], range == PixelRange::symmetric ? -1.0f : 0.0f);
    EXPECT_EQ(numbers[255], 1.0f);
    EXPECT_NEAR(numbers[51], range == PixelRange::symmetric ? -0.6 : 0.2, 1e-7);
    floats_to_bytes(numbers.data(), 256, range, back.data());
    EXPECT_EQ(back, bytes);
  }
  const float odd[] = {
      std::nanf(""), -7, 7, std::numeric_limits<float>::infinity(), -std::numeric_limits<float>::infinity(), 0};
  floats_to_bytes(odd, 6, PixelRange::symmetric, back.data());
  EXPECT_EQ(std::vector<std::uint8_t>(back.begin(), back.begin() + 6),
            (std::vector<std::uint8_t>{0, 0, 255, 255, 0, 128}));
}

TEST(ImageSet, TheHashFollowsShapePixelsAndLabels) {
  const auto set = seal_images(draft(20));
  EXPECT_EQ(set->hash, seal_images(draft(20))->hash);
  ImageSet other = draft(20);
  other.pixels[777] ^= 1;
  EXPECT_NE(seal_images(other)->hash, set->hash);
  other = draft(20);
  other.labels[3] = 9;
  EXPECT_NE(seal_images(other)->hash, set->hash);
  other = draft(20);
  other.shape = {4, 16, 1};
  EXPECT_NE(seal_images(other)->hash, set->hash);
  DataSpec a = spec_of_kind("images"), b = a;
  a.images = set;
  EXPECT_FALSE(a == b);
  b.images = seal_images(draft(20));
  EXPECT_EQ(a, b);
  b.range = PixelRange::unit;
  EXPECT_FALSE(a == b);
}

// A set of these images, each flat with its number as its level, and their classes.
ImageSet set_of(const std::vector<int>& images, const std::function<int(int)>& class_of, int classes) {
  ImageSet set;
  set.shape = {8, 8, 1};
  set.classes = classes;
  set.title = "test images";
  for (const int image : images) {
    set.labels.push_back(static_cast<std::uint16_t>(class_of(image)));
    for (int p = 0; p < 64; ++p) set.pixels.push_back(static_cast<std::uint8_t>(p == 63 ? image / 200 : image % 200));
  }
  return set;
}

std::multiset<int> numbers_of(const ImageSet& set) {
  std::multiset<int> numbers;
  for (Index i = 0; i < set.count(); ++i) numbers.insert(set.image(i)[0] + 200 * set.image(i)[63]);
  return numbers;
}

std::vector<int> numbers_to(int end) {
  std::vector<int> numbers(static_cast<std::size_t>(end));
  std::iota(numbers.begin(), numbers.end(), 0);
  return numbers;
}

// Whether images come in blocks, in rotation or in any order, the same ones are held out, a tenth of each class.
TEST(ImageSet, ATenthOfEachClassIsHeldOutWhateverTheOrder) {
  const auto class_of = [](int image) { return image % 10; };
  std::vector<int> order = numbers_to(1000);
  std::multiset<int> expected;
  for (int arrangement = 0; arrangement < 4; ++arrangement) {
    if (arrangement == 1) {
      std::stable_sort(order.begin(), order.end(), [&](int a, int b) { return class_of(a) < class_of(b); });
    } else if (arrangement == 2) {
      std::reverse(order.begin(), order.end());
    } else if (arrangement == 3) {
      for (std::size_t i = 0; i < order.size(); ++i) order[i] = static_cast<int>(i * 387 % 1000);
    }
    ImageSet set = set_of(order, class_of, 10);
    hold_out_a_tenth(set);
    ASSERT_TRUE(set.held_out);
    ASSERT_EQ(set.held_out->count(), 100);
    EXPECT_EQ(set.count(), 900);
    std::vector<int> counts(10);
    for (Index i = 0; i < 100; ++i) {
      const int number = set.held_out->image(i)[0] + 200 * set.held_out->image(i)[63];
      const int label = set.held_out->labels[static_cast<std::size_t>(i)];
      ASSERT_EQ(label, class_of(number));
      ++counts[static_cast<std::size_t>(label)];
    }
    EXPECT_EQ(counts, std::vector<int>(10, 10));
    const std::multiset<int> drawn = numbers_of(*set.held_out);
    if (arrangement == 0) expected = drawn;
    EXPECT_EQ(drawn, expected) << arrangement;
    std::multiset<int> all = numbers_of(set);
    all.insert(drawn.begin(), drawn.end());
    EXPECT_EQ(all.size(), 1000u);
    EXPECT_EQ(std::set<int>(all.begin(), all.end()).size(), 1000u) << "each on one side";
  }
  // Not every tenth, nor the first or the last ones.
  std::set<int> places;
  for (const int number : expected) places.insert(number / 10 % 10);
  EXPECT_GT(places.size(), 5u);
}

TEST(ImageSet, TheTenthIsOfAllWhereClassesAreSmall) {
  ImageSet small = set_of(
      numbers_to(60), [](int image) { return image % 10; }, 10);
  hold_out_a_tenth(small);
  ASSERT_TRUE(small.held_out);
  EXPECT_EQ(small.held_out->count(), 6);
  EXPECT_EQ(std::set<std::uint16_t>(small.held_out->labels.begin(), small.held_out->labels.end()).size(), 6u);
  // Most of what is left over goes where rounding took most: 10 and 19 give 1 and 1.
  ImageSet uneven = set_of(
      numbers_to(29), [](int image) { return image < 10 ? 0 : 1; }, 2);
  hold_out_a_tenth(uneven);
  EXPECT_EQ(std::set<std::uint16_t>(uneven.held_out->labels.begin(), uneven.held_out->labels.end()).size(), 2u);
  ImageSet few = draft(9);
  hold_out_a_tenth(few);
  EXPECT_EQ(few.count(), 9);
  EXPECT_FALSE(few.held_out);
}

TEST(ImageSet, CopiesAreCountedAndStayOnOneSide) {
  std::vector<int> numbers = numbers_to(200);
  for (int i = 0; i < 40; ++i) numbers.push_back(3 * i);  // forty of them twice
  ImageSet set = set_of(
      numbers, [](int) { return 0; }, 1);
  hold_out_a_tenth(set);
  ASSERT_TRUE(set.held_out);
  EXPECT_LE(set.held_out->count(), 24);
  EXPECT_GE(set.held_out->count(), 22);
  const auto sealed = seal_images(std::move(set));
  EXPECT_EQ(sealed->copies + sealed->held_out->copies, 40);
  EXPECT_GT(sealed->held_out->copies, 0) << "this draw has copies on both sides of the cut to tell of";
  EXPECT_EQ(sealed->held_out_copies, 0);

  ImageSet leaking = set_of(
      numbers_to(50), [](int) { return 0; }, 1);
  leaking.held_out = seal_images(set_of(
      {7, 7, 8, 90}, [](int) { return 0; }, 1));
  EXPECT_EQ(seal_images(std::move(leaking))->held_out_copies, 3);
  // All alike: there is nothing that could be held out.
  ImageSet alike = set_of(
      std::vector<int>(50, 5), [](int) { return 0; }, 1);
  hold_out_a_tenth(alike);
  EXPECT_FALSE(alike.held_out);
  EXPECT_EQ(seal_images(std::move(alike))->copies, 49);
}

TEST(ImageSet, OneLineSaysWhatWasTakenAndWhy) {
  ImageSet set = set_of(
      numbers_to(100), [](int image) { return image % 2; }, 2);
  hold_out_a_tenth(set);
  set.passed_over = {"3 hidden or system files or folders", "1 link to what is not there"};
  EXPECT_EQ(account_of(*seal_images(ImageSet(set))),
            "test images: 90 images of 2 classes taken, 10 held out (drawn); passed over: 3 hidden or system files or "
            "folders, 1 link to what is not there");
  ImageSet split = set_of(
      {1, 2, 2, 3}, [](int) { return 0; }, 0);
  split.labels.clear();
  split.held_out = seal_images(set_of(
      {3, 9}, [](int) { return 0; }, 1));
  split.held_out_from = "Test";
  EXPECT_EQ(account_of(*seal_images(std::move(split))),
            "test images: 4 images taken, 2 held out (Test); 1 image is an exact copy of another, which makes coverage "
            "and density say little; 1 of those held out is among those that are trained on as well");
}

TEST(Glyphs, FollowTheSeedAndAreLabelledEvenly) {
  const auto set = make_glyph_images(5);
  EXPECT_EQ(set->shape, SampleShape(16, 16, 1));
  EXPECT_EQ(set->count(), kGlyphCount);
  ASSERT_TRUE(set->held_out);
  EXPECT_EQ(set->held_out->count(), kHeldOutGlyphCount);
  ASSERT_EQ(set->class_names.size(), 10u);
  std::vector<int> counts(10);
  for (const std::uint16_t label : set->labels) ++counts[label];
  for (const int count : counts) EXPECT_EQ(count, 2000);
  EXPECT_EQ(make_glyph_images(5), set) << "the same seed is not drawn again";
  const std::uint64_t hash = set->hash;
  EXPECT_NE(make_glyph_images(6)->hash, hash);
  EXPECT_EQ(make_glyph_images(5)->hash, hash);
  EXPECT_NE(set->held_out->hash, hash);
  EXPECT_EQ(make_glyph_images(5, 28)->shape, SampleShape(28, 28, 1));
}

TEST(Glyphs, StayInsideTheImageAndVary) {
  const auto set = make_glyph_images(1);
  std::set<std::vector<std::uint8_t>> different;
  for (Index i = 0; i < 2000; ++i) {
    const std::uint8_t* p = set->image(i);
    int ink = 0;
    for (Index k = 0; k < 256; ++k) ink += p[k];
    EXPECT_GT(ink, 255 * 8) << i;
    EXPECT_LT(ink, 255 * 160) << i;
    different.emplace(p, p + 256);
  }
  EXPECT_EQ(different.size(), 2000u);
  // The rim has next to no ink: nothing is cut off.
  double rim = 0;
  for (Index i = 0; i < set->count(); ++i) {
    for (Index k = 0; k < 16; ++k) {
      for (const Index at : {k, 240 + k, 16 * k, 16 * k + 15}) rim += set->image(i)[at];
    }
  }
  EXPECT_LT(rim / static_cast<double>(255 * 64 * set->count()), 0.02);
}

// A nearest-mean classifier, trained on the training part, tells the held-out glyphs apart far better than chance:
// the classes are what their labels say.
TEST(Glyphs, ClassesCanBeToldApart) {
  const auto set = make_glyph_images(1);
  const auto numbers = [](const ImageSet& from, Index i) {
    Vector<float> x(256);
    bytes_to_floats(from.image(i), 256, PixelRange::unit, x.data());
    return x;
  };
  constexpr Index kNeighbours = 4000;
  Matrix<float> known(256, kNeighbours);
  for (Index i = 0; i < kNeighbours; ++i) known.col(i) = numbers(*set, i);
  int right = 0;
  for (Index i = 0; i < 500; ++i) {
    Index nearest = 0;
    (known.colwise() - numbers(*set->held_out, i)).colwise().squaredNorm().minCoeff(&nearest);
    right += set->labels[static_cast<std::size_t>(nearest)] == set->held_out->labels[static_cast<std::size_t>(i)];
  }
  EXPECT_GT(right, 425);
}

TEST(ImageData, DrawsEvenlyWithLabels) {
  DataSpec spec = spec_of_kind("images");
  spec.images = seal_images(draft(10));
  for (const PixelRange range : {PixelRange::symmetric, PixelRange::unit}) {
    spec.range = range;
    const auto source = source_of(spec);
    EXPECT_EQ(source->images(), spec.images.get());
    EXPECT_EQ(source->classes(), 10);
    constexpr Index kCount = 20000;
    const Matrix<float> x = draw(*source, kCount);
    std::vector<std::uint16_t> labels(kCount);
    ASSERT_TRUE(source->labels(kSampleKey, labels.data(), kCount));
    Vector<double> counts = Vector<double>::Zero(10);
    for (Index i = 0; i < kCount; ++i) {
      const auto label = labels[static_cast<std::size_t>(i)];
      const auto level = static_cast<float>(label);
      ASSERT_EQ(x(63, i), range == PixelRange::symmetric ? level / 127.5f - 1 : level / 255);
      counts[label] += 1;
    }
    for (Index k = 0; k < 10; ++k) EXPECT_NEAR(counts[k], 2000, 5 * std::sqrt(1800.0));
  }
}

TEST(ImageData, StacksThreeImagesAsChannels) {
  DataSpec spec = spec_of_kind("stacked");
  spec.file = "test";
  spec.images = seal_images(draft(30, 10));
  const auto source = source_of(spec);
  EXPECT_EQ(source->shape(), SampleShape(8, 8, 3));
  EXPECT_EQ(source->classes(), 1000);
  EXPECT_EQ(source->stack(), 3);
  constexpr Index kCount = 5000;
  const Matrix<float> x = draw(*source, kCount);
  std::vector<std::uint16_t> labels(kCount);
  ASSERT_TRUE(source->labels(kSampleKey, labels.data(), kCount));
  std::set<int> modes;
  for (Index i = 0; i < kCount; ++i) {
    int expected = 0;
    for (Index c = 0; c < 3; ++c) {
      const int level = static_cast<int>(std::lround((x(c, i) + 1) * 127.5f));
      expected = expected * 10 + level % 10;
      ASSERT_EQ(x(63 * 3 + c, i), x(c, i));  // flat
    }
    ASSERT_EQ(labels[static_cast<std::size_t>(i)], expected);
    modes.insert(expected);
  }
  EXPECT_GT(modes.size(), 950u);  // 1000 (1 - e^-5) are expected
  for (const Index count : {1, 85, 86, 257}) EXPECT_EQ(draw(*source, count), x.leftCols(count));
}

TEST(ImageData, StacksGlyphsWithoutAFile) {
  const auto source = source_of(spec_of_kind("stacked"));
  EXPECT_EQ(source->shape(), SampleShape(16, 16, 3));
  ASSERT_TRUE(source->held_out());
  EXPECT_EQ(source->held_out()->shape(), source->shape());
  EXPECT_EQ(source->held_out()->images(), source->images()->held_out.get());
}

TEST(ImageData, BadSettingsGetASentence) {
  const auto message = [](const DataSpec& spec) {
    const auto made = make_data_source(spec, 1);
    EXPECT_FALSE(made.ok());
    return made.message();
  };
  DataSpec spec = spec_of_kind("images");
  EXPECT_EQ(message(spec), "images need a file or a folder: data.file is empty");
  spec.file = "x";
  EXPECT_EQ(message(spec), "the images of 'x' are not loaded");
  spec.images = seal_images(draft(10));
  spec.size = 16;
  EXPECT_EQ(message(spec), "data.size is 16, but the images were read with 0: they have to be read again");
  spec.size = 7;
  EXPECT_EQ(message(spec), "data.size is 7: 0, or 8 to 64 pixels, was expected");
  spec = spec_of_kind("stacked");
  spec.file = "x";
  ImageSet unlabelled = draft(10);
  unlabelled.labels.clear();
  unlabelled.classes = 0;
  spec.images = seal_images(std::move(unlabelled));
  EXPECT_EQ(message(spec), "the images of 'x' have no labels: stacked images need a labelled set");
  spec.images = seal_images(draft(50, 41));
  EXPECT_EQ(message(spec), "the images of 'x' have 41 classes: at most 40 can be stacked");
  Settings settings;
  settings.spec.data = spec_of_kind("images");
  EXPECT_EQ(check_settings(settings).message(),
            "data.kind is images without images: expected data.file to name a file or folder of images");
}

// The whole game on images, without files: it trains, and the same seed gives the same hash.
TEST(ImageData, AGameTrainsOnGlyphs) {
  Settings settings;
  settings.spec.data = spec_of_kind("glyphs");
  settings.hyperparameters.batch_size = 16;
  std::uint64_t hashes[2] = {};
  for (std::uint64_t& hash : hashes) {
    auto run = Run::create(settings);
    ASSERT_TRUE(run.ok()) << run.message();
    for (int i = 0; i < 3; ++i) ASSERT_TRUE(run.value()->step());
    EXPECT_TRUE(std::isfinite(run.value()->record().d_loss));
    hash = run.value()->hash();
  }
  EXPECT_EQ(hashes[0], hashes[1]);
}

}  // namespace
}  // namespace gan
