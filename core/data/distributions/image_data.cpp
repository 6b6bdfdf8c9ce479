// Images drawn with replacement, as they are or three grey ones as the channels of one (the 1000-mode test of
// Metz et al. 2016, arXiv 1611.02163, section 3.3.1; Srivastava et al. 2017, arXiv 1705.07761). A sample is
// converted from bytes when it is drawn; which images it is made of depends on (key, i) alone.
#include <algorithm>
#include <limits>

#include "core/base/check.h"
#include "core/data/distributions/sampling.h"
#include "core/data/glyphs.h"

namespace gan::data_detail {
namespace {

constexpr int kStack = 3;
constexpr int kMostStackedClasses = 40;  // 40^3 labels fit into 16 bits

class ImageSource final : public DataSource {
 public:
  ImageSource(std::shared_ptr<const ImageSet> images, PixelRange range, int stack)
      : images_(std::move(images)), range_(range), stack_(stack) {
    if (images_->held_out != nullptr) {
      held_out_ = std::make_shared<ImageSource>(images_->held_out, range, stack);
    }
  }

  SampleShape shape() const override {
    return {images_->shape.height, images_->shape.width, images_->shape.channels * stack_};
  }
  const ImageSet* images() const override { return images_.get(); }
  int stack() const override { return stack_; }
  PixelRange range() const override { return range_; }
  std::shared_ptr<const DataSource> held_out() const override { return held_out_; }
  int classes() const override {
    int all = 1;
    for (int c = 0; c < stack_; ++c) all *= images_->classes;
    return all;
  }

  void sample(const StreamKey& key, MatrixView<float> out) const override {
    const Index size = images_->shape.size();
    GAN_CHECK(out.rows == size * stack_ && (out.data != nullptr || out.cols == 0),
              "a batch of images is dimension() x m");
    for_each_choice(key, out.cols, [&](Index i, const Index* picked) {
      float* const at = out.data + i * out.rows;
      if (stack_ == 1) return bytes_to_floats(images_->image(picked[0]), size, range_, at);
      float level[kLargestImage * kLargestImage];
      for (int c = 0; c < stack_; ++c) {
        bytes_to_floats(images_->image(picked[c]), size, range_, level);
        for (Index p = 0; p < size; ++p) at[p * stack_ + c] = level[p];
      }
    });
  }

  // Of stacked images: the first channel's class counts classes^2, the last one's 1.
  bool labels(const StreamKey& key, std::uint16_t* out, Index count) const override {
    if (images_->labels.empty()) return false;
    for_each_choice(key, count, [&](Index i, const Index* picked) {
      int label = 0;
      for (int c = 0; c < stack_; ++c) {
        label = label * images_->classes + images_->labels[static_cast<std::size_t>(picked[c])];
      }
      out[i] = static_cast<std::uint16_t>(label);
    });
    return true;
  }

  bool images(const StreamKey& key, Index* out, Index count) const override {
    for_each_choice(key, count,
                    [&](Index i, const Index* picked) { std::copy(picked, picked + stack_, out + i * stack_); });
    return true;
  }

 private:
  // Calls place(i, picked) with the stack_ images of each sample: words i * stack_ ... of the choice sequence.
  template <class Place>
  void for_each_choice(const StreamKey& key, Index samples, Place place) const {
    const auto count = static_cast<std::uint32_t>(images_->count());
    Index picked[kStack] = {};
    for_each_word(key, samples * stack_, [&](Index n, std::uint32_t word) {
      picked[n % stack_] = static_cast<Index>(index_of(word, count));
      if (n % stack_ == stack_ - 1) place(n / stack_, picked);
    });
  }

  std::shared_ptr<const ImageSet> images_;
  PixelRange range_;
  int stack_;
  std::shared_ptr<const ImageSource> held_out_;
};

Made make_images(std::shared_ptr<const ImageSet> images, PixelRange range, int stack) {
  return std::shared_ptr<const DataSource>(std::make_shared<ImageSource>(std::move(images), range, stack));
}

std::optional<Error> check_size(const DataSpec& spec) {
  if (spec.size == 0 || (spec.size >= kSmallestImage && spec.size <= kLargestImage)) return std::nullopt;
  return Error{"data.size is " + std::to_string(spec.size) + ": 0, or 8 to 64 pixels, was expected"};
}

// The loaded images are those that the settings ask for.
std::optional<Error> check_images(const DataSpec& spec, bool colour) {
  if (auto error = check_size(spec)) return error;
  if (!spec.images) {
    return Error{spec.file.empty() ? "images need a file or a folder: data.file is empty"
                                   : "the images of '" + spec.file + "' are not loaded"};
  }
  const ImageSet& images = *spec.images;
  if (images.count() > std::numeric_limits<std::int32_t>::max()) return Error{images.title + " has too many images"};
  if (spec.size != images.asked_size) {
    return Error{"data.size is " + std::to_string(spec.size) + ", but the images were read with " +
                 std::to_string(images.asked_size) + ": they have to be read again"};
  }
  if (colour ? !images.asked_colour : images.shape.channels != 1) {
    return Error{std::string("the images were read in ") + (colour ? "grey" : "colour") +
                 ", and the settings ask for the other: they have to be read again"};
  }
  return std::nullopt;
}

Index glyph_side(const DataSpec& spec) {
  return spec.size == 0 ? kGlyphSide : static_cast<Index>(spec.size);
}

}  // namespace

Made make_glyphs(const DataSpec& spec, std::uint64_t seed) {
  if (const auto error = check_size(spec)) return *error;
  return make_images(make_glyph_images(seed, glyph_side(spec)), spec.range, 1);
}

Made make_images(const DataSpec& spec, std::uint64_t) {
  if (const auto error = check_images(spec, spec.colour)) return *error;
  return make_images(spec.images, spec.range, 1);
}

Made make_stacked(const DataSpec& spec, std::uint64_t seed) {
  std::shared_ptr<const ImageSet> images = spec.images;
  if (spec.file.empty()) {
    if (const auto error = check_size(spec)) return *error;
    images = make_glyph_images(seed, glyph_side(spec));
  } else if (const auto error = check_images(spec, false)) {
    return *error;
  }
  if (images->labels.empty()) {
    return Error{"the images of '" + spec.file + "' have no labels: stacked images need a labelled set"};
  }
  if (images->classes > kMostStackedClasses) {
    return Error{"the images of '" + spec.file + "' have " + std::to_string(images->classes) + " classes: at most " +
                 std::to_string(kMostStackedClasses) + " can be stacked"};
  }
  return make_images(std::move(images), spec.range, kStack);
}

SampleShape glyphs_shape(const DataSpec& spec) {
  return {glyph_side(spec), glyph_side(spec), 1};
}

SampleShape images_shape(const DataSpec& spec) {
  return spec.images ? spec.images->shape : SampleShape(kSmallestImage, kSmallestImage, 1);
}

SampleShape stacked_shape(const DataSpec& spec) {
  const SampleShape one = spec.file.empty() ? glyphs_shape(spec) : images_shape(spec);
  return {one.height, one.width, one.channels * kStack};
}

}  // namespace gan::data_detail
