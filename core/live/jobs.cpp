#include "core/live/jobs.h"

#include <new>
#include <system_error>
#include <utility>

namespace gan {

class Jobs::Job final : public Worker {
 public:
  Job(std::string title, Work work, Finish lost, const std::function<void()>& notify)
      : title_(std::move(title)), work_(std::move(work)), lost_(std::move(lost)), notify_(notify) {}

  void place(Executor& executor) {
    placement_ = executor.place(*this);
    placement_->wake();
  }

  Next turn(const CancelFlag&) noexcept override {
    try {
      finish_ = work_(control_);
    } catch (...) {
      problem_ = std::current_exception();
    }
    done();
    return Next::never();
  }

  // There will be no turn.
  void fail(std::exception_ptr why) {
    problem_ = std::move(why);
    done();
  }

  // All of it is done when this returns, here where it was not begun.
  void see_to_the_end() {
    if (placement_) placement_->end();
    if (!is_done()) turn({});
  }

  bool is_done() const { return done_.load(std::memory_order_acquire); }
  const std::string& title() const { return title_; }
  JobControl& control() { return control_; }
  // Once it is done.
  const std::exception_ptr& problem() const { return problem_; }
  Finish take_finish() { return std::move(problem_ ? lost_ : finish_); }

 private:
  // Who is told of it finds it.
  void done() {
    done_.store(true, std::memory_order_release);
    if (notify_) notify_();
  }

  std::string title_;
  Work work_;
  Finish finish_, lost_;
  std::exception_ptr problem_;
  const std::function<void()>& notify_;
  JobControl control_;
  std::atomic<bool> done_{false};
  std::unique_ptr<Placement> placement_;  // last: no turn outlives what it uses
};

Jobs::Jobs(Executor& executor, std::function<void()> notify, std::function<void(const std::string&)> failed)
    : executor_(executor), notify_(std::move(notify)), failed_(std::move(failed)) {}

Jobs::~Jobs() {
  cancel_all();
  for (const auto& job : jobs_) job->see_to_the_end();
}

void Jobs::start(std::string title, Work work, Finish lost) {
  Job& job = *jobs_.emplace_back(std::make_unique<Job>(std::move(title), std::move(work), std::move(lost), notify_));
  try {
    job.place(executor_);
  } catch (const std::system_error&) {
    job.fail(std::current_exception());
  }
}

void Jobs::collect() {
  for (auto at = jobs_.begin(); at != jobs_.end();) {
    if (!(*at)->is_done()) {
      ++at;
      continue;
    }
    // Off the list first: what finishes may start another job.
    const std::unique_ptr<Job> job = std::move(*at);
    at = jobs_.erase(at);
    if (job->problem()) tell_failure(job->title(), job->problem());
    if (const Finish finish = job->take_finish()) finish();
  }
}

void Jobs::tell_failure(const std::string& title, const std::exception_ptr& why) const {
  if (!failed_) return;
  std::string reason = "it ended for no known reason";
  try {
    std::rethrow_exception(why);
  } catch (const std::bad_alloc&) {
    reason = "there is not enough memory for it";
  } catch (const std::exception& error) {
    reason = error.what();
  } catch (...) {
  }
  failed_((title.empty() ? "Work beside the training" : title) + " was given up: " + reason + ".");
}

void Jobs::cancel_all() {
  for (const auto& job : jobs_) job->control().cancelled = true;
}

Jobs::Shown Jobs::shown() const {
  for (const auto& job : jobs_) {
    if (!job->title().empty()) return {&job->title(), job->control().share.load()};
  }
  return {};
}

}  // namespace gan
