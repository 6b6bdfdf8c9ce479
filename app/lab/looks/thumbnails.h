// Thumbnails: the pictures of the scenarios, made by the program itself, one after another while somebody looks at
// them, and kept in the user's cache folder. Until a picture is there its data are sketched.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "app/lab/looks/thumbnail_paint.h"
#include "core/live/jobs.h"
#include "core/scenario/scenario.h"

namespace gan {

struct Thumbnail {
  enum class State {
    nothing,   // not yet, and where the data could not be read
    sketched,  // real samples
    trained,
  };
  State state = State::nothing;
  bool refused = false;                                           // there will be nothing more
  std::array<std::vector<std::uint8_t>, kThumbnailLooks> pixels;  // as paint_thumbnail makes them, one a look
  std::uint64_t revision = 0;                                     // another one, others
};

class Thumbnails {
 public:
  // `executor` outlives it. `notify`: from other threads, when there is another picture to be taken.
  Thumbnails(Executor& executor, std::function<void()> notify) : jobs_(executor, std::move(notify)) {}

  // While they are looked at. One job at a time: the game that is played has the other processors.
  void want(const std::vector<Scenario>& scenarios, const ThumbnailLooks& looks);
  void update() { jobs_.collect(); }

  // Of the scenario at this place; null before they were wanted.
  const Thumbnail* find(std::size_t scenario) const;
  bool complete() const;  // there is nothing more to come

 private:
  struct Entry {
    Scenario scenario;
    Thumbnail shown;
    bool sketch_tried = false, picture_tried = false;
  };
  void begin(const std::vector<Scenario>& scenarios, const ThumbnailLooks& looks);
  void start_reading();
  void start_sketch(std::size_t at);
  void start_picture(std::size_t at);
  void show(std::size_t at, Thumbnail made);

  ThumbnailLooks looks_;
  std::vector<Entry> entries_;
  std::uint64_t revision_ = 0;
  bool looked_for_kept_ = false;
  Jobs jobs_;  // last: no work outlives what it writes into
};

// Where a picture is kept; "" where nothing can be.
std::string thumbnail_path(const Scenario& scenario, const ThumbnailLook& look);

}  // namespace gan
