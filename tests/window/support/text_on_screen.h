// The text of the frame that ImGui built last, read off what it draws: each run of letters with its place, whether it
// is cut off by what it is drawn into, and which runs lie on each other.
#pragma once

#include <string>
#include <vector>

#include "imgui.h"

namespace gan {

struct TextRun {
  std::string text;
  std::string window;           // that it is drawn into
  std::vector<ImVec4> letters;  // left, top, right, bottom of each that is seen, in pixels
  bool cut_sideways = false;    // a letter is seen in part
  bool cut_above_or_below = false;
};

// Of the draw data as it is after ImGui::Render(). Letters that are wholly out of sight are left out.
std::vector<TextRun> text_on_screen(const ImDrawData& data);

// "'12.5' on 'step' in Plots at 100, 200"; empty where no two runs have letters that cover each other.
std::vector<std::string> text_on_text(const std::vector<TextRun>& runs);

}  // namespace gan
