// Figures are made without OpenGL and without a display: nothing here opens a window.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <memory>
#include <set>

#include "app/figure/cairo_writer.h"
#include "app/figure/figure_file.h"
#include "app/figure/svg_writer.h"
#include "app/panels/controls/controls_settings_model.h"
#include "app/panels/figure/figure_names.h"
#include "app/panels/phase/phase_settings_model.h"
#include "app/panels/plots/plots_settings_model.h"
#include "app/picture/draw_data_reader.h"
#include "app/picture/picture_store.h"
#include "core/game/measure.h"
#include "core/io/files/text_file.h"
#include "tests/own_folder.h"
#include "tests/window/support/open_studio.h"

namespace gan {
namespace {

constexpr FigureColour kInk{10, 20, 30, 255};
constexpr ImU32 kPacked = IM_COL32(10, 20, 30, 255);

// An interface of its own, in which a frame is drawn and read.
class DrawDataReader : public ::testing::Test {
 protected:
  void SetUp() override {
    files_ = find_font_files();
    fonts_ = std::make_unique<FigureFonts>(files_);
    before_ = ImGui::GetCurrentContext();
    context_ = ImGui::CreateContext();
    ImGui::SetCurrentContext(context_);
    ImGui::GetIO().IniFilename = nullptr;
    ImGui::GetIO().DisplaySize = ImVec2(400, 300);
    load_fonts(*ImGui::GetIO().Fonts, files_, 1);
    rasterise_fonts(*ImGui::GetIO().Fonts);
    glyphs_ = std::make_unique<GlyphTable>(files_, *fonts_, 1.0F);
    ImGuiStyle& style = ImGui::GetStyle();
    style.AntiAliasedLines = style.AntiAliasedLinesUseTex = style.AntiAliasedFill = false;
    ImGui::NewFrame();
    list_ = ImGui::GetForegroundDrawList();
  }
  void TearDown() override {
    ImGui::DestroyContext(context_);
    ImGui::SetCurrentContext(before_);
  }
  FigureScene read(const FigureRect& part = {0, 0, 400, 300}) {
    ImGui::Render();
    return read_draw_data(*ImGui::GetDrawData(), part, *glyphs_, pictures_);
  }
  template <class Part>
  const Part& only(const FigureScene& scene) {
    EXPECT_EQ(scene.items.size(), 1U);
    return std::get<Part>(scene.items.at(0).part);
  }

