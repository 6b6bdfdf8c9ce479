#include "app/models/jobs.h"

#include <chrono>
#include <utility>

namespace gan {

Jobs::~Jobs() {
  cancel_all();
  for (Job& job : jobs_) job.done.wait();
}

void Jobs::start(std::string title, Work work) {
  auto control = std::make_shared<JobControl>();
  auto done = std::async(std::launch::async, [control, work = std::move(work), notify = notify_] {
    Finish finish = work(*control);
    if (notify) notify();
    return finish;
  });
  jobs_.push_back({std::move(title), std::move(control), std::move(done)});
}

void Jobs::collect() {
  for (auto job = jobs_.begin(); job != jobs_.end();) {
    if (job->done.wait_for(std::chrono::seconds(0)) != std::future_status::ready) {
      ++job;
      continue;
    }
    const Finish finish = job->done.get();
    // Off the list first: what finishes may start another job.
    job = jobs_.erase(job);
    if (finish) finish();
  }
}

void Jobs::cancel_all() {
  for (Job& job : jobs_) job.control->cancelled = true;
}

Jobs::Shown Jobs::shown() const {
  for (const Job& job : jobs_) {
    if (!job.title.empty()) return {&job.title, job.control->share.load()};
  }
  return {};
}

}  // namespace gan
