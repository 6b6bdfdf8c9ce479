// What is said of an image's nearest neighbours, the histogram beside it, and the grid of images with
// captions.
#include "app/panels/images/neighbours_model.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <numeric>

#include "core/nn/layout.h"
#include "core/run/run.h"

namespace gan {
namespace {

std::shared_ptr<const DataSource> image_source(const char* kind) {
  DataSpec spec;
  spec.kind = find_distribution(kind);
  spec.size = 8;
  return make_data_source(spec, 1).value();
}

// Held-out images have distances 10.5, 11, … 60; their relative ones are 0.6025, 0.605, … 0.85.
std::shared_ptr<const HeldOutNearest> usual() {
  auto made = std::make_shared<HeldOutNearest>();
  for (int i = 1; i <= 100; ++i) {
    made->distances.push_back(10 + 0.5 * i);
    made->relative.push_back(0.6 + 0.0025 * i);
  }
  return made;
}

NearestImages found_at(double distance, double relative = 0.7) {
  NearestImages found;
  found.distances = {distance, distance + 4, distance + 6};
  found.relative = relative;
  found.searched = 20000;
  found.held_out = usual();
  return found;
}

TEST(NearestSentence, SaysWhetherItIsMemorised) {
  const auto said = [](double distance, double relative = 0.7) {
    return nearest_sentence(found_at(distance, relative), false);
  };
  EXPECT_EQ(said(0).text, "The same as a training image, pixel for pixel: it is memorised");
  EXPECT_EQ(said(0).tone, Tone::warning);
  EXPECT_EQ(said(4, 0.2).text, "Closer to a training image than all 100 held-out images: it may be memorised");
  EXPECT_EQ(said(4, 0.2).tone, Tone::warning);
  EXPECT_EQ(said(10.7, 0.2).text, "Closer to a training image than 99% of held-out images: it may be memorised");
  // As near to others: a smooth image is near to many.
  EXPECT_EQ(said(4, 0.9).text,
            "Closer to a training image than all 100 held-out images, but as close to several others: "
            "smooth rather than memorised");
  EXPECT_EQ(said(4, 0.9).tone, Tone::neutral);
  EXPECT_EQ(said(4, std::nan("")).tone, Tone::warning);
  EXPECT_EQ(said(12.7).text, "Closer to a training image than 95% of held-out images");
  EXPECT_EQ(said(30).text, "As far from the training images as held-out real ones are");
  EXPECT_EQ(said(30).tone, Tone::good);
  EXPECT_EQ(said(59.8).text,
            "Farther from the training images than 99% of held-out images: not memorised, but "
            "unlike the data");
  EXPECT_EQ(said(57.3).text, "Farther from the training images than 94% of held-out images: not memorised");
  EXPECT_EQ(said(90).text,
            "Farther from the training images than all 100 held-out images: not memorised, but "
            "unlike the data");
}

// A held-out image's own distance is neither nearer nor farther than itself.
TEST(NearestSentence, TiesCountForNeitherSide) {
  NearestImages found = found_at(20);
  auto same = std::make_shared<HeldOutNearest>();
  same->distances.assign(50, 20.0);
  found.held_out = same;
  EXPECT_EQ(nearest_sentence(found, false).tone, Tone::good);
}

TEST(NearestSentence, OfARealImageAndWithoutAReference) {
  EXPECT_EQ(nearest_sentence(found_at(0), true).text, "A training image, of which the training set holds a copy");
  EXPECT_EQ(nearest_sentence(found_at(4), true).text,
            "A training image; the nearest other one is closer than those of all 100 held-out images");
  EXPECT_EQ(nearest_sentence(found_at(30), true).text,
            "A training image; the nearest other one is as far as those of held-out images");
  EXPECT_EQ(nearest_sentence(found_at(90), true).text,
            "A training image; the nearest other one is farther than those of all 100 held-out images");
  NearestImages found = found_at(30);
  found.held_out.reset();
  EXPECT_EQ(nearest_sentence(found, false).text, "No images are held out: how near is usual is not known");
  EXPECT_EQ(nearest_sentence({}, false).text, "");
}

// A generator that makes one image, whatever its noise is: its bias.
Sentence said_of(const std::shared_ptr<const Snapshot>& game, const std::vector<float>& image) {
  auto state = std::make_shared<GameState<float>>(*game->state);
  const NetworkLayout layout = make_layout(game->settings->spec.generator, 2, game->data->shape());
  state->generator.parameters.fill(0);
  std::copy(image.begin(), image.end(), state->generator.parameters.data() + layout.layers[0].bias);
  auto snapshot = std::make_shared<Snapshot>(*game);
  snapshot->state = state;
  static Evaluators networks;
  NearestImages found;
  EXPECT_TRUE(probe_nearest(*snapshot, {}, networks, {}, found));
  return nearest_sentence(found, false);
}

TEST(NearestSentence, FindsCopiesAndNotWhatIsOnlySmooth) {
  Settings settings;
  settings.spec.data.kind = find_distribution("glyphs");
  settings.spec.generator.hidden = settings.spec.discriminator.hidden = {};
  const auto run = Run::create(settings);
  ASSERT_TRUE(run.ok()) << run.message();
  const auto game = run.value()->snapshot();
  const ImageSet& images = *game->data->images();
  const Index size = images.shape.size();
  std::vector<float> mean(static_cast<std::size_t>(size), 0.0F), image(mean.size());
  int good = 0;
  for (Index i = 0; i < 20; ++i) {
    bytes_to_floats(images.image(61 * i), size, PixelRange::symmetric, image.data());
    EXPECT_EQ(said_of(game, image).text, "The same as a training image, pixel for pixel: it is memorised");
    // Copied a little badly: five grey levels up and down in turn.
    for (std::size_t k = 0; k < image.size(); ++k) image[k] += (k % 2 == 0 ? 5.0F : -5.0F) / 127.5F;
    const Sentence badly = said_of(game, image);
    EXPECT_EQ(badly.tone, Tone::warning) << badly.text;
    EXPECT_NE(badly.text.find("it may be memorised"), std::string::npos) << badly.text;
    bytes_to_floats(images.held_out->image(61 * i), size, PixelRange::symmetric, image.data());
    const Sentence other = said_of(game, image);
    EXPECT_NE(other.tone, Tone::warning) << other.text;
    good += other.tone == Tone::good;
  }
  // Four in five held-out images lie between the tenth and the ninetieth of hundred.
  EXPECT_GE(good, 12);
  const Index every = 50, summed = images.count() / every;
  for (Index i = 0; i < images.count(); i += every) {
    for (Index k = 0; k < size; ++k) {
      mean[static_cast<std::size_t>(k)] +=
          (static_cast<float>(images.image(i)[k]) / 127.5F - 1) / static_cast<float>(summed);
    }
  }
  EXPECT_NE(said_of(game, mean).tone, Tone::warning);
}

TEST(NearestModel, CaptionsNamesAndHistogram) {
  const auto data = image_source("glyphs");
  NearestImages found = found_at(30.04);
  found.labels = {3, 0, 9};
  found.chosen_label = 4;
  NearestModel model;
  prepare_nearest(found, *data, false, model);
  const auto& names = data->images()->class_names;
  EXPECT_EQ(model.captions, (std::vector<std::string>{"30.0", "34.0", "36.0"}));
  EXPECT_EQ(model.names, (std::vector<std::string>{names[3], names[0], names[9]}));
  EXPECT_EQ(model.chosen_name, names[4]);
  EXPECT_EQ(model.searched, "of all 20 000 training images");
  EXPECT_EQ(model.reference, "100 held-out images: median 35.2, 1% below 11.0");
  EXPECT_EQ(model.top, 60);
  ASSERT_EQ(model.bars.size(), static_cast<std::size_t>(kDistanceBars));
  EXPECT_NEAR(std::accumulate(model.bars.begin(), model.bars.end(), 0.0), 1, 1e-12);
  EXPECT_EQ(model.bars[0], 0);               // below 1.5
  EXPECT_NEAR(model.bars[10], 0.03, 1e-12);  // 15, 15.5 and 16
  EXPECT_GE(model.tallest, model.bars[39]);
  // The axis follows, but not every change.
  prepare_nearest(found_at(70), *data, false, model);
  EXPECT_EQ(model.top, 80);
  prepare_nearest(found_at(5), *data, false, model);
  EXPECT_EQ(model.top, 80);
  NearestImages none = found_at(5);
  none.held_out.reset();
  prepare_nearest(none, *data, false, model);
  EXPECT_TRUE(model.bars.empty());
  EXPECT_TRUE(model.names.empty());
}

TEST(NearestModel, StacksAreNamedAsSuch) {
  NearestImages found = found_at(30);
  found.stack = 3;
  found.labels = {274, 1, 2};
  const auto data = image_source("stacked");
  NearestModel model;
  prepare_nearest(found, *data, false, model);
  const auto& names = data->images()->class_names;
  EXPECT_EQ(model.searched, "of all stacks of 3 of the 20 000 training images");
  EXPECT_EQ(model.names[0], names[2] + " · " + names[7] + " · " + names[4]);
}

TEST(CaptionGrid, FillsTheRoom) {
  const CaptionGrid wide = make_caption_grid(12, 16, 16, 20, 600, 80);
  EXPECT_EQ(wide.rows, 1);
  EXPECT_EQ(wide.columns, 12);
  const CaptionGrid flat = make_caption_grid(12, 28, 28, 30, 400, 200);
  EXPECT_EQ(flat.columns * flat.rows, 12);
  EXPECT_EQ(flat.columns, 6);
  EXPECT_FLOAT_EQ(flat.cell_width * static_cast<float>(flat.columns), 400);
  EXPECT_FLOAT_EQ(flat.cell_height * static_cast<float>(flat.rows), 200);
  EXPECT_EQ(make_caption_grid(0, 8, 8, 10, 100, 100).columns, 1);
}

}  // namespace
}  // namespace gan
