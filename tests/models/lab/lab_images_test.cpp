// The lab: images become the data, from a folder and from a scenario that names an installed set.
#include <cstdlib>
#include <optional>

#include "tests/models/lab/lab_fixture.h"

namespace gan {
namespace {

using LabImages = LabTest;

// The text of an IDX file of that many grey images, each of one level.
std::string idx_images(int count, int side) {
  std::string text = {0, 0, 8, 3};
  for (const int n : {count, side, side}) text += {0, 0, 0, static_cast<char>(n)};
  for (int i = 0; i < count; ++i)
    text.append(static_cast<std::size_t>(side) * static_cast<std::size_t>(side), static_cast<char>(i));
  return text;
}

// A folder becomes the data, and a change of the images' size reads it again.
TEST_F(LabImages, ImagesBecomeTheData) {
  const std::string file = written("train-images-idx3-ubyte", idx_images(20, 12));
  open_file(std::filesystem::path(file).parent_path().string());
  until([this] { return lab_->snapshot().data->images() != nullptr; });
  EXPECT_EQ(lab_->snapshot().data->shape(), SampleShape(12, 12, 1));
  EXPECT_EQ(lab_->snapshot().data->images()->count(), 18);
  EXPECT_NE(newest_message().find(": 18 images taken, 2 held out (drawn)."), std::string::npos) << newest_message();
  set("data.size", std::int64_t{8});
  until([this] { return lab_->snapshot().data->shape().height == 8; });
  EXPECT_EQ(lab_->snapshot().settings->spec.data.size, 8);
  set("data.kind", std::string("ring"));
  until([this] { return lab_->snapshot().data->kind().has(Capability::plane); });
  set("data.kind", std::string("images"));
  until([this] { return !lab_->snapshot().data->kind().has(Capability::plane); });
  EXPECT_EQ(lab_->snapshot().data->shape(), SampleShape(8, 8, 1));
}

// Where the system has its data sets, while it lives.
class DataFolders {
 public:
  explicit DataFolders(const std::string& folder) {
    for (const auto& [name, value] : {std::pair{"XDG_DATA_DIRS", folder}, {"XDG_DATA_HOME", folder + "/none"}}) {
      const char* const before = std::getenv(name);
      before_.emplace_back(name, before ? std::optional<std::string>(before) : std::nullopt);
      setenv(name, value.c_str(), 1);
    }
  }
  ~DataFolders() {
    for (const auto& [name, value] : before_) value ? setenv(name, value->c_str(), 1) : unsetenv(name);
  }

 private:
  std::vector<std::pair<const char*, std::optional<std::string>>> before_;
};

// Its images are read when a scenario is opened, not when it is listed.
TEST_F(LabImages, AScenarioOfAnInstalledSetReadsItsImages) {
  const DataFolders folders(folder_.string());
  const auto choose = [this](const char* id) {
    Actions actions;
    actions.scenario = id;
    lab_->carry_out(actions);
  };
  choose("fashion-mlp");
  until([this] { return lab_->messages().count() > 0; });
  EXPECT_NE(newest_message().find("was not opened: fashion-mnist is not installed"), std::string::npos)
      << newest_message();
  EXPECT_EQ(lab_->scenario().id, "small");

  std::filesystem::create_directories(folder_ / "datasets" / "fashion-mnist");
  written("datasets/fashion-mnist/train-images-idx3-ubyte", idx_images(40, 28));
  choose("fashion-mlp");
  until([this] { return lab_->scenario().id == "fashion-mlp"; });
  until([this] { return lab_->snapshot().data->images() != nullptr; });
  const auto images = lab_->snapshot().settings->spec.data.images;
  EXPECT_EQ(images->count(), 36);
  // The same images are not read twice; of two that are chosen in turn the second is opened.
  choose("fashion-conv");
  until([this] { return lab_->snapshot().settings->spec.generator.architecture == Architecture::convolutional; });
  EXPECT_EQ(lab_->snapshot().settings->spec.data.images, images);
  choose("ring8");
  until([this] { return lab_->snapshot().data->kind().has(Capability::plane); });
  choose("fashion-mlp");
  choose("ring8");
  until_settled();
  EXPECT_EQ(lab_->scenario().id, "ring8");
}

}  // namespace
}  // namespace gan
