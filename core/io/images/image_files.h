// Images as data from files, recognised by what is there: IDX files (MNIST, Fashion-MNIST), CIFAR-10's binary
// batches, or a folder of PNG or JPEG images; also sets that the system has installed, by their name. A bad file
// gives one sentence with its name and what was expected, and nothing is half-loaded.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "core/base/result.h"
#include "core/data/image_set.h"
#include "core/io/files/load_watch.h"
#include "core/io/images/image_scaling.h"

namespace gan {

// Whether the name stands for a set that the system may have installed: "fashion-mnist", "mnist". A folder of that
// name is written with a path: "./mnist".
bool is_installed_name(std::string_view name);
// Where it is: NAME below datasets/ in XDG_DATA_HOME and XDG_DATA_DIRS. Empty where it is not.
std::string find_installed(std::string_view name);

// Whether a file or folder that a person drops holds images, from its names and first bytes.
bool holds_images(const std::string& path);

// `file`: a file, a folder, or an installed name.
Result<std::shared_ptr<const ImageSet>> read_images(const std::string& file, const ImageForm& form,
                                                    const LoadWatch& watch = {});

}  // namespace gan
