#include "app/panels/frame/shortcuts_model.h"

#include "app/panels/arena/arena_settings_model.h"
#include "app/panels/controls/controls_settings_model.h"
#include "app/panels/figure/figure_settings_model.h"
#include "app/panels/frame/frame_settings_model.h"
#include "app/panels/images/images_settings_model.h"
#include "app/panels/layout_settings_model.h"
#include "app/panels/line/line_settings_model.h"
#include "app/panels/phase/phase_settings_model.h"
#include "app/panels/view_settings_file_model.h"

namespace gan {
namespace {

struct Shortcut {
  const char* name;
  bool control;
  bool shift;
  const char* title;  // of the command; "" of a second key for the one before
  const char* meaning;
  void (*act)(ViewSettings&, Actions&);
  Capabilities needs = {};  // of the data, for it to mean something
};

void flip(bool& flag) {
  flag = !flag;
}

template <LabRequest Request>
void ask(ViewSettings&, Actions& actions) {
  actions.request(Request);
}

constexpr Shortcut kShortcuts[] = {
    {"space", false, false, "Play or pause", "Trains, or stops between two steps.", ask<LabRequest::toggle_play>},
    {"right", false, false, "One iteration", "k steps of D, then the steps of G. In the past: the next one that was.",
     ask<LabRequest::go_on>},
    {"right", false, true, "A hundred iterations", "Trains so many; in the past: looks so far on.",
     ask<LabRequest::go_far_on>},
    {"left", false, false, "One iteration back", "Looks at what was. Nothing changes.", ask<LabRequest::look_back>},
    {"left", false, true, "A hundred iterations back", "Looks at what was. Nothing changes.",
     ask<LabRequest::look_far_back>},
    {"end", false, false, "Back to live", "From the past to where training goes on.", ask<LabRequest::look_at_front>},
    {"k", false, false, "Keep this moment", "A picture on the track; a click comes back to it.",
     ask<LabRequest::keep_moment>},
    {"d", false, false, "One extra step of D", "The discriminator alone learns from one batch.",
     ask<LabRequest::step_discriminator>},
    {"d", false, true, "Train D to its optimum",
     "G stands still while D takes steps until it is the best response, or as good as it gets. Again: stops.",
     ask<LabRequest::train_discriminator>},
    {"d", true, false, "Give D its old self back", "A branch from the moment before D was trained to its optimum.",
     ask<LabRequest::restore_discriminator>},
    {"g", false, false, "One extra step of G", "The generator alone learns from one batch.",
     ask<LabRequest::step_generator>},
    {"c", false, false, "Compare from this moment",
     "A second game beside this one: same seed, batches and noise, to be changed. Up to four.",
     ask<LabRequest::compare_here>},
    {"c", false, true, "Compare from the start", "The same, and both begin at step 0.",
     ask<LabRequest::compare_from_start>},
    {"n", false, false, "Next of the compared games", "Its settings are shown and changed.",
     ask<LabRequest::focus_next>},
    {"r", false, false, "Restart (same seed)", "Back to step 0. Your settings are kept.", ask<LabRequest::same_start>},
    {"r", false, true, "Restart (next seed)", "Back to step 0. Your settings are kept.", ask<LabRequest::new_start>},
    {"z", true, false, "Undo the last setting change", "Training continues.", ask<LabRequest::undo>},
    {"z", true, true, "", "", ask<LabRequest::redo>},
    {"y", true, false, "Redo the setting change", "Training continues.", ask<LabRequest::redo>},
    {"s", true, false, "Save a checkpoint", "This moment, to go on from.", ask<LabRequest::save_checkpoint>},
    {"s", true, true, "Save the session", "All branches, kept moments and the view, to be opened bit for bit.",
     [](ViewSettings& s, Actions& a) { a.save_session = SessionSave{write_session_view(s)}; }},
    {"", false, false, "Save the session without the view", "All branches and kept moments.",
     ask<LabRequest::save_recording>},
    {"e", true, false, "Save a figure or a clip",
     "A panel or the window as PDF, SVG or PNG; a stretch of the run as GIF or MP4.",
     [](ViewSettings& s, Actions&) { flip(s.of<FigureSettings>().open); }},
    {"o", true, false, "Choose a scenario", "The games to choose from, with what to watch for.",
     [](ViewSettings& s, Actions&) { flip(s.of<ControlsSettings>().scenarios); }},
    {"f", true, false, "", "", [](ViewSettings& s, Actions&) { flip(s.of<FrameSettings>().find); }},
    {"t", false, false, "Light or dark theme", "Light for bright rooms and print, dark for dim ones.",
     [](ViewSettings& s, Actions&) { s.of<FrameSettings>().flip_dark(); }},
    {"p", false, false, "Present", "A layout for the back row: larger text, a larger stage, two plots.",
     [](ViewSettings& s, Actions&) { flip(s.of<FrameSettings>().projector); }},
    {"f", false, false, "Fit to data", "Shows all of the data, or of the images.",
     [](ViewSettings& s, Actions&) { s.of<ArenaSettings>().fit = true; }},
    {"b", false, false, "Best response D* in the place of D",
     "Layer θ: D* = p_data/(p_data + p_g), or what was last chosen of it: penalties, motion of the samples.",
     [](ViewSettings& s, Actions&) { flip(s.of<ArenaSettings>().theory.visible); }, Capabilities{Capability::plane}},
    {"b", false, false, "Best response D* in figure 1", "D* = p_data/(p_data + p_g) over x, shown or put away.",
     [](ViewSettings& s, Actions&) { flip(s.of<LineSettings>().layer(LineLayer::best)); },
     Capabilities{Capability::line, Capability::density}},
    {"x", false, false, "Clear thrown starts", "Takes the paths of thrown starts out of the phase portrait.",
     [](ViewSettings& s, Actions&) { s.of<PhaseSettings>().thrown.clear(); }, Capabilities{Capability::numbers}},
    {"w", false, false, "Start or stop the latent walk", "G's image follows a path through the noise.",
     [](ViewSettings& s, Actions&) { flip(s.of<ImagesSettings>().play_walk); }, Capabilities{Capability::images}},
    {"?", false, false, "Keys and mouse", "What the keys and the mouse do, and what the program takes of the machine.",
     [](ViewSettings& s, Actions&) { flip(s.of<FrameSettings>().help); }},
    {"menu", false, false, "", "", [](ViewSettings& s, Actions&) { s.of<ControlsSettings>().menu_wanted = true; }},
    {"f10", false, true, "", "", [](ViewSettings& s, Actions&) { s.of<ControlsSettings>().menu_wanted = true; }},
    {"f1", false, false, "", "", [](ViewSettings& s, Actions&) { flip(s.of<FrameSettings>().help); }},
};

// "Ctrl+Shift+{S}", "Space"
std::string keys_of(const Shortcut& shortcut) {
  const std::string name = shortcut.name;
  if (name.empty()) return "File menu";
  std::string keys = shortcut.control ? "Ctrl+" : "";
  if (shortcut.shift) keys += "Shift+";
  if (name == "right") return keys + "→";
  if (name == "left") return keys + "←";
  if (name == "end") return keys + "End";
  if (name == "space") return keys + "Space";
  return keys + (name.size() == 1 && name[0] != '?' ? "{" + upper_case(name) + "}" : name);
}

std::vector<CommandInfo> all_commands() {
  std::vector<CommandInfo> commands;
  for (const Shortcut& shortcut : kShortcuts) {
    if (*shortcut.title == '\0') continue;
    commands.push_back({shortcut.title, shortcut.meaning, keys_of(shortcut), shortcut.needs, shortcut.act});
  }
  return commands;
}

static_assert(kArenaLayers == 9, "a digit a layer");

constexpr ShortcutHelp kHelp[] = {
    {"Space", "play/pause"},
    {"→, Shift+→", "one iteration; a hundred"},
    {"←, Shift+←", "look one iteration back; a hundred"},
    {"End", "back from the past to live"},
    {"{D}, {G}", "one extra step of the discriminator, of the generator"},
    {"{C}, Shift+{C}, {N}", "compare: a second game from this moment, from the start; the next of them"},
    {"{R}, Shift+{R}", "restart with the same seed; with the next seed"},
    {"Ctrl+{Z}, Ctrl+{Y}", "undo the last setting change; redo it"},
    {"Ctrl+{F}, Ctrl+{O}", "find a setting, plot, layer, tab or command by its name; scenarios"},
    {"{K}", "keep the moment that is shown"},
    {"Ctrl+{S}, Ctrl+Shift+{S}", "save a checkpoint; save the session"},
    {"{1} to {9}", "layers of the stage on and off; with images the tabs at the right"},
    {"Ctrl+{1} to {9}", "the tabs at the right; with images the sheets, the decision surface"},
    {"Shift+{1} to {4}", "with images: layers of the decision surface"},
    {"{B}", "layer θ: the best response D* in the place of D, or what was chosen of it, and back; in figure 1 D*"},
    {"{F}", "fit to data, or to the images"},
    {"Click, drag", "on a phase portrait: start the game there; throw a handful of starts, {X} clears them"},
    {"{W}", "with images: start and stop the latent walk"},
    {"{T}, {P}", "light and dark; present: a layout for the back row"},
    {"PageDown, PageUp", "while presenting, also by a remote: go on, go back"},
    {"?, F1", "this list"},
    {"Tab, then arrows", "reach every control; Space presses it, Enter types, Esc returns to the stage"},
    {"Ctrl+click, Enter", "type a slider's exact value"},
    {"Double click", "back to the scenario's value; fit a plot or the stage"},
    {"Right click", "the menu of a control (reset, compare with …), of a plot, of a panel"},
    {"Menu, Shift+F10", "the menu of the control that has the keyboard"},
    {"Wheel, drag", "zoom at the cursor, pan; on a phase portrait with Shift or the right button"},
};

bool shows_portrait(const DataKind& data) {
  return data.has(Capability::portrait);
}

bool shows_figure_1(const DataKind& data) {
  return data.has_all({Capability::line, Capability::density});
}

// Layers and tabs, by their place. Of points digits switch layers and Ctrl the lens; images have tabs on the stage as
// well, with Ctrl, and layers with Shift.
bool apply_digit(const ShortcutKey& key, int place, const DataKind& data, ViewSettings& settings) {
  LayoutSettings& layout = settings.of<LayoutSettings>();
  const bool images = data.has(Capability::images), portrait = shows_portrait(data);
  const auto flip_layer = [&] {
    PhaseSettings& phase = settings.of<PhaseSettings>();
    if (shows_figure_1(data)) {
      if (place < kLineLayers) flip(settings.of<LineSettings>().layers[place]);
      return;
    }
    if (!portrait) return flip(settings.of<ArenaSettings>().layers[place].visible);
    if (place < kPhaseLayers) flip(phase.layers[place]);
    if (place == kPhaseLayers) flip(phase.iteration);
  };
  if (images && key.control != key.shift) {
    if (key.control) {
      layout.stage_tab = place;
    } else if (place < kSliceLayers) {
      flip_layer();
    }
    return key.control || place < kSliceLayers;
  }
  if (key.shift) return false;
  if (images != key.control) {
    layout.lens_tab = place;
  } else {
    flip_layer();
  }
  return true;
}

}  // namespace

bool apply_shortcut(const ShortcutKey& key, const DataKind& data, ViewSettings& settings, Actions& actions) {
  // A command without a key has no name to be called by.
  if (key.name.empty()) return false;
  for (const Shortcut& shortcut : kShortcuts) {
    if (key.name == shortcut.name && key.control == shortcut.control && key.shift == shortcut.shift &&
        data.has_all(shortcut.needs)) {
      shortcut.act(settings, actions);
      return true;
    }
  }
  if (key.name.size() != 1 || key.name[0] < '1' || key.name[0] > '9') return false;
  return apply_digit(key, key.name[0] - '1', data, settings);
}

std::span<const CommandInfo> command_infos() {
  static const std::vector<CommandInfo> commands = all_commands();
  return commands;
}

void give_command(int number, ViewSettings& settings, Actions& actions) {
  command_infos()[static_cast<std::size_t>(number)].act(settings, actions);
}

std::span<const ShortcutHelp> shortcut_help() {
  return kHelp;
}

std::string keys_on(const KeyboardLayout& keyboard, const char* keys, bool (*can_write)(unsigned int)) {
  std::string text;
  for (const char* c = keys; *c != '\0'; ++c) {
    if (*c != '{' || c[1] == '\0' || c[2] != '}') {
      text += *c;
      continue;
    }
    const std::string letter = lower_case(std::string_view(c + 1, 1));
    const std::string label = keyboard.label(letter[0]);
    bool writable = true;
    for (const char32_t point : code_points(label)) writable = writable && can_write(static_cast<unsigned int>(point));
    text += writable ? label : std::string(1, c[1]);
    c += 2;
  }
  return text;
}

}  // namespace gan
