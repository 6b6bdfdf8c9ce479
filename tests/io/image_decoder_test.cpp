// PNG and JPEG files of all kinds: the pixels that they stand for, and one sentence where they are damaged.
#include "core/io/images/image_decoder.h"

#include "core/io/files/gzip_file.h"
#include "core/io/images/exif.h"
#include "image_file_samples.h"
#include "image_samples.h"
#include "temporary_folder.h"

namespace gan {
namespace {

std::span<const std::uint8_t> span_of(const std::string& text) {
  return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

DecodedImage decoded(const std::string& file) {
  Result<DecodedImage> image = decode_image(span_of(file), "x");
  EXPECT_TRUE(image) << image.message();
  return image ? std::move(image).value() : DecodedImage{};
}

std::string refusal(const std::string& file) {
  const Result<DecodedImage> image = decode_image(span_of(file), "x");
  EXPECT_FALSE(image);
  EXPECT_EQ(image.message().find('\n'), std::string::npos);
  return image.message();
}

// Exactly what `level` says of each pixel and channel.
void expect_pixels(const DecodedImage& image, SampleShape shape, const std::function<int(int, int, int)>& level) {
  ASSERT_EQ(image.shape, shape);
  ASSERT_EQ(static_cast<Index>(image.pixels.size()), shape.size());
  const std::uint8_t* at = image.pixels.data();
  for (int y = 0; y < shape.height; ++y) {
    for (int x = 0; x < shape.width; ++x) {
      for (int c = 0; c < shape.channels; ++c, ++at) ASSERT_EQ(*at, level(x, y, c)) << x << ", " << y << ", " << c;
    }
  }
}

TEST(ImageDecoder, GreyOfEveryDepth) {
  for (const int depth : {1, 2, 4, 8, 16}) {
    for (const bool interlaced : {false, true}) {
      const int most = (1 << depth) - 1;
      PngSample png{.width = 13, .height = 11, .depth = depth, .interlaced = interlaced};
      png.value = [most](int x, int y, int) { return (x * 4099 + y * 257) % (most + 1); };
      expect_pixels(decoded(png.bytes()), {11, 13, 1},
                    [&](int x, int y, int) { return (png.value(x, y, 0) * 255 + most / 2) / most; });
    }
  }
}

TEST(ImageDecoder, ColoursPalettesAndTransparency) {
  const auto sample = [](int x, int y, int c) { return (31 * x + 17 * y + 70 * c) % 256; };
  PngSample rgb{.width = 9, .height = 7, .colour = 2, .interlaced = true, .value = sample};
  expect_pixels(decoded(rgb.bytes()), {7, 9, 3}, sample);

  PngSample deep{.width = 9, .height = 7, .depth = 16, .colour = 2};
  deep.value = [&](int x, int y, int c) { return sample(x, y, c) * 257; };
  expect_pixels(decoded(deep.bytes()), {7, 9, 3}, sample);

  const auto over_white = [](int level, int alpha) { return (level * alpha + 255 * (255 - alpha) + 127) / 255; };
  PngSample grey_alpha{.width = 5, .height = 4, .colour = 4, .value = sample};
  expect_pixels(decoded(grey_alpha.bytes()), {4, 5, 1},
                [&](int x, int y, int) { return over_white(sample(x, y, 0), sample(x, y, 1)); });
  PngSample rgb_alpha{.width = 5, .height = 4, .colour = 6, .interlaced = true, .value = sample};
  expect_pixels(decoded(rgb_alpha.bytes()), {4, 5, 3},
                [&](int x, int y, int c) { return over_white(sample(x, y, c), sample(x, y, 3)); });

  // Four colours in two bits; the second is half transparent, the third wholly.
  PngSample palette{.width = 8, .height = 2, .depth = 2, .colour = 3};
  palette.palette = std::string("\x10\x20\x30\x40\x50\x60\x70\x71\x72\xf0\xf1\xf2", 12);
  palette.transparency = std::string("\xff\x80\x00", 3);
  palette.value = [](int x, int, int) { return x % 4; };
  expect_pixels(decoded(palette.bytes()), {2, 8, 3}, [&](int x, int, int c) {
    constexpr int kAlpha[] = {255, 128, 0, 255};
    return over_white(
        static_cast<unsigned char>(palette.palette[static_cast<std::size_t>(x % 4) * 3 + static_cast<std::size_t>(c)]),
        kAlpha[x % 4]);
  });

  // One level of grey is transparent.
  PngSample keyed{.width = 4, .height = 1, .transparency = std::string("\x00\x02", 2)};
  keyed.value = [](int x, int, int) { return x; };
  expect_pixels(decoded(keyed.bytes()), {1, 4, 1}, [](int x, int, int) { return x == 2 ? 255 : x; });
}

// Smooth images come through the lossy format almost as they were.
void expect_near(const DecodedImage& image, SampleShape shape, const std::function<int(int, int, int)>& level) {
  ASSERT_EQ(image.shape, shape);
  const std::uint8_t* at = image.pixels.data();
  for (int y = 0; y < shape.height; ++y) {
    for (int x = 0; x < shape.width; ++x) {
      for (int c = 0; c < shape.channels; ++c, ++at) ASSERT_NEAR(*at, level(x, y, c), 6) << x << ", " << y << ", " << c;
    }
  }
}

TEST(ImageDecoder, JpegFilesOfEveryKind) {
  const auto smooth = [](int x, int y, int c) { return 40 + 3 * x + 2 * y + 20 * c; };
  for (const bool progressive : {false, true}) {
    for (const int channels : {1, 3}) {
      JpegSample jpeg{.width = 21, .height = 19, .channels = channels, .progressive = progressive, .value = smooth};
      expect_near(decoded(jpeg.bytes()), {19, 21, channels}, smooth);
      jpeg.restart_every = 1;
      expect_near(decoded(jpeg.bytes()), {19, 21, channels}, smooth);
    }
    // Half of black over everything.
    JpegSample cmyk{.width = 21, .height = 19, .channels = 4, .progressive = progressive};
    cmyk.value = [&](int x, int y, int c) { return c == 3 ? 128 : smooth(x, y, c); };
    expect_near(decoded(cmyk.bytes()), {19, 21, 3}, [&](int x, int y, int c) { return smooth(x, y, c) * 128 / 255; });
  }
}

TEST(ImageDecoder, TheSizeIsReadFromTheHeader) {
  PngSample png{.width = 33, .height = 12};
  png.value = [](int, int, int) { return 1; };
  JpegSample jpeg{.width = 33, .height = 12, .value = png.value};
  for (const std::string& file : {png.bytes(), jpeg.bytes()}) {
    const Result<ImageSize> size = read_image_size(span_of(file), "x");
    ASSERT_TRUE(size) << size.message();
    EXPECT_EQ(size.value().width, 33);
    EXPECT_EQ(size.value().height, 12);
  }
}

// Where the first stored row and column are seen (Exif 2.32, section 4.6.4), written out for an image of 3 x 2.
TEST(ImageDecoder, ImagesAreTurnedUpright) {
  const char* const seen[] = {"abc/def",  "cba/fed",  "fed/cba",  "def/abc",
                              "ad/be/cf", "da/eb/fc", "fc/eb/da", "cf/be/ad"};
  for (int orientation = 1; orientation <= 8; ++orientation) {
    DecodedImage image{{2, 3, 1}, {'a', 'b', 'c', 'd', 'e', 'f'}};
    turn_upright(image, orientation);
    std::string text;
    for (Index y = 0; y < image.shape.height; ++y) {
      if (y > 0) text += '/';
      for (Index x = 0; x < image.shape.width; ++x) {
        text += static_cast<char>(image.pixels[static_cast<std::size_t>(y * image.shape.width + x)]);
      }
    }
    EXPECT_EQ(text, seen[orientation - 1]) << orientation;
  }
  for (const bool big_endian : {false, true}) {
    for (int orientation = 1; orientation <= 8; ++orientation) {
      const std::string block = exif_block(orientation, big_endian);
      EXPECT_EQ(exif_orientation(span_of(block)), orientation);
      JpegSample jpeg{.width = 24, .height = 16, .value = [](int x, int y, int) { return 3 * x + 5 * y; }};
      DecodedImage upright = decoded(jpeg.bytes());
      turn_upright(upright, orientation);
      EXPECT_EQ(decoded(with_exif(jpeg.bytes(), block)).pixels, upright.pixels) << orientation;
      PngSample png{.width = 6, .height = 4, .value = jpeg.value};
      upright = decoded(png.bytes());
      turn_upright(upright, orientation);
      png.exif = block;
      const DecodedImage turned = decoded(png.bytes());
      EXPECT_EQ(turned.pixels, upright.pixels) << orientation;
      EXPECT_EQ(turned.shape, upright.shape) << orientation;
    }
  }
}

TEST(ImageDecoder, ExifThatMakesNoSenseChangesNothing) {
  const std::string block = exif_block(6, false);
  JpegSample jpeg{.width = 24, .height = 16, .value = [](int x, int y, int) { return 3 * x + 5 * y; }};
  const std::string plain = jpeg.bytes();
  const auto upright = decoded(plain).pixels;
  for (std::size_t size = 0; size < 30; ++size) {  // the orientation ends at byte 30 of 50
    EXPECT_EQ(exif_orientation(span_of(block.substr(0, size))), kUpright) << size;
    EXPECT_EQ(decoded(with_exif(plain, block.substr(0, size))).pixels, upright) << size;
  }
  for (const int orientation : {0, 9, 255}) {
    EXPECT_EQ(exif_orientation(span_of(exif_block(orientation, true))), kUpright);
  }
  std::string far = block;
  far.replace(4, 4, "\xff\xff\xff\xff");
  EXPECT_EQ(exif_orientation(span_of(far)), kUpright);
}

TEST(ImageDecoder, WrongChecksumsAreASentence) {
  PngSample png{.width = 16, .height = 16, .colour = 2};
  png.value = [](int x, int y, int c) { return 7 * x + 3 * y + c; };
  const std::string whole = png.bytes();
  for (const char* const chunk : {"IHDR", "tEXt", "IDAT", "IEND"}) {
    std::string file = whole;
    const std::size_t at = file.find(chunk);
    ASSERT_NE(at, std::string::npos);
    std::size_t length = 0;
    for (std::size_t i = at - 4; i < at; ++i) length = length << 8 | static_cast<unsigned char>(file[i]);
    const std::size_t sum = at + 4 + length;
    file[sum] = static_cast<char>(file[sum] ^ 1);
    EXPECT_TRUE(has(refusal(file), "x is a broken image (")) << chunk;
  }
  // The checksum of the unpacked pixels, with the chunk's own put right.
  const std::size_t at = whole.find("IDAT");
  const std::size_t end = whole.find("IEND") - 8;
  std::string data = whole.substr(at + 4, end - at - 4);
  data.back() = static_cast<char>(data.back() ^ 1);
  EXPECT_TRUE(has(refusal(whole.substr(0, at - 4) + png_chunk("IDAT", data) + png_chunk("IEND", "")), "broken image"));
}

TEST(ImageDecoder, EveryImageThatIsCutShortIsASentence) {
  PngSample png{.width = 16, .height = 16, .colour = 2};
  png.value = [](int x, int y, int c) { return (x * x * 13 + y * y * 7 + 50 * c) % 256; };
  std::vector<std::string> files = {png.bytes()};
  for (const bool progressive : {false, true}) {
    files.push_back(JpegSample{.width = 40, .height = 30, .progressive = progressive, .value = png.value}.bytes());
  }
  for (const std::string& whole : files) {
    decoded(whole);
    for (std::size_t size = 0; size < whole.size(); size += 7) {
      const std::string message = refusal(whole.substr(0, size));
      EXPECT_TRUE(message.starts_with("x is ")) << message;
    }
    EXPECT_TRUE(has(refusal(whole.substr(0, whole.size() - 1)), "x is a broken image ("));
  }
}

// Every byte of every kind of file changed in turn: an image or a sentence, and nothing that the sanitizers object to.
TEST(ImageDecoder, DamagedFilesAreImagesOrSentences) {
  const auto value = [](int x, int y, int c) { return (x * x * 13 + y * y * 7 + 50 * c) % 4; };
  PngSample png{.width = 9, .height = 9, .depth = 2, .colour = 3, .interlaced = true, .value = value};
  png.palette = std::string("\x10\x20\x30\x40\x50\x60\x70\x71\x72\xf0\xf1\xf2", 12);
  png.transparency = std::string("\xff\x80", 2);
  png.exif = exif_block(5, true);
  std::vector<std::string> files = {png.bytes()};
  for (const bool progressive : {false, true}) {
    JpegSample jpeg{.width = 12, .height = 10, .progressive = progressive, .restart_every = progressive ? 0 : 1};
    jpeg.value = [&](int x, int y, int c) { return 60 * value(x, y, c); };
    files.push_back(with_exif(jpeg.bytes(), exif_block(8, false)));
    jpeg.channels = 4;
    files.push_back(jpeg.bytes());
  }
  int images = 0, sentences = 0;
  for (const std::string& whole : files) {
    decoded(whole);
    for (std::size_t at = 0; at < whole.size(); ++at) {
      for (const char change : {'\x01', '\x80', '\xff'}) {
        std::string damaged = whole;
        damaged[at] = static_cast<char>(damaged[at] ^ change);
        const Result<DecodedImage> image = decode_image(span_of(damaged), "x");
        if (image) {
          ++images;
          ASSERT_EQ(static_cast<Index>(image.value().pixels.size()), image.value().shape.size());
        } else {
          ++sentences;
          ASSERT_TRUE(image.message().starts_with("x ")) << image.message();
        }
      }
    }
  }
  EXPECT_GT(images, 100) << "quantisation tables and comments may hold anything";
  EXPECT_GT(sentences, 100);
}

TEST(ImageDecoder, WhatAFileCanAskForIsBounded) {
  PngSample png{.width = 8, .height = 8};
  png.value = [](int, int, int) { return 1; };
  std::string huge = png.bytes();
  for (const std::size_t at : {16u, 20u}) huge.replace(at, 4, std::string("\x00\x00\x20\x01", 4));
  EXPECT_TRUE(has(refusal(huge), "x has 8193 x 8193 pixels: expected at most 8192 a side"));
  // A comment that would unpack to twenty megabytes is passed over.
  const std::string zeros(std::size_t{20} << 20, '\0');
  const std::string packed = zlib_packed(zeros);
  std::string bomb = png.bytes();
  bomb.insert(bomb.find("IDAT") - 4, png_chunk("zTXt", std::string("Comment\0\0", 9) + packed));
  EXPECT_EQ(decoded(bomb).pixels, decoded(png.bytes()).pixels);
  JpegSample many{.width = 8, .height = 8, .channels = 1, .progressive = true, .scans = 64};
  many.value = [](int x, int y, int) { return 10 * x + 7 * y; };
  EXPECT_EQ(decoded(many.bytes()).shape, SampleShape(8, 8, 1)) << "64 scans are allowed";
}

TEST(ImageDecoder, AProgressiveFileOfTooManyScansIsASentence) {
  JpegSample jpeg{.width = 8, .height = 8, .channels = 1, .progressive = true, .scans = 64};
  jpeg.value = [](int x, int y, int) { return 10 * x + 7 * y; };
  std::string file = jpeg.bytes();
  // The last scan again and again, which is strange but allowed: it refines what is refined already.
  const std::size_t last = file.rfind("\xff\xda");
  ASSERT_NE(last, std::string::npos);
  const std::string scan = file.substr(last, file.size() - 2 - last);
  for (int i = 0; i < kMostScans; ++i) file.insert(file.size() - 2, scan);
  EXPECT_TRUE(has(refusal(file), "x is a broken image (it has more than 100 scans)"));
}

TEST(ImageDecoder, OtherFormatsAreCalledByTheirNames) {
  EXPECT_EQ(refusal(""), "x is empty: expected a PNG or JPEG image");
  EXPECT_EQ(refusal("GIF89a and so on"), "x is a GIF image: expected PNG or JPEG");
  EXPECT_EQ(refusal(std::string("RIFF\x10\0\0\0WEBPVP8 ", 16)), "x is a WebP image: expected PNG or JPEG");
  EXPECT_EQ(refusal("no image at all"), "x is not a PNG or JPEG image that can be read");
}

TEST(GzipFile, FilesAndMemoryUnpackAlike) {
  std::string text;
  for (int i = 0; i < 300000; ++i) text += std::to_string(i * 7919LL % 1000003);
  const std::string two = gzipped(text.substr(0, 1000000)) + gzipped(text.substr(1000000));
  for (const std::string& bytes : {text, gzipped(text), two}) {
    GzipFile file = GzipFile::from_memory(span_of(bytes), "m");
    std::string read(text.size(), ' ');
    EXPECT_EQ(file.size(), bytes.size());
    ASSERT_TRUE(file.read(read.data(), 12345, "the first part"));
    EXPECT_LT(file.share(), 1.01);
    ASSERT_TRUE(file.read(read.data() + 12345, text.size() - 12345, "the rest"));
    EXPECT_EQ(read, text);
    EXPECT_TRUE(file.expect_end("the text"));
    EXPECT_EQ(file.read(read.data(), 1, "more").message(), "m ends too early: 1 bytes more of more were expected");
  }
  const std::string padded = gzipped(text) + std::string(512, '\0');
  GzipFile file = GzipFile::from_memory(span_of(padded), "m");
  std::string read(text.size(), ' ');
  ASSERT_TRUE(file.read(read.data(), text.size(), "the text"));
  EXPECT_TRUE(file.expect_end("the text")) << "what pads a file is no part of it";
}

}  // namespace
}  // namespace gan
