// Readers of tensors: safetensors, checkpoints, classifiers.
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <string>

#include "core/base/check.h"
#include "core/io/checkpoint.h"
#include "core/io/files/safetensors.h"
#include "core/io/metrics/classifier_file.h"
#include "tests/fuzz/scratch_file.h"
#include "tests/fuzz/targets.h"

namespace gan::fuzz {
namespace {

std::string string_of(Bytes bytes) {
  return std::string(reinterpret_cast<const char*>(bytes.data()), bytes.size());
}

// Four images in two classes; classifiers in the corpus were trained on them.
const ImageSet& images() {
  static const std::shared_ptr<const ImageSet> set = [] {
    ImageSet made;
    made.shape = {8, 8, 1};
    made.classes = 2;
    made.labels = {0, 1, 0, 1};
    made.pixels.resize(4 * 64, 7);
    return seal_images(std::move(made));
  }();
  return *set;
}

}  // namespace

void safetensors(Bytes bytes) {
  const auto read = parse_safetensors(string_of(bytes), "f");
  if (!read) {
    GAN_CHECK(!read.message().empty(), "a refusal without a sentence");
    return;
  }
  std::size_t numbers = 0;
  for (const NamedTensor& tensor : read.value().tensors) {
    numbers += tensor.numbers.size();
    for (const float x : tensor.numbers) GAN_CHECK(std::isfinite(x), "a number that is not finite");
    GAN_CHECK(read.value().find(tensor.name) == &tensor, "a tensor that is not found by its name");
  }
  GAN_CHECK(numbers * sizeof(float) <= bytes.size(), "more numbers than the file has");
  const auto again = parse_safetensors(write_safetensors(read.value()), "f");
  GAN_CHECK(again.ok() && again.value().tensors.size() == read.value().tensors.size() &&
                again.value().metadata == read.value().metadata,
            "what was written and read is something else");
}

void checkpoint(Bytes bytes) {
  const std::string file = "/nowhere/at/all/c.safetensors";
  const auto read = parse_checkpoint(string_of(bytes), file);
  if (!read) return;
  const std::string written = write_checkpoint(*read.value(), file);
  const auto again = parse_checkpoint(written, file);
  GAN_CHECK(again.ok(), "a checkpoint that was written cannot be read");
  GAN_CHECK(write_checkpoint(*again.value(), file) == written, "a checkpoint that was read is another one");
}

void classifier(Bytes bytes) {
  const ScratchFile file(bytes, "classifier.safetensors");
  const auto read = load_classifier(file.path(), images());
  if (!read) return;
  GAN_CHECK(read.value()->data_hash == images().hash, "a classifier of other images");
}

}  // namespace gan::fuzz
