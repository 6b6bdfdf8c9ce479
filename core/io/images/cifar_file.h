// CIFAR-10's binary batches: records of one label byte and 3 x 32 x 32 bytes, the red plane first, then green and
// blue. https://www.cs.toronto.edu/~kriz/cifar.html
#pragma once

#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/data/image_set.h"
#include "core/io/files/gzip_file.h"
#include "core/io/files/load_watch.h"
#include "core/io/images/image_scaling.h"

namespace gan {

inline constexpr Index kCifarRecord = 1 + 3 * 32 * 32;

// data_batch_1.bin ... data_batch_5.bin of a folder, those that are there, in order.
std::vector<std::string> find_cifar(const std::string& folder);

// An unsealed set of the files' images, one file after another; held out are those of `test_file`, or a tenth where
// it is empty.
Result<ImageSet> read_cifar(const std::vector<std::string>& files, const std::string& test_file, const ImageForm& form,
                            const LoadWatch& watch = {});
// The records of one file that is open already, as an unsealed set of their own.
Result<ImageSet> read_cifar_batch(GzipFile& file, const ImageForm& form, const LoadWatch& watch = {});

}  // namespace gan
