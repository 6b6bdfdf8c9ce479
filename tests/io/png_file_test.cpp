// Sheets of images: each where it belongs, with the levels that it has in memory.
#include "core/io/files/png_file.h"

#include "core/io/images/image_files.h"
#include "tests/io/temporary_folder.h"

namespace gan {
namespace {

constexpr int kSide = 5, kSheet = 17;  // three across, three down, a pixel between them

class PngFile : public TemporaryFolder {};

// Seven images of 5 x 5, read back as one.
TEST_F(PngFile, ASheetHoldsEachImageInItsPlace) {
  for (const int channels : {1, 3}) {
    Matrix<float> images(kSide * kSide * channels, 7);
    for (Index i = 0; i < images.cols(); ++i) {
      for (Index p = 0; p < images.rows(); ++p) images(p, i) = static_cast<float>(20 * i + p) / 255.0f;
    }
    images(0, 6) = 7;  // outside the range: white
    std::filesystem::create_directories(path("sheet"));
    put("sheet/a.png", encode_contact_sheet(images, {kSide, kSide, channels}, PixelRange::unit));
    const auto read = read_images(path("sheet"), {});
    ASSERT_TRUE(read) << read.message();
    ASSERT_EQ(read.value()->shape, SampleShape(kSheet, kSheet, channels));
    const std::uint8_t* const pixels = read.value()->image(0);
    for (int y = 0; y < kSheet; ++y) {
      for (int x = 0; x < kSheet; ++x) {
        const int column = x / (kSide + 1), row = y / (kSide + 1), at_x = x % (kSide + 1), at_y = y % (kSide + 1);
        const int image = 3 * row + column;
        const bool between = at_x == kSide || at_y == kSide || image >= 7;
        for (int c = 0; c < channels; ++c) {
          const int number = (at_y * kSide + at_x) * channels + c;
          const int expected = between ? 128 : image == 6 && number == 0 ? 255 : 20 * image + number;
          ASSERT_EQ(pixels[(y * kSheet + x) * channels + c], expected) << x << ", " << y << ", " << c;
        }
      }
    }
  }
}

}  // namespace
}  // namespace gan
