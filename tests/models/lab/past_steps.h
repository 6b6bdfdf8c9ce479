// What tests of the past do with a lab in one thread: train, look, branch, and compare with the same game trained
// without anybody looking.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <utility>

#include "tests/models/lab/inline_lab.h"

namespace gan {

class PastLab : public InlineLab {
 protected:
  // The same game, trained without anybody looking.
  static std::unique_ptr<gan::Run> plain(int iterations) {
    auto run = gan::Run::create(small_game().settings);
    EXPECT_TRUE(run.ok());
    for (int i = 0; i < iterations; ++i) run.value()->step();
    return std::move(run).value();
  }
  void train_to(std::int64_t step) {
    lab_->session().run_to(step);
    until_settled();
  }
  void set_and_wait(const char* key, Value value) {
    set(key, std::move(value));
    until_settled();
  }
  void save_and_open_recording() {
    act(LabRequest::save_recording);
    until([this] { return saved_files().size() == 1; });
    until_settled();
    const RunId before = lab_->session().id();
    open_file(saved_file(".toml"));
    until([&] { return lab_->session().id() != before; });
    until_settled();
  }
  // Far too large steps of a loss without bounds.
  void train_until_diverged() {
    set_and_wait("hyperparameters.loss", std::string("wasserstein"));
    for (const std::string player : {"hyperparameters.discriminator.", "hyperparameters.generator."}) {
      set_and_wait((player + "optimiser").c_str(), std::string("sgd"));
      set_and_wait((player + "learning_rate").c_str(), 10.0);
    }
    lab_->session().run_to(3000);
    until([this] { return lab_->session().front()->status.diverged; });
    until_settled();
  }
  std::uint64_t shown_hash() const { return hash_state(*lab_->snapshot().state); }
  Position shown() const { return lab_->snapshot().position; }
  std::int64_t shown_k() const {
    return std::get<std::int64_t>(lab_->session().shown_value(*find_setting("hyperparameters.k")));
  }
};

}  // namespace gan
