#include "core/io/images/idx_file.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <filesystem>

#include "core/io/files/gzip_file.h"
#include "core/io/files/text_file.h"

namespace gan {
namespace {

namespace fs = std::filesystem;

constexpr std::uint32_t kImages = 0x00000803, kLabels = 0x00000801;
constexpr std::size_t kPiece = 1 << 20;  // bytes between two looks at the watch

Result<std::uint32_t> read_number(GzipFile& file) {
  std::uint8_t b[4];
  if (Outcome read = file.read(b, sizeof b, "its header"); !read) return read.error();
  return std::uint32_t{b[0]} << 24 | std::uint32_t{b[1]} << 16 | std::uint32_t{b[2]} << 8 | b[3];
}

Outcome expect_magic(GzipFile& file, std::uint32_t expected, const char* what) {
  const Result<std::uint32_t> found = read_number(file);
  if (!found) return found.error();
  if (found.value() == expected) return {};
  char text[100];
  std::snprintf(text, sizeof text, " begins with 0x%08x: expected 0x%08x, IDX %s", found.value(), expected, what);
  return Error{file.path() + text};
}

Result<std::uint32_t> read_count(GzipFile& file) {
  Result<std::uint32_t> count = read_number(file);
  if (count && count.value() == 0) return Error{file.path() + " has no entries: expected at least one"};
  return count;
}

// The images behind the header, brought into form a piece at a time.
Outcome read_images(GzipFile& file, Index count, const SampleShape& from, const ImageForm& form, ImageSet& set,
                    const LoadWatch& watch) {
  const bool as_is = set.shape == from;
  const Index a_piece = std::max<Index>(1, static_cast<Index>(kPiece) / from.size());
  std::vector<std::uint8_t> piece;
  // A header that promises too much does not take the memory for it: deflate packs by 1032 at most.
  constexpr std::uint64_t kMostPacked = 1032;
  set.pixels.reserve(static_cast<std::size_t>(
      std::min(static_cast<std::uint64_t>(count * set.shape.size()), file.size() * kMostPacked)));
  for (Index first = 0; first < count; first += a_piece) {
    if (!watch.go_on(file.share())) return Error{kLoadCancelled};
    const Index here = std::min(a_piece, count - first);
    const auto bytes = static_cast<std::size_t>(here * from.size());
    set.pixels.resize(static_cast<std::size_t>((first + here) * set.shape.size()));
    std::uint8_t* const to = set.pixels.data() + first * set.shape.size();
    if (!as_is) piece.resize(bytes);
    if (Outcome read = file.read(as_is ? to : piece.data(), bytes, "the images"); !read) return read;
    for (Index i = 0; i < here && !as_is; ++i) {
      bring_into_form(piece.data() + i * from.size(), from, form, to + i * set.shape.size());
    }
  }
  return file.expect_end("its " + std::to_string(count) + " images");
}

Result<std::vector<std::uint8_t>> read_labels(GzipFile& file, Index images) {
  const std::string& path = file.path();
  if (Outcome magic = expect_magic(file, kLabels, "labels"); !magic) return magic.error();
  const Result<std::uint32_t> count = read_count(file);
  if (!count) return count.error();
  if (count.value() != static_cast<std::uint64_t>(images)) {
    return Error{path + " has " + std::to_string(count.value()) + " labels: expected " + std::to_string(images) +
                 ", one an image"};
  }
  std::vector<std::uint8_t> labels(count.value());
  if (Outcome read = file.read(labels.data(), labels.size(), "the labels"); !read) return read.error();
  if (Outcome end = file.expect_end("its labels"); !end) return end.error();
  const auto wrong = std::find_if(labels.begin(), labels.end(), [](std::uint8_t l) { return l >= kMostIdxClasses; });
  if (wrong == labels.end()) return labels;
  return Error{path + " has label " + std::to_string(*wrong) + " at image " +
               std::to_string(wrong - labels.begin() + 1) + ": expected 0 to " + std::to_string(kMostIdxClasses - 1)};
}

void take_labels(const std::vector<std::uint8_t>& labels, ImageSet& set) {
  std::array<bool, kMostIdxClasses> occurs{};
  for (const std::uint8_t label : labels) occurs[label] = true;
  std::array<std::uint16_t, kMostIdxClasses> number{};
  for (std::size_t label = 0; label < kMostIdxClasses; ++label) {
    if (!occurs[label]) continue;
    number[label] = static_cast<std::uint16_t>(set.classes++);
    set.class_names.push_back(std::to_string(label));
  }
  set.labels.reserve(labels.size());
  for (const std::uint8_t label : labels) set.labels.push_back(number[label]);
}

// The held-out part's labels in the numbers of the training part's classes.
Outcome follow_classes(const ImageSet& training, const std::string& file, ImageSet& held_out) {
  if (training.labels.empty() || held_out.labels.empty()) {
    held_out.labels.clear();
    held_out.class_names.clear();
    held_out.classes = 0;
    return {};
  }
  std::vector<std::uint16_t> number;
  for (const std::string& name : held_out.class_names) {
    const auto found = std::find(training.class_names.begin(), training.class_names.end(), name);
    if (found == training.class_names.end()) {
      return Error{file + " has label " + name + ": expected only labels that the training images have"};
    }
    number.push_back(static_cast<std::uint16_t>(found - training.class_names.begin()));
  }
  for (std::uint16_t& label : held_out.labels) label = number[label];
  held_out.classes = training.classes;
  held_out.class_names = training.class_names;
  return {};
}

}  // namespace

Result<ImageSet> read_idx(GzipFile& file, GzipFile* label_file, const ImageForm& form, const LoadWatch& watch) {
  const std::string& path = file.path();
  if (Outcome magic = expect_magic(file, kImages, "images of bytes"); !magic) return magic.error();
  const Result<std::uint32_t> count = read_count(file);
  if (!count) return count.error();
  const Result<std::uint32_t> rows = read_number(file);
  if (!rows) return rows.error();
  const Result<std::uint32_t> columns = read_number(file);
  if (!columns) return columns.error();
  constexpr std::uint32_t kMostPixels = 8192;
  if (rows.value() < 1 || columns.value() < 1 || rows.value() > kMostPixels || columns.value() > kMostPixels) {
    return Error{path + " says that its images have " + std::to_string(rows.value()) + " x " +
                 std::to_string(columns.value()) + " pixels: expected sides of 1 to " + std::to_string(kMostPixels)};
  }
  const SampleShape from(rows.value(), columns.value(), 1);
  ImageSet set;
  set.shape = shape_in_form(from, form);
  set.title = fs::path(path).filename().string();
  if (Outcome sides = check_sides(path, set.shape); !sides) return sides.error();
  if (std::uint64_t{count.value()} * static_cast<std::uint64_t>(set.shape.size()) > kLargestFile) {
    return Error{path + " has " + std::to_string(count.value()) +
                 " images, more than 1 GiB: expected fewer, or a smaller data.size"};
  }
  if (std::uint64_t{count.value()} * static_cast<std::uint64_t>(from.size()) > kLargestUnpacked) {
    return Error{path + " has " + std::to_string(count.value()) + " images of " + std::to_string(rows.value()) + " x " +
                 std::to_string(columns.value()) + " pixels, more than 4 GiB unpacked: expected fewer or smaller ones"};
  }
  if (Outcome read = read_images(file, count.value(), from, form, set, watch); !read) return read.error();
  if (label_file == nullptr) return set;
  const Result<std::vector<std::uint8_t>> labels = read_labels(*label_file, count.value());
  if (!labels) return labels.error();
  take_labels(labels.value(), set);
  return set;
}

Result<ImageSet> read_idx(const IdxFiles& files, const ImageForm& form, const LoadWatch& watch) {
  Result<GzipFile> images = GzipFile::open(files.images);
  if (!images) return images.error();
  if (files.labels.empty()) return read_idx(images.value(), nullptr, form, watch);
  Result<GzipFile> labels = GzipFile::open(files.labels);
  if (!labels) return labels.error();
  return read_idx(images.value(), &labels.value(), form, watch);
}

Result<ImageSet> read_idx_parts(const IdxFiles& training, const IdxFiles& held_out, const ImageForm& form,
                                const LoadWatch& watch) {
  const bool split = held_out.images.empty();
  Result<ImageSet> read = read_idx(training, form, watch.part(0, split ? 1 : 0.85));
  if (!read) return read;
  ImageSet& set = read.value();
  if (split) {
    hold_out_a_tenth(set);
    return read;
  }
  Result<ImageSet> other = read_idx(held_out, form, watch.part(0.85, 1));
  if (!other) return other;
  if (other.value().shape != set.shape) {
    return Error{held_out.images + " has images of another size than " + training.images +
                 ": expected the same, or data.size"};
  }
  if (Outcome classes = follow_classes(set, held_out.labels, other.value()); !classes) return classes.error();
  set.held_out_from = "t10k";
  set.held_out = seal_images(std::move(other).value());
  return read;
}

IdxFiles find_idx(const std::string& folder, const std::string& part) {
  const auto find = [&](const std::string& what, const std::string& kind) -> std::string {
    for (const char* mark : {"-", "."}) {
      for (const char* end : {"", ".gz"}) {
        const fs::path path = fs::path(folder) / (part + "-" + what + mark + kind + "-ubyte" + end);
        std::error_code error;
        if (fs::is_regular_file(path, error)) return path.string();
        // Some archives have each file in a folder of its own name.
        if (fs::is_regular_file(path / path.filename(), error)) return (path / path.filename()).string();
      }
    }
    return "";
  };
  IdxFiles found;
  found.images = find("images", "idx3");
  if (!found.images.empty()) found.labels = find("labels", "idx1");
  return found;
}

std::string labels_beside(const std::string& images) {
  const fs::path path(images);
  std::string name = path.filename().string();
  const std::size_t what = name.rfind("images");
  if (what == std::string::npos) return "";
  name.replace(what, 6, "labels");
  if (const std::size_t kind = name.find("idx3", what); kind != std::string::npos) name.replace(kind, 4, "idx1");
  if (name.ends_with(".gz")) name.resize(name.size() - 3);
  for (const char* end : {"", ".gz"}) {
    const fs::path beside = path.parent_path() / (name + end);
    std::error_code error;
    if (fs::is_regular_file(beside, error)) return beside.string();
  }
  return "";
}

}  // namespace gan
