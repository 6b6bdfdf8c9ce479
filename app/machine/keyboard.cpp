#include "app/machine/keyboard.h"

#include <algorithm>
#include <utility>

namespace gan {
namespace {

bool letter_or_digit(std::string_view name) {
  if (name.size() != 1) return false;
  return (name[0] >= 'a' && name[0] <= 'z') || (name[0] >= '0' && name[0] <= '9');
}

// The letter or digit of a place on a US keyboard; 0 for other keys.
char us_letter(int place) {
  if (place >= 'A' && place <= 'Z') return static_cast<char>(place - 'A' + 'a');
  return place >= '0' && place <= '9' ? static_cast<char>(place) : '\0';
}

int us_place(char letter) {
  return letter >= 'a' && letter <= 'z' ? letter - 'a' + 'A' : letter;
}

struct CaseRange {
  char32_t first, last;  // lower case
  int down;              // from upper to lower
};
constexpr CaseRange kCases[] = {
    {U'a', U'z', 32}, {0xE0, 0xFE, 32}, {0x3B1, 0x3C9, 32}, {0x430, 0x44F, 32}, {0x450, 0x45F, 80}};

char32_t with_case(char32_t letter, bool upper) {
  // The last sigma of a word has no upper case of its own; of Latin-1, ÷ and × lie among the letters.
  if (letter == 0x3C2 || letter == 0xF7 || letter == 0xD7) return letter;
  for (const CaseRange& range : kCases) {
    const auto down = static_cast<char32_t>(range.down);
    if (upper && letter >= range.first && letter <= range.last) return letter - down;
    if (!upper && letter + down >= range.first && letter + down <= range.last) return letter + down;
  }
  return letter;
}

void append(std::string& text, char32_t letter) {
  const auto byte = [&](char32_t bits) { text += static_cast<char>(static_cast<unsigned char>(bits)); };
  if (letter < 0x80) return byte(letter);
  if (letter < 0x800) {
    byte(0xC0 | letter >> 6);
  } else {
    if (letter < 0x10000) {
      byte(0xE0 | letter >> 12);
    } else {
      byte(0xF0 | letter >> 18);
      byte(0x80 | (letter >> 12 & 0x3F));
    }
    byte(0x80 | (letter >> 6 & 0x3F));
  }
  byte(0x80 | (letter & 0x3F));
}

std::string converted(std::string_view text, bool upper) {
  std::string result;
  for (const char32_t letter : code_points(text)) append(result, with_case(letter, upper));
  return result;
}

}  // namespace

void KeyboardLayout::set(int place, std::string name) {
  if (place >= 0 && place < kPlaces) names_[static_cast<std::size_t>(place)] = std::move(name);
}

std::string KeyboardLayout::name(int place) const {
  return place >= 0 && place < kPlaces ? names_[static_cast<std::size_t>(place)] : std::string();
}

bool KeyboardLayout::has(char letter) const {
  const std::string_view wanted(&letter, 1);
  return std::any_of(names_.begin(), names_.end(), [&](const std::string& name) { return name == wanted; });
}

std::string KeyboardLayout::shortcut(int place, std::string_view name) const {
  if (letter_or_digit(name)) return std::string(name);
  const char letter = us_letter(place);
  return letter != '\0' && !has(letter) ? std::string(1, letter) : std::string(name);
}

std::string KeyboardLayout::label(char letter) const {
  std::string own = upper_case(std::string_view(&letter, 1));
  if (has(letter)) return own;
  const std::string& name = names_[static_cast<std::size_t>(us_place(letter))];
  return name.empty() ? own : upper_case(name);
}

std::string lower_case(std::string_view text) {
  return converted(text, false);
}

std::string upper_case(std::string_view text) {
  return converted(text, true);
}

std::u32string code_points(std::string_view text) {
  std::u32string points;
  std::size_t missing = 0;
  for (const char byte : text) {
    const auto b = static_cast<unsigned char>(byte);
    if ((b & 0xC0) == 0x80) {
      if (missing == 0) continue;
      points.back() = points.back() << 6 | (b & 0x3F);
      --missing;
    } else {
      if (b >= 0xF8) continue;
      missing = b < 0xC0 ? 0 : b < 0xE0 ? 1 : b < 0xF0 ? 2 : 3;
      points.push_back(b < 0x80 ? b : b & (0x3F >> missing));
    }
  }
  return points;
}

}  // namespace gan
