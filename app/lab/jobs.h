// Jobs: long work besides the training (reading and writing files, replaying a recording, measuring what a
// perfect generator scores). Each runs on a thread of its own, shows its progress and can be cancelled; what
// it hands back is done on the window's thread.
#pragma once

#include <atomic>
#include <functional>
#include <future>
#include <list>
#include <memory>
#include <string>

namespace gan {

// What a job may touch while it runs.
struct JobControl {
  std::atomic<double> share{0};  // done, 0 to 1
  std::atomic<bool> cancelled{false};
};

class Jobs {
 public:
  using Finish = std::function<void()>;  // on the window's thread; may be empty
  using Work = std::function<Finish(JobControl&)>;

  // `notify` is called on the job's thread when it is done; `failed`, on the window's, with a sentence for a job that an
  // exception has ended: memory that ran out.
  explicit Jobs(std::function<void()> notify, std::function<void(const std::string&)> failed = {})
      : notify_(std::move(notify)), failed_(std::move(failed)) {}
  ~Jobs();  // cancels and waits

  // A job without a title is not shown.
  void start(std::string title, Work work);
  // Finishes what is done. On the window's thread.
  void collect();
  void cancel_all();

  struct Shown {
    const std::string* title = nullptr;  // null: nothing to show
    double share = 0;
  };
  Shown shown() const;
  bool idle() const { return jobs_.empty(); }

 private:
  struct Job {
    std::string title;
    std::shared_ptr<JobControl> control;
    std::future<Finish> done;
  };
  void tell(const std::string& sentence) const {
    if (failed_) failed_(sentence);
  }

  std::function<void()> notify_;
  std::function<void(const std::string&)> failed_;
  std::list<Job> jobs_;
};

}  // namespace gan
