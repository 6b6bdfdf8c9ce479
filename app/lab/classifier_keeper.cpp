#include "app/lab/classifier_keeper.h"

#include <cmath>
#include <cstdio>
#include <new>
#include <utility>

#include "core/io/metrics/classifier_file.h"

namespace gan {

ClassifierKeeper::~ClassifierKeeper() {
  abandon();
}

void ClassifierKeeper::abandon() {
  if (work_) work_->abandoned = true;
  work_.reset();
}

void ClassifierKeeper::use_random(std::string why) {
  state_ = State::random;
  why_random_ = std::move(why);
}

// One that is no better than guessing is told of and not used.
void ClassifierKeeper::take(std::shared_ptr<const ClassifierWeights> weights) {
  const std::string why = why_useless(*weights);
  if (!why.empty()) {
    use_random("the classifier " + why);
    return messages_.problem("The classifier of these images is useless: it " + why +
                             ". They are measured in random features, without their classes.");
  }
  request_.classifier = std::move(weights);
  state_ = State::ready;
}

void ClassifierKeeper::follow(const Snapshot& snapshot) {
  if (snapshot.data == data_) return;
  data_ = snapshot.data;
  const ImageSet* images = data_->images();
  const bool loaded = images != nullptr && snapshot.settings->spec.data.images.get() == images;
  // Glyphs have one classifier a size, whatever the game's seed.
  const Images found = images == nullptr ? Images{} : Images{true, loaded ? images->hash : 0, images->shape};
  if (found == images_) return;
  images_ = found;
  abandon();
  request_ = {};
  if (images == nullptr) {
    state_ = State::not_needed;
  } else if (images->labels.empty() || images->classes < 2) {
    use_random("no labels");
  } else if (!may_train_) {
    use_random("as was asked for");
  } else {
    look(snapshot);
  }
}

// Reading takes a moment, and so does making the glyphs.
void ClassifierKeeper::look(const Snapshot& snapshot) {
  state_ = State::looking;
  work_ = std::make_shared<Work>();
  jobs_.start(
      "",
      [this, work = work_, data = data_, spec = snapshot.settings->spec.data](JobControl&) -> Jobs::Finish {
        std::shared_ptr<const ImageSet> images = classifier_images(spec, *data);
        auto found = find_classifier(*images);
        return [this, work, images = std::move(images), found = std::move(found)]() mutable {
          if (work != work_) return;
          if (!found) messages_.problem(found.message() + "; a new one is trained.");
          if (!found || !found.value()) return train(std::move(images));
          take(std::move(found).value());
        };
      },
      [this, work = work_] { lost(work); });
}

// Nothing is waited for that will never come.
void ClassifierKeeper::lost(const std::shared_ptr<Work>& work) {
  if (work == work_) use_random("no classifier");
}

// On one thread: the game has the others.
void ClassifierKeeper::train(std::shared_ptr<const ImageSet> images) {
  state_ = State::training;
  jobs_.start(
      "Training the evaluation classifier",
      [this, work = work_, images = std::move(images), notify = notify_](JobControl& control) -> Jobs::Finish {
        ClassifierTraining training;
        training.progress = [&](double share, double) {
          control.share = work->share = share;
          if (work->abandoned) control.cancelled = true;
          if (notify) notify();
        };
        Result<PreparedClassifier> prepared = Error{"There is not enough memory to train a classifier"};
        try {
          prepared = prepare_classifier(*images, training, CancelFlag(control.cancelled));
        } catch (const std::bad_alloc&) {
        }
        const bool cancelled = control.cancelled;
        return [this, work, cancelled, prepared = std::move(prepared)]() mutable {
          if (work != work_) return;
          if (!prepared) {
            use_random("no classifier");
            const std::string rest = ": images are measured in random features, without their classes.";
            if (cancelled) return messages_.note("The training of the classifier was cancelled" + rest);
            return messages_.problem(prepared.message() + rest);
          }
          if (!prepared.value().problem.empty()) messages_.problem(prepared.value().problem);
          take(std::move(prepared.value().weights));
        };
      },
      [this, work = work_] { lost(work); });
}

std::string ClassifierKeeper::line() const {
  switch (state_) {
    case State::looking:
      return "Looking for the evaluation classifier";
    case State::training: {
      char text[80];
      std::snprintf(text, sizeof text, "Training the evaluation classifier: %.0f%%", 100 * work_->share.load());
      return text;
    }
    case State::random:
      return "features: random network (" + why_random_ + ")";
    case State::not_needed:
    case State::ready:
      return "";
  }
  return "";
}

}  // namespace gan