  FontFiles files_;
  std::unique_ptr<FigureFonts> fonts_;
  std::unique_ptr<GlyphTable> glyphs_;
  PictureStore pictures_{1};
  ImGuiContext *before_ = nullptr, *context_ = nullptr;
  ImDrawList* list_ = nullptr;
};

TEST_F(DrawDataReader, ALineIsAStroke) {
  const ImVec2 points[] = {{10, 10}, {50, 40}, {90, 20}};
  list_->AddPolyline(points, 3, kPacked, 0, 3);
  const FigureScene scene = read();
  const auto& path = only<FigurePath>(scene);
  EXPECT_EQ(path.line, kInk);
  EXPECT_FALSE(path.fill);
  EXPECT_NEAR(path.width, 3, 0.01);
  EXPECT_FALSE(path.closed);
  ASSERT_EQ(path.points.size(), 3U);
  for (std::size_t i = 0; i < 3; ++i) {
    EXPECT_NEAR(path.points[i].x, points[i].x, 0.02);
    EXPECT_NEAR(path.points[i].y, points[i].y, 0.02);
  }
}

TEST_F(DrawDataReader, ACircleIsOneClosedLine) {
  list_->AddCircle({60, 60}, 30, kPacked, 40, 2);
  const FigureScene scene = read();
  const auto& path = only<FigurePath>(scene);
  EXPECT_TRUE(path.closed);
  EXPECT_EQ(path.starts.size(), 1U);
  EXPECT_EQ(path.points.size(), 40U);
}

TEST_F(DrawDataReader, ABarIsAnArea) {
  list_->AddRectFilled({10, 20}, {110, 60}, kPacked);
  const FigureScene scene = read({10, 0, 400, 300});
  const auto& path = only<FigurePath>(scene);
  EXPECT_EQ(path.fill, kInk);
  EXPECT_EQ(bounds_of(path), (FigureRect{0, 20, 100, 60}));
  EXPECT_EQ(path.points.size(), 4U);
}

TEST_F(DrawDataReader, APolygonIsItsOutline) {
  const ImVec2 points[] = {{10, 10}, {60, 10}, {80, 40}, {40, 70}, {5, 40}};
  list_->AddConvexPolyFilled(points, 5, kPacked);
  const FigureScene scene = read();
  const auto& path = only<FigurePath>(scene);
  EXPECT_EQ(path.fill, kInk);
  EXPECT_EQ(path.points.size(), 5U);
  EXPECT_EQ(bounds_of(path), (FigureRect{5, 10, 80, 70}));
}

TEST_F(DrawDataReader, LettersAreText) {
  ImFont& font = font_now(TypeFace::kBody);
  list_->AddText(&font, font_metrics(TypeFace::kBody).size, {20, 30}, kPacked, "D(G(z)) is 0.51");
  const FigureScene scene = read();
  const auto& text = only<FigureText>(scene);
  EXPECT_EQ(text_of(text), "D(G(z)) is 0.51");
  EXPECT_EQ(text.colour, kInk);
  EXPECT_NEAR(text.letters.front().x, 20, 0.01);
  EXPECT_NEAR(text.baseline, 30 + std::round(font_metrics(TypeFace::kBody).ascent), 0.6);
  EXPECT_NEAR(text.size, 13.5, 0.01);
}

TEST_F(DrawDataReader, ClipsAreKept) {
  list_->PushClipRect({50, 50}, {100, 100});
  list_->AddRectFilled({0, 0}, {400, 300}, kPacked);
  list_->PopClipRect();
  const FigureScene scene = read({40, 40, 200, 200});
  ASSERT_EQ(scene.items.size(), 1U);
  EXPECT_EQ(scene.items[0].clip, (FigureRect{10, 10, 60, 60}));
}

TEST_F(DrawDataReader, APictureStandsInItsTexturesPlace) {
  const std::vector<std::uint8_t> pixels(4 * 4 * 2, 200);
  const unsigned int id = pictures_.image(4, 2, pixels, false);
  list_->AddImage((ImTextureID) static_cast<std::intptr_t>(id), {10, 10}, {50, 30}, {0.5F, 0}, {1, 1});
  const FigureScene scene = read();
  const auto& image = only<FigureImage>(scene);
  EXPECT_EQ(image.at, (FigureRect{10, 10, 50, 30}));
  EXPECT_EQ(image.part, (FigureRect{2, 0, 4, 2}));
}

TEST_F(DrawDataReader, AGradientHasTheColoursOfItsCorners) {
  list_->AddRectFilledMultiColor({0, 0}, {10, 10}, kPacked, IM_COL32_WHITE, IM_COL32_WHITE, kPacked);
  const FigureScene scene = read();
  const auto& patch = only<FigurePatch>(scene);
  ASSERT_EQ(patch.colours.size(), 4U);
  EXPECT_EQ(patch.colours[0], kInk);
  EXPECT_EQ(patch.colours[1], (FigureColour{255, 255, 255, 255}));
}

std::size_t texts_of(const FigureScene& scene) {
  return static_cast<std::size_t>(std::count_if(scene.items.begin(), scene.items.end(), [](const FigureItem& item) {
    return std::holds_alternative<FigureText>(item.part);
  }));
}

std::string all_text(const FigureScene& scene) {
  std::string all;
  for (const FigureItem& item : scene.items) {
    if (const auto* const text = std::get_if<FigureText>(&item.part)) all += text_of(*text) + "\n";
  }
  return all;
}

TEST(Figures, EveryPanelOfBothKindsOfDataIsOne) {
  for (const char* scenario : {"ring8", "glyphs-mlp"}) {
    const auto studio = studio_of(scenario, 5);
    ASSERT_NE(studio, nullptr);
    const std::vector<FigureName> names = figure_names(studio->lab());
    EXPECT_GT(names.size(), 15U);
    // Eigenvalues of half a million parameters are another test's, and take their time.
    studio->settings().of<PhaseSettings>().theory_part = static_cast<int>(TheoryPart::penalty);
    for (const auto& [name, title] : names) {
      EXPECT_FALSE(title.empty());
      const FigureScene scene = studio->figure(print_look(name));
      EXPECT_GT(scene.width, 10) << name;
      EXPECT_GT(scene.height, 10) << name;
      EXPECT_GT(texts_of(scene), 0U) << scenario << " " << name;
      EXPECT_EQ(scene.ground, (FigureColour{255, 255, 255, 255}));
#if GANSCOPE_TEST_CAIRO
      for (const FigureKind kind : {FigureKind::svg, FigureKind::pdf}) {
        const auto bytes = figure_bytes(scene, kind, 1);
        ASSERT_TRUE(bytes) << bytes.message();
        EXPECT_GT(bytes.value().size(), 500U) << name;
      }
#endif
    }
  }
}

TEST(Figures, TheArenaHasItsSamplesAndItsContours) {
  const auto studio = studio_of("ring8", 300);
  ASSERT_NE(studio, nullptr);
  const FigureScene scene = studio->figure(print_look("arena"));
  std::size_t discs = 0, images = 0, strokes = 0;
  for (const FigureItem& item : scene.items) {
    discs += std::holds_alternative<FigureDisc>(item.part);
    images += std::holds_alternative<FigureImage>(item.part);
    const auto* const path = std::get_if<FigurePath>(&item.part);
    strokes += path != nullptr && path->line && !path->closed;
  }
  EXPECT_GT(discs, 100U);
  EXPECT_EQ(images, 1U);  // the surface
  EXPECT_GT(strokes, 3U);
  EXPECT_NE(all_text(scene).find("D(x): probability that x is real"), std::string::npos);
}

// A tab alone has the samples that it shares with the stage in the window.
TEST(Figures, ATabAloneIsAsInTheWindow) {
  const auto studio = studio_of("ring8", 20);
  ASSERT_NE(studio, nullptr);
  const std::string modes = all_text(studio->figure(print_look("modes")));
  EXPECT_NE(modes.find("(n = 512)"), std::string::npos) << modes;
  const FigureScene loss = studio->figure(print_look("loss_curve"));
  const auto areas = std::count_if(loss.items.begin(), loss.items.end(), [](const FigureItem& item) {
    const auto* const path = std::get_if<FigurePath>(&item.part);
    return path != nullptr && path->fill.has_value();
  });
  EXPECT_GT(areas, 10) << "the histograms' bars";
  EXPECT_EQ(all_text(loss).find("axis:"), std::string::npos) << "a switch is for the hand";
}

TEST(Figures, SayWhatTheWindowSays) {
  const auto studio = studio_of("ring8", 20);
  ASSERT_NE(studio, nullptr);
  const std::string text = all_text(studio->figure(print_look()));
  for (const char* expected : {"Eight Gaussians: a GAN that works", "Settings", "Losses", "Value", "best"}) {
    EXPECT_NE(text.find(expected), std::string::npos) << expected << " in\n" << text;
  }
  EXPECT_EQ(text.find("Find"), std::string::npos);
}

// Which is cut where it is in the window, and where a size was asked for.
TEST(Figures, APanelThatScrollsIsShownWhole) {
  const auto studio = studio_of("ring8", 5);
  ASSERT_NE(studio, nullptr);
  for (bool& open : studio->settings().of<ControlsSettings>().open_groups) open = true;
  for (const char* panel : {"controls", "scenario"}) {
    FigureLook look = print_look(panel);
    const FigureScene whole = studio->figure(look);
    look.panel_size = {static_cast<int>(whole.width), 300};
    const FigureScene cut = studio->figure(look);
    look.panel_size.height = static_cast<int>(whole.height) + 400;
    const FigureScene roomy = studio->figure(look);
    EXPECT_EQ(cut.height, 300) << panel;
    EXPECT_EQ(all_text(whole), all_text(roomy)) << panel;
    EXPECT_LT(all_text(cut).size(), all_text(whole).size()) << panel;
    EXPECT_GT(whole.height, 662) << panel << " has no room in that window";
    float bottom = 0;
    for (const FigureItem& item : whole.items) {
      if (std::holds_alternative<FigureText>(item.part)) bottom = std::max(bottom, bounds_of(item.part).bottom);
    }
    EXPECT_LE(bottom, whole.height) << panel;
    EXPECT_GT(bottom, whole.height - 60) << panel << " ends where its content does";
  }
  // Plots that have no room below each other.
  studio->settings().of<PlotsSettings>().shown_plots = 0x7fffffff;
  FigureLook low = print_look("plots");
  low.size = {1280, 600};
  const FigureScene plots = studio->figure(low);
  EXPECT_GT(plots.height, 500);
  // The last of them, with the numbers of the steps below it.
  EXPECT_NE(all_text(plots).find("Energy"), std::string::npos) << all_text(plots);
  low.panel_size = {static_cast<int>(plots.width), static_cast<int>(plots.height) / 2};
  EXPECT_EQ(all_text(studio->figure(low)).find("Energy"), std::string::npos);
}

TEST(Figures, WhatTheDataDoNotHaveIsWhatStandsInItsPlace) {
  const auto points = studio_of("ring8", 0), images = studio_of("glyphs-mlp", 0);
  ASSERT_TRUE(points && images);
  EXPECT_EQ(figure_name_here("arena", points->lab()), "arena");
  EXPECT_EQ(figure_name_here("window", points->lab()), "window");
  EXPECT_EQ(figure_name_here("sheets", points->lab()), "arena");
  EXPECT_EQ(figure_name_here("arena", images->lab()), "sheets");
  EXPECT_EQ(figure_name_here("classes", points->lab()), "plots");
  EXPECT_EQ(figure_name_here("plot.losses", images->lab()), "plot.losses");
  const std::string plot = figure_name_here("plot.class_entropy", points->lab());
  EXPECT_TRUE(check_figure_name(plot, points->lab())) << plot;
  EXPECT_TRUE(plot.starts_with("plot.")) << plot;
}

TEST(Figures, APanelThatIsNotThereIsNamedWithThoseThatAre) {
  const auto studio = studio_of("ring8", 0);
  ASSERT_NE(studio, nullptr);
  EXPECT_TRUE(check_figure_name("plot.losses", studio->lab()));
  const Outcome unknown = check_figure_name("sheets", studio->lab());
  EXPECT_FALSE(unknown);
  EXPECT_NE(unknown.message().find("window, toolbar, scenario, controls, arena"), std::string::npos);
}

// A million steps are as many points as the plot is wide.
TEST(Figures, APlotOfAMillionStepsIsSmall) {
  const auto studio = studio_of("ring8", 2);
  ASSERT_NE(studio, nullptr);
  const SegmentId segment = studio->lab().snapshot().segment();
  RunHistory history(segment.run);
  for (std::int64_t step = 1; step <= 1'000'000; ++step) {
    StepRecord record = empty_record(step);
    const auto noise = static_cast<float>(step * 7919 % 1000) / 1000;
    record.d_loss = 1.3F + noise;
    record.g_loss = 0.7F + 0.5F * noise;
    history.append(SegmentRecord{segment, record});
  }
  ASSERT_EQ(history.last_step(), 1'000'000);
  Actions actions;
  const ViewContext now = studio->lab().context(studio->settings(), actions, 0);
  ViewContext context{now.lab,
                      now.session,
                      now.snapshot,
                      now.kind,
                      now.probe,
                      now.probe_version,
                      now.walk,
                      now.walk_version,
                      now.output,
                      now.measurement,
                      now.measurement_version,
                      now.perfect,
                      history,
                      now.settings,
                      now.actions,
                      now.training,
                      now.iterations_per_second,
                      now.frame_ms};
  FigureScene scene;
  for (int frame = 0; frame < 2; ++frame) {
    scene = studio->maker().make(studio->layout(), context, print_look("plot.losses"));
  }
  EXPECT_NE(all_text(scene).find("Losses"), std::string::npos);
  EXPECT_LT(write_svg(scene).size(), 300'000U);
#if GANSCOPE_TEST_CAIRO
  const auto pdf = figure_bytes(scene, FigureKind::pdf, 1);
  ASSERT_TRUE(pdf) << pdf.message();
  EXPECT_GT(pdf.value().size(), 5'000U);
  EXPECT_LT(pdf.value().size(), 300'000U);
  const auto png = figure_bytes(scene, FigureKind::png, 2);
  ASSERT_TRUE(png) << png.message();
  EXPECT_LT(png.value().size(), 300'000U);
#endif
}

#if GANSCOPE_TEST_CAIRO

// By what reads PDF files, where this machine has it.
TEST(Figures, TextInAPdfIsText) {
  const auto studio = studio_of("ring8", 20);
  ASSERT_NE(studio, nullptr);
  const auto pdf = figure_bytes(studio->figure(print_look("arena")), FigureKind::pdf, 1);
  ASSERT_TRUE(pdf) << pdf.message();
  EXPECT_NE(pdf.value().find("/ToUnicode"), std::string::npos);
  const test::OwnFolder folder;
  const std::string path = (folder / "arena.pdf").string();
  ASSERT_TRUE(write_file(path, pdf.value()));
  std::FILE* const reader = popen(("pdftotext '" + path + "' - 2>/dev/null").c_str(), "r");
  ASSERT_NE(reader, nullptr);
  std::string text;
  for (int c = std::fgetc(reader); c != EOF; c = std::fgetc(reader)) text += static_cast<char>(c);
  if (pclose(reader) != 0) GTEST_SKIP() << "pdftotext is not installed";
  EXPECT_NE(text.find("D(x): probability that x is real"), std::string::npos) << text;
}

#endif

}  // namespace
}  // namespace gan
