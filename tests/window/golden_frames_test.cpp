// The window against golden pictures: what a change of the code makes of a frame is seen before it is believed. How to
// renew them, and when: CONTRIBUTING.md.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "app/panels/arena/arena_settings_model.h"
#include "app/panels/frame/frame_settings_model.h"
#include "app/panels/layout_settings_model.h"
#include "core/io/files/text_file.h"
#include "core/io/images/image_decoder.h"
#include "tests/paths.h"
#include "tests/window/support/golden_game.h"
#include "tests/window/support/picture_difference.h"
#include "tests/window/support/small_png.h"

namespace gan {
namespace {

namespace fs = std::filesystem;

constexpr float kLastBits = 1.0F / (1 << 21);

// Where to write the pictures instead; "" mostly.
std::string renewed_folder() {
  const char* folder = std::getenv("GANSCOPE_RENEW_GOLDEN");
  return folder == nullptr ? "" : folder;
}

Result<Picture> read_picture(const std::string& path) {
  const Result<std::string> bytes = read_file(path);
  if (!bytes) return bytes.error();
  const auto* data = reinterpret_cast<const std::uint8_t*>(bytes.value().data());
  Result<DecodedImage> decoded = decode_png({data, bytes.value().size()}, path);
  if (!decoded) return decoded.error();
  const DecodedImage& found = decoded.value();
  if (found.shape.channels != 3) return Error{path + " is grey: expected colours"};
  return Picture{static_cast<int>(found.shape.width), static_cast<int>(found.shape.height), found.pixels};
}

// A frame that has been drawn, by the name of its golden picture.
struct Drawn {
  std::string name;
  Picture picture;
};

std::string kept(const fs::path& folder, const std::string& name, const Picture& picture) {
  std::string path = (folder / (name + ".png")).string();
  const Outcome written = write_file(path, small_png(picture));
  EXPECT_TRUE(written.ok()) << written.message();
  return path;
}

void expect_as_golden(const Drawn& drawn, const std::string& renderer) {
  const std::string renewed = renewed_folder();
  const std::string path = (renewed.empty() ? golden_folder() : renewed) + "/" + drawn.name + ".png";
  const Result<Picture> golden = read_picture(path);
  const fs::path folder = fs::path(test::build_folder()) / "golden-frames";
  fs::create_directories(folder);
  if (!golden) {
    ADD_FAILURE() << golden.message() << "\n  actual: " << kept(folder, drawn.name + "-actual", drawn.picture);
    return;
  }
  const PictureDifference difference = compare(golden.value(), drawn.picture);
  if (difference.agrees()) return;
  testing::Message files;
  files << "\n  expected:   " << kept(folder, drawn.name + "-expected", golden.value())
        << "\n  actual:     " << kept(folder, drawn.name + "-actual", drawn.picture);
  if (difference.same_size) {
    files << "\n  difference: "
          << kept(folder, drawn.name + "-difference", difference_picture(golden.value(), drawn.picture));
  }
  ADD_FAILURE() << "'" << drawn.name << "' is not its golden picture: " << difference.sentence() << files
                << "\n  drawn by " << renderer;
}

class GoldenFrames : public testing::Test {
 protected:
  void look(bool dark) { game_.app().settings().of<FrameSettings>().dark = dark; }
  void keep_part(const char* name, Place place) {
    const Picture whole = game_.picture();
    drawn_.push_back({name, game_.part(place, whole)});
  }

  // A plane of eight Gaussians that G has half found: arena, plots and loss curve, then all of the window as it opens.
  void draw_points(float noise) {
    game_.open("ring", "ring8", noise);
    if (!game_.is_open()) return;
    ArenaSettings& settings = game_.app().settings().of<ArenaSettings>();
    const ArenaSettings standard;
    for (LayerSettings& layer : settings.layers) layer.visible = true;
    settings.real_samples = settings.generated_samples = 128;  // more would hide what is below them
    game_.picture();                                           // of where the trails begin
    for (int i = 0; i < 5; ++i) game_.train();
    game_.set("hyperparameters.k", std::int64_t{2});
    for (int i = 0; i < 5; ++i) game_.train();
    keep_part("arena", Place::stage);
    keep_part("plots", Place::lens);
    look(false);
    LayoutSettings& layout = game_.app().settings().of<LayoutSettings>();
    layout.lens_tab = 1;
    keep_part("loss-curve", Place::lens);
    layout.lens_tab = 0;
    std::copy(std::begin(standard.layers), std::end(standard.layers), std::begin(settings.layers));
    drawn_.push_back({"window-light", game_.picture(kWholeSize)});
    look(true);
    drawn_.push_back({"window-dark", game_.picture(kWholeSize)});
  }

  // Drawn shapes of 8×8 pixels: both sheets, and D over a plane of pictures.
  void draw_pictures(float noise) {
    game_.open("glyphs", "glyphs-mlp", noise);
    if (!game_.is_open()) return;
    game_.picture();
    for (int i = 0; i < 3; ++i) game_.train();
    keep_part("sheets", Place::stage);
    game_.app().settings().of<LayoutSettings>().stage_tab = 1;
    look(false);
    keep_part("decision-surface", Place::stage);
  }

  void renew() const {
    const std::string folder = renewed_folder();
    if (folder.empty()) return;
    fs::create_directories(folder);
    for (const Drawn& drawn : drawn_) kept(folder, drawn.name, drawn.picture);
  }
  void expect_all_as_golden(std::size_t count) {
    ASSERT_TRUE(game_.is_open());
    ASSERT_EQ(drawn_.size(), count);
    const std::string renderer = game_.app().window().opengl_description();
    for (const Drawn& drawn : drawn_) expect_as_golden(drawn, renderer);
  }

  GoldenGame game_;
  std::vector<Drawn> drawn_;
};

TEST_F(GoldenFrames, OfPoints) {
  draw_points(0);
  renew();
  expect_all_as_golden(5);
}

TEST_F(GoldenFrames, OfPictures) {
  draw_pictures(0);
  renew();
  expect_all_as_golden(2);
}

// Other processors round otherwise: that does not show.
TEST_F(GoldenFrames, OfPointsWithOtherLastBits) {
  draw_points(kLastBits);
  expect_all_as_golden(5);
}

TEST_F(GoldenFrames, OfPicturesWithOtherLastBits) {
  draw_pictures(kLastBits);
  expect_all_as_golden(2);
}

}  // namespace
}  // namespace gan
