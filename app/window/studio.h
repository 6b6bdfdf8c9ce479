// Studio: the lab and the views without a window: what figures and clips are made with where there is no display.
#pragma once

#include <atomic>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "app/lab/lab.h"
#include "app/window/figure_maker.h"
#include "app/window/still_state.h"

namespace gan {

struct StudioOptions {
  Scenario scenario;
  std::shared_ptr<StartedRun> started;  // instead of the scenario's first step; taken
  std::vector<StartedRun> more;         // that stand beside it; taken
  std::size_t focus = 0;                // of them all
  int threads = 1;                      // see LabOptions
  bool random_features = false;
  std::vector<std::function<void(const Run&)>> after_iteration;  // see LabOptions
  std::size_t memory_of_the_past = Keyframes::kUsualBudget;
  std::vector<std::vector<SettingEdit>> beside;  // what is other in each game beside it
  std::shared_ptr<OpenedSession> opened;         // to go on with; taken
  std::string view_settings;                     // of a file of them; empty: as at first
  // Where the window looks, as sessions have it, and at which data: others are shown whole.
  std::string session_view;
  std::optional<DataSpec> viewed;
  // Does it where ImGui may be used; empty: here.
  std::function<void(const std::function<void()>&)> in_interface;
};

class Studio {
 public:
  static Result<std::unique_ptr<Studio>> open(StudioOptions options);
  ~Studio();
  Studio(const Studio&) = delete;
  Studio& operator=(const Studio&) = delete;

  Lab& lab() { return *lab_; }
  ViewSettings& settings() { return settings_; }
  WindowLayout& layout() { return *layout_; }
  FigureMaker& maker() { return *maker_; }
  const FigureFace& text_face() const { return maker_->text_face(); }

  // Shows this state of all games, exactly. Fails with a sentence where that can't be; nothing where the end is asked
  // for.
  Outcome look_at(const RunPlace& place);
  void train(std::int64_t iterations) { train_measured(*lab_, iterations, patience()); }
  // Of the state that is shown, when everything about it is there.
  FigureScene figure(const FigureLook& look);
  // From any thread: what it waits for is over.
  void request_end();
  bool ending() const { return ending_; }
  Patience patience();
  double now() const;

 private:
  explicit Studio(std::function<void(const std::function<void()>&)> in_interface);
  void watch_data();
  // Reads it where `scene` is not null.
  void look_once(const FigureLook& look, FigureScene* scene);
  void wait(double seconds);

  ViewSettings settings_;
  std::string session_view_;
  std::optional<DataSpec> viewed_;
  std::function<void(const std::function<void()>&)> in_interface_;
  std::unique_ptr<FigureMaker> maker_;
  WindowSize sized_;  // of the window that the layout knows the panels of
  std::unique_ptr<WindowLayout> layout_;
  std::atomic<bool> ending_{false};
  std::mutex mutex_;
  std::condition_variable changed_;
  bool notified_ = false;
  std::shared_ptr<const DataSource> shown_data_;  // held, so that no other can come to lie in its place
  std::unique_ptr<Lab> lab_;                      // last: its threads end first
};

}  // namespace gan
