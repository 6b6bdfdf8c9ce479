#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <random>

#include "app/figure/clip_file.h"
#include "app/figure/colour_table.h"
#include "core/io/files/text_file.h"
#include "tests/own_folder.h"

#if GANSCOPE_TEST_GIF
#include <gif_lib.h>
#endif

namespace gan {
namespace {

TEST(ColourTable, FewColoursStayWhatTheyAre) {
  std::vector<Rgb24> pixels;
  for (int i = 0; i < 600; ++i)
    pixels.push_back(i % 3 == 0 ? Rgb24{255, 255, 255} : i % 3 == 1 ? Rgb24{7, 80, 160} : Rgb24{200, 80, 3});
  const ColourTable table(pixels, 255);
  EXPECT_EQ(table.colours().size(), 3U);
  for (const Rgb24 pixel : pixels) EXPECT_EQ(table.colours()[table.index_of(pixel)], pixel);
}

TEST(ColourTable, ManyColoursAreNearToTheirs) {
  std::mt19937 random(5);
  std::vector<Rgb24> pixels;
  // A plain ground, and a gradient between two colours as on D's surface.
  for (int i = 0; i < 20000; ++i) pixels.push_back({250, 251, 252});
  for (int i = 0; i < 20000; ++i) {
    const int t = static_cast<int>(random() % 256);
    pixels.push_back({static_cast<std::uint8_t>(255 - t / 2), static_cast<std::uint8_t>(180 + t / 8),
                      static_cast<std::uint8_t>(120 + t / 2)});
  }
  const ColourTable table(pixels, 64);
  EXPECT_LE(table.colours().size(), 64U);
  int furthest = 0;
  for (const Rgb24 pixel : pixels) {
    const Rgb24 near = table.colours()[table.index_of(pixel)];
    furthest = std::max({furthest, std::abs(near.r - pixel.r), std::abs(near.g - pixel.g), std::abs(near.b - pixel.b)});
  }
  EXPECT_LE(furthest, 6);
  EXPECT_EQ(table.colours()[table.index_of({250, 251, 252})], (Rgb24{250, 251, 252}));
}

TEST(ColourTable, OneColourIsEnoughForOne) {
  const std::vector<Rgb24> pixels(10, {1, 2, 3});
  const ColourTable table(pixels, 1);
  EXPECT_EQ(table.colours(), (std::vector<Rgb24>{{1, 2, 3}}));
  const std::vector<Rgb24> two{{0, 0, 0}, {200, 0, 0}};
  EXPECT_EQ(ColourTable(two, 1).colours(), (std::vector<Rgb24>{{100, 0, 0}}));
}

TEST(ClipFile, TheNameSaysWhichKind) {
  EXPECT_TRUE(check_clip_name("ring.GIF"));
  EXPECT_TRUE(check_clip_name("ring.mp4"));
  EXPECT_FALSE(check_clip_name("ring.webm"));
  EXPECT_FALSE(create_clip("ring"));
}

// White with a square of this colour at x.
Raster square(int x, Rgb24 colour) {
  Raster raster{40, 30, {}};
  for (int row = 0; row < 30; ++row) {
    for (int column = 0; column < 40; ++column) {
      const bool inside = column >= x && column < x + 8 && row >= 10 && row < 18;
      const Rgb24 c = inside ? colour : Rgb24{255, 255, 255};
      raster.rgba.insert(raster.rgba.end(), {c.r, c.g, c.b, 255});
    }
  }
  return raster;
}

#if GANSCOPE_TEST_GIF

TEST(ClipFile, AGifHasTheFramesThatItWasGiven) {
  const test::OwnFolder folder;
  const std::string path = (folder / "clip.gif").string();
  auto made = create_clip(path);
  ASSERT_TRUE(made) << made.message();
  ClipFile& clip = *made.value();
  ASSERT_TRUE(clip.add(square(2, {200, 0, 0}), 0.1));
  EXPECT_FALSE(std::filesystem::exists(path));
  ASSERT_TRUE(clip.add(square(2, {200, 0, 0}), 0.15));  // the same: shown for longer
  ASSERT_TRUE(clip.add(square(20, {0, 0, 200}), 0.2));
  ASSERT_TRUE(clip.add(square(21, {0, 0, 200}), 1.5));
  ASSERT_TRUE(clip.finish());
  int error = 0;
  GifFileType* const gif = DGifOpenFileName(path.c_str(), &error);
  ASSERT_NE(gif, nullptr);
  ASSERT_EQ(DGifSlurp(gif), GIF_OK);
  EXPECT_EQ(gif->SWidth, 40);
  EXPECT_EQ(gif->SHeight, 30);
  ASSERT_EQ(gif->ImageCount, 3);
  const int delays[] = {25, 20, 150};
  // What a viewer shows, frame on frame.
  std::vector<Rgb24> shown(40 * 30);
  const Raster frames[] = {square(2, {200, 0, 0}), square(20, {0, 0, 200}), square(21, {0, 0, 200})};
  for (int i = 0; i < 3; ++i) {
    GraphicsControlBlock control;
    ASSERT_EQ(DGifSavedExtensionToGCB(gif, i, &control), GIF_OK);
    EXPECT_EQ(control.DelayTime, delays[i]);
    EXPECT_EQ(control.DisposalMode, DISPOSE_DO_NOT);
    const SavedImage& image = gif->SavedImages[i];
    for (int y = 0; y < image.ImageDesc.Height; ++y) {
      for (int x = 0; x < image.ImageDesc.Width; ++x) {
        const int index = image.RasterBits[y * image.ImageDesc.Width + x];
        if (index == control.TransparentColor) continue;
        const GifColorType& c = image.ImageDesc.ColorMap->Colors[index];
        shown[static_cast<std::size_t>((image.ImageDesc.Top + y) * 40 + image.ImageDesc.Left + x)] = {c.Red, c.Green,
                                                                                                      c.Blue};
      }
    }
    for (std::size_t p = 0; p < shown.size(); ++p) {
      const Rgb24 expected{frames[i].rgba[4 * p], frames[i].rgba[4 * p + 1], frames[i].rgba[4 * p + 2]};
      ASSERT_EQ(shown[p], expected) << "frame " << i << " pixel " << p;
    }
  }
  // Only what has changed.
  EXPECT_EQ(gif->SavedImages[2].ImageDesc.Width, 9);
  EXPECT_EQ(gif->SavedImages[2].ImageDesc.Height, 8);
  DGifCloseFile(gif, &error);
}

// Every pixel of a gradient is as near as a table of 255 colours comes, and the plain ground is exactly itself.
TEST(ClipFile, AGradientStaysNearAndAPlainGroundItself) {
  const test::OwnFolder folder;
  const std::string path = (folder / "clip.gif").string();
  Raster raster{120, 60, {}};
  for (int y = 0; y < 60; ++y) {
    for (int x = 0; x < 120; ++x) {
      const bool ground = y >= 30;
      const auto r = static_cast<std::uint8_t>(ground ? 250 : 2 * x),
                 g = static_cast<std::uint8_t>(ground ? 251 : 4 * y);
      raster.rgba.insert(raster.rgba.end(), {r, g, static_cast<std::uint8_t>(ground ? 252 : x + y), 255});
    }
  }
  auto made = create_clip(path);
  ASSERT_TRUE(made) << made.message();
  ASSERT_TRUE(made.value()->add(raster, 1));
  ASSERT_TRUE(made.value()->finish());
  int error = 0;
  GifFileType* const gif = DGifOpenFileName(path.c_str(), &error);
  ASSERT_NE(gif, nullptr);
  ASSERT_EQ(DGifSlurp(gif), GIF_OK);
  ASSERT_EQ(gif->ImageCount, 1);
  const SavedImage& image = gif->SavedImages[0];
  int furthest = 0;
  for (std::size_t i = 0; i < 120U * 60U; ++i) {
    const GifColorType& c = image.ImageDesc.ColorMap->Colors[image.RasterBits[i]];
    const std::uint8_t* const wanted = raster.rgba.data() + 4 * i;
    const int away =
        std::max({std::abs(c.Red - wanted[0]), std::abs(c.Green - wanted[1]), std::abs(c.Blue - wanted[2])});
    if (i >= 120U * 30U) {
      EXPECT_EQ(away, 0) << i;
    }
    furthest = std::max(furthest, away);
  }
  EXPECT_GT(furthest, 0) << "there are more colours than a table has";
  EXPECT_LE(furthest, 16);
  DGifCloseFile(gif, &error);
}

TEST(ClipFile, WhatIsGivenUpLeavesNothing) {
  const test::OwnFolder folder;
  {
    auto made = create_clip((folder / "clip.gif").string());
    ASSERT_TRUE(made);
    ASSERT_TRUE(made.value()->add(square(1, {1, 2, 3}), 0.1));
  }
  EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
}

TEST(ClipFile, AFullDiskIsOneSentence) {
  if (!std::filesystem::exists("/dev/full")) GTEST_SKIP() << "this system has no full device";
  const test::OwnFolder folder;
  std::filesystem::create_symlink("/dev/full", folder / "clip.gif");
  auto made = create_clip((folder / "clip.gif").string());
  ASSERT_TRUE(made) << made.message();
  std::mt19937 random(3);
  Outcome last;
  for (int i = 0; i < 20 && last; ++i) {
    Raster noise{200, 200, std::vector<std::uint8_t>(200 * 200 * 4)};
    for (std::uint8_t& byte : noise.rgba) byte = static_cast<std::uint8_t>(random());
    last = made.value()->add(noise, 0.1);
  }
  if (last) last = made.value()->finish();
  EXPECT_FALSE(last);
  EXPECT_NE(last.message().find("No space left"), std::string::npos) << last.message();
}

TEST(ClipFile, AFolderThatIsNotThereIsFoundAtOnce) {
  EXPECT_FALSE(create_clip("/no such folder/clip.gif"));
  EXPECT_FALSE(create_clip("/no such folder/clip.mp4"));
}

#endif

TEST(ClipFile, AnMp4IsMadeByFfmpeg) {
  const test::OwnFolder folder;
  const std::string path = (folder / "clip.mp4").string();
  auto made = create_clip(path);
  if (!made) GTEST_SKIP() << made.message();
  ASSERT_TRUE(made.value()->add(square(1, {1, 2, 3}), 0.1));
  ASSERT_TRUE(made.value()->add(square(10, {1, 2, 3}), 0.3));
  const Outcome finished = made.value()->finish();
  ASSERT_TRUE(finished) << finished.message();
  EXPECT_GT(std::filesystem::file_size(path), 500U);
  made.value().reset();
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder.path()), {}), 1);
}

