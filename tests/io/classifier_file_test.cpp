// Classifiers that are kept: the same numbers come back, and what is broken is said and replaced.
#include "core/io/metrics/classifier_file.h"

#include <cstdlib>

#include "core/data/glyphs.h"
#include "tests/io/temporary_folder.h"

namespace gan {
namespace {

// Images of 8 x 8 that are dark or light, with what they are as their label.
std::shared_ptr<const ImageSet> dark_and_light(int count = 40) {
  ImageSet set;
  set.shape = {8, 8, 1};
  set.classes = 2;
  set.title = "dark and light";
  for (int i = 0; i < count; ++i) {
    set.labels.push_back(static_cast<std::uint16_t>(i % 2));
    for (int p = 0; p < 64; ++p) set.pixels.push_back(static_cast<std::uint8_t>(i % 2 * 180 + (i * 7 + p * 3) % 60));
  }
  hold_out_a_tenth(set);
  return seal_images(std::move(set));
}

class ClassifierFile : public TemporaryFolder {
 protected:
  ClassifierFile() {
    if (const char* before = std::getenv("XDG_CACHE_HOME")) before_ = before;
    setenv("XDG_CACHE_HOME", path("cache").c_str(), 1);
  }
  ~ClassifierFile() override {
    before_.empty() ? unsetenv("XDG_CACHE_HOME") : setenv("XDG_CACHE_HOME", before_.c_str(), 1);
  }
  std::string before_;
};

std::shared_ptr<const ClassifierWeights> trained(const ImageSet& images, int steps) {
  ClassifierTraining training;
  training.steps = steps;
  training.batch = 16;
  return train_classifier(images, training).value();
}

TEST_F(ClassifierFile, ComesBackAsItWas) {
  const auto images = dark_and_light();
  const auto weights = trained(*images, 30);
  ASSERT_TRUE(save_classifier(*weights, path("a/b/c.safetensors")).ok());
  const auto back = load_classifier(path("a/b/c.safetensors"), *images);
  ASSERT_TRUE(back) << back.message();
  EXPECT_EQ(back.value()->parameters, weights->parameters);
  EXPECT_EQ(back.value()->test_accuracy, weights->test_accuracy);
  EXPECT_EQ(back.value()->steps, 30);
  EXPECT_EQ(back.value()->data_hash, images->hash);
  EXPECT_EQ(load_classifier(path("a/b/c.safetensors"), *dark_and_light(20)).message(),
            path("a/b/c.safetensors") + " is not the classifier asked for: it was trained on other images");
  EXPECT_TRUE(has(save_classifier(*weights, "/proc/none/c.safetensors").message(), "its folder cannot be made"));
}

TEST_F(ClassifierFile, IsTrainedOnceAndABrokenOneIsReplaced) {
  const auto images = dark_and_light();
  ClassifierTraining training;
  training.batch = 8;
  const auto first = prepare_classifier(*images, training);
  ASSERT_TRUE(first) << first.message();
  EXPECT_TRUE(first.value().trained);
  EXPECT_EQ(first.value().problem, "");
  EXPECT_EQ(first.value().path, classifier_path(*images));
  EXPECT_EQ(first.value().weights->test_accuracy, 1);
  const auto second = prepare_classifier(*images, training);
  ASSERT_TRUE(second);
  EXPECT_FALSE(second.value().trained);
  EXPECT_EQ(second.value().weights->parameters, first.value().weights->parameters);

  std::ofstream(classifier_path(*images), std::ios::binary | std::ios::trunc) << "not a classifier";
  EXPECT_FALSE(find_classifier(*images));
  const auto third = prepare_classifier(*images, training);
  ASSERT_TRUE(third);
  EXPECT_TRUE(third.value().trained);
  EXPECT_TRUE(has(third.value().problem, classifier_path(*images)));
  EXPECT_TRUE(has(third.value().problem, "a new one is trained"));
  EXPECT_EQ(third.value().weights->parameters, first.value().weights->parameters);
  ASSERT_TRUE(find_classifier(*images));
  EXPECT_NE(find_classifier(*images).value(), nullptr);

  const std::atomic<bool> stop{true};
  EXPECT_FALSE(prepare_classifier(*images, training, CancelFlag(stop), true));
}

TEST_F(ClassifierFile, BelongsToTheDataOfTheGame) {
  DataSpec spec;
  EXPECT_EQ(classifier_images(spec), nullptr) << "points";
  spec.kind = find_distribution("glyphs");
  spec.size = 12;
  const auto glyphs = classifier_images(spec);
  ASSERT_NE(glyphs, nullptr);
  EXPECT_EQ(glyphs->shape, SampleShape(12, 12, 1));
  // The same for every seed of the game.
  EXPECT_EQ(classifier_images(spec, *make_data_source(spec, 77).value())->hash, glyphs->hash);
  spec.kind = find_distribution("stacked");
  EXPECT_EQ(classifier_images(spec)->hash, glyphs->hash);
  spec = {};
  spec.kind = find_distribution("images");
  spec.file = "somewhere";
  spec.images = dark_and_light();
  EXPECT_EQ(classifier_images(spec), spec.images);
  ImageSet bare;
  bare.shape = {8, 8, 1};
  bare.pixels.assign(640, 3);
  spec.images = seal_images(std::move(bare));
  EXPECT_EQ(classifier_images(spec), nullptr) << "no labels";
}

}  // namespace
}  // namespace gan
