#include "core/past/retrace.h"

#include <string>
#include <utility>

#include "core/base/check.h"

namespace gan {

Retrace::Retrace(std::shared_ptr<const Past> past, std::unique_ptr<Run> run)
    : past_(std::move(past)), run_(std::move(run)), next_(run_->events().size()) {}

Result<Retrace> Retrace::begin(std::shared_ptr<const Past> past, const Keyframe* start, MemorySource memory) {
  GAN_CHECK(past != nullptr, "only what has happened can be done again");
  Result<std::unique_ptr<Run>> run = start != nullptr ? Run::resume(*past, *start, std::move(memory))
                                                      : Run::create(past->initial, std::move(memory), past->run);
  if (!run) return run.error();
  return Retrace(std::move(past), std::move(run).value());
}

Instant Retrace::instant() const {
  return {run_->position(), run_->commands()};
}

Outcome Retrace::advance(const Instant& target) {
  // What the schedule did it does again by itself.
  while (next_ < past_->events.size() && past_->events[next_].scheduled()) ++next_;
  if (next_ < past_->events.size()) {
    const StampedCommand& command = past_->events[next_].stamped;
    if (command.sequence <= target.sequence && command.position == run_->position()) {
      const Result<Event> applied = run_->apply(command.command);
      if (!applied) return applied.error();
      ++next_;
      return {};
    }
  }
  if (run_->substep() == Advance::stopped || instant() > target) {
    return Error{"the run does not come by step " + std::to_string(target.position.step) + " again"};
  }
  return {};
}

Result<std::unique_ptr<Run>> retrace_to(std::shared_ptr<const Past> past, const Keyframe* start, const Instant& target,
                                        MemorySource memory) {
  Result<Retrace> retrace = Retrace::begin(std::move(past), start, std::move(memory));
  if (!retrace) return retrace.error();
  while (!retrace.value().is_at(target)) {
    if (const Outcome done = retrace.value().advance(target); !done) return done.error();
  }
  return retrace.value().take();
}

}  // namespace gan
