#include "core/live/prober.h"

#include <new>
#include <utility>

#include "core/base/check.h"

namespace gan {

Prober::Prober(std::function<void()> notify) : notify_(std::move(notify)) {
  picture_thread_ = std::jthread([this](const std::stop_token& stop) { run_loop(picture_, stop, &Prober::do_picture); });
  measure_thread_ = std::jthread([this](const std::stop_token& stop) { run_loop(measure_, stop, &Prober::do_measure); });
}

// Both are told before one is waited for.
Prober::~Prober() {
  picture_thread_.request_stop();
  measure_thread_.request_stop();
}

void Prober::request(std::shared_ptr<const Snapshot> snapshot, const ProbeRequest& request) {
  submit(picture_, PictureJob{std::move(snapshot), request});
}

void Prober::measure(std::shared_ptr<const Snapshot> snapshot, MeasureRequest request) {
  submit(measure_, MeasureJob{std::move(snapshot), std::move(request)});
}

template <class Job>
void Prober::submit(Slot<Job>& slot, Job job) {
  GAN_CHECK(job.snapshot != nullptr, "a probe needs a snapshot");
  std::optional<Job> next =
      std::move(job);  // after the swap the job that was waiting: it dies outside the lock
  {
    const std::lock_guard lock(mutex_);
    const bool valid = slot.current && !slot.cancel.load(std::memory_order_relaxed);
    if (valid && slot.current->same_kind(*next) && slot.current->snapshot == next->snapshot) {
      next.swap(slot.next);
      slot.next.reset();
      return;
    }
    if (slot.running && !slot.current->same_kind(*next)) slot.cancel.store(true, std::memory_order_relaxed);
    next.swap(slot.next);
    busy_.store(true, std::memory_order_release);
  }
  changed_.notify_all();
}

template <class Job>
bool Prober::begin(Slot<Job>& slot, const std::stop_token& stop, Job& job) {
  std::optional<Job> old;  // dies outside the lock
  const std::lock_guard lock(mutex_);
  if (!slot.next) return false;
  old.swap(slot.current);
  slot.current = std::move(slot.next);
  slot.next.reset();
  slot.running = true;
  slot.cancel.store(false, std::memory_order_relaxed);
  job = *slot.current;
  // The stop's callback may have set the flag just before it was cleared.
  return !stop.stop_requested();
}

template <class Job>
void Prober::end(Slot<Job>& slot) {
  const std::lock_guard lock(mutex_);
  slot.running = false;
}

template <class Job>
void Prober::run_loop(Slot<Job>& slot, const std::stop_token& stop, void (Prober::*work)(const std::stop_token&)) {
  const std::stop_callback cancel(stop, [&slot] { slot.cancel.store(true, std::memory_order_relaxed); });
  while (!stop.stop_requested()) {
    {
      std::unique_lock lock(mutex_);
      if (!changed_.wait(lock, stop, [&slot] { return slot.next.has_value(); })) return;
      ++at_work_;
    }
    (this->*work)(stop);
    {
      const std::lock_guard lock(mutex_);
      --at_work_;
      busy_.store(at_work_ > 0 || picture_.next || measure_.next, std::memory_order_release);
    }
    // Whoever waits for the prober to rest looks again.
    if (notify_) notify_();
  }
}

void Prober::do_picture(const std::stop_token& stop) {
  PictureJob job;
  if (!begin(picture_, stop, job)) return;
  std::shared_ptr<const ProbeResult> result;
  try {
    result = run_probe(std::move(job.snapshot), job.request, networks_, CancelFlag(picture_.cancel), &planes_);
  } catch (const std::bad_alloc&) {
    ++given_up_;
  }
  end(picture_);
  if (!result) return;
  results_.publish(std::move(result));
}

void Prober::do_measure(const std::stop_token& stop) {
  MeasureJob job;
  if (!begin(measure_, stop, job)) return;
  std::shared_ptr<const Measurement> result;
  try {
    result = measurer_.measurement(std::move(job.snapshot), job.request, CancelFlag(measure_.cancel));
  } catch (const std::bad_alloc&) {
    ++given_up_;
  }
  end(measure_);
  if (!result) return;
  measurements_.publish(std::move(result));
}

}  // namespace gan
