// Images read from IDX files, CIFAR-10's batches and folders; what is broken is one sentence.
#include "core/io/images/image_files.h"

#include <algorithm>

#include "core/base/hash.h"
#include "core/data/distribution.h"
#include "core/io/checkpoint.h"
#include "core/io/data_files.h"
#include "core/io/images/image_folder.h"
#include "core/io/recording_file.h"
#include "core/io/start_options.h"
#include "core/run/run.h"
#include "core/settings/settings_check.h"
#include "image_samples.h"
#include "temporary_folder.h"

namespace gan {
namespace {

class ImageFiles : public TemporaryFolder {
 protected:
  std::shared_ptr<const ImageSet> read(const std::string& file, const ImageForm& form = {}) const {
    auto images = read_images(file, form);
    EXPECT_TRUE(images.ok()) << images.message();
    return images.ok() ? images.value() : nullptr;
  }
  std::string refusal(const std::string& file, const ImageForm& form = {}) const {
    const auto images = read_images(file, form);
    EXPECT_FALSE(images.ok());
    return images.message();
  }
  void make(const std::string& name) const { std::filesystem::create_directories(folder_ / name); }
  void put_mnist() const {
    put("train-images-idx3-ubyte", idx_images(30, 8));
    put("train-labels-idx1-ubyte", idx_labels(30, 10));
    put("t10k-images-idx3-ubyte", idx_images(10, 8, 100));
    put("t10k-labels-idx1-ubyte", idx_labels(10, 10));
  }
};

TEST_F(ImageFiles, ReadsMnistsFiles) {
  put_mnist();
  const auto set = read(folder_.string());
  ASSERT_TRUE(set);
  EXPECT_EQ(set->shape, SampleShape(8, 8, 1));
  EXPECT_EQ(set->count(), 30);
  EXPECT_EQ(set->image(29)[63], 29);
  EXPECT_EQ(set->labels[29], 9);
  EXPECT_EQ(set->classes, 10);
  EXPECT_EQ(set->class_names[3], "3");
  ASSERT_TRUE(set->held_out);
  EXPECT_EQ(set->held_out->count(), 10);
  EXPECT_EQ(set->held_out->image(1)[0], 101);
  EXPECT_TRUE(holds_images(folder_.string()));
}

TEST_F(ImageFiles, GzipAndTheOtherSpellingAreTheSame) {
  put_mnist();
  const auto plain = read(folder_.string());
  make("packed");
  put("packed/train-images.idx3-ubyte.gz", gzipped(idx_images(30, 8)));
  put("packed/train-labels.idx1-ubyte.gz", gzipped(idx_labels(30, 10)));
  const auto packed = read(path("packed"));
  ASSERT_TRUE(plain && packed);
  ASSERT_EQ(packed->count(), 27) << "a tenth is held out where there is no t10k";
  EXPECT_EQ(packed->held_out->count(), 3);
  put("packed/t10k-images.idx3-ubyte.gz", gzipped(idx_images(10, 8, 100)));
  EXPECT_EQ(read(path("packed"))->hash, plain->hash);
  const auto single = read(path("packed/train-images.idx3-ubyte.gz"));
  ASSERT_TRUE(single);
  for (Index i = 0; i < single->count(); ++i) {
    EXPECT_EQ(single->labels[static_cast<std::size_t>(i)], single->image(i)[0] % 10);
  }
  EXPECT_TRUE(holds_images(path("packed/train-images.idx3-ubyte.gz")));
}

TEST_F(ImageFiles, LabelsAreOptionalAndNumberedAsTheyOccur) {
  put("train-images-idx3-ubyte", idx_images(30, 8));
  const auto bare = read(folder_.string());
  ASSERT_TRUE(bare);
  EXPECT_TRUE(bare->labels.empty());
  EXPECT_EQ(bare->classes, 0);
  put("train-labels-idx1-ubyte", idx_bytes(0x801, {30}, std::string(15, 7) + std::string(15, 3)));
  const auto set = read(folder_.string());
  ASSERT_TRUE(set);
  EXPECT_EQ(set->classes, 2);
  EXPECT_EQ(set->class_names, (std::vector<std::string>{"3", "7"}));
  EXPECT_EQ(set->labels.front(), 1);
  EXPECT_EQ(set->labels.back(), 0);
}

TEST_F(ImageFiles, ImagesAreAveragedToTheSizeAsked) {
  std::string pixels;
  for (int i = 0; i < 12; ++i) {
    for (int p = 0; p < 400; ++p) pixels.push_back(static_cast<char>(p % 20 < 10 ? 10 : 50));
  }
  const std::string file = put("x-images-idx3-ubyte", idx_bytes(0x803, {12, 20, 20}, pixels));
  const auto set = read(file, {.size = 8});
  ASSERT_TRUE(set);
  EXPECT_EQ(set->shape, SampleShape(8, 8, 1));
  EXPECT_EQ(set->asked_size, 8);
  EXPECT_EQ(set->image(0)[3], 10);
  EXPECT_EQ(set->image(0)[4], 50);
  const auto larger = read(file, {.size = 33});
  EXPECT_EQ(larger->image(0)[16], 30) << "the pixel in the middle covers both halves";
}

TEST_F(ImageFiles, ReadsCifarsBatches) {
  put("data_batch_1.bin", cifar_records(12));
  put("data_batch_2.bin", cifar_records(3));
  put("test_batch.bin", cifar_records(2));
  const auto set = read(folder_.string());
  ASSERT_TRUE(set);
  EXPECT_EQ(set->shape, SampleShape(32, 32, 3));
  EXPECT_EQ(set->count(), 15);
  EXPECT_EQ(set->labels[11], 1);
  EXPECT_EQ(set->class_names[1], "automobile");
  const std::uint8_t* const pixel = set->image(11) + 3 * 37;
  EXPECT_EQ(std::vector<int>(pixel, pixel + 3), (std::vector<int>{21, 100, 5}));
  EXPECT_EQ(set->held_out->count(), 2);
  const auto grey = read(folder_.string(), {.size = 16, .colour = false});
  EXPECT_EQ(grey->shape, SampleShape(16, 16, 1));
  EXPECT_EQ(grey->image(11)[2], (299 * 21 + 587 * 100 + 114 * 5 + 500) / 1000);
  EXPECT_EQ(read(path("data_batch_1.bin"))->count(), 11);
}

TEST_F(ImageFiles, AFolderOfImagesHasItsSubFoldersAsClasses) {
  make("dogs");
  make("cats/more");
  put("notes.txt", "not an image");
  for (int i = 0; i < 6; ++i) {
    const auto level = [i](int, int, int) { return 10 * i; };
    put("dogs/" + std::to_string(i) + ".PNG", png_bytes(20, 10, 1, level));
    put("cats/more/" + std::to_string(i) + ".jpg", jpeg_bytes(16, 16, 200 + 5 * i));
  }
  EXPECT_EQ(read(folder_.string())->shape, SampleShape(32, 32, 1)) << "sizes differ, and no pixel has a colour";
  const auto set = read(folder_.string(), {.colour = false});
  ASSERT_TRUE(set);
  EXPECT_EQ(set->shape, SampleShape(32, 32, 1));
  EXPECT_EQ(set->class_names, (std::vector<std::string>{"cats", "dogs"}));
  EXPECT_EQ(set->count(), 11);
  EXPECT_EQ(set->held_out->count(), 1);
  EXPECT_EQ(set->labels.front(), 0);
  EXPECT_EQ(set->labels.back(), 1);
  std::vector<int> levels;
  for (const ImageSet* part : {set.get(), set->held_out.get()}) {
    for (Index i = 0; i < part->count(); ++i) levels.push_back(part->image(i)[500]);
  }
  std::sort(levels.begin(), levels.end());
  for (int i = 0; i < 6; ++i) {
    EXPECT_EQ(levels[static_cast<std::size_t>(i)], 10 * i);
    EXPECT_NEAR(levels[static_cast<std::size_t>(6 + i)], 200 + 5 * i, 2);
  }
}

TEST_F(ImageFiles, ImagesAreCroppedAndKeepTheirColours) {
  // Red in the centred square, green to its left and right; the lower half is transparent.
  const auto pixel = [](int x, int y, int c) {
    if (c == 3) return y < 8 ? 255 : 0;
    return (x >= 8 && x < 24 ? c == 0 : c == 1) ? 240 : 0;
  };
  put("a.png", png_bytes(32, 16, 4, pixel));
  const auto set = read(folder_.string(), {.size = 8});
  ASSERT_TRUE(set);
  ASSERT_EQ(set->shape, SampleShape(8, 8, 3));
  EXPECT_EQ(set->classes, 0);
  EXPECT_FALSE(set->held_out);
  EXPECT_EQ(std::vector<int>(set->image(0), set->image(0) + 3), (std::vector<int>{240, 0, 0}));
  const std::uint8_t* const last = set->image(0) + 63 * 3;
  EXPECT_EQ(std::vector<int>(last, last + 3), (std::vector<int>{255, 255, 255}));
  const auto grey = read(folder_.string(), {.size = 8, .colour = false});
  EXPECT_EQ(grey->shape, SampleShape(8, 8, 1));
  EXPECT_EQ(grey->image(0)[0], (299 * 240 + 500) / 1000);
}

TEST_F(ImageFiles, SquareImagesOfOneSizeKeepIt) {
  for (int i = 0; i < 3; ++i) {
    put(std::to_string(i) + ".png", png_bytes(12, 12, 1, [i](int x, int y, int) { return 5 * x + y + i; }));
  }
  const auto set = read(folder_.string());
  ASSERT_TRUE(set);
  EXPECT_EQ(set->shape, SampleShape(12, 12, 1));
  EXPECT_EQ(set->image(2)[12 * 3 + 4], 5 * 4 + 3 + 2);
}

TEST_F(ImageFiles, BrokenIdxFilesAreSentences) {
  const std::string whole = idx_images(30, 8), packed = gzipped(whole);
  const auto with = [&](const std::string& bytes) {
    const std::string file = put("train-images-idx3-ubyte.gz", bytes);
    std::string message = refusal(folder_.string());
    EXPECT_TRUE(has(message, file));
    return message;
  };
  EXPECT_TRUE(has(with(packed.substr(0, packed.size() / 2)), "is broken: the gzip data end too early"));
  std::string flipped = packed;
  flipped[flipped.size() - 6] = static_cast<char>(flipped[flipped.size() - 6] ^ 1);
  EXPECT_TRUE(has(with(flipped), "is broken: "));
  EXPECT_TRUE(has(with(whole.substr(0, 100)), "ends too early: 1836 bytes more of the images were expected"));
  EXPECT_TRUE(has(with(""), "ends too early: 4 bytes more of its header"));
  EXPECT_TRUE(has(with(whole + "x"), "goes on after its 30 images"));
  EXPECT_TRUE(has(with("\x89PNG and so on"), "begins with 0x89504e47: expected 0x00000803"));
  EXPECT_TRUE(has(with(idx_bytes(0x803, {0, 8, 8}, "")), "has no entries"));
  EXPECT_TRUE(has(with(idx_bytes(0x803, {1, 40000, 40000}, "")), "40000 x 40000 pixels"));
  EXPECT_TRUE(has(with(idx_bytes(0x803, {4000000000u, 28, 28}, "")), "more than 1 GiB"));
  EXPECT_TRUE(has(with(idx_bytes(0x803, {1, 100, 100}, "")), "100 x 100 pixels: expected sides of 8 to 64"));
}

TEST_F(ImageFiles, LabelsThatDoNotFitAreSentences) {
  put("train-images-idx3-ubyte", idx_images(30, 8));
  const auto with = [&](const std::string& bytes) {
    const std::string file = put("train-labels-idx1-ubyte", bytes);
    std::string message = refusal(folder_.string());
    EXPECT_TRUE(has(message, file));
    return message;
  };
  EXPECT_TRUE(has(with(idx_labels(29, 10)), "has 29 labels: expected 30, one an image"));
  EXPECT_TRUE(has(with(idx_bytes(0x801, {30}, std::string(30, '\xc8'))), "has label 200 at image 1: expected 0 to 99"));
  EXPECT_TRUE(has(with(idx_images(30, 8)), "begins with 0x00000803: expected 0x00000801"));
  EXPECT_TRUE(has(refusal(put("alone-labels-idx1-ubyte", idx_labels(30, 10))), "holds labels"));
  put("train-labels-idx1-ubyte", idx_labels(30, 10));
  put("t10k-images-idx3-ubyte", idx_images(12, 8));
  put("t10k-labels-idx1-ubyte", idx_labels(12, 11));
  EXPECT_TRUE(has(refusal(folder_.string()), "t10k-labels-idx1-ubyte has label 10"));
  put("t10k-images-idx3-ubyte", idx_images(12, 9));
  EXPECT_TRUE(has(refusal(folder_.string()), "another size"));
}

TEST_F(ImageFiles, BrokenCifarFilesAreSentences) {
  const std::string whole = cifar_records(4);
  const auto with = [&](const std::string& bytes) {
    const std::string file = put("data_batch_1.bin", bytes);
    std::string message = refusal(folder_.string());
    EXPECT_TRUE(has(message, file));
    return message;
  };
  EXPECT_TRUE(has(with(whole.substr(0, 5000)), "has 5000 bytes: expected a multiple of 3073"));
  EXPECT_TRUE(has(with(""), "has no images"));
  std::string wrong = whole;
  wrong[2 * 3073] = 11;
  EXPECT_TRUE(has(with(wrong), "has label 11 at image 3: expected 0 to 9"));
}

TEST_F(ImageFiles, BadFoldersAreSentences) {
  EXPECT_TRUE(has(refusal(path("none")), "there is no such file or folder"));
  put("notes.txt", "nothing");
  EXPECT_TRUE(
      has(refusal(folder_.string()), "has no images that can be read (1 file that is no PNG or JPEG): expected IDX"));
  EXPECT_TRUE(has(refusal(path("notes.txt")), "holds no images that can be read"));
  EXPECT_FALSE(holds_images(folder_.string()));
  EXPECT_FALSE(holds_images(path("notes.txt")));
  const std::string good = png_bytes(16, 16, 3, [](int x, int y, int c) { return 7 * x + 3 * y + c; });
  put("a.png", good);
  const std::string bad = put("b.png", good.substr(0, good.size() / 2));
  EXPECT_TRUE(has(refusal(folder_.string()), bad + " is a broken image"));
  put("b.png", "not an image");
  EXPECT_TRUE(has(refusal(folder_.string()), bad + " is not a PNG or JPEG image"));
  // A header that promises 40,000 x 40,000 pixels: refused before anything is decoded.
  std::string huge = good;
  for (const std::size_t at : {16u, 20u}) huge.replace(at, 4, std::string("\x00\x00\x9c\x40", 4));
  put("b.png", huge);
  EXPECT_TRUE(has(refusal(folder_.string()), bad + " has 40000 x 40000 pixels: expected at most 8192 a side"));
  std::string jpeg = jpeg_bytes(16, 16, 9);
  const std::size_t frame = jpeg.find("\xff\xc0");
  ASSERT_NE(frame, std::string::npos);
  jpeg.replace(frame + 5, 4, std::string("\x9c\x40\x9c\x40", 4));
  std::filesystem::remove(bad);
  const std::string wide = put("c.jpg", jpeg);
  EXPECT_TRUE(has(refusal(folder_.string()), wide + " has 40000 x 40000 pixels"));
  std::filesystem::remove(wide);
  make("dogs");
  put("dogs/d.png", good);
  EXPECT_TRUE(has(refusal(folder_.string()), "has images of its own and sub-folders"));
}

TEST_F(ImageFiles, ReadingShowsItsProgressAndCanBeCancelled) {
  put_mnist();
  std::vector<double> shares;
  LoadWatch watch;
  watch.progress = [&](double share) { shares.push_back(share); };
  ASSERT_TRUE(read_images(folder_.string(), {}, watch));
  ASSERT_GE(shares.size(), 2u);
  EXPECT_TRUE(std::is_sorted(shares.begin(), shares.end()));
  EXPECT_LE(shares.back(), 1);
  watch.cancelled = [] { return true; };
  EXPECT_EQ(read_images(folder_.string(), {}, watch).message(), kLoadCancelled);
}

TEST_F(ImageFiles, InstalledSetsHaveNames) {
  EXPECT_TRUE(is_installed_name("fashion-mnist"));
  EXPECT_FALSE(is_installed_name("./fashion-mnist"));
  EXPECT_EQ(resolve_data_file("fashion-mnist", path("s.toml")), "fashion-mnist");
  EXPECT_EQ(data_file_beside("fashion-mnist", path("s.toml")), "fashion-mnist");
  EXPECT_EQ(data_file_beside(path("mnist"), path("s.toml")), "./mnist");
  EXPECT_EQ(resolve_data_file("./mnist", path("s.toml")), path("mnist"));
}

TEST_F(ImageFiles, SettingsLoadTheirImages) {
  put_mnist();
  Settings settings;
  ASSERT_TRUE(set_from_text(settings, {{"data.file", folder_.string()}, {"data.kind", "images"}}));
  ASSERT_TRUE(settings.spec.data.images);
  EXPECT_FALSE(needs_loading(settings.spec.data));
  EXPECT_TRUE(check_settings(settings)) << check_settings(settings).message();
  const auto native = settings.spec.data.images;
  ASSERT_TRUE(set_from_text(settings, "data.size", "16"));
  EXPECT_EQ(settings.spec.data.images->shape, SampleShape(16, 16, 1));
  ASSERT_TRUE(set_from_text(settings, "data.kind", "stacked"));
  EXPECT_EQ(sample_shape(settings.spec.data), SampleShape(16, 16, 3));
  EXPECT_EQ(native->shape, SampleShape(8, 8, 1));
  const Settings before = settings;
  EXPECT_FALSE(set_from_text(settings, "data.file", path("none")));
  EXPECT_EQ(settings, before);
}

TEST_F(ImageFiles, DataOptionTakesTheScenariosPlace) {
  put_mnist();
  StartOptions options;
  options.data = folder_.string();
  auto scenario = prepare_scenario(options);
  ASSERT_TRUE(scenario) << scenario.message();
  EXPECT_EQ(sample_shape(scenario.value().settings.spec.data), SampleShape(8, 8, 1));
  options.set = {"data.kind=stacked"};
  scenario = prepare_scenario(options);
  ASSERT_TRUE(scenario) << scenario.message();
  EXPECT_EQ(sample_shape(scenario.value().settings.spec.data), SampleShape(8, 8, 3));
}

TEST_F(ImageFiles, RecordingsAndCheckpointsHoldTheHashAndNoticeAChange) {
  put_mnist();
  Settings settings;
  ASSERT_TRUE(set_from_text(settings, {{"data.kind", "images"}, {"data.file", folder_.string()}}));
  settings.hyperparameters.batch_size = 4;
  auto run = std::move(Run::create(settings).value());
  Recorder recorder(1);
  for (int i = 0; i < 3; ++i) {
    ASSERT_TRUE(run->step());
    recorder.after_iteration(*run);
  }
  ASSERT_TRUE(save_recording(recorder.finish(*run), path("r.toml")));
  ASSERT_TRUE(save_checkpoint({run->settings(), run->state(), ""}, path("c.safetensors")));
  const auto recording = read_recording(path("r.toml"));
  ASSERT_TRUE(recording) << recording.message();
  EXPECT_EQ(recording.value().recording().settings, settings);
  const ReplayResult replayed = replay(recording.value().recording());
  EXPECT_TRUE(replayed.agrees) << replayed.problem;
  const auto saved = load_checkpoint(path("c.safetensors"));
  ASSERT_TRUE(saved) << saved.message();
  EXPECT_EQ(saved.value()->settings, settings);
  EXPECT_EQ(hash_state(saved.value()->state), run->hash());

  put("train-images-idx3-ubyte", idx_images(30, 8, 1));
  const std::string sentence = folder_.string() + " has changed since: expected images of hash ";
  EXPECT_TRUE(has(read_recording(path("r.toml")).message(), sentence + hash_text(settings.spec.data.images->hash)));
  EXPECT_TRUE(has(load_checkpoint(path("c.safetensors")).message(), sentence));
}

}  // namespace
}  // namespace gan
