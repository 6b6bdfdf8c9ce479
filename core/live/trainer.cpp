#include "core/live/trainer.h"

#include <utility>

#include "core/base/check.h"
#include "core/live/trainer_loop.h"

namespace gan {

Trainer::Trainer(Executor& executor, std::unique_ptr<Run> run, TrainerOptions options)
    : options_(std::move(options)), run_(std::move(run)) {
  GAN_CHECK(run_ != nullptr, "a trainer needs a run");
  GAN_CHECK(options_.publish_rate > 0, "a publish rate is positive");
  loop_ = std::make_unique<Loop>(*this, executor.clock());
  placement_ = executor.place(*loop_);
  if (options_.lockstep) place_ = options_.lockstep->join([this] { placement_->wake(); });
  placement_->wake();
}

Trainer::~Trainer() {
  release();
}

Ticket Trainer::post(Request request) {
  const Ticket ticket = inbox_.push(std::move(request));
  placement_->wake();
  return ticket;
}

Ticket Trainer::send(Command command) {
  return post(std::move(command));
}
Ticket Trainer::play() {
  return post(Play{});
}
Ticket Trainer::pause() {
  return post(Pause{});
}
Ticket Trainer::advance_iterations(std::int64_t n) {
  return post(Advance{n});
}
Ticket Trainer::run_to(std::int64_t step) {
  return post(RunTo{step});
}
Ticket Trainer::pause_at(std::vector<std::int64_t> steps) {
  return post(PauseAt{std::move(steps)});
}
Ticket Trainer::set_speed(double substeps_per_second) {
  return post(Speed{substeps_per_second});
}

Ticket Trainer::set_threads(int threads) {
  return post(Threads{threads});
}

std::future<Recording> Trainer::finish_recording() {
  std::promise<Recording> promise;
  std::future<Recording> future = promise.get_future();
  post(std::move(promise));
  return future;
}

void Trainer::take_output(TrainerOutput& into) {
  into.records.clear();
  into.applied.clear();
  into.rejected.clear();
  into.pauses.clear();
  into.problems.clear();
  const std::lock_guard lock(output_mutex_);
  std::swap(into, output_);
}

// What has its place on the executor stays, so that a late request finds somebody to wake, who sleeps on.
std::unique_ptr<Run> Trainer::release() {
  if (!run_) return nullptr;
  placement_->end();
  place_.reset();
  loop_->end();
  return std::move(run_);
}

const std::vector<StateHash>& Trainer::hashes() const {
  return loop_->hashes();
}

}  // namespace gan
