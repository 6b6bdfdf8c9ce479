// A folder of PNG or JPEG images as data: each is turned upright, cropped to its centred square and brought to one
// size. Sub-folders with images are classes, or the parts train, test and val (core/io/images/image_splits.h).
#pragma once

#include <string>

#include "core/base/result.h"
#include "core/data/image_set.h"
#include "core/io/files/load_watch.h"
#include "core/io/images/image_scaling.h"
#include "core/io/images/image_tree.h"

namespace gan {

inline constexpr Index kFolderSize = 32;  // where the images' own sizes differ
inline constexpr std::size_t kLargestImageFile = std::size_t{256} << 20;

// An unsealed set; a tenth is held out where no part is. Images are taken in the order of their classes and names;
// what is no .png, .jpg or .jpeg is passed over, and one that cannot be decoded fails the whole. Without form.size they
// keep their size where all are square and have the same one that fits, otherwise they get kFolderSize. Three channels
// where a pixel of any of them has colour, however the files are stored. What is transparent is white.
Result<ImageSet> read_image_folder(const std::string& folder, const ImageForm& form, const LoadWatch& watch = {});

}  // namespace gan
