// ClassifierKeeper: sees to it that images are measured by the classifier of their data: the kept one, or one that is
// trained meanwhile in a job of its own. Until it is there nothing is measured, so that numbers of two kinds of
// features never meet in one record. Images without labels, those whose training was cancelled or not wanted, and those
// whose classifier is no better than guessing are measured in random features.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "app/lab/messages.h"
#include "core/live/jobs.h"
#include "core/probe/quality/measure.h"
#include "core/run/snapshot.h"

namespace gan {

class ClassifierKeeper {
 public:
  enum class State { not_needed, looking, training, ready, random };

  // `notify`: from other threads, when the training has come further. All three outlive the keeper.
  ClassifierKeeper(Jobs& jobs, Messages& messages, std::function<void()> notify, bool may_train)
      : jobs_(jobs), messages_(messages), notify_(std::move(notify)), may_train_(may_train) {}
  ~ClassifierKeeper();

  // To be called with every newer snapshot: other images need another classifier.
  void follow(const Snapshot& snapshot);

  State state() const { return state_; }
  // Whether measuring has to wait.
  bool waiting() const { return state_ == State::looking || state_ == State::training; }
  // What to measure these data with; while it is waiting: with nothing.
  const MeasureRequest& request() const { return request_; }
  // One line: what is waited for, or that the features are random and why; "" otherwise.
  std::string line() const;

 private:
  // Shared with the job of one set of images.
  struct Work {
    std::atomic<double> share{0};
    std::atomic<bool> abandoned{false};
  };

  // What a classifier belongs to.
  struct Images {
    bool any = false;
    std::uint64_t hash = 0;  // of loaded ones
    SampleShape shape = {1, 1, 1};
    bool operator==(const Images&) const = default;
  };

  void use_random(std::string why);
  void take(std::shared_ptr<const ClassifierWeights> weights);
  void abandon();
  void lost(const std::shared_ptr<Work>& work);
  void look(const Snapshot& snapshot);
  void train(std::shared_ptr<const ImageSet> images);

  Jobs& jobs_;
  Messages& messages_;
  std::function<void()> notify_;
  bool may_train_;

  State state_ = State::not_needed;
  std::string why_random_;
  MeasureRequest request_;
  std::shared_ptr<Work> work_;
  std::shared_ptr<const DataSource> data_;  // looked at last
  Images images_;                           // that the state is of
};

}  // namespace gan
