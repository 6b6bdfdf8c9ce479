#include "core/live/probe_desk.h"

#include <algorithm>
#include <new>
#include <utility>
#include <vector>

#include "core/base/check.h"

namespace gan {

ProbeDesk::ProbeDesk(std::function<void()> notify) : notify_(std::move(notify)) {
  probe_thread_ = std::jthread([this](const std::stop_token& stop) { probe_loop(probes_, results_, stop); });
  measure_thread_ = std::jthread([this](const std::stop_token& stop) { measure_loop(stop); });
}

// All are told before one is waited for.
ProbeDesk::~ProbeDesk() {
  for (std::jthread* thread : {&probe_thread_, &hand_thread_, &measure_thread_}) thread->request_stop();
}

void ProbeDesk::request(std::shared_ptr<const Snapshot> snapshot, const ProbeRequest& request) {
  submit(probes_, {std::move(snapshot), request});
}

// Its thread begins when it is first wanted.
void ProbeDesk::follow(std::shared_ptr<const Snapshot> snapshot, const ProbeRequest& request) {
  if (!hand_thread_.joinable()) {
    hand_thread_ = std::jthread([this](const std::stop_token& stop) { probe_loop(hand_, followed_, stop); });
  }
  submit(hand_, {std::move(snapshot), request});
}

void ProbeDesk::measure(std::shared_ptr<const Snapshot> snapshot, MeasureRequest request) {
  submit(measure_, {std::move(snapshot), std::move(request)});
}

template <class Request>
bool ProbeDesk::Lane<Request>::cancelled() const {
  return std::any_of(cancel.begin(), cancel.end(), [](const auto& flag) { return flag.load(std::memory_order_relaxed); });
}

// Cancels those probes whose answers the next job has no use for.
void ProbeDesk::withdraw(ProbeLane& lane, const Job<ProbeRequest>& next) {
  const auto infos = probe_infos();
  const bool elsewhere = !lane.current->same_segment(next);
  if (lane.patient && !elsewhere) return;
  for (std::size_t i = 0; i < infos.size(); ++i) {
    if (!infos[i].wanted(lane.current->request)) continue;
    const bool useful = !elsewhere && infos[i].wanted(next.request) && infos[i].same(lane.current->request, next.request);
    if (!useful) lane.cancel[i].store(true, std::memory_order_relaxed);
  }
}

void ProbeDesk::withdraw(MeasureLane& lane, const Job<MeasureRequest>& next) {
  if (lane.current->same_segment(next) && (lane.patient || lane.current->request == next.request)) return;
  lane.cancel[0].store(true, std::memory_order_relaxed);
}

// Whatever puts a job into a lane, takes one out or ends one calls it: also who takes back a job that no thread has begun.
void ProbeDesk::tell_whether_busy() {
  busy_.store(at_work_ > 0 || probes_.next || hand_.next || measure_.next, std::memory_order_release);
}

template <class Request>
void ProbeDesk::submit(Lane<Request>& lane, Job<Request> job) {
  GAN_CHECK(job.snapshot != nullptr, "a probe needs a snapshot");
  std::optional<Job<Request>> next = std::move(job);  // after the swap the job that was waiting: it dies outside the lock
  {
    const std::lock_guard lock(mutex_);
    const bool good = lane.current && !lane.interrupted && !(lane.running && lane.cancelled());
    if (good && lane.current->same(*next)) {
      next.swap(lane.next);
      lane.next.reset();
      tell_whether_busy();
      return;
    }
    if (lane.running) withdraw(lane, *next);
    next.swap(lane.next);
    tell_whether_busy();
  }
  changed_.notify_all();
}

template <class Request>
bool ProbeDesk::begin(Lane<Request>& lane, const std::stop_token& stop, Job<Request>& job) {
  std::optional<Job<Request>> old;  // dies outside the lock
  const std::lock_guard lock(mutex_);
  if (!lane.next) return false;
  old.swap(lane.current);
  lane.current = lane.next;
  // What was interrupted goes on where it was: the answers that it has are of that snapshot. The newer one comes after it.
  lane.patient = lane.interrupted && old && old->same_segment(*lane.next);
  if (lane.patient) lane.current->snapshot = old->snapshot;
  if (lane.current->snapshot == lane.next->snapshot) lane.next.reset();
  lane.running = true;
  lane.interrupted = false;
  for (auto& flag : lane.cancel) flag.store(false, std::memory_order_relaxed);
  job = *lane.current;
  // The stop's callback may have set the flags just before they were cleared.
  return !stop.stop_requested();
}

// work(job): whether there is an answer.
template <class Request, class Work>
void ProbeDesk::run_loop(Lane<Request>& lane, const std::stop_token& stop, Work work) {
  const std::stop_callback cancel(stop, [&lane] {
    for (auto& flag : lane.cancel) flag.store(true, std::memory_order_relaxed);
  });
  while (!stop.stop_requested()) {
    {
      std::unique_lock lock(mutex_);
      if (!changed_.wait(lock, stop, [&lane] { return lane.next.has_value(); })) return;
      ++at_work_;
    }
    Job<Request> job;
    bool answered = true;
    if (begin(lane, stop, job)) {
      try {
        answered = work(job);
      } catch (const std::bad_alloc&) {
        ++given_up_;
      }
    }
    {
      const std::lock_guard lock(mutex_);
      lane.running = false;
      lane.interrupted = !answered;
      --at_work_;
      tell_whether_busy();
    }
    // Whoever waits for the desk to rest looks again.
    if (notify_) notify_();
  }
}

void ProbeDesk::probe_loop(ProbeLane& lane, Mailbox<ProbeResult>& into, const std::stop_token& stop) {
  ProbeMaker maker;
  std::vector<CancelFlag> flags;
  for (const auto& flag : lane.cancel) flags.emplace_back(flag);
  run_loop(lane, stop, [&](const Job<ProbeRequest>& job) {
    auto result = maker.make(job.snapshot, job.request, flags);
    const bool answered = result != nullptr;
    if (answered) into.publish(std::move(result));
    return answered;
  });
}

void ProbeDesk::measure_loop(const std::stop_token& stop) {
  Measurer measurer;
  run_loop(measure_, stop, [&](const Job<MeasureRequest>& job) {
    auto measurement = measurer.measurement(job.snapshot, job.request, CancelFlag(measure_.cancel[0]));
    const bool answered = measurement != nullptr;
    if (answered) measurements_.publish(std::move(measurement));
    return answered;
  });
}

}  // namespace gan
