// A lab with a small game, and frames as the window would draw them.
#pragma once

#include <gtest/gtest.h>

#include <chrono>
#include <condition_variable>
#include <filesystem>
#include <fstream>
#include <mutex>
#include <string>

#include "app/lab/lab.h"
#include "tests/own_folder.h"
#include "tests/patience.h"
#include "tests/seed.h"

namespace gan {

inline Scenario small_game() {
  Scenario scenario;
  scenario.id = "small";
  scenario.title = "Small";
  scenario.settings.spec.seed = test::seed(1);
  scenario.settings.spec.generator.hidden = {8};
  scenario.settings.spec.discriminator.hidden = {8};
  scenario.settings.hyperparameters.batch_size = 16;
  scenario.remedies = {{"Slow down",
                        {{"hyperparameters.discriminator.learning_rate", 1e-4}, {"hyperparameters.k", std::int64_t{2}}},
                        "It takes longer."},
                       {"Larger batches", {{"hyperparameters.batch_size", std::int64_t{32}}}, ""}};
  return scenario;
}

// The lab, a folder of its own for what it saves, and what a person does with it. How frames pass is a derived class's.
class LabFixture : public testing::Test {
 protected:
  void SetUp() override { open(small_game()); }
  void TearDown() override { lab_.reset(); }

  // What works beside the lab's own thread, and who is told.
  virtual void prepare(LabOptions& options) = 0;
  void open(const Scenario& scenario) {
    lab_.reset();
    LabOptions options;
    options.output_folder = folder_.string();
    prepare(options);
    auto made = Lab::create(scenario, std::move(options));
    ASSERT_TRUE(made.ok()) << made.message();
    lab_ = std::move(made).value();
  }

  void act(LabRequest request) {
    Actions actions;
    actions.request(request);
    lab_->carry_out(actions);
  }
  void set(const char* key, Value value, bool finished = true) {
    Actions actions;
    actions.set(key, std::move(value), finished);
    lab_->carry_out(actions);
  }
  void open_file(const std::string& path) {
    Actions actions;
    actions.file = path;
    lab_->carry_out(actions);
  }
  std::string written(const char* name, const std::string& text) {
    std::filesystem::create_directories(folder_);
    std::string path = (folder_ / name).string();
    std::ofstream(path) << text;
    return path;
  }
  std::string newest_message() const {
    const Message* newest = lab_->messages().newest();
    return newest == nullptr ? "" : newest->text;
  }
  std::string saved_file(const char* extension) const {
    for (const auto& entry : std::filesystem::directory_iterator(folder_)) {
      if (entry.path().extension() == extension) return entry.path().string();
    }
    return "";
  }

  const test::OwnFolder own_folder_;
  const std::filesystem::path folder_ = own_folder_ / "out";  // made by what is saved first
  std::unique_ptr<Lab> lab_;
};

// With threads, as the window has it.
class LabTest : public LabFixture {
 protected:
  void prepare(LabOptions& options) override {
    options.notify = [this] {
      const std::lock_guard lock(mutex_);
      woken_ = true;
      changed_.notify_all();
    };
  }

  // Frames until `done`, as the window would draw them.
  template <class Condition>
  void until(Condition done) {
    const auto end = std::chrono::steady_clock::now() + test::kPatience;
    while (true) {
      lab_->update(++frames_ * 0.016);
      if (done()) return;
      ASSERT_LT(std::chrono::steady_clock::now(), end) << "it never happened";
      std::unique_lock lock(mutex_);
      changed_.wait_for(lock, std::chrono::milliseconds(20), [this] { return woken_; });
      woken_ = false;
    }
  }
  void until_settled() {
    until([this] { return lab_->settled(); });
  }

  int frames_ = 0;

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  bool woken_ = false;
};

}  // namespace gan
