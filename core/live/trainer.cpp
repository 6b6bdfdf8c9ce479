#include "core/live/trainer.h"

#include <utility>

#include "core/base/check.h"
#include "core/live/trainer_loop.h"

namespace gan {

Trainer::Trainer(std::unique_ptr<Run> run, TrainerOptions options)
    : options_(std::move(options)), run_(std::move(run)) {
  GAN_CHECK(run_ != nullptr, "a trainer needs a run");
  GAN_CHECK(options_.publish_rate > 0, "a publish rate is positive");
  thread_ = std::jthread([this](std::stop_token stop) { Loop(*this, std::move(stop)).run(); });
}

Trainer::~Trainer() = default;

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

std::unique_ptr<Run> Trainer::release() {
  thread_.request_stop();
  if (thread_.joinable()) thread_.join();
  return std::move(run_);
}

}  // namespace gan