// A program of that name in a folder of its own, alone on the path.
class OtherFfmpeg {
 public:
  explicit OtherFfmpeg(const std::string& script) : path_(std::getenv("PATH") == nullptr ? "" : std::getenv("PATH")) {
    if (!script.empty()) {
      const std::string program = (folder_ / "ffmpeg").string();
      EXPECT_TRUE(write_file(program, script));
      std::filesystem::permissions(program, std::filesystem::perms::owner_all);
    }
    setenv("PATH", folder_.path().c_str(), 1);
  }
  ~OtherFfmpeg() { setenv("PATH", path_.c_str(), 1); }

 private:
  test::OwnFolder folder_;
  std::string path_;
};

TEST(ClipFile, WithoutFfmpegItSaysSoAtOnce) {
  const OtherFfmpeg none("");
  const test::OwnFolder folder;
  const auto made = create_clip((folder / "clip.mp4").string());
  EXPECT_FALSE(made);
  EXPECT_NE(made.message().find("ffmpeg"), std::string::npos);
  EXPECT_NE(made.message().find("expected .gif"), std::string::npos);
  EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
}

TEST(ClipFile, AnFfmpegThatFailsIsQuotedAndLeavesNothing) {
  const OtherFfmpeg failing("#!/bin/sh\necho 'no such codec' >&2\nexit 1\n");
  const test::OwnFolder folder;
  {
    auto made = create_clip((folder / "clip.mp4").string());
    ASSERT_TRUE(made) << made.message();
    Outcome last;
    for (int i = 0; i < 50 && last; ++i) last = made.value()->add(square(i % 30, {1, 2, 3}), 1);
    if (last) last = made.value()->finish();
    EXPECT_FALSE(last);
    EXPECT_NE(last.message().find("no such codec"), std::string::npos) << last.message();
  }
  EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
}

}  // namespace
}  // namespace gan
