#include "core/probe/images/nearest.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "core/base/check.h"

namespace gan {
namespace {

constexpr Index kQueriesAtOnce = 16;

double distance_of(std::int64_t squared, Index numbers) {
  return std::sqrt(static_cast<double>(squared) / static_cast<double>(numbers));
}

double relative_distance(const std::vector<NearStack>& near) {
  if (near.size() <= kOthers) return std::numeric_limits<double>::quiet_NaN();
  double others = 0;
  for (std::size_t i = 1; i <= kOthers; ++i) others += std::sqrt(static_cast<double>(near[i].squared));
  return kOthers * std::sqrt(static_cast<double>(near[0].squared)) / others;
}

// Query i of m is image i · step modulo count: with a step near the golden section of the count and without
// a common divisor they are all different, spread evenly, and in no step with an order of the classes.
Index spread_step(Index count) {
  Index step = std::max<Index>(1, static_cast<Index>(0.618 * static_cast<double>(count)));
  while (std::gcd(step, count) > 1) ++step;
  return step;
}

// Channel `channel` of a stacked image, or all of another one.
void take_channel(const std::vector<std::uint8_t>& image, int stack, int channel, std::vector<std::uint8_t>& out) {
  for (std::size_t i = 0; i < out.size(); ++i) {
    out[i] = image[i * static_cast<std::size_t>(stack) + static_cast<std::size_t>(channel)];
  }
}

// The n nearest samples of the source to one image as bytes.
bool search_samples(const DataSource& data, const std::vector<std::uint8_t>& image, int n, const CancelFlag& cancel,
                    std::vector<NearStack>& out) {
  const ImageSet& set = *data.images();
  std::vector<NearImages> channels(static_cast<std::size_t>(data.stack())), one;
  std::vector<std::uint8_t> bytes(static_cast<std::size_t>(set.shape.size()));
  for (int c = 0; c < data.stack(); ++c) {
    take_channel(image, data.stack(), c, bytes);
    if (!search_images(set, bytes.data(), 1, n, cancel, one)) return false;
    channels[static_cast<std::size_t>(c)] = std::move(one.front());
  }
  out = nearest_stacks(channels.data(), data.stack(), n);
  return true;
}

// What the chosen real image is made of is no answer.
void leave_out(const Snapshot& snapshot, int tile, std::vector<NearStack>& near) {
  const Index stack = snapshot.data->stack();
  std::vector<Index> picked(static_cast<std::size_t>(stack * (tile + 1)));
  if (!snapshot.data->images(view_data_key(snapshot), picked.data(), tile + 1)) return;
  const Index* const own = picked.data() + stack * tile;
  std::erase_if(near, [&](const NearStack& s) { return std::equal(own, own + stack, s.images.begin()); });
}

// The images themselves, their labels and D's logits.
bool show(const Snapshot& snapshot, const std::vector<NearStack>& near, Evaluators& networks, const CancelFlag& cancel,
          NearestImages& out) {
  const DataSource& data = *snapshot.data;
  const ImageSet& set = *data.images();
  const Index size = set.shape.size(), stack = data.stack();
  Matrix<float> images(size * stack, static_cast<Index>(near.size())), logits;
  std::vector<float> level(static_cast<std::size_t>(size));
  for (Index i = 0; i < images.cols(); ++i) {
    const NearStack& from = near[static_cast<std::size_t>(i)];
    int label = 0;
    for (Index c = 0; c < stack; ++c) {
      const Index image = from.images[static_cast<std::size_t>(c)];
      bytes_to_floats(set.image(image), size, data.range(), level.data());
      for (Index p = 0; p < size; ++p) images(p * stack + c, i) = level[static_cast<std::size_t>(p)];
      if (!set.labels.empty()) label = label * set.classes + set.labels[static_cast<std::size_t>(image)];
    }
    if (!set.labels.empty()) out.labels.push_back(static_cast<std::uint16_t>(label));
    out.distances.push_back(distance_of(from.squared, size * stack));
  }
  if (!probe_logits(snapshot, images, BatchOf::real, networks, cancel, logits)) return false;
  out.nearest.shape = data.shape();
  append_rgba(images, images.cols(), data.shape(), data.range(), out.nearest.rgba);
  out.nearest.logits.assign(logits.data(), logits.data() + logits.size());
  return true;
}

bool show_chosen(const Snapshot& snapshot, const NearestRequest& request, const Matrix<float>& image,
                 Evaluators& networks, const CancelFlag& cancel, NearestImages& out) {
  Matrix<float> logit;
  const BatchOf batch = request.chosen.real ? BatchOf::real : BatchOf::generated;
  if (!probe_logits(snapshot, image, batch, networks, cancel, logit)) return false;
  out.chosen.shape = snapshot.data->shape();
  append_rgba(image, 1, out.chosen.shape, snapshot.data->range(), out.chosen.rgba);
  out.chosen.logits = {logit(0, 0)};
  if (!request.chosen.real) return true;
  std::vector<std::uint16_t> labels(static_cast<std::size_t>(request.chosen.tile) + 1);
  if (snapshot.data->labels(view_data_key(snapshot), labels.data(), request.chosen.tile + 1)) {
    out.chosen_label = labels.back();
  }
  return true;
}

}  // namespace

bool HeldOutSearch::find(const std::shared_ptr<const DataSource>& data, const CancelFlag& cancel,
                         std::shared_ptr<const HeldOutNearest>& out) {
  out.reset();
  const std::shared_ptr<const DataSource> held_out = data->held_out();
  if (held_out == nullptr) return true;
  if (data_ == nullptr || data_->images() != data->images() || data_->stack() != data->stack()) {
    data_ = data;
    found_.clear();
    whole_.reset();
  }
  const ImageSet& set = *data->images();
  const ImageSet& queries = *held_out->images();
  const Index size = set.shape.size(), step = spread_step(queries.count());
  const Index wanted = std::min<Index>(kHeldOutQueries, queries.count());
  std::vector<std::uint8_t> bytes;
  std::vector<NearImages> some;
  for (auto done = static_cast<Index>(found_.size()); done < wanted; done = static_cast<Index>(found_.size())) {
    const Index count = std::min(kQueriesAtOnce, wanted - done);
    bytes.clear();
    for (Index i = 0; i < count; ++i) {
      const std::uint8_t* const from = queries.image((done + i) * step % queries.count());
      bytes.insert(bytes.end(), from, from + size);
    }
    if (!search_images(set, bytes.data(), count, 1 + kOthers, cancel, some)) return false;
    for (NearImages& near : some) found_.push_back(std::move(near));
  }
  if (!whole_) {
    auto whole = std::make_shared<HeldOutNearest>();
    const int stack = data->stack();
    for (Index i = 0; i < wanted; ++i) {
      // Stacks of the queries that were searched, a third of them apart.
      NearImages channels[kMostStacked];
      for (int c = 0; c < stack; ++c) channels[c] = found_[static_cast<std::size_t>((i + c * wanted / stack) % wanted)];
      const std::vector<NearStack> near = nearest_stacks(channels, stack, 1 + kOthers);
      whole->distances.push_back(distance_of(near.front().squared, size * stack));
      whole->relative.push_back(relative_distance(near));
    }
    std::sort(whole->distances.begin(), whole->distances.end());
    std::erase_if(whole->relative, [](double r) { return std::isnan(r); });
    std::sort(whole->relative.begin(), whole->relative.end());
    whole_ = std::move(whole);
  }
  out = whole_;
  return true;
}

double share_below(const std::vector<double>& ascending, double value) {
  if (ascending.empty()) return 0;
  const auto below = std::lower_bound(ascending.begin(), ascending.end(), value) - ascending.begin();
  return static_cast<double>(below) / static_cast<double>(ascending.size());
}

double quantile(const std::vector<double>& ascending, double share) {
  GAN_CHECK(!ascending.empty() && share >= 0 && share <= 1, "a quantile of some values");
  const double at = share * static_cast<double>(ascending.size() - 1);
  const auto low = static_cast<std::size_t>(at);
  const std::size_t high = std::min(low + 1, ascending.size() - 1);
  return ascending[low] + (at - static_cast<double>(low)) * (ascending[high] - ascending[low]);
}

bool probe_nearest(const Snapshot& snapshot, const NearestRequest& request, Evaluators& networks,
                   const CancelFlag& cancel, NearestImages& out) {
  out = {};
  GAN_CHECK(request.count > kOthers, "enough images for the relative distance");
  const DataSource& data = *snapshot.data;
  Matrix<float> image;
  if (!probe_chosen(snapshot, request.chosen, networks, cancel, image)) return false;
  if (!show_chosen(snapshot, request, image, networks, cancel, out)) return false;
  std::vector<std::uint8_t> bytes(static_cast<std::size_t>(image.size()));
  floats_to_bytes(image.data(), image.size(), data.range(), bytes.data());
  std::vector<NearStack> near;
  // One more than is wanted: the chosen one may be among them.
  if (!search_samples(data, bytes, request.count + 1, cancel, near)) return false;
  if (request.chosen.real) leave_out(snapshot, request.chosen.tile, near);
  if (near.size() > static_cast<std::size_t>(request.count)) near.resize(static_cast<std::size_t>(request.count));
  out.searched = data.images()->count();
  out.stack = data.stack();
  out.relative = relative_distance(near);
  if (!show(snapshot, near, networks, cancel, out)) return false;
  return networks.kept<HeldOutSearch>().find(snapshot.data, cancel, out.held_out);
}

}  // namespace gan
