#include "tests/window/support/text_on_screen.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

namespace gan {
namespace {

// Letters by the corner of their picture in the atlas.
std::map<std::pair<float, float>, unsigned int> letters_of_atlas() {
  std::map<std::pair<float, float>, unsigned int> letters;
  for (const ImFont* font : ImGui::GetIO().Fonts->Fonts) {
    for (const ImFontGlyph& glyph : font->Glyphs) letters[{glyph.U0, glyph.V0}] = glyph.Codepoint;
  }
  return letters;
}

void append_utf8(std::string& text, unsigned int c) {
  if (c < 0x80) {
    text += static_cast<char>(c);
  } else if (c < 0x800) {
    text += static_cast<char>(0xC0 | c >> 6);
    text += static_cast<char>(0x80 | (c & 0x3F));
  } else {
    text += static_cast<char>(0xE0 | c >> 12);
    text += static_cast<char>(0x80 | (c >> 6 & 0x3F));
    text += static_cast<char>(0x80 | (c & 0x3F));
  }
}

// Follows the letters of one draw list into runs: letters of one run stand beside each other on one line.
class Reader {
 public:
  Reader(const ImDrawList& list, std::vector<TextRun>& runs) : list_(list), runs_(runs) {}

  void letter(unsigned int code, const ImVec4& box, const ImVec4& clip) {
    const bool accent = code >= 0x300 && code < 0x370;
    if (accent) return;  // it is meant to lie on its letter
    const float height = box.w - box.y;
    // A letter that begins within the one before is that of a rim.
    const bool goes_on = open_ && box.x >= last_.z - 0.4F * (last_.z - last_.x) && box.x <= last_.z + 0.9F * height &&
                         box.y < last_.w + 2 && box.w > last_.y - 2;
    last_ = box;
    const bool seen = box.x < clip.z && box.z > clip.x && box.y < clip.w && box.w > clip.y;
    if (!goes_on) open_ = false;
    if (!seen) return;
    if (!open_) {
      runs_.push_back({"", list_._OwnerName != nullptr ? list_._OwnerName : "", {}, false, false});
      open_ = true;
    }
    TextRun& run = runs_.back();
    append_utf8(run.text, code);
    // A pixel at the edge is no loss.
    run.cut_sideways = run.cut_sideways || box.x < clip.x - 1 || box.z > clip.z + 1;
    run.cut_above_or_below = run.cut_above_or_below || box.y < clip.y - 1 || box.w > clip.w + 1;
    run.letters.emplace_back(std::max(box.x, clip.x), std::max(box.y, clip.y), std::min(box.z, clip.z),
                             std::min(box.w, clip.w));
  }

 private:
  const ImDrawList& list_;
  std::vector<TextRun>& runs_;
  bool open_ = false;
  ImVec4 last_;
};

double shared(const ImVec4& a, const ImVec4& b) {
  const float width = std::min(a.z, b.z) - std::max(a.x, b.x), height = std::min(a.w, b.w) - std::max(a.y, b.y);
  return width <= 0 || height <= 0 ? 0 : static_cast<double>(width) * static_cast<double>(height);
}

double area(const ImVec4& a) {
  return static_cast<double>(a.z - a.x) * static_cast<double>(a.w - a.y);
}

}  // namespace

std::vector<TextRun> text_on_screen(const ImDrawData& data) {
  const auto letters = letters_of_atlas();
  std::vector<TextRun> runs;
  for (int l = 0; l < data.CmdListsCount; ++l) {
    const ImDrawList& list = *data.CmdLists[l];
    Reader reader(list, runs);
    for (const ImDrawCmd& command : list.CmdBuffer) {
      for (unsigned int i = 0; i + 5 < command.ElemCount;) {
        const ImDrawIdx* const index = list.IdxBuffer.Data + command.IdxOffset + i;
        const ImDrawVert* const vertex = list.VtxBuffer.Data + command.VtxOffset;
        const ImDrawVert &low = vertex[index[0]], &high = vertex[index[2]];
        const auto found = letters.find({low.uv.x, low.uv.y});
        const bool quad = index[3] == index[0] && index[4] == index[2] && index[5] == index[0] + 3;
        if (!quad || found == letters.end() || low.uv.x == high.uv.x) {
          i += 3;
          continue;
        }
        const bool transparent = (low.col >> IM_COL32_A_SHIFT) == 0;
        if (!transparent)
          reader.letter(found->second, {low.pos.x, low.pos.y, high.pos.x, high.pos.y}, command.ClipRect);
        i += 6;
      }
    }
  }
  return runs;
}

namespace {

// Of a text of one letter its rim may be read as that letter twice.
bool one_letter_alike(const std::string& a, const std::string& b) {
  const auto is_first = [&](char c) { return c == a.front(); };
  return std::all_of(a.begin(), a.end(), is_first) && std::all_of(b.begin(), b.end(), is_first);
}

// Drawn several times, a little apart: the rim of a text that lies on a picture.
bool same_text(const TextRun& a, const TextRun& b) {
  const ImVec4 &one = a.letters.front(), &other = b.letters.front();
  float rim = 0;
  for (const ImVec4& letter : a.letters) rim = std::max(rim, 0.4F * (letter.w - letter.y));
  return (a.text == b.text || one_letter_alike(a.text, b.text)) && std::abs(one.x - other.x) <= rim &&
         std::abs(one.y - other.y) <= rim;
}

}  // namespace

std::vector<std::string> text_on_text(const std::vector<TextRun>& runs) {
  // Pictures of letters are a little larger than what is inked, and neighbours touch.
  constexpr double kCovered = 0.25;
  std::vector<std::string> found;
  for (std::size_t a = 0; a < runs.size(); ++a) {
    for (std::size_t b = 0; b < a; ++b) {
      bool told = same_text(runs[a], runs[b]);
      for (const ImVec4& one : runs[a].letters) {
        for (const ImVec4& other : runs[b].letters) {
          if (told || shared(one, other) < kCovered * std::min(area(one), area(other))) continue;
          found.push_back("'" + runs[a].text + "' on '" + runs[b].text + "' in " + runs[a].window + " at " +
                          std::to_string(std::lround(one.x)) + ", " + std::to_string(std::lround(one.y)));
          told = true;
        }
      }
    }
  }
  return found;
}

}  // namespace gan
