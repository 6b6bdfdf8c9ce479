#include "app/lab/moment_keeper.h"

#include <algorithm>
#include <utility>

#include "app/lab/looks/thumbnail_scene.h"

namespace gan {

MomentKeeper::MomentKeeper(Executor& executor, std::function<void()> notify)
    : executor_(executor), notify_(std::move(notify)), jobs_(executor, notify_) {}

void MomentKeeper::begin(std::shared_ptr<Keyframes> keyframes, MemorySource memory) {
  jobs_.cancel_all();
  wanted_.clear();
  work_.clear();
  moments_.clear();
  pictures_.clear();
  problems_.clear();
  seeking_ = false;
  taken_ = 0;
  seeker_ = std::make_unique<Seeker>(executor_, std::move(keyframes), std::move(memory), notify_, false);
}

void MomentKeeper::find(SeekRequest request, Found found) {
  wanted_.push_back({std::move(request), std::move(found)});
  seek_next();
}

void MomentKeeper::prepare(std::uint64_t number, SeekRequest request) {
  find(std::move(request), [this, number](const Sought& sought) {
    if (moments_.find(number) == nullptr) return;  // it was removed meanwhile
    if (sought.keyframe) return prepare(number, sought.keyframe, sought.snapshot);
    problems_.push_back(sought.problem);
    moments_.remove(number);
  });
}

// The state is the moment's own, whichever run it was found for.
void MomentKeeper::prepare(std::uint64_t number, std::shared_ptr<const Keyframe> keyframe,
                           std::shared_ptr<const Snapshot> snapshot) {
  const KeptMoment* const moment = moments_.find(number);
  if (moment == nullptr) return;
  auto own = std::make_shared<Keyframe>(*keyframe);
  own->run = moment->run;
  moments_.found(number, std::move(own));
  work_.push_back({number, std::move(snapshot), true, !moment->metrics.has_value()});
}

void MomentKeeper::update(const MeasureRequest* measure) {
  jobs_.collect();
  take_found();
  if (moments_.revision() != forgotten_at_) forget_the_gone();
  start_work(measure);
}

void MomentKeeper::seek_next() {
  if (seeking_ || wanted_.empty() || !seeker_) return;
  seeking_ = true;
  seeker_->seek(wanted_.front().request);
}

void MomentKeeper::take_found() {
  if (!seeking_) return;
  const auto sought = seeker_->found().take_newer(taken_);
  if (!sought || sought->instant != wanted_.front().request.instant ||
      sought->run != wanted_.front().request.past->run || (!sought->keyframe && sought->problem.empty())) {
    return;
  }
  const Wanted done = std::move(wanted_.front());
  wanted_.pop_front();
  seeking_ = false;
  done.found(*sought);
  seek_next();
  if (!seeking_) seeker_->stop();  // its memory is given back
}

// Pictures come first: they are there soon, and seen.
void MomentKeeper::start_work(const MeasureRequest* measure) {
  std::erase_if(work_, [](const Work& work) { return !work.picture && !work.metrics; });
  if (!jobs_.idle()) return;
  const auto painted = std::find_if(work_.begin(), work_.end(), [](const Work& work) { return work.picture; });
  if (painted != work_.end() && looks_) {
    painted->picture = false;
    jobs_.start("", [this, looks = looks_, number = painted->number, snapshot = painted->snapshot](JobControl&) {
      const ThumbnailScene scene = scene_of(snapshot);
      Thumbnail made;
      made.state = Thumbnail::State::trained;
      for (std::size_t i = 0; i < looks->size(); ++i) made.pixels[i] = paint_thumbnail(scene, (*looks)[i]);
      return Jobs::Finish([this, number, made = std::move(made)]() mutable {
        if (moments_.find(number) == nullptr) return;
        made.revision = ++revision_;
        pictures_[number] = std::move(made);
      });
    });
    return;
  }
  const auto measured = std::find_if(work_.begin(), work_.end(), [](const Work& work) { return work.metrics; });
  if (measured == work_.end() || measure == nullptr) return;
  measured->metrics = false;
  jobs_.start("", [this, measurer = measurer_, request = *measure, number = measured->number,
                   snapshot = measured->snapshot](JobControl&) {
    Metrics metrics = measurer->metrics(*snapshot, request);
    return Jobs::Finish([this, number, metrics = std::move(metrics)] { moments_.measured(number, metrics); });
  });
}

void MomentKeeper::forget_the_gone() {
  forgotten_at_ = moments_.revision();
  const auto gone = [&](std::uint64_t number) { return moments_.find(number) == nullptr; };
  std::erase_if(work_, [&](const Work& work) { return gone(work.number); });
  std::erase_if(pictures_, [&](const auto& entry) { return gone(entry.first); });
  std::erase_if(snapshots_, [&](const auto& entry) { return gone(entry.first); });
}

const Thumbnail* MomentKeeper::picture(std::uint64_t number) const {
  const auto found = pictures_.find(number);
  return found == pictures_.end() ? nullptr : &found->second;
}

std::shared_ptr<const Snapshot> MomentKeeper::snapshot(std::uint64_t number) {
  const KeptMoment* const moment = moments_.find(number);
  if (moment == nullptr || moment->keyframe == nullptr) return nullptr;
  // The best so far becomes another one.
  std::shared_ptr<const Snapshot>& kept = snapshots_[number];
  if (kept == nullptr || kept->run != moment->keyframe->run || kept->instant() != moment->keyframe->instant) {
    kept = snapshot_of(*moment->keyframe);
  }
  return kept;
}

bool MomentKeeper::idle() const {
  if (!wanted_.empty() || !jobs_.idle()) return false;
  return std::none_of(work_.begin(), work_.end(),
                      [&](const Work& work) { return work.metrics || (work.picture && looks_); });
}

}  // namespace gan
