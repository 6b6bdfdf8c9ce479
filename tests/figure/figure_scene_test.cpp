#include <gtest/gtest.h>

#include "app/figure/cairo_writer.h"
#include "app/figure/figure_faces.h"
#include "app/figure/figure_file.h"
#include "app/figure/svg_writer.h"

namespace gan {
namespace {

constexpr FigureColour kRed{255, 0, 0, 255}, kBlue{0, 0, 255, 255}, kWhite{255, 255, 255, 255};

FigurePath filled(const std::vector<FigurePoint>& points, FigureColour colour) {
  FigurePath path;
  path.fill = colour;
  path.add(points);
  return path;
}

FigureText written(const std::string& text, FigurePoint at) {
  FigureText made{0, 12, at.y, kBlue, {}};
  for (const char c : text) {
    made.letters.push_back({static_cast<char32_t>(c), at.x + 8 * static_cast<float>(made.letters.size()), 8});
  }
  return made;
}

FigureScene scene_of(float width, float height) {
  FigureScene scene;
  scene.width = width;
  scene.height = height;
  scene.ground = kWhite;
  scene.face({});
  return scene;
}

FigureColour pixel(const Raster& raster, int x, int y) {
  const std::uint8_t* const p = raster.rgba.data() + 4 * (static_cast<std::ptrdiff_t>(y) * raster.width + x);
  return {p[0], p[1], p[2], p[3]};
}

TEST(FigureScene, LeavesOutWhatLiesOutside) {
  FigureScene scene = scene_of(100, 50);
  scene.add({0, 0, 100, 50}, filled({{200, 0}, {210, 0}, {210, 10}}, kRed));
  EXPECT_TRUE(scene.items.empty());
  scene.add({0, 0, 20, 20}, filled({{30, 30}, {40, 30}, {40, 40}}, kRed));
  EXPECT_TRUE(scene.items.empty());
  scene.add({-5, -5, 20, 20}, filled({{10, 10}, {40, 10}, {40, 40}}, kRed));
  ASSERT_EQ(scene.items.size(), 1U);
  EXPECT_EQ(scene.items[0].clip, (FigureRect{0, 0, 20, 20}));
}

TEST(FigureScene, JoinsAreasOfOneColourAndWindsThemAlike) {
  FigureScene scene = scene_of(100, 50);
  const FigureRect all{0, 0, 100, 50};
  scene.add(all, filled({{0, 0}, {10, 0}, {10, 10}, {0, 10}}, kRed));
  // Wound the other way, and on the first one: no hole.
  scene.add(all, filled({{5, 5}, {5, 15}, {15, 15}, {15, 5}}, kRed));
  ASSERT_EQ(scene.items.size(), 1U);
  const auto& path = std::get<FigurePath>(scene.items[0].part);
  EXPECT_EQ(path.starts, (std::vector<std::uint32_t>{0, 4}));
  scene.add(all, filled({{0, 0}, {10, 0}, {10, 10}}, kBlue));
  EXPECT_EQ(scene.items.size(), 2U);
#if GANSCOPE_TEST_CAIRO
  const auto drawn = draw_raster(scene, 1);
  ASSERT_TRUE(drawn) << drawn.message();
  EXPECT_EQ(pixel(drawn.value(), 7, 12), kRed);
  EXPECT_EQ(pixel(drawn.value(), 6, 8), kRed);
#endif
}

TEST(FigureScene, TextThatWasWrittenAroundItsPlaceHasARim) {
  FigureScene scene = scene_of(100, 50);
  const FigureRect all{0, 0, 100, 50};
  for (const FigurePoint shift : {FigurePoint{-1, 0}, {1, 0}, {0, -1}, {0, 1}}) {
    FigureText rim = written("12%", {20 + shift.x, 30 + shift.y});
    rim.colour = kWhite;
    scene.add(all, rim);
  }
  scene.add(all, written("12%", {20, 30}));
  ASSERT_EQ(scene.items.size(), 1U);
  const auto& text = std::get<FigureText>(scene.items[0].part);
  EXPECT_EQ(text_of(text), "12%");
  EXPECT_EQ(text.colour, kBlue);
  EXPECT_EQ(text.rim, kWhite);
  EXPECT_FLOAT_EQ(text.rim_width, 4);  // of the rim's own last letters, two apart
  scene.add(all, written("13%", {20, 30}));
  EXPECT_EQ(scene.items.size(), 2U);
}

TEST(FigureScene, PartsAreMovedAndEnlarged) {
  FigurePart text = written("ab", {10, 20});
  move_part(text, {5, 1}, 2);
  EXPECT_FLOAT_EQ(std::get<FigureText>(text).baseline, 42);
  EXPECT_FLOAT_EQ(std::get<FigureText>(text).letters[1].x, 46);
  EXPECT_FLOAT_EQ(std::get<FigureText>(text).size, 24);
  FigurePart disc = FigureDisc{{3, 4}, 2, kRed};
  move_part(disc, {1, 1}, 3);
  EXPECT_FLOAT_EQ(std::get<FigureDisc>(disc).centre.x, 12);
  EXPECT_FLOAT_EQ(std::get<FigureDisc>(disc).radius, 6);
  EXPECT_EQ(bounds_of(disc), (FigureRect{6, 9, 18, 21}));
}

TEST(SvgWriter, WritesTextAsTextAndShapesAsShapes) {
  FigureScene scene = scene_of(100, 50);
  scene.title = "D & G";
  scene.add({0, 0, 100, 50}, written("D<1 & x", {10, 20}));
  scene.add({0, 0, 40, 50}, FigureDisc{{30, 30}, 5, kRed, kBlue, 2});
  scene.add({0, 0, 100, 50}, FigurePath{{{1, 1}, {9, 9}, {17, 1}}, {0}, false, {}, kBlue, 1.5F, false});
  auto pixels = std::make_shared<FigurePixels>(FigurePixels{1, 1, {1, 2, 3, 255}});
  scene.add({0, 0, 100, 50}, FigureImage{pixels, {0, 0, 1, 1}, {50, 10, 70, 30}, false});
  const std::string svg = write_svg(scene);
  EXPECT_NE(svg.find(">D&lt;1 &amp; x</text>"), std::string::npos) << svg;
  EXPECT_NE(svg.find("<text x=\"10 18 26"), std::string::npos) << svg;
  EXPECT_NE(svg.find("<title>D &amp; G</title>"), std::string::npos);
  EXPECT_NE(svg.find("<circle cx=\"30\" cy=\"30\" r=\"5\" fill=\"#ff0000\" stroke=\"#0000ff\" stroke-width=\"2\"/>"),
            std::string::npos)
      << svg;
  EXPECT_NE(svg.find("d=\"M1 1L9 9 17 1\" fill=\"none\" stroke=\"#0000ff\" stroke-width=\"1.5\""), std::string::npos);
  EXPECT_NE(svg.find("<clipPath id=\"c0\"><rect x=\"0\" y=\"0\" width=\"40\" height=\"50\"/>"), std::string::npos);
  EXPECT_NE(svg.find("data:image/png;base64,iVBORw0KGgo"), std::string::npos);
}

TEST(FigureFile, IsOfTheKindThatItsEndingSays) {
  EXPECT_EQ(figure_kind("a/b.PDF").value(), FigureKind::pdf);
  EXPECT_EQ(figure_kind("x.svg").value(), FigureKind::svg);
  EXPECT_FALSE(figure_kind("x.jpeg"));
  EXPECT_NE(figure_kind("x").message().find(".png, .svg or .pdf"), std::string::npos);
}

#if GANSCOPE_TEST_CAIRO

TEST(CairoWriter, DrawsWhatTheSceneSays) {
  FigureScene scene = scene_of(60, 40);
  const FigureRect all{0, 0, 60, 40};
  scene.add({0, 0, 20, 40}, filled({{10, 10}, {30, 10}, {30, 30}, {10, 30}}, kRed));  // cut off at 20
  scene.add(all, FigureDisc{{45, 20}, 8, kBlue});
  auto pixels = std::make_shared<FigurePixels>(FigurePixels{2, 1, {0, 255, 0, 255, 0, 0, 0, 255}});
  scene.add(all, FigureImage{pixels, {0, 0, 2, 1}, {20, 32, 40, 40}, false});
  for (const double scale : {1.0, 2.5}) {
    const auto drawn = draw_raster(scene, scale);
    ASSERT_TRUE(drawn) << drawn.message();
    const Raster& raster = drawn.value();
    EXPECT_EQ(raster.width, static_cast<int>(60 * scale));
    EXPECT_EQ(raster.height, static_cast<int>(40 * scale));
    const auto at = [&](int x, int y) {
      return pixel(raster, static_cast<int>(x * scale), static_cast<int>(y * scale));
    };
    EXPECT_EQ(at(2, 2), kWhite);
    EXPECT_EQ(at(15, 20), kRed);
    EXPECT_EQ(at(25, 20), kWhite);
    EXPECT_EQ(at(45, 20), kBlue);
    EXPECT_EQ(at(25, 36), (FigureColour{0, 255, 0, 255}));
    EXPECT_EQ(at(35, 36), (FigureColour{0, 0, 0, 255}));
  }
}

TEST(CairoWriter, RefusesWhatIsTooLarge) {
  const FigureScene scene = scene_of(1600, 1000);
  EXPECT_NE(draw_raster(scene, 30).message().find("48000x30000"), std::string::npos);
  EXPECT_FALSE(draw_raster(scene, 0.0001));
}

TEST(CairoWriter, APngHasTheSizeThatTheScaleSays) {
  const auto png = figure_bytes(scene_of(30, 20), FigureKind::png, 3);
  ASSERT_TRUE(png) << png.message();
  const auto number = [&](std::size_t at) {
    return static_cast<unsigned char>(png.value()[at]) * 256 + static_cast<unsigned char>(png.value()[at + 1]);
  };
  EXPECT_EQ(number(18), 90);
  EXPECT_EQ(number(22), 60);
}

TEST(CairoWriter, APdfIsOnePage) {
  FigureScene scene = scene_of(100, 50);
  scene.add({0, 0, 100, 50}, written("loss", {10, 20}));
  const auto pdf = figure_bytes(scene, FigureKind::pdf, 1);
  ASSERT_TRUE(pdf) << pdf.message();
  EXPECT_EQ(pdf.value().substr(0, 5), "%PDF-");
  EXPECT_NE(pdf.value().find("/MediaBox [ 0 0 100 50 ]"), std::string::npos);
  EXPECT_NE(pdf.value().find("/Count 1"), std::string::npos);
}

#endif

// A text whose letters have other widths on the screen than in the face: each word is as wide as the face has it, the
// spaces are all alike, and the line is as long as its room where that needs no space of another size.
TEST(FigureFaces, WordsOfALineHaveEvenSpaces) {
  const FigureFaces faces(std::vector<FigureFace>(1));
  const bool known = faces.advance(0, U'n') > 0;
  FigureText text = figure_text(faces, 0, 16, {5, 20}, {}, "grows by an iteration");
  float x = 5;
  for (std::size_t i = 0; i < text.letters.size(); ++i) {
    text.letters[i].x = x;
    text.letters[i].advance *= i % 3 == 0 ? 1.06F : 0.98F;
    x += text.letters[i].advance;
  }
  const std::vector<float> pens = faces.pens(text);
  ASSERT_EQ(pens.size(), text.letters.size());
  EXPECT_FLOAT_EQ(pens[0], 5);
  std::vector<float> spaces;
  for (std::size_t i = 0; i + 1 < pens.size(); ++i) {
    const float own = 16 * faces.advance(0, text.letters[i].letter);
    if (text.letters[i].letter == U' ') {
      spaces.push_back(pens[i + 1] - pens[i]);
    } else {
      EXPECT_NEAR(pens[i + 1] - pens[i], own > 0 ? own : text.letters[i].advance, 1e-3);
    }
  }
  ASSERT_EQ(spaces.size(), 3U);
  const float last = faces.advance(0, U'n') > 0 ? 16 * faces.advance(0, U'n') : text.letters.back().advance;
  if (!known) return;  // letters keep the room that they have on the screen
  for (const float space : spaces) EXPECT_NEAR(space, spaces[0], 1e-3);
  EXPECT_NEAR(pens.back() + last, x, 1e-2);
}

// Columns of a table that stand in one text: after a wide gap the next number is in the middle of its own room.
TEST(FigureFaces, AfterAWideGapTheNextWordHasItsOwnPlace) {
  const FigureFaces faces(std::vector<FigureFace>(1));
  FigureText text = figure_text(faces, 0, 16, {0, 20}, {}, "a 1");
  text.letters[1].advance = 100;
  text.letters[2].x = text.letters[1].x + 100;
  text.letters[2].advance = 30;
  const float own = faces.advance(0, U'1') > 0 ? 16 * faces.advance(0, U'1') : 30;
  EXPECT_NEAR(faces.pens(text)[2], text.letters[2].x + (30 - own) / 2, 1e-3);
}

}  // namespace
}  // namespace gan
