// The type of the interface: one sans-serif at three sizes, with Greek, arrows and mathematics filled in from
// a second font, and digits of one width so that changing numbers stand still. Written against what
// ImGui 1.86 (fixed atlas) and the newest release (glyphs on demand) share.
#pragma once

#include "app/ui/font_files.h"
#include "imgui.h"

namespace gan {

struct FontSet {
  ImFont* body = nullptr;   // the default: controls and text
  ImFont* small = nullptr;  // ticks, units, captions
  ImFont* title = nullptr;  // headings of panels, large read-outs
};

// Replaces what `atlas` holds; `scale` > 0 is Theme::scale. The atlas refers to the memory of `files`, which
// has to outlive it. ImGui's own font stands in where no file was found. Call ImGuiLayer::fonts_changed()
// after it.
FontSet load_fonts(ImFontAtlas& atlas, const FontFiles& files, float scale);

// Rasterises what `atlas` holds, where ImGui does so ahead. Needs neither a context of ImGui nor OpenGL, so that
// it can be done on another thread than theirs before there is one.
void rasterise_fonts(ImFontAtlas& atlas);

// Whether the fonts are made with this letter (a code point), where the files have it.
bool is_written(unsigned int letter);

// Text in `font` at its own size for the length of a scope.
class FontScope {
 public:
  explicit FontScope(ImFont* font);
  ~FontScope() { ImGui::PopFont(); }
  FontScope(const FontScope&) = delete;
  FontScope& operator=(const FontScope&) = delete;
};

}  // namespace gan
