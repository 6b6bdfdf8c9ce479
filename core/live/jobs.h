// Jobs: long work besides the training (reading and writing files, replaying a recording, measuring what a
// perfect generator scores). Each is a worker whose one turn is all of it, shows its progress and can be cancelled;
// what it hands back is done in the owner's thread.
#pragma once

#include <atomic>
#include <exception>
#include <functional>
#include <list>
#include <memory>
#include <string>

#include "core/live/executor.h"

namespace gan {

// What a job may touch while it runs.
struct JobControl {
  std::atomic<double> share{0};  // done, 0 to 1
  std::atomic<bool> cancelled{false};
};

class Jobs {
 public:
  using Finish = std::function<void()>;  // in the owner's thread; may be empty
  using Work = std::function<Finish(JobControl&)>;

  // `executor` outlives it. `notify` is called in the job's turn when collect() will find it done; `failed`, in the
  // owner's thread, with a sentence for a job that an exception has ended, or for which there was no thread.
  explicit Jobs(Executor& executor, std::function<void()> notify = {},
                std::function<void(const std::string&)> failed = {});
  ~Jobs();  // cancels, and sees all work to its end: what pays no heed to that is done, but nothing is finished any
            // more

  // A job without a title is not shown. `lost` is done in the owner's thread, after `failed`, when the work will never
  // hand back anything. What work waits for has to come from another thread: it holds up those that share its own.
  void start(std::string title, Work work, Finish lost = {});
  // Finishes what is done. In the owner's thread, in no turn.
  void collect();
  void cancel_all();

  struct Shown {
    const std::string* title = nullptr;  // null: nothing to show
    double share = 0;
  };
  Shown shown() const;
  bool idle() const { return jobs_.empty(); }

 private:
  class Job;
  void tell_failure(const std::string& title, const std::exception_ptr& why) const;

  Executor& executor_;
  std::function<void()> notify_;
  std::function<void(const std::string&)> failed_;
  std::list<std::unique_ptr<Job>> jobs_;
};

}  // namespace gan
