#include "core/io/images/image_folder.h"

#include <algorithm>
#include <filesystem>
#include <span>

#include "core/io/files/text_file.h"
#include "core/io/images/image_decoder.h"
#include "core/io/images/image_splits.h"

namespace gan {
namespace {

constexpr double kHeaders = 0.3;  // share of the work that reading all headers is

std::span<const std::uint8_t> file_bytes(const std::string& bytes) {
  return {reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()};
}

// Whether any pixel of red, green and blue is no grey.
bool has_colour(const std::uint8_t* pixels, Index count) {
  for (Index p = 0; p < count; ++p) {
    if (pixels[3 * p] != pixels[3 * p + 1] || pixels[3 * p] != pixels[3 * p + 2]) return true;
  }
  return false;
}

// Grey until the first image whose pixels have colour. The training part and the held-out one have one shape.
class ImageSink {
 public:
  ImageSink(const std::string& folder, std::size_t count, ImageForm form)
      : folder_(folder), count_(count), form_(form) {
    grey_.resize(static_cast<std::size_t>(3 * form.size * form.size));
  }

  Outcome check_total() const {
    if (count_ * static_cast<std::size_t>(form_.size * form_.size * channels_) <= kLargestFile) return {};
    return Error{folder_ + " has " + std::to_string(count_) +
                 " images, more than 1 GiB: expected fewer, or a smaller data.size"};
  }

  Outcome append(const DecodedImage& image, std::vector<std::uint8_t>& part, std::vector<std::uint8_t>& other) {
    bring_into_form(image.pixels.data(), image.shape, form_, grey_.data());
    const Index pixels = form_.size * form_.size, channels = form_.colour ? image.shape.channels : 1;
    if (channels == 3 && channels_ == 1 && has_colour(grey_.data(), pixels)) {
      channels_ = 3;
      if (Outcome fits = check_total(); !fits) return fits;
      for (std::vector<std::uint8_t>* grown : {&part, &other}) triple(*grown);
    }
    for (Index p = 0; p < pixels; ++p) {
      const std::uint8_t* const from = grey_.data() + p * channels;
      for (Index c = 0; c < channels_; ++c) part.push_back(from[channels == 3 ? c : 0]);
    }
    return {};
  }

  SampleShape shape() const { return {form_.size, form_.size, channels_}; }

 private:
  static void triple(std::vector<std::uint8_t>& pixels) {
    std::vector<std::uint8_t> coloured;
    coloured.reserve(3 * std::max(pixels.size(), pixels.capacity()));
    for (const std::uint8_t level : pixels) coloured.insert(coloured.end(), 3, level);
    pixels = std::move(coloured);
  }

  const std::string& folder_;
  std::size_t count_;
  ImageForm form_;
  Index channels_ = 1;
  std::vector<std::uint8_t> grey_;  // one image in form
};

class FolderReader {
 public:
  FolderReader(const std::string& folder, const ImageForm& form, const LoadWatch& watch)
      : folder_(folder), form_(form), watch_(watch) {}

  Result<ImageSet> read() {
    PassedOver passed;
    const Result<ImageTree> tree = walk_images(folder_, passed, watch_);
    if (!tree) return tree.error();
    if (tree.value().empty()) return Error{folder_ + " has no images: expected .png, .jpg or .jpeg files"};
    Result<ImageSplits> split = split_images(tree.value(), passed);
    if (!split) return split.error();
    splits_ = std::move(split).value();
    for (ImageSet* set : {&training_, &held_out_}) {
      set->class_names = splits_.classes;
      set->classes = static_cast<int>(splits_.classes.size());
      set->title = std::filesystem::path(folder_).filename().string();
    }
    if (Outcome looked = look_at_headers(); !looked) return looked.error();
    if (Outcome decoded = decode_all(); !decoded) return decoded.error();
    training_.passed_over = phrases(passed);
    if (splits_.held_out.empty()) {
      hold_out_a_tenth(training_);
    } else {
      training_.held_out_from = splits_.held_out_from;
      training_.held_out = seal_images(std::move(held_out_));
    }
    return std::move(training_);
  }

 private:
  std::size_t count() const { return splits_.training.size() + splits_.held_out.size(); }
  const LabelledFile& file(std::size_t i) const {
    const std::size_t first = splits_.training.size();
    return i < first ? splits_.training[i] : splits_.held_out[i - first];
  }
  double share(std::size_t i) const { return static_cast<double>(i) / static_cast<double>(count()); }

  // The size of the set follows from all headers, where none is asked for.
  Outcome look_at_headers() {
    bool one_size = true;
    ImageSize first;
    for (std::size_t i = 0; i < count() && form_.size == 0; ++i) {
      if (!watch_.go_on(kHeaders * share(i))) return Error{kLoadCancelled};
      const Result<std::string> bytes = read_file(file(i).path, kLargestImageFile);
      if (!bytes) return bytes.error();
      const Result<ImageSize> size = read_image_size(file_bytes(bytes.value()), file(i).path);
      if (!size) return size.error();
      if (i == 0) first = size.value();
      one_size = one_size && size.value().width == size.value().height && size.value().width == first.width;
    }
    if (form_.size == 0) {
      const bool fits = one_size && first.width >= kSmallestImage && first.width <= kLargestImage;
      form_.size = fits ? first.width : kFolderSize;
    }
    return {};
  }

  Outcome decode_all() {
    ImageSink sink(folder_, count(), form_);
    if (Outcome fits = sink.check_total(); !fits) return fits;
    training_.pixels.reserve(splits_.training.size() * static_cast<std::size_t>(sink.shape().size()));
    for (std::size_t i = 0; i < count(); ++i) {
      if (!watch_.go_on(kHeaders + (1 - kHeaders) * share(i))) return Error{kLoadCancelled};
      const Result<std::string> bytes = read_file(file(i).path, kLargestImageFile);
      if (!bytes) return bytes.error();
      const Result<DecodedImage> image = decode_image(file_bytes(bytes.value()), file(i).path);
      if (!image) return image.error();
      const bool trained_on = i < splits_.training.size();
      ImageSet& part = trained_on ? training_ : held_out_;
      ImageSet& other = trained_on ? held_out_ : training_;
      if (Outcome put = sink.append(image.value(), part.pixels, other.pixels); !put) return put;
      if (!splits_.classes.empty()) part.labels.push_back(static_cast<std::uint16_t>(file(i).label));
    }
    training_.shape = held_out_.shape = sink.shape();
    return {};
  }

  const std::string& folder_;
  ImageForm form_;
  const LoadWatch& watch_;
  ImageSplits splits_;
  ImageSet training_, held_out_;
};

}  // namespace

Result<ImageSet> read_image_folder(const std::string& folder, const ImageForm& form, const LoadWatch& watch) {
  return FolderReader(folder, form, watch).read();
}

}  // namespace gan
