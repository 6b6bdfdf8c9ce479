// Folders of images as they come: what systems leave in them, parts of a set, links, and what is grey.
#include "core/io/images/image_folder.h"

#include <algorithm>
#include <set>

#include "core/io/images/image_files.h"
#include "core/io/images/image_splits.h"
#include "image_file_samples.h"
#include "image_samples.h"
#include "temporary_folder.h"

namespace gan {
namespace {

namespace fs = std::filesystem;

class ImageFolder : public TemporaryFolder {
 protected:
  // A flat grey image.
  void image(const std::string& name, int level) const {
    fs::create_directories((folder_ / name).parent_path());
    put(name, png_bytes(8, 8, 1, [level](int, int, int) { return level; }));
  }
  void images(const std::string& folder, int count, int first) const {
    for (int i = 0; i < count; ++i) image(folder + "/" + std::to_string(100 + i) + ".png", first + i);
  }
  std::shared_ptr<const ImageSet> read(const std::string& name = "") const {
    const auto images = read_images(path(name), {});
    EXPECT_TRUE(images.ok()) << images.message();
    return images.ok() ? images.value() : nullptr;
  }
  std::string refusal(const std::string& name = "") const {
    const auto images = read_images(path(name), {});
    EXPECT_FALSE(images.ok());
    return images.message();
  }
  void link(const std::string& to, const std::string& name) const {
    fs::create_directories((folder_ / name).parent_path());
    fs::create_symlink(to, folder_ / name);
  }
  static std::multiset<int> levels(const ImageSet& set) {
    std::multiset<int> found;
    for (Index i = 0; i < set.count(); ++i) found.insert(set.image(i)[0]);
    return found;
  }
  static std::multiset<int> range(int first, int count) {
    std::multiset<int> numbers;
    for (int i = 0; i < count; ++i) numbers.insert(first + i);
    return numbers;
  }
};

using Names = std::vector<std::string>;

TEST_F(ImageFolder, WhatSystemsLeaveBehindIsPassedOverAndCounted) {
  images("set/cats", 4, 10);
  images("set/dogs", 5, 50);
  for (const char* junk : {"set/cats/._100.png", "set/.DS_Store", "set/cats/Thumbs.db", "set/dogs/desktop.ini",
                           "set/__MACOSX/cats/._100.png", "set/.ipynb_checkpoints/100-checkpoint.png",
                           "set/dogs/.ipynb_checkpoints/100-checkpoint.png", "set/@eaDir/100.png"}) {
    image(junk, 99);
  }
  put("set/notes.txt", "no image");
  put("set/cats/film.gif", "GIF89a");
  fs::create_directories(folder_ / "set/birds/none");
  link("nowhere.png", "set/cats/lost.png");
  const auto set = read("set");
  ASSERT_TRUE(set);
  EXPECT_EQ(set->class_names, (Names{"cats", "dogs"}));
  std::multiset<int> expected = range(10, 4);
  expected.merge(range(50, 5));
  EXPECT_EQ(levels(*set), expected);
  EXPECT_EQ(account_of(*set),
            "set: 9 images of 2 classes taken, none held out; passed over: 8 hidden or system files or folders, "
            "2 files that are no PNG or JPEG, 1 link to what is not there, 1 folder without images (birds)");
}

TEST_F(ImageFolder, AFolderOfNothingButSystemFilesSaysSo) {
  image("set/._00.png", 3);
  EXPECT_TRUE(has(refusal("set"), "set has no images that can be read (1 hidden or system file or folder): expected"));
  EXPECT_FALSE(holds_images(path("set")));
  // One that is hidden itself was asked for by name.
  images(".mine", 3, 20);
  EXPECT_EQ(read(".mine")->count(), 3);
}

TEST_F(ImageFolder, LinksAreFollowedAndLoopsAreNot) {
  images("store/a", 3, 10);
  images("store/b", 4, 60);
  link("../store/a", "set/cats");
  images("set/dogs", 2, 90);
  link("../../store/b", "set/dogs/more");
  link("..", "set/dogs/up");
  link("../../store/a/100.png", "set/dogs/one.png");
  link("itself", "set/dogs/itself");
  link("../../store", "store/a/back");
  const auto set = read("set");
  ASSERT_TRUE(set);
  EXPECT_EQ(set->class_names, (Names{"cats", "dogs"}));
  std::vector<int> counts(2);
  for (const ImageSet* part : {set.get(), set->held_out.get()}) {
    ASSERT_NE(part, nullptr);
    for (const std::uint16_t label : part->labels) ++counts[label];
  }
  EXPECT_EQ(counts[0], 3 + 4) << "store/a, and store/b through its link back";
  EXPECT_EQ(counts[1], 2 + 4 + 1);
  EXPECT_TRUE(has(account_of(*set), "1 link to what is not there, 2 links back to a folder that they stand in"));
}

TEST_F(ImageFolder, PartsAreRecognisedInAnyUsualSpelling) {
  for (const char* name : {"train", "TRAIN", "Train", "training", "Training Set", "trainset", "train_images",
                           "seg_train", "train2017", "images-train"}) {
    EXPECT_EQ(part_of_name(name), SetPart::train) << name;
  }
  for (const char* name :
       {"test", "Test", "TESTING", "test-set", "testset", "test_images", "eval", "held_out", "holdout"}) {
    EXPECT_EQ(part_of_name(name), SetPart::test) << name;
  }
  for (const char* name : {"val", "Val", "valid", "VALIDATION", "valset", "dev"}) {
    EXPECT_EQ(part_of_name(name), SetPart::validation) << name;
  }
  for (const char* name :
       {"", "set", "trains", "trainer", "cats", "contest", "valley", "test_cats", "trainA", "tést"}) {
    EXPECT_EQ(part_of_name(name), SetPart::none) << name;
  }
}

TEST_F(ImageFolder, TrainTrainsAndTestIsHeldOut) {
  images("set/Training/cats", 12, 10);
  images("set/Training/dogs", 12, 40);
  images("set/TEST/cats", 4, 70);
  images("set/TEST/dogs", 3, 80);
  images("set/val/dogs", 2, 90);
  const auto set = read("set");
  ASSERT_TRUE(set);
  EXPECT_EQ(set->class_names, (Names{"cats", "dogs"}));
  EXPECT_EQ(set->count(), 24);
  ASSERT_TRUE(set->held_out);
  EXPECT_EQ(set->held_out->class_names, set->class_names);
  EXPECT_EQ(set->held_out->labels, (std::vector<std::uint16_t>{0, 0, 0, 0, 1, 1, 1}));
  EXPECT_EQ(account_of(*set),
            "set: 24 images of 2 classes taken, 7 held out (TEST); passed over: 2 images of val, "
            "since TEST is held out");
  fs::remove_all(folder_ / "set/TEST");
  EXPECT_TRUE(has(account_of(*read("set")), "2 held out (val)"));
  fs::remove_all(folder_ / "set/val");
  EXPECT_TRUE(has(account_of(*read("set")), "22 images of 2 classes taken, 2 held out (drawn)")) << "only one part";
}

TEST_F(ImageFolder, PartsWithoutClassesAndClassesWithParts) {
  images("flat/train", 12, 10);
  images("flat/valid", 3, 40);
  const auto flat = read("flat");
  ASSERT_TRUE(flat && flat->held_out);
  EXPECT_EQ(flat->classes, 0);
  EXPECT_EQ(levels(*flat->held_out), range(40, 3));
  EXPECT_EQ(levels(*flat), range(10, 12));

  for (const char* name : {"cats", "dogs"}) {
    images(std::string("inside/") + name + "/train", 5, name[0]);
    images(std::string("inside/") + name + "/test", 2, name[0] + 50);
  }
  const auto inside = read("inside");
  ASSERT_TRUE(inside && inside->held_out);
  EXPECT_EQ(inside->class_names, (Names{"cats", "dogs"}));
  EXPECT_EQ(inside->count(), 10);
  EXPECT_EQ(inside->held_out->labels, (std::vector<std::uint16_t>{0, 0, 1, 1}));

  // Images in no class cannot test a classifier: a tenth of the others does.
  images("mixed/train/cats", 10, 10);
  images("mixed/train/dogs", 10, 40);
  images("mixed/test", 6, 70);
  EXPECT_EQ(account_of(*read("mixed")),
            "mixed: 18 images of 2 classes taken, 2 held out (drawn); passed over: 6 images "
            "of test, which are in no class");
  images("mixed/val/birds", 1, 90);
  images("mixed/val/cats", 1, 91);
  EXPECT_TRUE(has(refusal("mixed"), "mixed/val has the class birds, which no training image has"));
}

TEST_F(ImageFolder, WhatOnlyLooksLikeAPartIsAClass) {
  images("vehicles/train", 3, 10);
  images("vehicles/bus", 3, 40);
  EXPECT_EQ(read("vehicles")->class_names, (Names{"bus", "train"}));
}

TEST_F(ImageFolder, FoldersAroundAndBelowClassesDoNotMatter) {
  images("download/archive v2/Bilder für alle/cats/2024/may", 3, 10);
  images("download/archive v2/Bilder für alle/cats", 2, 20);
  images("download/archive v2/Bilder für alle/dogs", 4, 40);
  const auto set = read("download");
  ASSERT_TRUE(set);
  EXPECT_EQ(set->class_names, (Names{"cats", "dogs"}));
  EXPECT_EQ(set->count(), 9);
  EXPECT_EQ(set->title, "download");
}

TEST_F(ImageFolder, GreyIsDecidedByThePixels) {
  const auto level = [](int x, int y, int) { return 20 * x + y; };
  const auto grey16 = [&](int x, int y, int c) { return 257 * level(x, y, c); };
  const auto with_alpha = [&](int x, int y, int c) { return c == 1 ? 255 : level(x, y, c); };
  const auto put_png = [&](const std::string& name, const PngSample& png) { put(name, png.bytes()); };
  std::string palette;
  for (int i = 0; i < 256; ++i) palette.append(3, static_cast<char>(i));
  fs::create_directories(folder_ / "set");
  put_png("set/a.png", {.colour = 0, .value = level});
  put_png("set/b.png", {.depth = 16, .colour = 0, .value = grey16});
  put_png("set/c.png", {.colour = 2, .value = level});
  put_png("set/d.png", {.depth = 16, .colour = 2, .interlaced = true, .value = grey16});
  put_png("set/e.png", {.colour = 3, .palette = palette, .value = level});
  put_png("set/f.png", {.colour = 4, .value = with_alpha});
  put_png("set/g.png", {.colour = 6, .value = [&](int x, int y, int c) { return c == 3 ? 255 : level(x, y, c); }});
  put("set/h.jpg", JpegSample{.width = 8, .height = 8, .channels = 3, .value = level}.bytes());
  const auto grey = read("set");
  ASSERT_TRUE(grey);
  ASSERT_EQ(grey->shape, SampleShape(8, 8, 1));
  for (Index i = 0; i < 7; ++i) {
    for (int p = 0; p < 64; ++p) ASSERT_EQ(grey->image(i)[p], level(p % 8, p / 8, 0)) << i;
  }
  EXPECT_EQ(grey->copies, 6);
  // One pixel of one image, and all of them have three channels.
  put_png("set/z.png", {.colour = 2, .value = [&](int x, int y, int c) {
                          return x == 3 && y == 4 && c == 0 ? 255 : level(x, y, c);
                        }});
  const auto colour = read("set");
  ASSERT_EQ(colour->shape, SampleShape(8, 8, 3));
  for (int p = 0; p < 64; ++p) {
    for (int c = 0; c < 3; ++c) ASSERT_EQ(colour->image(0)[3 * p + c], level(p % 8, p / 8, 0));
  }
  EXPECT_EQ(colour->image(8)[3 * (4 * 8 + 3)], 255);
}

TEST_F(ImageFolder, ImagesThatLieAreTurnedUpright) {
  JpegSample jpeg{.width = 24, .height = 24, .value = [](int x, int y, int c) { return 40 + 5 * x + 2 * y + c; }};
  JpegSample lying = jpeg;
  lying.value = [&](int x, int y, int c) { return jpeg.value(23 - y, x, c); };  // what orientation 6 turns back
  fs::create_directories(folder_ / "set");
  put("set/a.jpg", jpeg.bytes());
  put("set/b.jpg", with_exif(lying.bytes(), exif_block(6, true)));
  const auto set = read("set");
  ASSERT_TRUE(set);
  for (Index p = 0; p < set->shape.size(); ++p) ASSERT_NEAR(set->image(0)[p], set->image(1)[p], 6) << p;
  EXPECT_GT(set->image(1)[23 * 3], set->image(1)[0] + 60) << "it grows to the right";
}

TEST_F(ImageFolder, SetsAreFoundFromTheFoldersAboveThem) {
  const auto put_mnist = [&](const std::string& folder) {
    fs::create_directories(folder_ / folder);
    put(folder + "/train-images-idx3-ubyte", idx_images(30, 8));
    put(folder + "/train-labels-idx1-ubyte", idx_labels(30, 10));
  };
  put_mnist("data/FashionMNIST/raw");
  for (const char* place : {"data", "data/FashionMNIST", "data/FashionMNIST/raw"}) {
    const auto set = read(place);
    ASSERT_TRUE(set) << place;
    EXPECT_EQ(set->title, "Fashion-MNIST");
    EXPECT_EQ(set->count(), 27);
    EXPECT_TRUE(holds_images(path(place)));
  }
  put_mnist("data/MNIST/raw");
  EXPECT_EQ(read("data/MNIST")->title, "MNIST");
  EXPECT_TRUE(has(refusal("data"), "data holds several sets, such as "));
  fs::create_directories(folder_ / "torch/cifar-10-batches-bin");
  put("torch/cifar-10-batches-bin/data_batch_1.bin", cifar_records(12));
  EXPECT_EQ(read("torch")->title, "CIFAR-10");
  // An archive with each file in a folder of its own.
  fs::create_directories(folder_ / "kaggle/train-images-idx3-ubyte");
  put("kaggle/train-images-idx3-ubyte/train-images-idx3-ubyte", idx_images(12, 8));
  EXPECT_EQ(read("kaggle")->count(), 11);
}

TEST_F(ImageFolder, WhatIsNotReadIsRefusedForItsReason) {
  fs::create_directories(folder_ / "torch/cifar-10-batches-py");
  const std::string batch = put("torch/cifar-10-batches-py/data_batch_1", std::string("\x80\x02}q\x01", 5));
  for (const std::string place : {"torch", "torch/cifar-10-batches-py", "torch/cifar-10-batches-py/data_batch_1"}) {
    EXPECT_TRUE(
        has(refusal(place), " holds Python pickles, which are programs and are never run: expected CIFAR-10's binary"))
        << place;
  }
  put("torch/cifar-10-binary.tar.gz", gzipped("not unpacked"));
  EXPECT_TRUE(has(refusal("torch/cifar-10-binary.tar.gz"), "is an archive: expected the folder that it unpacks to"));
  fs::create_directories(folder_ / "packed");
  put("packed/cats.zip", "PK");
  EXPECT_TRUE(has(refusal("packed"), "has no images beside the archive cats.zip"));
}

}  // namespace
}  // namespace gan
