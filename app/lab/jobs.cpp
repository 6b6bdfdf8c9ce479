#include "app/lab/jobs.h"

#include <chrono>
#include <exception>
#include <new>
#include <utility>

namespace gan {
namespace {

std::string given_up(const std::string& title, const char* why) {
  return (title.empty() ? "Work beside the training" : title) + " was given up: " + why + ".";
}

}  // namespace

Jobs::~Jobs() {
  cancel_all();
  for (Job& job : jobs_) job.done.wait();
}

void Jobs::start(std::string title, Work work) {
  auto control = std::make_shared<JobControl>();
  auto done = std::async(std::launch::async, [control, work = std::move(work), notify = notify_] {
    // However it ends.
    struct Notice {
      const std::function<void()>& call;
      ~Notice() {
        if (call) call();
      }
    } notice{notify};
    return work(*control);
  });
  jobs_.push_back({std::move(title), std::move(control), std::move(done)});
}

void Jobs::collect() {
  for (auto job = jobs_.begin(); job != jobs_.end();) {
    if (job->done.wait_for(std::chrono::seconds(0)) != std::future_status::ready) {
      ++job;
      continue;
    }
    Finish finish;
    try {
      finish = job->done.get();
    } catch (const std::bad_alloc&) {
      finish = [this, text = given_up(job->title, "there is not enough memory for it")] { tell(text); };
    } catch (const std::exception& error) {
      finish = [this, text = given_up(job->title, error.what())] { tell(text); };
    }
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
