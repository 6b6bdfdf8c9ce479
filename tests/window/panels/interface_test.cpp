#include <epoxy/gl.h>
#include <gtest/gtest.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "app/platform/gl_objects.h"
#include "app/platform/imgui_layer.h"
#include "app/platform/screenshot.h"
#include "app/ui/fonts.h"
#include "app/ui/icons.h"
#include "app/ui/theme.h"
#include "core/game/losses.h"
#include "core/io/scenario_file.h"
#include "core/settings/setting.h"
#include "tests/own_folder.h"
#include "tests/window/support/hidden_window.h"

namespace gan {
namespace {

namespace fs = std::filesystem;

class InterfaceTest : public HiddenWindow {};

TEST_F(InterfaceTest, OffersOpenGl33) {
  EXPECT_GE(epoxy_gl_version(), 33);
}

TEST_F(InterfaceTest, DrawsAFrameOfAnySizeOffScreen) {
  const Theme theme = make_theme(ThemeMode::kDark, false, 1.0F);
  ImGuiLayer layer(*window_);
  apply_theme(theme, ImGui::GetStyle());
  const FontFiles files = find_font_files();
  load_fonts(*ImGui::GetIO().Fonts, files, theme.scale);
  RenderTarget target(GL_RGBA8, GL_LINEAR);
  target.resize(320, 200);
  layer.begin_frame(WindowSize{320, 200});
  ImGui::GetForegroundDrawList()->AddRectFilled(ImVec2(0, 0), ImVec2(160, 20), pack(theme.palette.generated));
  layer.end_frame(target.framebuffer(), 0.0F, 0.0F, 0.0F);
  const Picture picture = read_framebuffer(target.framebuffer(), 320, 200);
  ASSERT_EQ(picture.rgb.size(), 320U * 200U * 3U);
  EXPECT_NEAR(picture.rgb[3 * (10 * 320 + 20)] / 255.0F, theme.palette.generated.r, 0.01F);
  EXPECT_EQ(picture.rgb[3 * (10 * 320 + 300)], 0);
  EXPECT_EQ(picture.rgb[3 * (190 * 320 + 20)], 0);

  // A minimised window: nothing to draw, and nothing breaks.
  layer.begin_frame(WindowSize{0, 0});
  ImGui::Text("still here");
  layer.end_frame(0, 0.0F, 0.0F, 0.0F);
  EXPECT_EQ(glGetError(), static_cast<GLenum>(GL_NO_ERROR));
}

TEST_F(InterfaceTest, DigitsAreAllAsWideAndTheLettersOfTheFieldAreThere) {
  ImGuiLayer layer(*window_);
  const FontFiles files = find_font_files();
  if (!files.text) GTEST_SKIP() << "no font file on this machine";
  for (const float scale : {1.0F, 1.5F}) {
    load_fonts(*ImGui::GetIO().Fonts, files, scale);
    layer.fonts_changed();
    layer.begin_frame(WindowSize{320, 200});
    for (const TypeFace face : {TypeFace::kSmall, TypeFace::kBody, TypeFace::kTitle}) {
      const FontScope scope(face);
      const float one = ImGui::CalcTextSize("1111111111").x;
      for (const char* digits : {"0000000000", "4444444444", "7777777777", "8888888888"}) {
        EXPECT_FLOAT_EQ(ImGui::CalcTextSize(digits).x, one);
      }
      EXPECT_GT(ImGui::CalcTextSize("W").x, ImGui::CalcTextSize("i").x);
    }
    ImGui::Text("drawn with the new fonts");
    layer.end_frame(0, 0.0F, 0.0F, 0.0F);
    EXPECT_EQ(glGetError(), static_cast<GLenum>(GL_NO_ERROR));
  }
  // Between them the two files hold every sign that the interface writes.
  for (const int sign : {0x3B8, 0x3C6,  0x3B3,  0x3C3,  0x2207, 0x221A, 0x221E, 0x2264, 0x2265, 0x2248, 0xB7,
                         0xD7,  0x2192, 0x2194, 0x2212, 0xBD,   0x2016, 0x2080, 0x2081, 0xB2,   0x2026}) {
    EXPECT_TRUE(files.text->has_glyph(sign) || (files.symbols && files.symbols->has_glyph(sign))) << std::hex << sign;
  }
}

// Decodes UTF-8.
std::vector<unsigned int> letters_of(const std::string& text) {
  std::vector<unsigned int> letters;
  for (const char byte : text) {
    const auto b = static_cast<unsigned char>(byte);
    if ((b & 0xC0) == 0x80) {
      letters.back() = letters.back() << 6 | (b & 0x3F);
    } else {
      letters.push_back(b < 0x80 ? b : b < 0xE0 ? b & 0x1F : b < 0xF0 ? b & 0x0F : b & 0x07);
    }
  }
  return letters;
}

TEST(Fonts, HaveEveryLetterOfTheTablesAndScenarios) {
  std::vector<std::string> texts;
  for (const Setting& setting : setting_table()) {
    texts.insert(texts.end(), {setting.title, setting.meaning, setting.formula, setting.paper});
    if (setting.options == nullptr) continue;
    for (const Option& option : setting.options()) texts.insert(texts.end(), {option.title, option.meaning});
  }
  for (const LossInfo& loss : loss_infos()) {
    texts.insert(texts.end(),
                 {loss.title, loss.meaning, loss.d_formula, loss.d_smoothed, loss.g_formula, loss.logits, loss.paper});
    const OutputReading& r = loss.output;
    texts.insert(texts.end(), {r.title, r.name, r.fake, r.raw, r.low, r.middle, r.high, r.mean_title, r.mean_meaning,
                               r.accuracy_meaning});
    texts.insert(texts.end(), {loss.value.title, loss.value.name, loss.value.meaning, loss.value.reference_label,
                               loss.terms.d_real, loss.terms.d_fake, loss.terms.g});
  }
  for (const Result<Scenario>& scenario : builtin_scenarios()) {
    ASSERT_TRUE(scenario) << scenario.message();
    const Scenario& s = scenario.value();
    texts.insert(texts.end(), {s.title, s.description, s.claims});
    for (const Remedy& remedy : s.remedies) texts.insert(texts.end(), {remedy.title, remedy.note});
    for (const PausePoint& pause : s.pauses) texts.push_back(pause.reason);
    for (const WatchLine& line : s.watch) texts.push_back(line.text);
    if (s.question) {
      texts.insert(texts.end(), {s.question->text, s.question->why});
      texts.insert(texts.end(), s.question->answers.begin(), s.question->answers.end());
    }
  }
  const FontFiles files = find_font_files();
  std::size_t beyond_ascii = 0;
  for (const std::string& text : texts) {
    for (const unsigned int letter : letters_of(text)) {
      if (letter < 0x20) continue;
      beyond_ascii += letter >= 0x80;
      EXPECT_TRUE(is_written(letter)) << std::hex << letter << " in '" << text << "'";
      if (!files.text) continue;
      const int code = static_cast<int>(letter);
      EXPECT_TRUE(files.text->has_glyph(code) || (files.symbols && files.symbols->has_glyph(code)))
          << std::hex << letter << " in '" << text << "'";
    }
  }
  EXPECT_GT(beyond_ascii, 50u);
}

TEST_F(InterfaceTest, EveryIconLeavesInk) {
  ImGuiLayer layer(*window_);
  for (int i = static_cast<int>(Icon::kPlay); i <= static_cast<int>(Icon::kLock); ++i) {
    layer.begin_frame(WindowSize{64, 64});
    ImDrawList& list = *ImGui::GetForegroundDrawList();
    const int before = list.VtxBuffer.Size;
    draw_icon(list, static_cast<Icon>(i), ImVec2(32, 32), 24.0F, IM_COL32_WHITE);
    EXPECT_GT(list.VtxBuffer.Size, before) << i;
    layer.end_frame(0, 0.0F, 0.0F, 0.0F);
  }
}

TEST_F(InterfaceTest, ABrokenShaderIsAMessage) {
  std::string error;
  EXPECT_FALSE(ShaderProgram::build("test", "#version 330 core\nvoid main() { nonsense }", "", error));
  EXPECT_NE(error.find("test: vertex shader does not compile"), std::string::npos) << error;
}

TEST(Window, WithoutADisplayThereIsASentence) {
  // A copy, because getenv's memory is the environment's own.
  const char* found = std::getenv("DISPLAY");
  const std::string display = found != nullptr ? found : "";
  const char* wayland_found = std::getenv("WAYLAND_DISPLAY");
  const std::string wayland = wayland_found != nullptr ? wayland_found : "";
  unsetenv("DISPLAY");
  unsetenv("WAYLAND_DISPLAY");
  const WindowResult result = Window::open({});
  if (found != nullptr) setenv("DISPLAY", display.c_str(), 1);
  if (wayland_found != nullptr) setenv("WAYLAND_DISPLAY", wayland.c_str(), 1);
#if defined(__linux__)
  EXPECT_EQ(result.window, nullptr);
  EXPECT_EQ(result.error.find("No display could be opened"), 0U) << result.error;
#endif
}

TEST(FontFile, WhatIsNoFontIsRefused) {
  const test::OwnFolder folder;
  const fs::path path = folder / "no_font.ttf";
  {
    std::ofstream file(path, std::ios::binary);
    for (int i = 0; i < 4000; ++i) file.put(static_cast<char>(i * 37));
  }
  EXPECT_FALSE(read_font_file(path.string(), 0));
  EXPECT_FALSE(read_font_file("/nowhere/at/all.ttf", 0));
}

TEST(Screenshot, WritesAPngOrSaysWhyNot) {
  const Picture picture{2, 2, {255, 0, 0, 0, 255, 0, 0, 0, 255, 9, 9, 9}};
  const test::OwnFolder own;
  const fs::path path = own / "picture.png";
  EXPECT_EQ(write_png(path.string(), picture), "");
  std::ifstream file(path, std::ios::binary);
  const std::string bytes((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  EXPECT_EQ(bytes.substr(1, 3), "PNG");
  for (const auto& entry : fs::directory_iterator(path.parent_path())) {
    EXPECT_EQ(entry.path().string().find(path.string() + "."), std::string::npos) << entry.path();
  }

  const std::string error = write_png("/nowhere/at/all.png", picture);
  EXPECT_EQ(error.find("cannot write /nowhere/at/all.png: "), 0U) << error;
  // The target is a folder: the complete picture cannot take its name, and the part is removed.
  const fs::path folder = own / "folder";
  fs::create_directories(folder / "inside");
  EXPECT_NE(write_png(folder.string(), picture), "");
  EXPECT_FALSE(fs::exists(folder.string() + ".part"));
}

}  // namespace
}  // namespace gan
