#include "app/lab/past/kept.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/base/number_text.h"

namespace gan {

KeptMoment& KeptMoments::add(RunId run, const Instant& instant) {
  KeptMoment& moment = moments_.emplace_back();
  moment.number = ++last_number_;
  moment.run = run;
  moment.instant = instant;
  ++revision_;
  return moment;
}

std::optional<std::uint64_t> KeptMoments::keep(RunId run, const Instant& instant) {
  for (const KeptMoment& moment : moments_) {
    if (moment.run == run && moment.instant == instant && moment.best == nullptr) return {};
  }
  return add(run, instant).number;
}

std::uint64_t KeptMoments::keep_best(RunId run, const Instant& instant, const ScalarInfo& best, Metrics metrics) {
  drop_best();
  KeptMoment& moment = add(run, instant);
  moment.best = &best;
  moment.metrics = std::move(metrics);
  return moment.number;
}

void KeptMoments::drop_best() {
  if (std::erase_if(moments_, [](const KeptMoment& moment) { return moment.best != nullptr; }) > 0) ++revision_;
}

void KeptMoments::call_best(std::uint64_t number, const ScalarInfo& best) {
  KeptMoment* const moment = at(number);
  if (moment == nullptr) return;
  moment->best = &best;
  ++revision_;
}

bool KeptMoments::remove(std::uint64_t number) {
  const bool gone = std::erase_if(moments_, [&](const KeptMoment& moment) { return moment.number == number; }) > 0;
  if (gone) ++revision_;
  return gone;
}

void KeptMoments::rename(std::uint64_t number, std::string name) {
  KeptMoment* const moment = at(number);
  if (moment == nullptr) return;
  moment->name = std::move(name);
  ++revision_;
}

void KeptMoments::found(std::uint64_t number, std::shared_ptr<const Keyframe> keyframe) {
  KeptMoment* const moment = at(number);
  if (moment == nullptr) return;
  moment->keyframe = std::move(keyframe);
  ++revision_;
}

void KeptMoments::measured(std::uint64_t number, const Metrics& metrics) {
  KeptMoment* const moment = at(number);
  if (moment == nullptr) return;
  moment->metrics = metrics;
  ++revision_;
}

std::size_t KeptMoments::keep_those_of(std::span<const std::vector<RunStretch>> runs) {
  const std::size_t gone = std::erase_if(moments_, [&](const KeptMoment& moment) {
    return std::none_of(runs.begin(), runs.end(),
                        [&](const auto& through) { return comes_by(through, moment.run, moment.instant); });
  });
  if (gone > 0) ++revision_;
  return gone;
}

void KeptMoments::clear() {
  moments_.clear();
  ++revision_;
}

KeptMoment* KeptMoments::at(std::uint64_t number) {
  const auto found =
      std::find_if(moments_.begin(), moments_.end(), [&](const KeptMoment& moment) { return moment.number == number; });
  return found == moments_.end() ? nullptr : &*found;
}

const KeptMoment* KeptMoments::find(std::uint64_t number) const {
  const auto found =
      std::find_if(moments_.begin(), moments_.end(), [&](const KeptMoment& moment) { return moment.number == number; });
  return found == moments_.end() ? nullptr : &*found;
}

const KeptMoment* KeptMoments::best() const {
  const auto found =
      std::find_if(moments_.begin(), moments_.end(), [](const KeptMoment& moment) { return moment.best != nullptr; });
  return found == moments_.end() ? nullptr : &*found;
}

std::vector<std::shared_ptr<const Keyframe>> KeptMoments::keyframes() const {
  std::vector<std::shared_ptr<const Keyframe>> all;
  for (const KeptMoment& moment : moments_) {
    if (moment.keyframe && std::find(all.begin(), all.end(), moment.keyframe) == all.end()) {
      all.push_back(moment.keyframe);
    }
  }
  return all;
}

std::size_t KeptMoments::bytes() const {
  std::size_t bytes = 0;
  for (const auto& keyframe : keyframes()) bytes += keyframe->bytes();
  return bytes;
}

bool comes_by(std::span<const RunStretch> through, RunId run, const Instant& instant) {
  return std::any_of(through.begin(), through.end(),
                     [&](const RunStretch& stretch) { return stretch.run == run && instant <= stretch.until; });
}

bool is_better(const ScalarInfo& scalar, double value, double than) {
  if (!std::isfinite(value) || scalar.better == ScalarBetter::neither) return false;
  if (!std::isfinite(than)) return true;
  return scalar.better == ScalarBetter::higher ? value > than : value < than;
}

std::string title_of(const KeptMoment& moment) {
  if (!moment.name.empty()) return moment.name;
  return std::string("step ") + step_text(moment.instant.position.step).c_str();
}

std::span<const ScalarInfo* const> metrics_to_choose() {
  static const std::vector<const ScalarInfo*> chosen = [] {
    std::vector<const ScalarInfo*> found;
    for (const ScalarInfo& scalar : scalars()) {
      if (scalar.better != ScalarBetter::neither && !scalar.only_in_files) found.push_back(&scalar);
    }
    return found;
  }();
  return chosen;
}

}  // namespace gan
