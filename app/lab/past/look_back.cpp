#include "app/lab/past/look_back.h"

#include <utility>

namespace gan {

void LookBack::look_at(SeekRequest request) {
  if (instant_ == request.instant && (exact() || snapshot_)) return;
  instant_ = request.instant;
  keyframe_ = nullptr;
  seeker_.seek(std::move(request));
}

void LookBack::end() {
  instant_.reset();
  snapshot_ = nullptr;
  keyframe_ = nullptr;
  seeker_.stop();
}

bool LookBack::update() {
  const auto sought = seeker_.found().take_newer(taken_);
  if (!sought || !active()) return false;
  if (sought->instant != *instant_) {
    // A hand that drags on has asked for another one meanwhile: until that is there this one is nearer than what was
    // shown before.
    const bool near = sought->snapshot && !exact() && sought->instant.position.segment == instant_->position.segment;
    if (near) snapshot_ = sought->snapshot;
    return near;
  }
  if (!sought->problem.empty()) {
    problem_ = sought->problem;
    return true;
  }
  snapshot_ = sought->snapshot;
  keyframe_ = sought->keyframe;
  return true;
}

}  // namespace gan
