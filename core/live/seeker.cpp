#include "core/live/seeker.h"

#include <algorithm>
#include <new>
#include <utility>

#include "core/base/check.h"

namespace gan {
namespace {

// What somebody in the same thread can wait for; and a limit where a clock stands still.
constexpr auto kTurn = std::chrono::milliseconds(3);
constexpr int kMostSubsteps = 512;
constexpr int kSubstepsBetweenLooks = 8;
constexpr std::int64_t kNearby = 16;     // states that are remembered on the way
constexpr std::size_t kNearbyShare = 8;  // of the budget, at most one part in so many

}  // namespace

Seeker::Seeker(Executor& executor, std::shared_ptr<Keyframes> keyframes, MemorySource memory,
               std::function<void()> notify, bool on_the_way)
    : executor_(executor),
      keyframes_(std::move(keyframes)),
      memory_(std::move(memory)),
      notify_(std::move(notify)),
      on_the_way_(on_the_way) {
  GAN_CHECK(keyframes_ != nullptr, "who seeks needs keyframes");
}

Seeker::~Seeker() {
  if (placement_) placement_->end();
  drop_nearby();
}

void Seeker::seek(SeekRequest request) {
  GAN_CHECK(request.past != nullptr, "what is sought has a past");
  std::optional<SeekRequest> next(std::move(request));  // after the swap what was waiting: it dies outside the lock
  {
    const std::lock_guard lock(mutex_);
    if (!placement_) placement_ = executor_.place(*this);
    next.swap(next_);
    asked_.fetch_add(1, std::memory_order_acq_rel);
    busy_.store(true, std::memory_order_release);
  }
  placement_->wake();
}

void Seeker::stop() {
  std::optional<SeekRequest> dropped;
  {
    const std::lock_guard lock(mutex_);
    if (!placement_) return;
    dropped.swap(next_);
    asked_.fetch_add(1, std::memory_order_acq_rel);
    busy_.store(true, std::memory_order_release);
  }
  placement_->wake();
}

Next Seeker::turn(const CancelFlag& ending) noexcept {
  try {
    if (newer_request() && !take_request()) return Next::when_woken();
    if (!request_) return Next::when_woken();
    go_on(ending);
  } catch (const std::bad_alloc&) {
    retrace_.reset();
    drop_nearby();
    give_up();
  }
  return request_ || newer_request() ? Next::at_once() : Next::when_woken();
}

// False where nothing is looked for any more.
bool Seeker::take_request() {
  {
    const std::lock_guard lock(mutex_);
    taken_ = asked_.load(std::memory_order_acquire);
    request_ = std::exchange(next_, std::nullopt);
    if (!request_) busy_.store(false, std::memory_order_release);
  }
  if (!request_) {
    retrace_.reset();
    drop_nearby();
    return false;
  }
  if (!set_out()) return true;
  if (!retrace_->is_at(request_->instant)) {
    publish({request_->past->run, request_->instant, retrace_->run().snapshot(), nullptr, {}});
  }
  return true;
}

// From where it stands, or from the nearest state that is known.
bool Seeker::set_out() {
  const Instant& instant = request_->instant;
  std::shared_ptr<const Keyframe> start = keyframes_->nearest(request_->through, instant);
  bool on_known_way = false;
  for (const auto& near : nearby_) {
    const bool on_the_way = std::any_of(request_->through.begin(), request_->through.end(), [&](const RunStretch& s) {
      return s.run == near->run && near->instant <= s.until;
    });
    if (!on_the_way || near->instant > instant || (start && near->instant <= start->instant)) continue;
    start = near;
    on_known_way = true;
  }
  const bool goes_on = retrace_ && retrace_->past().run == request_->past->run && retrace_->leads_to(instant) &&
                       !retrace_->run().status().diverged && (!start || retrace_->instant() >= start->instant);
  if (goes_on) {
    retrace_->learn(request_->past);
  } else if (!set_out_from(start.get())) {
    return false;
  }
  if (on_the_way_ && !goes_on && !on_known_way) plan_nearby();
  return true;
}

// Evenly between here and there, where that is a way at all.
void Seeker::plan_nearby() {
  drop_nearby();
  nearby_every_ = 0;
  const Position from = retrace_->instant().position, to = request_->instant.position;
  if (from.segment != to.segment || to.step - from.step < 2) return;
  const std::int64_t count = nearby_room();
  if (count == 0) return;
  nearby_every_ = std::max<std::int64_t>(1, (to.step - from.step) / (count + 1));
  nearby_next_ = from.step + nearby_every_;
}

// How many states may be remembered on the way.
std::int64_t Seeker::nearby_room() const {
  const std::size_t room = std::min(keyframes_->budget() / kNearbyShare, keyframes_->spare());
  return std::min(kNearby, static_cast<std::int64_t>(room / (sizeof(Keyframe) + state_bytes(retrace_->run().state()))));
}

bool Seeker::set_out_from(const Keyframe* start) {
  retrace_.reset();  // its memory first
  Result<Retrace> begun = Retrace::begin(request_->past, start, memory_);
  if (!begun) {
    fail("This moment can't be shown: " + begun.message() + ".");
    return false;
  }
  retrace_.emplace(std::move(begun).value());
  used_threads_ = 1;
  return true;
}

void Seeker::go_on(const CancelFlag& ending) {
  if (const int threads = threads_.load(std::memory_order_relaxed); threads != used_threads_) {
    retrace_->run().use_threads(threads);
    used_threads_ = threads;
  }
  const Clock::Time end = executor_.clock().now() + kTurn;
  for (int done = 1; !retrace_->is_at(request_->instant); ++done) {
    if (const Outcome advanced = retrace_->advance(request_->instant); !advanced) {
      retrace_.reset();
      return fail("This moment can't be shown: " + advanced.message() + ".");
    }
    work_done_.fetch_add(1, std::memory_order_relaxed);
    remember_on_the_way();
    if (ending.cancelled() || newer_request() || done == kMostSubsteps) return;
    if (done % kSubstepsBetweenLooks == 0 && executor_.clock().now() >= end) return;
  }
  arrive();
}

void Seeker::remember_on_the_way() {
  const Instant here = retrace_->instant();
  if (nearby_every_ == 0 || !here.position.is_whole() || here.position.step != nearby_next_ ||
      here >= request_->instant) {
    return;
  }
  nearby_next_ += nearby_every_;
  // Who goes on and on comes by more than were planned for.
  if (static_cast<std::int64_t>(nearby_.size()) >= nearby_room()) return;
  nearby_.push_back(retrace_->run().keyframe());
  std::size_t bytes = 0;
  for (const auto& near : nearby_) bytes += near->bytes();
  keyframes_->set_nearby(bytes);
}

void Seeker::drop_nearby() {
  if (nearby_.empty()) return;
  nearby_.clear();
  keyframes_->set_nearby(0);
}

void Seeker::arrive() {
  Run& run = retrace_->run();
  auto keyframe = run.keyframe();
  if (request_->diverged) run.substep();  // which changes nothing but that it is known
  publish({request_->past->run, request_->instant, run.snapshot(), std::move(keyframe), {}});
  rest();
}

void Seeker::fail(std::string problem) {
  const SeekRequest& request = *request_;
  publish({request.past->run, request.instant, nullptr, nullptr, std::move(problem)});
  rest();
}

// Where there is too little memory even to say so, nothing is looked for any more all the same.
void Seeker::give_up() {
  try {
    if (request_) fail("There is not enough memory to look back.");
  } catch (const std::bad_alloc&) {
    rest();
  }
}

void Seeker::rest() {
  request_.reset();
  const std::lock_guard lock(mutex_);
  if (!newer_request()) busy_.store(false, std::memory_order_release);
}

void Seeker::publish(Sought sought) {
  found_.publish(std::make_shared<const Sought>(std::move(sought)));
  if (notify_) notify_();
}

}  // namespace gan
