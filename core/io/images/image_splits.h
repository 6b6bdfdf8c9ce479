// Which images of a folder are trained on, which are held out, and what their classes are. Folders called train, test
// and val, in any usual spelling, are parts of a set where all folders beside them are such; any others are classes.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/io/images/image_tree.h"

namespace gan {

enum class SetPart { none, train, test, validation };
// "train", "Training", "train_images", "seg_train", "test-set", "val", "Validation" ...
SetPart part_of_name(std::string_view name);

struct LabelledFile {
  std::string path;
  int label = 0;
};

struct ImageSplits {
  std::vector<LabelledFile> training, held_out;  // by class, then by path; none held out: a tenth is to be drawn
  std::vector<std::string> classes;              // their names; fewer than two classes are none
  std::string held_out_from;                     // the folder's name; of several: "test"
};

inline constexpr std::size_t kMostFolderClasses = 1000;

// What is neither trained on nor held out is added to `passed`.
Result<ImageSplits> split_images(const ImageTree& tree, PassedOver& passed);

}  // namespace gan
