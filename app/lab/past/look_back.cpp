#include "app/lab/past/look_back.h"

#include <utility>

namespace gan {

void LookBack::look_at(SeekRequest request) {
  if (place_ == request.place && (exact() || snapshot_)) return;
  place_ = request.place;
  keyframe_ = nullptr;
  seeker_.seek(std::move(request));
}

void LookBack::end() {
  place_.reset();
  snapshot_ = nullptr;
  keyframe_ = nullptr;
  seeker_.stop();
}

bool LookBack::update() {
  const auto sought = seeker_.found().take_newer(taken_);
  if (!sought || !active() || sought->place != *place_) return false;
  if (!sought->problem.empty()) {
    problem_ = sought->problem;
    return true;
  }
  snapshot_ = sought->snapshot;
  keyframe_ = sought->keyframe;
  return true;
}

}  // namespace gan
