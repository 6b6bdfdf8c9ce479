#include "app/window/window_app.h"

#include <imgui.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <limits>
#include <new>
#include <utility>

#include "app/machine/process_use.h"
#include "app/panels/frame/frame_settings_model.h"
#include "app/panels/view_settings_file_model.h"
#include "app/platform/gl_objects.h"
#include "app/platform/screen_scale.h"

namespace gan {
namespace {

constexpr double kFrameInterval = 1.0 / 60;
constexpr double kNever = std::numeric_limits<double>::infinity();
constexpr double kIdleWait = 30;            // seconds; whatever happens wakes the window earlier
constexpr double kMinimisedInterval = 0.2;  // seconds between two looks at the game while nothing is shown
constexpr double kCursorBlink = 0.4;        // seconds, while text is typed
constexpr int kFramesAfterInput = 3;        // what reacts to hovering needs a second look
constexpr double kInputKeepsPace = 0.5;     // seconds after input in which frames are never held back

}  // namespace

Result<std::unique_ptr<WindowApp>> WindowApp::open(const WindowAppOptions& options) {
  std::unique_ptr<WindowApp> app(new WindowApp(options));
  if (const Outcome started = app->start(options); !started) return started.error();
  return app;
}

WindowApp::WindowApp(const WindowAppOptions& options)
    : settings_file_(options.settings_file), calls_([this] { wake(); }) {}

// Jobs that draw do the rest of it by themselves, and end with the lab.
WindowApp::~WindowApp() {
  calls_.close();
}

void WindowApp::wake() {
  notified_.store(true);
  if (Window* window = sleeper_.load()) window->wake();
}

namespace {

// What the driver can't draw is said before anything is drawn.
Outcome check_size(const std::optional<WindowSize>& size) {
  GLint texture = 0, viewport[2] = {0, 0};
  glGetIntegerv(GL_MAX_TEXTURE_SIZE, &texture);
  glGetIntegerv(GL_MAX_VIEWPORT_DIMS, viewport);
  const int most = std::min({texture, viewport[0], viewport[1]});
  if (!size || std::max(size->width, size->height) <= most) return {};
  return Error{"A window of " + std::to_string(size->width) + "x" + std::to_string(size->height) +
               " pixels can't be drawn: this machine's OpenGL draws at most " + std::to_string(most) + " a side"};
}

}  // namespace

Outcome WindowApp::start(const WindowAppOptions& options) {
  const Outcome loaded = load_view_settings(settings_file_, settings_);
  FrameSettings& kept = settings_.of<FrameSettings>();
  if (options.dark) {
    kept.dark = *options.dark;
    kept.high_contrast = options.high_contrast;
  }
  if (options.projector) kept.projector = *options.projector;

  const WindowOptions window = window_options(options);
  std::future<Prepared> preparing =
      std::async(std::launch::async, [this, &options, size = window.size] { return prepare(options, size); });
  WindowResult opened = Window::open(window);
  if (!opened.window) return Error{opened.error};
  window_ = std::move(opened.window);
  sleeper_.store(window_.get());
  if (Outcome fits = check_size(options.size); !fits) {
    preparing.wait();
    return fits;
  }
  opened_size_ = window_->size();
  if (window.size_in == SizeIn::kScreen) {
    // From now on in units.
    const WindowSize units = to_units(window.size, window_->interface_scale());
    settings_.set(kept.window_width, units.width);
    settings_.set(kept.window_height, units.height);
  }
  settings_.set(kept.window_scale, window_->interface_scale());
  const std::string gl = window_->opengl_description();
  software_gl_ = gl.find("llvmpipe") != std::string::npos || gl.find("softpipe") != std::string::npos;
  Prepared prepared = preparing.get();
  if (!prepared.lab) return prepared.lab.error();
  lab_ = std::move(prepared.lab).value();
  font_files_ = std::move(prepared.files);
  atlas_ = std::move(prepared.atlas);
  fonts_scale_ = prepared.scale;
  imgui_ = std::make_unique<ImGuiLayer>(*window_, atlas_.get());
  if (!loaded) lab_->messages().problem(loaded.message());
  std::string error;
  layout_ = WindowLayout::create(error);
  if (!layout_) return Error{error};
  for (const std::vector<SettingEdit>& edits : options.beside) lab_->stand_beside(edits);
  return {};
}

WindowOptions WindowApp::window_options(const WindowAppOptions& options) const {
  WindowOptions window;
  window.visible = options.visible;
  if (options.size) {
    window.size = *options.size;
    window.size_in = SizeIn::kPixels;
    return window;
  }
  window.least = {kLeastWidth, kLeastHeight};
  const FrameSettings &kept = settings_.of<FrameSettings>(), standard;
  window.size = {kept.window_width, kept.window_height};
  // Versions before remembered screen coordinates, and no scale with them.
  const bool remembered = window.size != WindowSize{standard.window_width, standard.window_height};
  if (kept.window_scale <= 0 && remembered) window.size_in = SizeIn::kScreen;
  return window;
}

WindowApp::Prepared WindowApp::prepare(const WindowAppOptions& options, WindowSize expected) {
  Prepared prepared;
  LabOptions lab;
  lab.notify = [this] { wake(); };
  lab.after_iteration = options.after_iteration;
  lab.threads = options.threads;
  lab.random_features = options.random_features;
  lab.own_pace = options.own_pace;
  const double speed = settings_.of<FrameSettings>().speed;
  if (speed < kKeptAsUnlimited) lab.speed = speed;
  try {
    prepared.lab =
        Lab::create(options.scenario, std::move(lab), options.started ? std::move(*options.started) : StartedRun{});
  } catch (const std::bad_alloc&) {
    prepared.lab = Error{"there is not enough memory for this game"};
  }
  prepared.files = options.fonts ? *options.fonts : find_font_files();
  prepared.atlas = std::make_unique<ImFontAtlas>();
  // Most screens have this scale; on another one the first frame makes the fonts again.
  prepared.scale = look(expected, 1).scale;
  load_fonts(*prepared.atlas, prepared.files, prepared.scale);
  rasterise_fonts(*prepared.atlas);
  return prepared;
}

double WindowApp::now() const {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

Theme WindowApp::look(WindowSize units, double interface_scale) const {
  const FrameSettings& s = settings_.of<FrameSettings>();
  const double density =
      interface_scale * text_that_fits(units, s.text_scale * text_scale_for(units, s.projector), s.projector);
  const ThemeMode plain = s.dark ? ThemeMode::kDark : ThemeMode::kLight;
  return make_theme(s.high_contrast ? ThemeMode::kHighContrast : plain, s.projector, static_cast<float>(density));
}

void WindowApp::choose_look(WindowSize units, double interface_scale) {
  const Theme theme = look(units, interface_scale);
  const bool fonts = theme.scale != fonts_scale_;
  // While the size of the text is dragged the fonts wait for the end of the drag.
  if (fonts && drawn_ && ImGui::GetIO().MouseDown[0]) return;
  if (!fonts && drawn_ && theme.mode == theme_.mode && theme.projector == theme_.projector) return;
  theme_ = theme;
  apply_theme(theme_, ImGui::GetStyle());
  if (!fonts) return;
  load_fonts(*atlas_, font_files_, theme_.scale);
  fonts_scale_ = theme_.scale;
  if (drawn_) imgui_->fonts_changed();
}

void WindowApp::frame(std::optional<WindowSize> off_screen, unsigned int framebuffer) {
  // A picture is the same whatever screen the window would be on.
  if (off_screen) {
    choose_look(*off_screen, 1);
  } else {
    const double scale = window_->interface_scale();
    choose_look(to_units(window_->size(), scale), scale);
  }
  // The first frame is wanted early: what the lab would set going here would only compete with it.
  if (drawn_) lab_->update(now());
  watch_game();
  take_opened_view();
  const double before = thread_seconds();
  if (off_screen) {
    imgui_->begin_frame(*off_screen);
  } else {
    begin_frame();
  }
  FrameSettings& kept = settings_.of<FrameSettings>();
  if (kept.help) keyboard_ = window_->keyboard();
  ViewContext context = lab_->context(settings_, actions_, frame_ms_);
  layout_->draw(context, {theme_, {}, true, &keyboard_, !off_screen});
  frame_seconds_ = thread_seconds() - before;
  frame_ms_ += 0.1 * (1000 * frame_seconds_ - frame_ms_);
  const Actions asked = std::exchange(actions_, {});
  for (std::size_t game = 0; game < lab_->games(); ++game) lab_->ask(game, layout_->asked_beside(game));
  lab_->carry_out(asked);
  if (asked.figure) save_figure(*asked.figure);
  if (asked.clip) save_clip(*asked.clip);
  if (asked.numbers) save_numbers();
  if (!off_screen) moves_at_ = asked.next_frame ? now() + *asked.next_frame : kNever;
  if (asked.speed) settings_.set(kept.speed, *asked.speed);
  const Rgb ground = theme_.palette.panel;
  imgui_->end_frame(framebuffer, ground.r, ground.g, ground.b);
  drawn_ = true;
}

// Another game is shown whole, and named in the window's title.
void WindowApp::watch_game() {
  const std::shared_ptr<const DataSource>& data = lab_->snapshot().data;
  if (lab_->scenario().title != shown_title_) {
    shown_title_ = lab_->scenario().title;
    window_->set_title("Ganscope – " + shown_title_);
  }
  if (data == shown_data_) return;
  shown_data_ = data;
  layout_->fit();
  settings_.session_over();
}

// A session that was opened brings its view along, once the moment is there that it looks at: that may have other data
// than the front, which would be shown whole.
void WindowApp::take_opened_view() {
  if (!lab_->session().shows_exactly()) return;
  const std::optional<std::string> view = lab_->take_opened_view();
  if (!view) return;
  const std::string problems = parse_session_view(*view, settings_);
  if (!problems.empty()) lab_->messages().problem("The session's view was read, but not " + problems + ".");
}

void WindowApp::take_dropped_file() {
  for (std::string& file : window_->take_dropped_files()) dropped_.push_back(std::move(file));
  if (!dropped_.empty()) {
    actions_.file = dropped_.front();
    dropped_.erase(dropped_.begin());
  }
}

// Of a window that was left as it opened nothing new is remembered: the work area of a small screen is not a wish.
void WindowApp::remember_size() {
  const WindowSize size = window_->size();
  if (size.empty() || size == opened_size_) return;
  const WindowSize units = to_units(size, window_->interface_scale());
  FrameSettings& kept = settings_.of<FrameSettings>();
  settings_.set(kept.window_width, units.width);
  settings_.set(kept.window_height, units.height);
}

void WindowApp::request_end() {
  ending_.store(true);
  wake();
}

Outcome WindowApp::run() {
  while (!window_->should_close() && !ending_) turn(kIdleWait);
  remember_size();
  if (settings_file_.empty()) return {};
  return save_view_settings(settings_file_, settings_);
}

void WindowApp::turn(double longest_wait) {
  const double start = now();
  const bool typing = ImGui::GetIO().WantTextInput;
  // Nobody waits for a frame that was held back.
  if (!window_->input().empty()) next_frame_ = std::min(next_frame_, last_frame_ + kFrameInterval);
  double wait = frames_wanted_ > 0 ? next_frame_ - start : longest_wait;
  if (frames_wanted_ == 0) wait = std::min(wait, moves_at_ - start);
  if (frames_wanted_ == 0 && typing) wait = std::min(wait, kCursorBlink);
  window_->wait_events(std::max(0.0, wait));
  const double woken = now();
  const bool timed_out = woken - start >= wait;
  const bool notified = notified_.exchange(false);
  calls_.run();
  const bool changed = window_->take_changed();
  if (changed || !window_->input().empty() || !dropped_.empty()) {
    frames_wanted_ = kFramesAfterInput;
    last_input_ = woken;
    next_frame_ = std::min(next_frame_, last_frame_ + kFrameInterval);
  }
  if (notified || woken >= moves_at_ || (timed_out && typing)) frames_wanted_ = std::max(frames_wanted_, 1);
  if (frames_wanted_ == 0 || woken < next_frame_) return;
  take_dropped_file();
  if (window_->minimised()) {
    lab_->update(woken);
    lab_->carry_out(std::exchange(actions_, {}));
    frames_wanted_ = 0;
    next_frame_ = woken + kMinimisedInterval;
    return;
  }
  last_frame_ = woken;
  frame(std::nullopt, 0);
  window_->swap();
  --frames_wanted_;
  const double end = now();
  double interval = kFrameInterval;
  // Without a graphics processor, drawing takes its time from the training: at most a third of it.
  const bool hands_on = woken - last_input_ < kInputKeepsPace;
  if (software_gl_ && lab_->training() && !hands_on) interval = std::max(interval, 3 * (end - woken));
  next_frame_ = woken + interval;
}

void WindowApp::wait_until_paused() {
  bool told = false;
  while (true) {
    if (ending_ && !std::exchange(told, true)) lab_->pause();
    lab_->update(now());
    if (lab_->rests()) return;
    window_->wait_events(0.1);
    calls_.run();
  }
}

Patience WindowApp::patience() {
  return {[this](double seconds) {
            window_->wait_events(seconds);
            calls_.run();
          },
          [this] { return ending_.load(); }, [this] { return now(); }};
}

void WindowApp::train_for_picture(std::int64_t iterations) {
  train_measured(*lab_, iterations, patience());
}

double WindowApp::build_frame(WindowSize size) {
  if (!target_) target_ = std::make_unique<RenderTarget>(GL_RGBA8, GL_NEAREST);
  target_->resize(size.width, size.height);
  frame(size, target_->framebuffer());
  return frame_seconds_;
}

Picture WindowApp::take_picture(WindowSize size) {
  look_until_complete(
      *lab_, patience(), [&] { build_frame(size); }, [this] { return answers_of(*lab_); });
  return read_framebuffer(target_->framebuffer(), size.width, size.height);
}

}  // namespace gan
