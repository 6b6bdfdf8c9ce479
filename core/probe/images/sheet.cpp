#include "core/probe/images/sheet.h"

#include <algorithm>

#include "core/base/check.h"

namespace gan {
namespace {

void fill_sheet(const Snapshot& snapshot, const Matrix<float>& images, const Matrix<float>& logits, Index count,
                ImageSheet& out) {
  GAN_CHECK(images.cols() >= count && logits.cols() >= count, "a sheet needs its images and their logits");
  out.shape = snapshot.data->shape();
  out.rgba.clear();
  if (count == 0) return out.logits.clear();
  append_rgba(images, count, out.shape, snapshot.data->range(), out.rgba);
  out.logits.assign(logits.data(), logits.data() + count);
}

}  // namespace

void append_rgba(const std::uint8_t* bytes, Index count, SampleShape shape, std::vector<std::uint8_t>& out) {
  const Index channels = shape.channels;
  out.reserve(out.size() + static_cast<std::size_t>(4 * count * shape.pixels()));
  for (const std::uint8_t* pixel = bytes; pixel < bytes + count * shape.size(); pixel += channels) {
    // One channel is grey; of two the missing third is black.
    out.push_back(pixel[0]);
    out.push_back(pixel[channels > 1 ? 1 : 0]);
    out.push_back(channels > 2 ? pixel[2] : channels == 1 ? pixel[0] : std::uint8_t{0});
    out.push_back(255);
  }
}

void append_rgba(const Matrix<float>& images, Index count, SampleShape shape, PixelRange range,
                 std::vector<std::uint8_t>& out) {
  GAN_CHECK(images.rows() == shape.size() && count <= images.cols(), "images of the shape that was said");
  std::vector<std::uint8_t> bytes(static_cast<std::size_t>(count * shape.size()));
  floats_to_bytes(images.data(), count * shape.size(), range, bytes.data());
  append_rgba(bytes.data(), count, shape, out);
}

bool keeps_average(const Snapshot& snapshot) {
  return !snapshot.state->generator.average.empty();
}

bool probe_sheets(const Snapshot& snapshot, const SheetRequest& request, const Matrix<float>& generated,
                  const Matrix<float>& fake_logits, const Matrix<float>& real, const Matrix<float>& real_logits,
                  Evaluators& networks, const CancelFlag& cancel, ImageSheets& out) {
  out = {};
  if (request.raw) fill_sheet(snapshot, generated, fake_logits, request.generated, out.generated);
  fill_sheet(snapshot, real, real_logits, request.real, out.real);
  out.real_labels.resize(static_cast<std::size_t>(request.real));
  if (!snapshot.data->labels(view_data_key(snapshot), out.real_labels.data(), request.real)) out.real_labels.clear();
  if (!request.averaged || !keeps_average(snapshot) || request.generated == 0) return true;
  const Matrix<float> noise = sample_noise(snapshot, view_noise_key(snapshot), request.generated);
  Matrix<float> images, logits;
  if (!probe_generator(snapshot, noise, networks, cancel, images, true)) return false;
  if (!probe_logits(snapshot, images, BatchOf::generated, networks, cancel, logits)) return false;
  fill_sheet(snapshot, images, logits, request.generated, out.averaged);
  return true;
}

bool probe_walk(const Snapshot& snapshot, const WalkRequest& request, Evaluators& networks, const CancelFlag& cancel,
                ImageSheet& out) {
  out = {};
  const Index dimension = snapshot.settings->spec.noise.dimension;
  const Index count = static_cast<Index>(request.noise.size()) / dimension;
  if (count == 0 || count * dimension != static_cast<Index>(request.noise.size())) return true;
  const Matrix<float> noise = Eigen::Map<const Matrix<float>>(request.noise.data(), dimension, count);
  Matrix<float> images, logits;
  if (!probe_generator(snapshot, noise, networks, cancel, images, request.averaged)) return false;
  if (!probe_logits(snapshot, images, BatchOf::generated, networks, cancel, logits)) return false;
  fill_sheet(snapshot, images, logits, count, out);
  return true;
}

}  // namespace gan
