// Sets of images that have usual files and folders: MNIST's kind and CIFAR-10, found in the folder itself or in those
// below it where their archives and torchvision put them; and what looks like one and can not be read, with its reason.
#pragma once

#include <string>
#include <vector>

#include "core/base/result.h"

namespace gan {

struct KnownSet {
  enum class Kind { none, idx, cifar } kind = Kind::none;
  std::string folder;  // that its files lie in
};

// In the folder itself, in its raw or cifar-10-batches-bin, or in one folder below it (FashionMNIST/raw). None where
// there is none; a sentence where there are several.
Result<KnownSet> find_known_set(const std::string& folder);

// Why a folder or a file without any images holds none that are read: "holds CIFAR-10 as Python pickles ..."; "" where
// nothing is known of it.
std::string why_not_read(const std::string& path);

}  // namespace gan
