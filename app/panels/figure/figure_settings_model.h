// How figures and clips are saved from the window, and the panel that one is asked for.
#pragma once

#include <string>

#include "app/panels/view_settings_model.h"

namespace gan {

struct FigureSettings : SettingsSection {
  int kind = 0;                // 0 PDF, 1 SVG, 2 PNG
  double scale = 2;            // pixels of a PNG for one of the window
  bool print = true;           // on white, whatever the window's theme
  bool clip_on_screen = true;  // cameras and axes of a clip are those of the window, where a person has moved them
  int clip_kind = 0;           // 0 GIF, 1 MP4
  int clip_frames = 100;       // about
  double clip_rate = 10;       // frames a second

  // Of this session only: whether it is asked for, of what ("arena", "plot.losses", "window"), and whether as a clip.
  bool open = false;
  std::string panel = "window";
  bool clip = false;

  std::vector<ViewSetting> table() override;
};

inline constexpr const char* kFigureEndings[] = {"pdf", "svg", "png"};
inline constexpr const char* kClipEndings[] = {"gif", "mp4"};

}  // namespace gan
