// WindowApp: the window with everything in it: OpenGL and ImGui, theme and fonts, the lab, the views, the
// event loop. The loop sleeps until there is input, a new snapshot or a new picture. The same frames can be
// drawn off-screen into a picture of any size.
#pragma once

#include <atomic>
#include <functional>
#include <future>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/lab/lab.h"
#include "app/platform/imgui_layer.h"
#include "app/platform/screenshot.h"
#include "app/platform/window.h"
#include "app/ui/font_files.h"
#include "app/ui/fonts.h"
#include "app/ui/theme.h"
#include "app/window/figure_maker.h"
#include "app/window/interface_calls.h"
#include "app/window/still_state.h"
#include "app/window/window_layout.h"

namespace gan {

class RenderTarget;

struct WindowAppOptions {
  Scenario scenario;
  std::optional<WindowSize> size;  // of the window in pixels, or else as it was left
  bool visible = true;
  std::optional<bool> dark;    // instead of the remembered ones
  bool high_contrast = false;  // and this, with `dark`
  std::optional<bool> projector;
  std::optional<FontFiles> fonts;  // instead of the best that this machine has
  int threads = 1;                 // see LabOptions
  bool own_pace = false;           // the same
  bool random_features = false;
  std::string settings_file;                                     // "": nothing is remembered
  std::vector<std::function<void(const Run&)>> after_iteration;  // see LabOptions
  std::shared_ptr<StartedRun> started;           // instead of the scenario's first step; taken by open()
  std::vector<std::vector<SettingEdit>> beside;  // what is other in each game that stands beside it
};

class WindowApp {
 public:
  static Result<std::unique_ptr<WindowApp>> open(const WindowAppOptions& options);
  ~WindowApp();

  Lab& lab() { return *lab_; }
  ViewSettings& settings() { return settings_; }
  // Its queue of input takes what a person would do.
  Window& window() { return *window_; }

  // As if it were dropped on the window.
  void open_file(std::string path) { dropped_.push_back(std::move(path)); }

  // Until the window is closed or its end is asked for; then the settings are saved.
  Outcome run();
  // From any thread: what run(), wait_until_paused() and take_picture() wait for is over. Training pauses where it is.
  void request_end();
  // One turn of that loop: waits for something to happen, at most so many seconds, and draws where it is due.
  void turn(double longest_wait);
  // Where the control of a setting was drawn last, in pixels; null where it is not shown.
  const Region* find_control(std::string_view key) const { return layout_->find_control(key); }
  // Where the panels of a place were drawn last, in pixels; empty where none was.
  const Region& region(Place place) const { return layout_->region(place); }
  // Waits, without drawing, until the training has reached its goal and paused, or the end is asked for.
  void wait_until_paused();
  // Trains so many iterations more and measures on the way, at steps that the machine's speed does not decide about, so
  // that a picture says the same whenever it is made; less where it diverges or the end is asked for.
  void train_for_picture(std::int64_t iterations);
  // The window as a picture of exactly this size, when the state stands still and everything about it is
  // shown: the game alone, nothing of the machine's speed or memory.
  Picture take_picture(WindowSize size);
  // Builds one frame off-screen, without showing it: seconds of this thread's processor time for building it.
  double build_frame(WindowSize size);

 private:
  // What needs no window, made on a thread of its own while the system makes one.
  struct Prepared {
    FontFiles files;
    std::unique_ptr<ImFontAtlas> atlas;
    float scale = 0;  // that the fonts are made for
    Result<std::unique_ptr<Lab>> lab = Error{"it was not made"};
  };

  explicit WindowApp(const WindowAppOptions& options);
  Prepared prepare(const WindowAppOptions& options, WindowSize expected);
  Theme look(WindowSize units, double interface_scale) const;
  Outcome start(const WindowAppOptions& options);
  void frame(std::optional<WindowSize> off_screen, unsigned int framebuffer);
  void choose_look(WindowSize units, double interface_scale);
  void wake();  // from any thread: something new can be shown
  WindowOptions window_options(const WindowAppOptions& options) const;
  void remember_size();
  // Starts the frame with what the person did, and answers the keys that are shortcuts.
  void begin_frame();
  bool redirect_tab();  // true: it was the first
  void answer(const InputEvent& event, bool popup, bool active);
  void present(bool next);
  void enter_keyboard_mode();
  void leave_keyboard_mode();
  void take_dropped_file();
  void take_opened_view();
  // window_figures.cpp: what the person saves of what is seen.
  FigureLook figure_look(const std::string& panel, bool print) const;
  void save_figure(const FigureRequest& request);
  void save_clip(const ClipRequest& request);
  void save_numbers();
  void watch_game();
  double now() const;
  Patience patience();

  ViewSettings settings_;
  std::string settings_file_;
  std::unique_ptr<Window> window_;
  FontFiles font_files_;
  std::unique_ptr<ImFontAtlas> atlas_;
  float fonts_scale_ = 0;
  std::unique_ptr<ImGuiLayer> imgui_;
  Theme theme_;
  std::unique_ptr<WindowLayout> layout_;
  std::unique_ptr<RenderTarget> target_;
  Actions actions_;  // of the frame being built, and what keys and drops asked for before it
  std::vector<std::string> dropped_;
  std::atomic<bool> notified_{false};
  std::atomic<bool> ending_{false};
  std::atomic<Window*> sleeper_{nullptr};  // whom a notice wakes
  InterfaceCalls calls_;                   // of jobs that draw
  std::unique_ptr<FigureMaker> figures_;   // from the first figure on
  double frame_ms_ = 0;
  double frame_seconds_ = 0;  // of processor time, of the last frame
  int frames_wanted_ = 3;
  double next_frame_ = 0;  // not before
  double last_frame_ = 0;  // when it began
  double last_input_ = 0;
  double moves_at_ = 0;  // a frame is wanted then: something on it moves
  bool drawn_ = false;   // a frame, at least
  bool software_gl_ = false;
  std::vector<InputEvent> input_;  // of this frame
  KeyboardLayout keyboard_;
  bool keyboard_mode_ = false;  // the arrows move between controls
  int tab_as_ = 0;              // what Tab was passed on as when it went down
  WindowSize opened_size_;      // in screen coordinates
  std::string shown_title_;
  std::shared_ptr<const DataSource> shown_data_;  // held, so that no other can come to lie in its place
  std::unique_ptr<Lab> lab_;                      // last: its threads end first
};

}  // namespace gan
