#include "app/window/studio.h"

#include <chrono>
#include <new>
#include <utility>

#include "app/panels/arena/arena_view.h"
#include "app/panels/view_settings_file_model.h"

namespace gan {

Studio::Studio(std::function<void(const std::function<void()>&)> in_interface)
    : in_interface_(std::move(in_interface)) {
  if (!in_interface_) in_interface_ = [](const std::function<void()>& work) { work(); };
}

Studio::~Studio() {
  in_interface_([this] {
    layout_.reset();
    maker_.reset();
  });
}

Result<std::unique_ptr<Studio>> Studio::open(StudioOptions options) {
  std::unique_ptr<Studio> studio(new Studio(options.in_interface));
  std::string error;
  FontFiles fonts = find_font_files();
  studio->in_interface_([&] {
    studio->maker_ = std::make_unique<FigureMaker>(std::move(fonts));
    studio->layout_ = WindowLayout::create(error, [] { return make_arena_view_with(nullptr); });
  });
  if (!studio->layout_) return Error{error};
  if (!options.view_settings.empty()) parse_view_settings(options.view_settings, studio->settings_);
  studio->session_view_ = std::move(options.session_view);
  studio->viewed_ = std::move(options.viewed);
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
  lab.memory_of_the_past = options.memory_of_the_past;
  try {
    auto made =
        Lab::create(options.scenario, std::move(lab), options.started ? std::move(*options.started) : StartedRun{});
    if (!made) return made.error();
    studio->lab_ = std::move(made).value();
    for (StartedRun& run : options.more) studio->lab_->stand_beside(std::move(run));
    studio->lab_->focus_on(options.focus);
    for (const std::vector<SettingEdit>& edits : options.beside) studio->lab_->stand_beside(edits);
    if (options.opened) studio->lab_->begin_session(*options.opened);
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

// Other data are shown whole; those that the window looks at, from where it does. A session that was opened brings its
// view along, once the moment is there that it looks at.
void Studio::watch_data() {
  if (lab_->session().shows_exactly()) {
    if (std::optional<std::string> view = lab_->take_opened_view()) {
      session_view_ = std::move(*view);
      viewed_ = lab_->snapshot().settings->spec.data;
      const std::string problems = parse_session_view(session_view_, settings_);
      if (!problems.empty()) lab_->messages().problem("The session's view was read, but not " + problems + ".");
    }
  }
  if (lab_->snapshot().data == shown_data_) return;
  shown_data_ = lab_->snapshot().data;
  layout_->fit();
  if (viewed_ && *viewed_ == lab_->snapshot().settings->spec.data) parse_session_view(session_view_, settings_);
}

Outcome Studio::look_at(const RunPlace& place) {
  lab_->look_at(place.segment, place.step);
  if (!wait_until_settled(*lab_, patience()) || ending_) return {};
  const Position& shown = lab_->snapshot().position;
  const RunHistory& history = lab_->session().history();
  if (history.holds(place.segment) && history.holds(shown.segment) && shown.step == place.step) return {};
  const Message* const said = lab_->messages().newest();
  return Error{"step " + std::to_string(place.step) + " can't be shown" + (said == nullptr ? "" : ": " + said->text)};
}

void Studio::look_once(const FigureLook& look, FigureScene* scene) {
  lab_->update(now());
  Actions actions;
  in_interface_([&] {
    watch_data();
    ViewContext context = lab_->context(settings_, actions, 0);
    if (scene != nullptr) {
      *scene = maker_->make(*layout_, context, look);
    } else {
      maker_->look(*layout_, context, look);
    }
  });
  for (std::size_t game = 0; game < lab_->games(); ++game) lab_->ask(game, layout_->asked_beside(game));
  lab_->carry_out(actions);
}

FigureScene Studio::figure(const FigureLook& look) {
  // How large a panel is in the window is known once that was built.
  if (look.panel != "window" && look.panel_size.empty() && sized_ != look.size) {
    FigureLook whole = look;
    whole.panel = "window";
    for (int i = 0; i < 2; ++i) look_once(whole, nullptr);
    sized_ = look.size;
  }
  look_until_complete(
      *lab_, patience(), [&] { look_once(look, nullptr); }, [this] { return answers_of(*lab_); });
  FigureScene scene;
  look_once(look, &scene);
  scene.title = lab_->scenario().title;
  return scene;
}

}  // namespace gan
