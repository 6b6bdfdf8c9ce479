// KeyboardLayout: what a person's layout calls the keys, and so which key a shortcut is on. A letter or digit of the
// layout counts wherever it lies (Dvorak); one that the layout does not have is the key that has it on a US keyboard
// (every letter in Russian, the digits in French). Pure: the window asks the system, tests make layouts up.
#pragma once

#include <array>
#include <string>
#include <string_view>

namespace gan {

class KeyboardLayout {
 public:
  // `place` is a key by what a US keyboard has on it, in upper case: 'A', '1', ';' (the numbers of GLFW's printable
  // keys); `name` what this layout writes with it without modifiers, lower case, in UTF-8.
  void set(int place, std::string name);

  // "" for a key that is not known, or writes nothing by itself.
  std::string name(int place) const;

  // What a shortcut calls a press of this key: "d", "1", or the layout's own name where no shortcut can mean it.
  std::string shortcut(int place, std::string_view name) const;

  // What is written on the key that has to be pressed for shortcut `letter` ('a' to 'z', '1' to '9'): "D", "В", "&".
  std::string label(char letter) const;

 private:
  static constexpr int kPlaces = 163;
  bool has(char letter) const;
  std::array<std::string, kPlaces> names_;
};

// Of Latin, Greek and Cyrillic letters; others stay.
std::string lower_case(std::string_view text);
std::string upper_case(std::string_view text);
// The code points of a text in UTF-8; bytes that are none are left out.
std::u32string code_points(std::string_view text);

}  // namespace gan
