#include "tests/window/support/random_walk.h"

#include <GLFW/glfw3.h>
#include <epoxy/gl.h>
#include <imgui.h>
#include <imgui_internal.h>

#include <cmath>
#include <cstdint>
#include <cstdio>
#include <filesystem>

#include "app/machine/keyboard.h"
#include "app/panels/frame/frame_settings_model.h"
#include "app/panels/layout_settings_model.h"
#include "app/panels/view_settings_file_model.h"
#include "core/settings/setting.h"

namespace gan {
namespace {

using Action = InputEvent::Action;

constexpr std::size_t kRemembered = 40;
constexpr int kMostFrames = 400;  // until what was done has arrived

struct Key {
  int code;
  const char* letter;  // of the layout; "" for keys without one
  const char* name;
};
constexpr Key kKeys[] = {
    {GLFW_KEY_SPACE, "", "space"},
    {GLFW_KEY_RIGHT, "", "right"},
    {GLFW_KEY_LEFT, "", "left"},
    {GLFW_KEY_UP, "", "up"},
    {GLFW_KEY_DOWN, "", "down"},
    {GLFW_KEY_TAB, "", "tab"},
    {GLFW_KEY_ENTER, "", "enter"},
    {GLFW_KEY_ESCAPE, "", "esc"},
    {GLFW_KEY_BACKSPACE, "", "backspace"},
    {GLFW_KEY_HOME, "", "home"},
    {GLFW_KEY_END, "", "end"},
    {GLFW_KEY_PAGE_UP, "", "page up"},
    {GLFW_KEY_PAGE_DOWN, "", "page down"},
    {GLFW_KEY_DELETE, "", "delete"},
    {GLFW_KEY_F1, "", "F1"},
    {GLFW_KEY_D, "d", "d"},
    {GLFW_KEY_G, "g", "g"},
    {GLFW_KEY_R, "r", "r"},
    {GLFW_KEY_Z, "z", "z"},
    {GLFW_KEY_Y, "y", "y"},
    {GLFW_KEY_S, "s", "s"},
    {GLFW_KEY_O, "o", "o"},
    {GLFW_KEY_T, "t", "t"},
    {GLFW_KEY_P, "p", "p"},
    {GLFW_KEY_F, "f", "f"},
    {GLFW_KEY_W, "w", "w"},
    {GLFW_KEY_A, "a", "a"},
    {GLFW_KEY_1, "1", "1"},
    {GLFW_KEY_2, "2", "2"},
    {GLFW_KEY_3, "3", "3"},
    {GLFW_KEY_4, "4", "4"},
    {GLFW_KEY_5, "5", "5"},
    {GLFW_KEY_6, "6", "6"},
    {GLFW_KEY_7, "7", "7"},
    {GLFW_KEY_8, "8", "8"},
    {GLFW_KEY_9, "9", "9"},
    {GLFW_KEY_SLASH, "/", "?"},
};

bool finite(const ImDrawVert& v) {
  return std::isfinite(v.pos.x) && std::isfinite(v.pos.y) && std::isfinite(v.uv.x) && std::isfinite(v.uv.y);
}

// Of the frame that was drawn last.
std::string complaint_about_drawing() {
  const ImDrawData* const data = ImGui::GetDrawData();
  if (data == nullptr || !data->Valid) return "";
  for (int i = 0; i < data->CmdListsCount; ++i) {
    const ImDrawList& list = *data->CmdLists[i];
    for (const ImDrawVert& vertex : list.VtxBuffer) {
      if (!finite(vertex)) return std::string("a vertex of '") + list._OwnerName + "' is not finite";
    }
    for (const ImDrawCmd& command : list.CmdBuffer) {
      const auto texture = static_cast<GLuint>(reinterpret_cast<std::intptr_t>(command.GetTexID()));
      if (command.UserCallback == nullptr && command.ElemCount > 0 && glIsTexture(texture) == GL_FALSE) {
        return std::string("'") + list._OwnerName + "' draws a texture that does not exist";
      }
    }
  }
  return "";
}

// Whatever a view pushes it pops.
std::string complaint_about_stacks() {
  const ImGuiContext& g = *GImGui;
  if (g.CurrentWindowStack.Size > 0) return "a window was begun and not ended";
  if (g.ColorStack.Size + g.StyleVarStack.Size + g.FontStack.Size > 0) return "a style or font was not taken back";
  if (g.GroupStack.Size + g.BeginPopupStack.Size > 0) return "a group or popup was begun and not ended";
  return "";
}

std::string complaint_about_messages(const Messages& messages) {
  for (const Message& message : messages.all()) {
    const std::string& text = message.text;
    if (text.empty()) return "an empty message";
    if (text.find('\n') != std::string::npos) return "a message of several lines: " + text;
    if (text.size() > 2000) return "a message without an end: " + text;
  }
  return "";
}

}  // namespace

RandomWalk::RandomWalk(WindowApp& app, std::uint64_t seed, std::vector<std::string> files)
    : app_(app), random_(seed), files_(std::move(files)) {}

void RandomWalk::name(const std::string& action) {
  log_.push_back(action);
  if (log_.size() > kRemembered) log_.pop_front();
  std::printf("%zu: %s\n", actions_, action.c_str());
  std::fflush(stdout);
}

std::string RandomWalk::last_actions() const {
  std::string text;
  for (const std::string& action : log_) text += action + "\n";
  return text;
}

void RandomWalk::frames(int count) {
  InputQueue& input = app_.window().input();
  for (int i = 0; i < kMostFrames && !input.empty(); ++i) app_.turn(0);
  const int last = ImGui::GetFrameCount() + count;
  for (int i = 0; i < kMostFrames && ImGui::GetFrameCount() < last; ++i) app_.turn(0.001);
}

void RandomWalk::press(int key, int mods, const char* letter) {
  InputQueue& input = app_.window().input();
  for (const auto& [bit, code] :
       {std::pair{GLFW_MOD_CONTROL, GLFW_KEY_LEFT_CONTROL}, {GLFW_MOD_SHIFT, GLFW_KEY_LEFT_SHIFT}}) {
    if ((mods & bit) != 0) input.push(InputEvent::key(code, 0, Action::press, mods, ""));
  }
  input.push(InputEvent::key(key, 0, Action::press, mods, letter));
  if ((mods & GLFW_MOD_CONTROL) == 0 && *letter != '\0') {
    input.push(InputEvent::text(key == GLFW_KEY_SLASH && mods != 0 ? '?' : static_cast<unsigned char>(*letter)));
  }
  input.push(InputEvent::key(key, 0, Action::release, mods, letter));
  for (const auto& [bit, code] :
       {std::pair{GLFW_MOD_CONTROL, GLFW_KEY_LEFT_CONTROL}, {GLFW_MOD_SHIFT, GLFW_KEY_LEFT_SHIFT}}) {
    if ((mods & bit) != 0) input.push(InputEvent::key(code, 0, Action::release, 0, ""));
  }
}

void RandomWalk::type(const std::string& text) {
  for (const char32_t letter : code_points(text)) app_.window().input().push(InputEvent::text(letter));
}

void RandomWalk::move_to(double x, double y) {
  x_ = x;
  y_ = y;
  app_.window().input().push(InputEvent::move(x, y));
}

void RandomWalk::click(int button, int times) {
  for (int i = 0; i < times; ++i) {
    app_.window().input().push(InputEvent::button(button, Action::press));
    app_.window().input().push(InputEvent::button(button, Action::release));
  }
}

void RandomWalk::point_anywhere() {
  const WindowSize size = app_.window().size();
  move_to(std::floor(share() * size.width), std::floor(share() * size.height));
}

bool RandomWalk::point_at_control() {
  static constexpr const char* kPlaces[] = {"sheet.real", "sheet.generated",    "slice.surface", "slice.through",
                                            "slice.a",    "neighbours.nearest", "layers.sheet"};
  const auto count = static_cast<int>(setting_table().size() + std::size(kPlaces));
  for (int i = 0; i < 60; ++i) {
    const auto at = static_cast<std::size_t>(below(count));
    const char* const key =
        at < setting_table().size() ? setting_table()[at].key : kPlaces[at - setting_table().size()];
    const Region* const region = app_.find_control(key);
    if (region == nullptr || region->empty()) continue;
    name(std::string("at ") + key);
    const double down = region->height > 60 ? share() : 0.5;
    move_to(region->x + share() * static_cast<double>(region->width),
            region->y + down * static_cast<double>(region->height));
    return true;
  }
  return false;
}

void RandomWalk::press_some_key() {
  const Key& key = kKeys[below(static_cast<int>(std::size(kKeys)))];
  const int mods = (below(4) == 0 ? GLFW_MOD_CONTROL : 0) | (below(4) == 0 ? GLFW_MOD_SHIFT : 0);
  name(std::string("key ") + ((mods & GLFW_MOD_CONTROL) != 0 ? "ctrl+" : "") +
       ((mods & GLFW_MOD_SHIFT) != 0 ? "shift+" : "") + key.name);
  press(key.code, mods, key.letter);
  frames(2);
}

void RandomWalk::click_somewhere() {
  const int button = below(5) == 0 ? 1 : 0, times = below(5) == 0 ? 2 : 1;
  if (below(2) == 0 || !point_at_control()) point_anywhere();
  name("click " + std::to_string(button) + " x" + std::to_string(times) + " at " +
       std::to_string(static_cast<int>(x_)) + "," + std::to_string(static_cast<int>(y_)));
  click(button, times);
  frames(3);
}

void RandomWalk::drag_somewhere() {
  const int button = below(4) == 0 ? 1 : 0;
  point_anywhere();
  name("drag " + std::to_string(button) + " from " + std::to_string(static_cast<int>(x_)) + "," +
       std::to_string(static_cast<int>(y_)));
  app_.window().input().push(InputEvent::button(button, Action::press));
  frames(1);
  for (int i = below(6); i >= 0; --i) {
    point_anywhere();
    frames(1);
  }
  app_.window().input().push(InputEvent::button(button, Action::release));
  frames(2);
}

void RandomWalk::turn_wheel() {
  if (below(2) == 0 || !point_at_control()) point_anywhere();
  const int notches = below(9) - 4;
  name("wheel " + std::to_string(notches) + " at " + std::to_string(static_cast<int>(x_)) + "," +
       std::to_string(static_cast<int>(y_)));
  app_.window().input().push(InputEvent::wheel(below(8) == 0 ? 1 : 0, notches));
  frames(2);
}

void RandomWalk::drag_control() {
  if (!point_at_control()) return;
  name("drag the control");
  const double x = x_, y = y_;
  app_.window().input().push(InputEvent::button(0, Action::press));
  frames(1);
  for (int i = below(4); i >= 0; --i) {
    move_to(x + (share() - 0.5) * 300, y);
    frames(1);
  }
  app_.window().input().push(InputEvent::button(0, Action::release));
  frames(2);
}

std::string RandomWalk::words() {
  static const std::vector<std::string> kWords = {
      "0",    "1",        "5",   "0.001", "-1",         "1e-30", "1e30", "nan",    "64, 64",         "8",
      "ring", "64,64256", "",    " ",     "none",       "16",    "0.5",  "2.5e-4", "99999999999999", "\u03b1\u0431",
      "-0.0", "1/2",      "1,5", "%s%n",  "16, 16, 16", "[8]",   "../x", "x.csv",  "0x10",           "3"};
  if (below(12) == 0) return std::string(static_cast<std::size_t>(below(400)), '9');
  return one_of(kWords);
}

void RandomWalk::type_value() {
  if (!point_at_control()) return;
  const std::string text = words();
  const bool enter = below(5) != 0;
  name("type '" + text.substr(0, 40) + (enter ? "' and Enter" : "' and Escape"));
  InputQueue& input = app_.window().input();
  input.push(InputEvent::key(GLFW_KEY_LEFT_CONTROL, 0, Action::press, GLFW_MOD_CONTROL, ""));
  click(0, 1);
  input.push(InputEvent::key(GLFW_KEY_LEFT_CONTROL, 0, Action::release, 0, ""));
  if (below(2) == 0) press(GLFW_KEY_A, GLFW_MOD_CONTROL, "a");
  type(text);
  press(enter ? GLFW_KEY_ENTER : GLFW_KEY_ESCAPE, 0, "");
  frames(3);
}

void RandomWalk::choose_scenario() {
  const int down = below(17), way = below(3);
  name("scenario: " + std::to_string(down) + " down, " + (way == 0 ? "Escape" : "Enter"));
  press(GLFW_KEY_O, GLFW_MOD_CONTROL, "o");
  frames(3);
  if (below(2) == 0) press(GLFW_KEY_HOME, 0, "");
  for (int i = 0; i < down; ++i) press(way == 1 ? GLFW_KEY_UP : GLFW_KEY_DOWN, 0, "");
  press(way == 0 ? GLFW_KEY_ESCAPE : GLFW_KEY_ENTER, 0, "");
  frames(5);
}

void RandomWalk::toggle_panels() {
  LayoutSettings& settings = app_.settings().of<LayoutSettings>();
  const bool lens = below(3) > 0;
  bool& shown = lens ? settings.show_lens : settings.show_left;
  shown = !shown;
  name(std::string(lens ? "lens " : "left panel ") + (shown ? "on" : "off"));
  frames(2);
}

void RandomWalk::size_window() {
  static const std::vector<WindowSize> kSizes = {{1280, 800}, {960, 600},  {1600, 1000}, {1280, 60},
                                                 {200, 150},  {640, 400},  {1, 1},       {2560, 1440},
                                                 {60, 900},   {1280, 800}, {3000, 40},   {800, 1200}};
  const WindowSize size = one_of(kSizes);
  name("size " + std::to_string(size.width) + "x" + std::to_string(size.height));
  glfwSetWindowSize(app_.window().handle(), size.width, size.height);
  for (int i = 0; i < kMostFrames && app_.window().size() != size; ++i) app_.turn(0.005);
  frames(1 + below(3));
}

void RandomWalk::size_text() {
  double& scale = app_.settings().of<FrameSettings>().text_scale;
  scale = 0.5 + 0.25 * below(7);
  name("text at " + std::to_string(scale));
  frames(2);
}

void RandomWalk::change_look() {
  static const std::vector<std::pair<int, const char*>> kLooks = {{GLFW_KEY_T, "t"}, {GLFW_KEY_P, "p"}};
  const auto& [key, letter] = one_of(kLooks);
  name(std::string("key ") + letter);
  press(key, 0, letter);
  frames(2);
}

void RandomWalk::drop_file() {
  std::vector<std::string> all = files_;
  std::error_code none;
  for (const auto& entry : std::filesystem::directory_iterator("ganscope-out", none))
    all.push_back(entry.path().string());
  if (all.empty()) return;
  const std::string& file = one_of(all);
  name("drop " + file);
  app_.open_file(file);
  frames(4);
}

void RandomWalk::look_on() {
  name("look on");
  frames(1 + below(20));
}

void RandomWalk::act() {
  ++actions_;
  static constexpr struct {
    int weight;
    void (RandomWalk::*act)();
  } kActions[] = {
      {30, &RandomWalk::press_some_key}, {25, &RandomWalk::click_somewhere}, {10, &RandomWalk::drag_somewhere},
      {8, &RandomWalk::turn_wheel},      {12, &RandomWalk::drag_control},    {10, &RandomWalk::type_value},
      {4, &RandomWalk::choose_scenario}, {6, &RandomWalk::toggle_panels},    {5, &RandomWalk::size_window},
      {2, &RandomWalk::size_text},       {4, &RandomWalk::change_look},      {4, &RandomWalk::drop_file},
      {6, &RandomWalk::look_on}};
  int total = 0;
  for (const auto& action : kActions) total += action.weight;
  int left = below(total);
  for (const auto& action : kActions) {
    left -= action.weight;
    if (left < 0) return (this->*action.act)();
  }
}

std::string RandomWalk::complaint() {
  if (!app_.window().input().empty())
    return "what was done did not arrive in " + std::to_string(kMostFrames) + " turns";
  if (const GLenum error = glGetError(); error != GL_NO_ERROR) return "OpenGL error " + std::to_string(error);
  ViewSettings read;
  if (const std::string bad = parse_view_settings(write_view_settings(app_.settings()), read); !bad.empty()) {
    return "settings that can't be saved: " + bad;
  }
  for (const std::string& found :
       {complaint_about_stacks(), complaint_about_drawing(), complaint_about_messages(app_.lab().messages())}) {
    if (!found.empty()) return found;
  }
  return "";
}

}  // namespace gan
