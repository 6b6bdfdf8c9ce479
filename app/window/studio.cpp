#include "app/window/studio.h"

#include <chrono>
#include <new>

#include "app/panels/arena/arena_view.h"

namespace gan {

Studio::Studio() : maker_(find_font_files()) {}

Result<std::unique_ptr<Studio>> Studio::open(const StudioOptions& options) {
  std::unique_ptr<Studio> studio(new Studio());
  std::string error;
  studio->layout_ = WindowLayout::create(error, make_arena_view_with(nullptr));
  if (!studio->layout_) return Error{error};
  LabOptions lab;
  lab.notify = [&here = *studio] {
    {
      const std::lock_guard lock(here.mutex_);
      here.notified_ = true;
    }
    here.changed_.notify_one();
  };
  lab.threads = options.threads;
  lab.random_features = options.random_features;
  lab.after_iteration = options.after_iteration;
  try {
    auto made =
        Lab::create(options.scenario, std::move(lab), options.started ? std::move(*options.started) : StartedRun{});
    if (!made) return made.error();
    studio->lab_ = std::move(made).value();
  } catch (const std::bad_alloc&) {
    return Error{"there is not enough memory for this game"};
  }
  return studio;
}

double Studio::now() const {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

void Studio::wait(double seconds) {
  std::unique_lock lock(mutex_);
  changed_.wait_for(lock, std::chrono::duration<double>(seconds), [this] { return notified_ || ending_; });
  notified_ = false;
}

void Studio::request_end() {
  ending_ = true;
  changed_.notify_one();
}

Patience Studio::patience() {
  return {[this](double seconds) { wait(seconds); }, [this] { return ending_.load(); }, [this] { return now(); }};
}

FigureScene Studio::look_once(const FigureLook& look) {
  lab_->update(now());
  if (lab_->snapshot().data != shown_data_) {
    shown_data_ = lab_->snapshot().data;
    layout_->fit();
  }
  Actions actions;
  ViewContext context = lab_->context(settings_, actions, 0);
  FigureScene scene = maker_.make(*layout_, context, look);
  lab_->carry_out(actions);
  return scene;
}

FigureScene Studio::figure(const FigureLook& look) {
  // How large a panel is in the window is known once that was built.
  if (look.panel != "window") {
    FigureLook whole = look;
    whole.panel = "window";
    for (int i = 0; i < 2; ++i) look_once(whole);
  }
  FigureScene scene;
  Actions none;
  look_until_complete(
      *lab_, patience(), [&] { scene = look_once(look); },
      [&] {
        const ViewContext context = lab_->context(settings_, none, 0);
        return context.probe_version + context.walk_version + context.measurement_version;
      });
  scene.title = lab_->scenario().title;
  return scene;
}

}  // namespace gan
