// Copies are found, and held-out images drawn, by what the images are and never by where they lie.
#include "core/data/image_copies.h"

#include <algorithm>
#include <cstring>

#include "core/base/hash.h"

namespace gan {
namespace {

// An image's bytes as one number, and where it is.
struct Marked {
  std::uint64_t mark;
  Index at;
};

constexpr std::uint64_t kMarkSeed = 1;  // decides which images are held out

// All images with equal ones next to each other; otherwise in an order that is as good as drawn, and the same
// wherever in the set they lie.
std::vector<Marked> marked_images(const ImageSet& set) {
  const auto size = static_cast<std::size_t>(set.shape.size());
  std::vector<Marked> all;
  all.reserve(static_cast<std::size_t>(set.count()));
  for (Index i = 0; i < set.count(); ++i) {
    Hasher hasher;
    hasher.number(kMarkSeed);
    hasher.bytes(set.image(i), size);
    all.push_back({hasher.value(), i});
  }
  std::sort(all.begin(), all.end(), [&](const Marked& a, const Marked& b) {
    if (a.mark != b.mark) return a.mark < b.mark;
    const int order = std::memcmp(set.image(a.at), set.image(b.at), size);
    return order != 0 ? order < 0 : a.at < b.at;
  });
  return all;
}

bool equal_images(const ImageSet& a, Index i, const ImageSet& b, Index j) {
  return std::memcmp(a.image(i), b.image(j), static_cast<std::size_t>(a.shape.size())) == 0;
}

// How many of each class are to be held out: a tenth of all in total, of each class a tenth rounded down, and what is
// left over goes to the classes that rounding took most from.
std::vector<Index> tenths(const std::vector<Index>& counts) {
  std::vector<Index> wanted;
  std::vector<std::size_t> order;
  Index all = 0, given = 0;
  for (const Index count : counts) {
    order.push_back(wanted.size());
    wanted.push_back(count / 10);
    all += count;
    given += count / 10;
  }
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return counts[a] % 10 > counts[b] % 10; });
  for (std::size_t i = 0; given < all / 10; ++i, ++given) ++wanted[order[i]];
  return wanted;
}

// Whether each image is to be held out. A group of equal ones is taken whole where it fits, and otherwise left.
std::vector<bool> drawn_tenth(const ImageSet& set) {
  const auto label = [&](Index i) {
    return set.labels.empty() ? std::size_t{0} : std::size_t{set.labels[static_cast<std::size_t>(i)]};
  };
  std::vector<Index> counts(static_cast<std::size_t>(std::max(set.classes, 1)), 0);
  for (Index i = 0; i < set.count(); ++i) ++counts[label(i)];
  std::vector<Index> left = tenths(counts);
  const std::vector<Marked> all = marked_images(set);
  std::vector<bool> drawn(all.size(), false);
  for (std::size_t first = 0, end = 0; first < all.size(); first = end) {
    bool fits = true;
    for (; end < all.size() && equal_images(set, all[first].at, set, all[end].at); ++end) {
      fits = --left[label(all[end].at)] >= 0 && fits;
    }
    for (std::size_t i = first; i < end; ++i) {
      if (fits) {
        drawn[static_cast<std::size_t>(all[i].at)] = true;
      } else {
        ++left[label(all[i].at)];
      }
    }
  }
  return drawn;
}

}  // namespace

void count_copies(ImageSet& set) {
  const std::vector<Marked> all = marked_images(set);
  set.copies = 0;
  for (std::size_t i = 1; i < all.size(); ++i) set.copies += equal_images(set, all[i - 1].at, set, all[i].at) ? 1 : 0;
  set.held_out_copies = 0;
  if (!set.held_out || set.held_out->shape != set.shape) return;
  const ImageSet& other = *set.held_out;
  for (const Marked& held : marked_images(other)) {
    const auto first = std::lower_bound(all.begin(), all.end(), held.mark,
                                        [](const Marked& m, std::uint64_t mark) { return m.mark < mark; });
    for (auto same = first; same != all.end() && same->mark == held.mark; ++same) {
      if (!equal_images(set, same->at, other, held.at)) continue;
      ++set.held_out_copies;
      break;
    }
  }
}

void hold_out_a_tenth(ImageSet& set) {
  const Index count = set.count(), size = set.shape.size();
  if (count < 10) return;
  const std::vector<bool> drawn = drawn_tenth(set);
  ImageSet out;
  out.shape = set.shape;
  out.classes = set.classes;
  out.class_names = set.class_names;
  out.title = set.title;
  Index kept = 0;
  for (Index i = 0; i < count; ++i) {
    const std::uint8_t* const from = set.image(i);
    if (drawn[static_cast<std::size_t>(i)]) {
      out.pixels.insert(out.pixels.end(), from, from + size);
      if (!set.labels.empty()) out.labels.push_back(set.labels[static_cast<std::size_t>(i)]);
      continue;
    }
    if (kept != i) std::copy(from, from + size, set.pixels.data() + kept * size);
    if (!set.labels.empty()) set.labels[static_cast<std::size_t>(kept)] = set.labels[static_cast<std::size_t>(i)];
    ++kept;
  }
  if (kept == count) return;
  set.pixels.resize(static_cast<std::size_t>(kept * size));
  if (!set.labels.empty()) set.labels.resize(static_cast<std::size_t>(kept));
  set.held_out = seal_images(std::move(out));
}

}  // namespace gan
