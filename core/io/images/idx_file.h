// IDX files of bytes, gzip or plain: images (magic 0x00000803, then count, rows, columns) and labels (0x00000801,
// then count), as MNIST and Fashion-MNIST come. http://yann.lecun.com/exdb/mnist/ describes the format.
#pragma once

#include <string>

#include "core/base/result.h"
#include "core/data/image_set.h"
#include "core/io/files/gzip_file.h"
#include "core/io/files/load_watch.h"
#include "core/io/images/image_scaling.h"

namespace gan {

// The files of one part of a set; no labels where the name is empty.
struct IdxFiles {
  std::string images, labels;
};

// Labels are below it.
inline constexpr int kMostIdxClasses = 100;
// All images of a file together, unpacked and before they are brought into form: what a small packed file can make a
// program work on.
inline constexpr std::uint64_t kLargestUnpacked = std::uint64_t{4} << 30;

// An unsealed set. Its classes are the labels that occur, in order; classes are named after them.
Result<ImageSet> read_idx(const IdxFiles& files, const ImageForm& form, const LoadWatch& watch = {});
// The same from what is open already; no labels where they are null.
Result<ImageSet> read_idx(GzipFile& images, GzipFile* labels, const ImageForm& form, const LoadWatch& watch = {});
// With the held-out part in its own files; a tenth of `training` where `held_out.images` is empty.
Result<ImageSet> read_idx_parts(const IdxFiles& training, const IdxFiles& held_out, const ImageForm& form,
                                const LoadWatch& watch = {});

// The files of MNIST's names in a folder, train or t10k: train-images-idx3-ubyte, train-images.idx3-ubyte, with or
// without .gz. Empty names where there are none.
IdxFiles find_idx(const std::string& folder, const std::string& part);
// The labels that lie beside a file of images; empty where there are none.
std::string labels_beside(const std::string& images);

}  // namespace gan
