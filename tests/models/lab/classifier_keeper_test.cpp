// What images are measured with: the kept classifier, one that is trained meanwhile, or random features.
#include "app/lab/classifier_keeper.h"

#include <gtest/gtest.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <system_error>
#include <thread>

#include "app/lab/lab.h"
#include "core/base/random.h"
#include "core/io/metrics/classifier_file.h"
#include "core/run/run.h"
#include "tests/own_folder.h"
#include "tests/patience.h"

namespace gan {
namespace {

using State = ClassifierKeeper::State;

std::shared_ptr<const ImageSet> dark_and_light(bool labelled = true) {
  ImageSet set;
  set.shape = {8, 8, 1};
  set.title = "dark and light";
  if (labelled) set.classes = 2;
  for (int i = 0; i < 60; ++i) {
    if (labelled) set.labels.push_back(static_cast<std::uint16_t>(i % 2));
    for (int p = 0; p < 64; ++p) set.pixels.push_back(static_cast<std::uint8_t>(i % 2 * 180 + (i * 7 + p * 3) % 60));
  }
  hold_out_a_tenth(set);
  return seal_images(std::move(set));
}

Scenario game_on(std::shared_ptr<const ImageSet> images) {
  Scenario scenario;
  scenario.id = scenario.title = "images";
  GameSpec& spec = scenario.settings.spec;
  spec.data.kind = find_distribution("images");
  spec.data.file = "somewhere";
  spec.data.images = std::move(images);
  spec.generator.hidden = spec.discriminator.hidden = {8};
  scenario.settings.hyperparameters.batch_size = 8;
  return scenario;
}

class Keeper : public testing::Test {
 protected:
  Keeper() {
    if (const char* before = std::getenv("XDG_CACHE_HOME")) before_ = before;
    setenv("XDG_CACHE_HOME", folder_.path().c_str(), 1);
  }
  ~Keeper() override { before_.empty() ? unsetenv("XDG_CACHE_HOME") : setenv("XDG_CACHE_HOME", before_.c_str(), 1); }

  void follow(const Settings& settings) { keeper_.follow(*Run::create(settings).value()->snapshot()); }
  template <class Condition>
  void until(Condition done) {
    const auto end = std::chrono::steady_clock::now() + test::kPatience;
    while (!done()) {
      ASSERT_LT(std::chrono::steady_clock::now(), end) << "it never happened";
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
      jobs_.collect();
    }
  }

  const test::OwnFolder folder_;
  std::string before_;
  ThreadExecutor threads_;
  Jobs jobs_{threads_};
  Messages messages_;
  std::atomic<int> notified_{0};
  ClassifierKeeper keeper_{jobs_, messages_, [this] { ++notified_; }, true};
};

TEST_F(Keeper, IsKeptOrTrainedMeanwhile) {
  follow(Settings{});
  EXPECT_EQ(keeper_.state(), State::not_needed);
  const auto images = dark_and_light();
  const Settings settings = game_on(images).settings;
  follow(settings);
  EXPECT_EQ(keeper_.state(), State::looking);
  EXPECT_TRUE(keeper_.waiting());
  until([&] { return keeper_.state() != State::looking; });
  ASSERT_EQ(keeper_.state(), State::training);
  EXPECT_TRUE(keeper_.line().starts_with("Training the evaluation classifier: "));
  EXPECT_EQ(keeper_.request().classifier, nullptr);
  ASSERT_NE(jobs_.shown().title, nullptr);
  until([&] { return !keeper_.waiting(); });
  ASSERT_EQ(keeper_.state(), State::ready);
  EXPECT_GT(notified_, 2);
  ASSERT_NE(keeper_.request().classifier, nullptr);
  EXPECT_EQ(keeper_.request().classifier->data_hash, images->hash);
  EXPECT_EQ(keeper_.line(), "");
  const auto trained = keeper_.request().classifier;

  Settings restarted = settings;
  restarted.spec.seed = 9;
  follow(restarted);
  EXPECT_EQ(keeper_.request().classifier, trained) << "the same images";
  follow(game_on(dark_and_light(false)).settings);
  EXPECT_EQ(keeper_.state(), State::random);
  EXPECT_EQ(keeper_.line(), "features: random network (no labels)");
  EXPECT_EQ(keeper_.request().classifier, nullptr);
  follow(settings);
  until([&] { return !keeper_.waiting(); });
  ASSERT_EQ(keeper_.state(), State::ready) << "read again";
  EXPECT_EQ(keeper_.request().classifier->parameters, trained->parameters);
}

// Labels that have nothing to do with the images.
TEST_F(Keeper, AUselessClassifierIsSaidAndNotUsed) {
  ImageSet set;
  set.shape = {8, 8, 1};
  set.title = "noise";
  set.classes = 2;
  std::vector<std::uint32_t> words(400 * 65);
  fill_bits({3, Stream::view_data, 0, 0}, words.data(), words.size());
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i % 65 == 64) {
      set.labels.push_back(static_cast<std::uint16_t>(words[i] >> 31));
    } else {
      set.pixels.push_back(static_cast<std::uint8_t>(words[i] >> 24));
    }
  }
  hold_out_a_tenth(set);
  const auto images = seal_images(std::move(set));
  ClassifierTraining few;
  few.steps = 5;
  ClassifierWeights weights = *train_classifier(*images, few).value();
  weights.test_accuracy = 0.5;
  ASSERT_TRUE(save_classifier(weights, classifier_path(*images)));
  follow(game_on(images).settings);
  until([&] { return !keeper_.waiting(); });
  EXPECT_EQ(keeper_.state(), State::random);
  EXPECT_EQ(keeper_.request().classifier, nullptr);
  EXPECT_TRUE(keeper_.line().starts_with("features: random network (the classifier is right for 50.0% of 40 "))
      << keeper_.line();
  ASSERT_NE(messages_.newest(), nullptr);
  EXPECT_TRUE(messages_.newest()->text.starts_with("The classifier of these images is useless: it is right for "));
}

