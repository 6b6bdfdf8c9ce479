// MomentKeeper: the kept moments with what is made for them beside the game: the exact state, found again from a state
// near it, a picture and the metrics. What else needs an exact state of the past asks it, too. One thing at a time: the
// game that is played has the other processors.
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "app/lab/looks/thumbnails.h"
#include "app/lab/past/kept.h"
#include "core/live/jobs.h"
#include "core/live/seeker.h"
#include "core/probe/quality/measure.h"

namespace gan {

class MomentKeeper {
 public:
  // In the thread of `update`. Without a snapshot the problem says why.
  using Found = std::function<void(const Sought&)>;

  // `executor` outlives it. `notify`: from other threads, when there is something to update.
  MomentKeeper(Executor& executor, std::function<void()> notify);

  // Another past begins, with nothing kept of it yet.
  void begin(std::shared_ptr<Keyframes> keyframes, MemorySource memory);
  // Looks for a state; those that were asked for before come first.
  void find(SeekRequest request, Found found);
  // Looks for the state of a moment that is kept, and makes what belongs to it.
  void prepare(std::uint64_t number, SeekRequest request);
  // The same of a state that is there.
  void prepare(std::uint64_t number, std::shared_ptr<const Keyframe> keyframe,
               std::shared_ptr<const Snapshot> snapshot);

  // The pictures are looked at, in these colours.
  void want_pictures(std::shared_ptr<const ThumbnailLooks> looks) { looks_ = std::move(looks); }
  // Takes what is done and goes on. `measure`: how they are measured; null where that is not known yet.
  void update(const MeasureRequest* measure);
  // A sentence for a moment that could not be kept, once.
  std::vector<std::string> take_problems() { return std::exchange(problems_, {}); }

  const KeptMoments& moments() const { return moments_; }
  KeptMoments& moments() { return moments_; }
  // Null while there is none.
  const Thumbnail* picture(std::uint64_t number) const;
  // The same one each time; null while its state is not found, and where it is not kept.
  std::shared_ptr<const Snapshot> snapshot(std::uint64_t number);
  bool idle() const;

 private:
  struct Wanted {
    SeekRequest request;
    Found found;
  };
  // What is still to be made of a state.
  struct Work {
    std::uint64_t number;
    std::shared_ptr<const Snapshot> snapshot;
    bool picture = true, metrics = true;
  };

  void seek_next();
  void take_found();
  void start_work(const MeasureRequest* measure);
  void forget_the_gone();

  Executor& executor_;
  const std::function<void()> notify_;
  MemorySource memory_;
  KeptMoments moments_;
  std::map<std::uint64_t, Thumbnail> pictures_;
  std::map<std::uint64_t, std::shared_ptr<const Snapshot>> snapshots_;  // of those that were asked for
  std::uint64_t revision_ = 0, forgotten_at_ = 0;
  std::shared_ptr<const ThumbnailLooks> looks_;
  std::shared_ptr<Measurer> measurer_ = std::make_shared<Measurer>();  // of one job at a time
  std::vector<std::string> problems_;
  std::deque<Wanted> wanted_;  // the first of them is being looked for
  std::deque<Work> work_;
  std::uint64_t taken_ = 0;
  bool seeking_ = false;
  std::unique_ptr<Seeker> seeker_;
  Jobs jobs_;  // last: no work outlives what it writes into
};

}  // namespace gan
