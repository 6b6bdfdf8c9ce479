// Shortcuts on the keyboards of other countries: the tables are what xkeyboard-config's layouts write without
// modifiers.
#include "app/machine/keyboard.h"

#include <gtest/gtest.h>

#include "app/panels/frame/shortcuts_model.h"

namespace gan {
namespace {

// The keys of a US keyboard, row by row, and what a layout writes with them.
constexpr const char* kPlaces = "1234567890-=QWERTYUIOP[]ASDFGHJKL;'ZXCVBNM,./";

KeyboardLayout layout(std::string_view names) {
  KeyboardLayout keyboard;
  std::size_t i = 0;
  std::string name;
  const auto set = [&] {
    if (kPlaces[i] == '\0') return;
    keyboard.set(kPlaces[i++], name == "~" ? "" : name);  // ~ stands for a dead key
    name.clear();
  };
  for (std::size_t k = 0; k < names.size(); ++k) {
    if (k > 0 && (static_cast<unsigned char>(names[k]) & 0xC0) != 0x80) set();
    name += names[k];
  }
  set();
  EXPECT_EQ(kPlaces[i], '\0') << names;
  return keyboard;
}

const KeyboardLayout& us() {
  static const KeyboardLayout found = layout("1234567890-=qwertyuiop[]asdfghjkl;'zxcvbnm,./");
  return found;
}
const KeyboardLayout& french() {
  static const KeyboardLayout found = layout("&é\"'(-è_çà)=azertyuiop~$qsdfghjklmùwxcvbn,;:!");
  return found;
}
const KeyboardLayout& german() {
  static const KeyboardLayout found = layout("1234567890ß~qwertzuiopü+asdfghjklöäyxcvbnm,.-");
  return found;
}
const KeyboardLayout& russian() {
  static const KeyboardLayout found = layout("1234567890-=йцукенгшщзхъфывапролджэячсмитьбю.");
  return found;
}
const KeyboardLayout& greek() {
  static const KeyboardLayout found = layout("1234567890-=;ςερτυθιοπ[]ασδφγηξκλ~'ζχψωβνμ,./");
  return found;
}
const KeyboardLayout& hebrew() {
  static const KeyboardLayout found = layout("1234567890-=/'קראטוןםפ][שדגכעיחלךף,זסבהנמצתץ.");
  return found;
}
const KeyboardLayout& dvorak() {
  static const KeyboardLayout found = layout("1234567890[]',.pyfgcrl/=aoeuidhtns-;qjkxbmwvz");
  return found;
}

TEST(Keyboard, OnAUsKeyboardEveryKeyIsItself) {
  for (char letter = 'a'; letter <= 'z'; ++letter) {
    EXPECT_EQ(us().shortcut(letter - 'a' + 'A', std::string(1, letter)), std::string(1, letter));
    EXPECT_EQ(us().label(letter), std::string(1, static_cast<char>(letter - 'a' + 'A')));
  }
  EXPECT_EQ(us().shortcut('/', "/"), "/");
  EXPECT_EQ(us().label('7'), "7");
}

TEST(Keyboard, InFrenchTheDigitsAreTheKeysThatWriteThemWithShift) {
  EXPECT_EQ(french().shortcut('1', "&"), "1");
  EXPECT_EQ(french().shortcut('2', "é"), "2");
  EXPECT_EQ(french().shortcut('9', "ç"), "9");
  EXPECT_EQ(french().label('1'), "&");
  EXPECT_EQ(french().label('2'), "É");
  // Letters are where the layout has them: A where a US keyboard has Q, W where it has Z, M at its semicolon.
  EXPECT_EQ(french().shortcut('Q', "a"), "a");
  EXPECT_EQ(french().shortcut('Z', "w"), "w");
  EXPECT_EQ(french().shortcut('W', "z"), "z");
  EXPECT_EQ(french().shortcut('M', ","), ",");
  EXPECT_EQ(french().label('w'), "W");
}

TEST(Keyboard, InGermanYAndZChangePlaces) {
  EXPECT_EQ(german().shortcut('Y', "z"), "z");
  EXPECT_EQ(german().shortcut('Z', "y"), "y");
  EXPECT_EQ(german().shortcut('=', ""), "");
  EXPECT_EQ(german().label('z'), "Z");
}

TEST(Keyboard, WithoutLatinLettersTheUsKeysCount) {
  EXPECT_EQ(russian().shortcut('D', "в"), "d");
  EXPECT_EQ(russian().shortcut('G', "п"), "g");
  EXPECT_EQ(russian().shortcut('1', "1"), "1");
  EXPECT_EQ(russian().shortcut('[', "х"), "х");
  EXPECT_EQ(russian().label('d'), "В");
  EXPECT_EQ(russian().label('p'), "З");
  EXPECT_EQ(greek().shortcut('D', "δ"), "d");
  EXPECT_EQ(greek().shortcut('S', "σ"), "s");
  EXPECT_EQ(greek().label('d'), "Δ");
  EXPECT_EQ(hebrew().shortcut('D', "ג"), "d");
  EXPECT_EQ(hebrew().shortcut('W', "'"), "w");
  EXPECT_EQ(hebrew().shortcut(',', "ת"), "ת");
  EXPECT_EQ(hebrew().label('d'), "ג");
}

TEST(Keyboard, InDvorakTheLetterCountsAndNotItsPlace) {
  EXPECT_EQ(dvorak().shortcut('H', "d"), "d");
  EXPECT_EQ(dvorak().shortcut('D', "e"), "e");
  EXPECT_EQ(dvorak().shortcut(';', "s"), "s");
  // It has a Q, elsewhere: the key that has it on a US keyboard is none.
  EXPECT_EQ(dvorak().shortcut('Q', "'"), "'");
  EXPECT_EQ(dvorak().label('d'), "D");
}

// Whatever the layout: exactly one key of the main block for every letter and digit.
TEST(Keyboard, EveryShortcutHasOneKeyOnEveryLayout) {
  for (const KeyboardLayout* keyboard : {&us(), &french(), &german(), &russian(), &greek(), &hebrew(), &dvorak()}) {
    for (const char wanted : std::string_view("dgrzysotpfw123456789")) {
      int keys = 0;
      for (const char* place = kPlaces; *place != '\0'; ++place) {
        keys += keyboard->shortcut(*place, keyboard->name(*place)) == std::string(1, wanted) ? 1 : 0;
      }
      EXPECT_EQ(keys, 1) << wanted;
    }
  }
}

TEST(Keyboard, TheListOfKeysNamesThoseOfThisKeyboard) {
  const auto all = [](unsigned int) { return true; };
  EXPECT_EQ(keys_on(us(), "Ctrl+{Z}, Ctrl+{Y}", all), "Ctrl+Z, Ctrl+Y");
  EXPECT_EQ(keys_on(russian(), "{D}, {G}", all), "В, П");
  EXPECT_EQ(keys_on(french(), "{1} to {9}", all), "& to Ç");
  EXPECT_EQ(keys_on(dvorak(), "{D}, {G}", all), "D, G");
  // A letter that the fonts do not have.
  EXPECT_EQ(keys_on(hebrew(), "{D}", [](unsigned int letter) { return letter < 0x80; }), "D");
  for (const ShortcutHelp& line : shortcut_help()) {
    EXPECT_EQ(keys_on(us(), line.keys, all).find_first_of("{}"), std::string::npos) << line.keys;
  }
}

TEST(Keyboard, CaseOfLatinGreekAndCyrillic) {
  EXPECT_EQ(upper_case("abcéñδσёдя"), "ABCÉÑΔΣЁДЯ");
  EXPECT_EQ(lower_case("ABCÉÑΔΣЁДЯ"), "abcéñδσёдя");
  EXPECT_EQ(upper_case("ς÷1&ß"), "ς÷1&ß");
  EXPECT_EQ(lower_case("×\x80\xffZ"), "×z");
  EXPECT_EQ(code_points("a€\U0001F600").size(), 3u);
}

}  // namespace
}  // namespace gan