TEST_F(Keeper, ACancelledTrainingLeavesRandomFeatures) {
  follow(game_on(dark_and_light()).settings);
  until([&] { return keeper_.state() == State::training; });
  jobs_.cancel_all();
  until([&] { return !keeper_.waiting(); });
  EXPECT_EQ(keeper_.state(), State::random);
  EXPECT_EQ(keeper_.line(), "features: random network (no classifier)");
  ASSERT_NE(messages_.newest(), nullptr);
  EXPECT_TRUE(messages_.newest()->text.find("was cancelled: images are measured in random features") !=
              std::string::npos);
  EXPECT_EQ(find_classifier(*dark_and_light()).value(), nullptr);
}

TEST_F(Keeper, OtherDataAbandonATraining) {
  follow(game_on(dark_and_light()).settings);
  until([&] { return keeper_.state() == State::training; });
  follow(Settings{});
  EXPECT_EQ(keeper_.state(), State::not_needed);
  until([&] { return jobs_.idle(); });
  EXPECT_EQ(keeper_.state(), State::not_needed);
  EXPECT_EQ(keeper_.request().classifier, nullptr);
  EXPECT_EQ(messages_.newest(), nullptr);
}

class NoThreads final : public Executor {
 public:
  const Clock& clock() const override { return steady_clock(); }
  std::unique_ptr<Placement> place(Worker&, Urgency) override {
    throw std::system_error(std::make_error_code(std::errc::resource_unavailable_try_again));
  }
};

// A job that an exception has ended will never bring a classifier: nothing waits for it.
TEST_F(Keeper, WhatIsLostIsNotWaitedFor) {
  NoThreads none;
  Jobs jobs(none);
  ClassifierKeeper keeper(jobs, messages_, {}, true);
  keeper.follow(*Run::create(game_on(dark_and_light()).settings).value()->snapshot());
  EXPECT_TRUE(keeper.waiting());
  jobs.collect();
  EXPECT_FALSE(keeper.waiting());
  EXPECT_EQ(keeper.state(), State::random);
  EXPECT_EQ(keeper.line(), "features: random network (no classifier)");
}

TEST_F(Keeper, TheLabMeasuresWithWhatThereIs) {
  const auto images = dark_and_light();
  ClassifierTraining few;
  few.steps = 20;
  for (const bool random : {false, true}) {
    ASSERT_TRUE(save_classifier(*train_classifier(*images, few).value(), classifier_path(*images)));
    LabOptions options;
    options.random_features = random;
    auto made = Lab::create(game_on(images), std::move(options));
    ASSERT_TRUE(made) << made.message();
    Lab& lab = *made.value();
    lab.session().run_to(5);
    double now = 0;
    until([&] {
      lab.update(now += 0.1);
      return lab.settled();
    });
    const RunHistory& history = lab.history();
    EXPECT_EQ(history.image_features().kind, random ? FeatureKind::random : FeatureKind::classifier);
    EXPECT_EQ(history.image_features().classifier, random ? 0 : images->hash);
    ASSERT_FALSE(history.find("precision")->empty());
    EXPECT_TRUE(std::isfinite(history.find("precision")->last()));
    EXPECT_EQ(std::isfinite(history.find("classes_covered")->last()), !random);
    EXPECT_EQ(lab.classifier().line(), random ? "features: random network (as was asked for)" : "");
  }
}

}  // namespace
}  // namespace gan
