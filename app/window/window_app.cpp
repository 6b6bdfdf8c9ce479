#include "app/window/window_app.h"

#include <GLFW/glfw3.h>
#include <imgui.h>

#include <algorithm>
#include <chrono>
#include <cmath>

#include "app/models/process_use.h"
#include "app/models/settings_file.h"
#include "app/models/shortcuts.h"
#include "app/platform/gl_objects.h"

namespace gan {
namespace {

constexpr double kFrameInterval = 1.0 / 60;
constexpr double kIdleWait = 30;            // seconds; whatever happens wakes the window earlier
constexpr double kMinimisedInterval = 0.2;  // seconds between two looks at the game while nothing is shown
constexpr double kCursorBlink = 0.4;        // seconds, while text is typed
constexpr int kFramesAfterInput = 3;        // what reacts to hovering needs a second look
constexpr double kInputKeepsPace = 0.5;     // seconds after input in which frames are never held back

// Text grows with a large window; in a small one the projector's enlargement is held back, so that the panels
// keep their room.
double scale_for(WindowSize size, bool projector) {
  const double fit = std::min(size.width / 1600.0, size.height / 1000.0);
  if (fit >= 1) return std::clamp(std::round(fit * 4) / 4, 1.0, 2.0);
  return projector ? std::clamp(fit, 1.15 / static_cast<double>(kProjectorScale), 1.0) : 1.0;
}

std::string key_name(const KeyPress& press) {
  switch (press.key) {
    case GLFW_KEY_SPACE:
      return "space";
    case GLFW_KEY_RIGHT:
      return "right";
    case GLFW_KEY_ESCAPE:
      return "escape";
    case GLFW_KEY_F1:
      return "f1";
    default:
      return press.character;
  }
}

}  // namespace

Result<std::unique_ptr<WindowApp>> WindowApp::open(const WindowAppOptions& options) {
  std::unique_ptr<WindowApp> app(new WindowApp(options));
  if (const Outcome started = app->start(options); !started) return started.error();
  return app;
}

WindowApp::WindowApp(const WindowAppOptions& options) : settings_file_(options.settings_file) {}

WindowApp::~WindowApp() = default;

Outcome WindowApp::start(const WindowAppOptions& options) {
  const Outcome loaded = load_view_settings(settings_file_, settings_);
  if (options.dark) settings_.dark = *options.dark;
  if (options.projector) settings_.projector = *options.projector;

  const WindowSize size =
      options.size ? *options.size : WindowSize{settings_.window_width, settings_.window_height};
  std::future<Prepared> preparing = std::async(std::launch::async, [this, &options, size] {
    return prepare(options, size);
  });
  WindowOptions window;
  window.width = size.width;
  window.height = size.height;
  window.visible = options.visible;
  WindowResult opened = Window::open(window);
  if (!opened.window) return Error{opened.error};
  window_ = std::move(opened.window);
  sleeper_.store(window_.get());
  const std::string gl = window_->opengl_description();
  software_gl_ = gl.find("llvmpipe") != std::string::npos || gl.find("softpipe") != std::string::npos;
  Prepared prepared = preparing.get();
  if (!prepared.lab) return prepared.lab.error();
  lab_ = std::move(prepared.lab).value();
  font_files_ = std::move(prepared.files);
  atlas_ = std::move(prepared.atlas);
  fonts_ = prepared.fonts;
  fonts_scale_ = prepared.scale;
  imgui_ = std::make_unique<ImGuiLayer>(*window_, atlas_.get());
  if (!loaded) lab_->messages().problem(loaded.message());
  if (settings_.speed < 1e9) actions_.speed = settings_.speed;
  std::string error;
  layout_ = WindowLayout::create(error);
  if (!layout_) return Error{error};
  return {};
}

WindowApp::Prepared WindowApp::prepare(const WindowAppOptions& options, WindowSize expected) {
  Prepared prepared;
  LabOptions lab;
  lab.notify = [this] {
    notified_.store(true);
    if (Window* window = sleeper_.load()) window->wake();
  };
  lab.after_iteration = options.after_iteration;
  lab.threads = options.threads;
  lab.random_features = options.random_features;
  prepared.lab = Lab::create(options.scenario, std::move(lab));
  prepared.files = find_font_files();
  prepared.atlas = std::make_unique<ImFontAtlas>();
  // Most screens have this scale; on another one the first frame makes the fonts again.
  prepared.scale = look(expected, 1).scale;
  prepared.fonts = load_fonts(*prepared.atlas, prepared.files, prepared.scale);
  rasterise_fonts(*prepared.atlas);
  return prepared;
}

double WindowApp::now() const {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

Theme WindowApp::look(WindowSize pixels, float interface_scale) const {
  const double density =
      static_cast<double>(interface_scale) * settings_.text_scale * scale_for(pixels, settings_.projector);
  return make_theme(settings_.dark ? ThemeMode::kDark : ThemeMode::kLight, settings_.projector,
                    static_cast<float>(density));
}

void WindowApp::choose_look(WindowSize pixels) {
  const Theme theme = look(pixels, window_->interface_scale());
  const bool fonts = theme.scale != fonts_scale_;
  // While the size of the text is dragged the fonts wait for the end of the drag.
  if (fonts && drawn_ && ImGui::GetIO().MouseDown[0]) return;
  if (!fonts && drawn_ && theme.mode == theme_.mode) return;
  theme_ = theme;
  apply_theme(theme_, ImGui::GetStyle());
  if (!fonts) return;
  fonts_ = load_fonts(*atlas_, font_files_, theme_.scale);
  fonts_scale_ = theme_.scale;
  if (drawn_) imgui_->fonts_changed();
}

void WindowApp::frame(std::optional<WindowSize> off_screen, unsigned int framebuffer) {
  const WindowSize pixels = off_screen ? *off_screen : window_->framebuffer_size();
  choose_look(off_screen ? *off_screen : window_->size());
  // The first frame is wanted early: what the lab would set going here would only compete with it.
  if (drawn_) lab_->update(now());
  watch_game();
  const double before = thread_seconds();
  if (off_screen) {
    imgui_->begin_frame(pixels);
  } else {
    imgui_->begin_frame();
  }
  ViewContext context = lab_->context(settings_, actions_, frame_ms_);
  layout_->draw(context, {theme_, fonts_});
  frame_seconds_ = thread_seconds() - before;
  frame_ms_ += 0.1 * (1000 * frame_seconds_ - frame_ms_);
  const Actions asked = std::exchange(actions_, {});
  lab_->carry_out(asked);
  if (asked.speed) settings_.speed = std::min(*asked.speed, 1e9);
  const Rgb ground = theme_.palette.panel;
  imgui_->end_frame(framebuffer, ground.r, ground.g, ground.b);
  drawn_ = true;
}

// Another game is shown whole, and named in the window's title.
void WindowApp::watch_game() {
  const DataSource* data = lab_->snapshot().data.get();
  if (lab_->scenario().title != shown_title_) {
    shown_title_ = lab_->scenario().title;
    window_->set_title("Ganscope – " + shown_title_);
  }
  if (data == shown_data_) return;
  shown_data_ = data;
  layout_->fit();
}

void WindowApp::update_keyboard_mode(const KeyPress& press) {
  if (press.key == GLFW_KEY_TAB && !keyboard_mode_) {
    keyboard_mode_ = true;
    layout_->focus(Place::controls);
  }
  if (press.key == GLFW_KEY_ESCAPE && !ImGui::GetIO().WantTextInput) keyboard_mode_ = false;
}

void WindowApp::take_input() {
  ImGuiIO& io = ImGui::GetIO();
  const bool popup = ImGui::IsPopupOpen("", ImGuiPopupFlags_AnyPopupId | ImGuiPopupFlags_AnyPopupLevel);
  for (const KeyPress& press : window_->take_key_presses()) {
    update_keyboard_mode(press);
    const std::string name = key_name(press);
    // While keyboard navigation is on, these are its keys.
    const bool navigation = (keyboard_mode_ || popup) && (name == "space" || name == "right");
    if (io.WantTextInput || navigation || press.alt) continue;
    if (press.repeat && name != "right") continue;
    const bool shift = press.shift && name != "?";
    apply_shortcut({name, press.control, shift}, settings_, actions_);
  }
  if (io.MouseClicked[0]) keyboard_mode_ = false;
  // Without it the arrow keys and space would move a hidden focus as well as drive the game.
  if (keyboard_mode_ || popup) {
    io.ConfigFlags |= ImGuiConfigFlags_NavEnableKeyboard;
  } else {
    io.ConfigFlags &= ~ImGuiConfigFlags_NavEnableKeyboard;
  }
  for (std::string& file : window_->take_dropped_files()) dropped_.push_back(std::move(file));
  if (!dropped_.empty()) {
    actions_.file = dropped_.front();
    dropped_.erase(dropped_.begin());
  }
}

void WindowApp::run() {
  while (!window_->should_close()) turn(kIdleWait);
  const WindowSize size = window_->size();
  if (!size.empty()) {
    settings_.window_width = size.width;
    settings_.window_height = size.height;
  }
  if (!settings_file_.empty()) static_cast<void>(save_view_settings(settings_file_, settings_));
}

void WindowApp::turn(double longest_wait) {
  const double start = now();
  const bool typing = ImGui::GetIO().WantTextInput;
  double wait = frames_wanted_ > 0 ? next_frame_ - start : longest_wait;
  if (frames_wanted_ == 0 && typing) wait = std::min(wait, kCursorBlink);
  window_->wait_events(std::max(0.0, wait));
  const double woken = now();
  const bool timed_out = woken - start >= wait;
  const bool notified = notified_.exchange(false);
  if (!timed_out && !notified) {
    frames_wanted_ = kFramesAfterInput;
    last_input_ = woken;
    // Nobody waits for a frame that was held back.
    next_frame_ = std::min(next_frame_, last_frame_ + kFrameInterval);
  }
  if (notified || (timed_out && typing)) frames_wanted_ = std::max(frames_wanted_, 1);
  if (frames_wanted_ == 0 || woken < next_frame_) return;
  take_input();
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
  frames_wanted_ = std::max(frames_wanted_ - 1, dropped_.empty() ? 0 : 1);
  const double end = now();
  double interval = kFrameInterval;
  // Without a graphics processor, drawing takes its time from the training: at most a third of it.
  const bool hands_on = end - last_input_ < kInputKeepsPace;
  if (software_gl_ && lab_->training() && !hands_on) interval = std::max(interval, 3 * (end - woken));
  next_frame_ = woken + interval;
}

void WindowApp::wait_until_paused() {
  while (true) {
    lab_->update(now());
    if (!lab_->training() && lab_->requests_done()) return;
    window_->wait_events(0.1);
  }
}

double WindowApp::build_frame(WindowSize size) {
  if (!target_) target_ = std::make_unique<RenderTarget>(GL_RGBA8, GL_NEAREST);
  target_->resize(size.width, size.height);
  frame(size, target_->framebuffer());
  return frame_seconds_;
}

Picture WindowApp::take_picture(WindowSize size) {
  // The first frames find out what the views want and how large everything is.
  for (int i = 0; i < kFramesAfterInput; ++i) build_frame(size);
  while (!lab_->settled()) {
    window_->wait_events(0.02);
    lab_->update(now());
    if (lab_->settled()) break;
  }
  for (int i = 0; i < kFramesAfterInput; ++i) build_frame(size);
  return read_framebuffer(target_->framebuffer(), size.width, size.height);
}

}  // namespace gan
