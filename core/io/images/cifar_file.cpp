#include "core/io/images/cifar_file.h"

#include <filesystem>

#include "core/io/files/text_file.h"

namespace gan {
namespace {

namespace fs = std::filesystem;

constexpr int kClasses = 10;
constexpr const char* kNames[kClasses] = {"airplane", "automobile", "bird",  "cat",  "deer",
                                          "dog",      "frog",       "horse", "ship", "truck"};
const SampleShape kShape(32, 32, 3);
constexpr Index kRecordsBetweenLooks = 500;

Outcome read_records(GzipFile& file, const ImageForm& form, const LoadWatch& watch, ImageSet& set) {
  const std::string& path = file.path();
  const auto bytes = static_cast<Index>(file.size());
  if (bytes == 0) return Error{path + " has no images: expected at least one record of 3073 bytes"};
  if (bytes % kCifarRecord != 0) {
    return Error{path + " has " + std::to_string(bytes) +
                 " bytes: expected a multiple of 3073, a label and an image of CIFAR-10 each"};
  }
  if (set.pixels.size() + static_cast<std::size_t>(bytes / kCifarRecord * set.shape.size()) > kLargestFile) {
    return Error{path + " has " + std::to_string(bytes / kCifarRecord) +
                 " images, more than 1 GiB: expected fewer, or a smaller data.size"};
  }
  std::uint8_t record[kCifarRecord], image[kCifarRecord - 1];
  for (Index i = 0; i < bytes / kCifarRecord; ++i) {
    if (i % kRecordsBetweenLooks == 0 && !watch.go_on(file.share())) return Error{kLoadCancelled};
    if (Outcome read = file.read(record, sizeof record, "the images"); !read) return read;
    if (record[0] >= kClasses) {
      return Error{path + " has label " + std::to_string(record[0]) + " at image " + std::to_string(i + 1) +
                   ": expected 0 to 9"};
    }
    for (Index p = 0; p < kShape.pixels(); ++p) {
      for (Index c = 0; c < 3; ++c) image[p * 3 + c] = record[1 + c * kShape.pixels() + p];
    }
    set.labels.push_back(record[0]);
    set.pixels.resize(set.pixels.size() + static_cast<std::size_t>(set.shape.size()));
    bring_into_form(image, kShape, form, set.pixels.data() + set.pixels.size() - set.shape.size());
  }
  return file.expect_end("its images");
}

Outcome read_batch(const std::string& path, const ImageForm& form, const LoadWatch& watch, ImageSet& set) {
  Result<GzipFile> file = GzipFile::open(path);
  if (!file) return file.error();
  return read_records(file.value(), form, watch, set);
}

ImageSet empty_set(const ImageForm& form) {
  ImageSet set;
  set.shape = shape_in_form(kShape, form);
  set.classes = kClasses;
  set.class_names.assign(std::begin(kNames), std::end(kNames));
  set.title = "CIFAR-10";
  return set;
}

}  // namespace

std::vector<std::string> find_cifar(const std::string& folder) {
  std::vector<std::string> found;
  for (int n = 1; n <= 5; ++n) {
    const fs::path path = fs::path(folder) / ("data_batch_" + std::to_string(n) + ".bin");
    std::error_code error;
    if (fs::is_regular_file(path, error)) found.push_back(path.string());
  }
  return found;
}

Result<ImageSet> read_cifar_batch(GzipFile& file, const ImageForm& form, const LoadWatch& watch) {
  ImageSet set = empty_set(form);
  if (Outcome read = read_records(file, form, watch, set); !read) return read.error();
  return set;
}

Result<ImageSet> read_cifar(const std::vector<std::string>& files, const std::string& test_file, const ImageForm& form,
                            const LoadWatch& watch) {
  ImageSet set = empty_set(form);
  const double parts = static_cast<double>(files.size()) + (test_file.empty() ? 0 : 1);
  double done = 0;
  for (const std::string& file : files) {
    const LoadWatch here = watch.part(done / parts, (done + 1) / parts);
    if (Outcome read = read_batch(file, form, here, set); !read) return read.error();
    ++done;
  }
  if (test_file.empty()) {
    hold_out_a_tenth(set);
    return set;
  }
  ImageSet held_out = empty_set(form);
  if (Outcome read = read_batch(test_file, form, watch.part(done / parts, 1), held_out); !read) return read.error();
  set.held_out_from = "test_batch";
  set.held_out = seal_images(std::move(held_out));
  return set;
}

}  // namespace gan
