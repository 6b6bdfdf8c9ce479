#include "core/io/picture_folder.h"

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <span>

#include "core/io/picture_decoder.h"
#include "core/io/text_file.h"

namespace gan {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kLargestPictureFile = std::size_t{256} << 20;
constexpr double kHeaders = 0.3;  // share of the work that reading all headers is

struct PictureFile {
  std::string path;
  std::string folder;  // directly below the whole folder; empty in it itself
};

bool is_picture(const fs::path& path) {
  std::string end = path.extension().string();
  std::transform(end.begin(), end.end(), end.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return end == ".png" || end == ".jpg" || end == ".jpeg";
}

// Sorted by folder, then by path. Stops after the first one where only their being there matters.
Outcome list_pictures(const std::string& folder, bool first_only, std::vector<PictureFile>& out) {
  std::error_code error;
  fs::recursive_directory_iterator at(folder, fs::directory_options::skip_permission_denied, error), end;
  for (; !error && at != end; at.increment(error)) {
    std::error_code ignored;
    if (!is_picture(at->path()) || !at->is_regular_file(ignored)) continue;
    const fs::path below = at->path().lexically_relative(folder);
    out.push_back({at->path().string(), below.has_parent_path() ? below.begin()->string() : ""});
    if (first_only) return {};
  }
  if (error) return Error{"cannot read " + folder + ": " + error.message()};
  std::sort(out.begin(), out.end(), [](const PictureFile& a, const PictureFile& b) {
    return a.folder != b.folder ? a.folder < b.folder : a.path < b.path;
  });
  return {};
}

// Names of the classes in order; none where the pictures lie in one folder.
Result<std::vector<std::string>> classes_of(const std::string& folder, const std::vector<PictureFile>& files) {
  std::vector<std::string> names;
  for (const PictureFile& file : files) {
    if (names.empty() || names.back() != file.folder) names.push_back(file.folder);
  }
  if (names.size() == 1) return std::vector<std::string>();
  if (names.front().empty()) {
    return Error{folder + " has pictures of its own and sub-folders with pictures, such as " + names[1] +
                 ": expected all of them in sub-folders, one a class, or none"};
  }
  if (names.size() > 1000) {
    return Error{folder + " has " + std::to_string(names.size()) + " sub-folders: expected at most 1000 classes"};
  }
  return names;
}

std::span<const std::uint8_t> span_of(const std::string& bytes) {
  return {reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()};
}

// Whether any pixel of red, green and blue is no grey.
bool has_colour(const std::uint8_t* pixels, Index count) {
  for (Index p = 0; p < count; ++p) {
    if (pixels[3 * p] != pixels[3 * p + 1] || pixels[3 * p] != pixels[3 * p + 2]) return true;
  }
  return false;
}

class FolderReader {
 public:
  FolderReader(const std::string& folder, const PictureForm& form, const LoadWatch& watch)
      : folder_(folder), form_(form), watch_(watch) {}

  Result<ImageSet> read() {
    if (Outcome listed = list_pictures(folder_, false, files_); !listed) return listed.error();
    if (files_.empty()) return Error{folder_ + " has no pictures: expected .png, .jpg or .jpeg files"};
    Result<std::vector<std::string>> classes = classes_of(folder_, files_);
    if (!classes) return classes.error();
    set_.class_names = std::move(classes).value();
    set_.classes = static_cast<int>(set_.class_names.size());
    set_.title = fs::path(folder_).filename().string();
    if (Outcome looked = look_at_headers(); !looked) return looked.error();
    if (Outcome decoded = decode_all(); !decoded) return decoded.error();
    hold_out_a_tenth(set_);
    return std::move(set_);
  }

 private:
  // The size of the set follows from all headers, where none is asked for.
  Outcome look_at_headers() {
    bool one_size = true;
    PictureSize first;
    for (std::size_t i = 0; i < files_.size() && form_.size == 0; ++i) {
      if (!watch_.go_on(kHeaders * share(i))) return Error{kLoadCancelled};
      const Result<std::string> bytes = read_file(files_[i].path, kLargestPictureFile);
      if (!bytes) return bytes.error();
      const Result<PictureSize> size = read_picture_size(span_of(bytes.value()), files_[i].path);
      if (!size) return size.error();
      if (i == 0) first = size.value();
      one_size = one_size && size.value().width == size.value().height && size.value().width == first.width;
    }
    if (form_.size == 0) {
      const bool fits = one_size && first.width >= kSmallestPicture && first.width <= kLargestPicture;
      form_.size = fits ? first.width : kFolderSize;
    }
    set_.shape = {form_.size, form_.size, 1};
    return check_total();
  }

  Outcome check_total() const {
    if (files_.size() * static_cast<std::size_t>(set_.shape.size()) <= kLargestFile) return {};
    return Error{folder_ + " has " + std::to_string(files_.size()) +
                 " pictures, more than 1 GiB: expected fewer, or a smaller data.size"};
  }

  // Grey until the first picture whose pixels have colour.
  Outcome decode_all() {
    set_.pixels.reserve(files_.size() * static_cast<std::size_t>(set_.shape.size()));
    std::vector<std::uint8_t> picture(static_cast<std::size_t>(3 * form_.size * form_.size));
    std::uint16_t label = 0;
    for (std::size_t i = 0; i < files_.size(); ++i) {
      if (!watch_.go_on(kHeaders + (1 - kHeaders) * share(i))) return Error{kLoadCancelled};
      const Result<std::string> bytes = read_file(files_[i].path, kLargestPictureFile);
      if (!bytes) return bytes.error();
      const Result<DecodedPicture> decoded = decode_picture(span_of(bytes.value()), files_[i].path);
      if (!decoded) return decoded.error();
      bring_into_form(decoded.value().pixels.data(), decoded.value().shape, form_, picture.data());
      if (Outcome put = append(picture.data(), form_.colour ? decoded.value().shape.channels : 1); !put) return put;
      if (set_.classes == 0) continue;
      while (set_.class_names[label] != files_[i].folder) ++label;
      set_.labels.push_back(label);
    }
    return {};
  }

  Outcome append(const std::uint8_t* picture, Index channels) {
    const Index pixels = form_.size * form_.size;
    if (channels == 3 && set_.shape.channels == 1 && has_colour(picture, pixels)) {
      set_.shape.channels = 3;
      if (Outcome fits = check_total(); !fits) return fits;
      std::vector<std::uint8_t> grey;
      grey.swap(set_.pixels);
      set_.pixels.reserve(files_.size() * static_cast<std::size_t>(set_.shape.size()));
      for (const std::uint8_t level : grey) set_.pixels.insert(set_.pixels.end(), 3, level);
    }
    for (Index p = 0; p < pixels; ++p) {
      const std::uint8_t* const from = picture + p * channels;
      for (Index c = 0; c < set_.shape.channels; ++c) set_.pixels.push_back(from[channels == 3 ? c : 0]);
    }
    return {};
  }

  double share(std::size_t i) const { return static_cast<double>(i) / static_cast<double>(files_.size()); }

  const std::string& folder_;
  PictureForm form_;
  const LoadWatch& watch_;
  std::vector<PictureFile> files_;
  ImageSet set_;
};

}  // namespace

bool has_pictures(const std::string& folder) {
  std::vector<PictureFile> found;
  const Outcome listed = list_pictures(folder, true, found);
  return listed.ok() && !found.empty();
}

Result<ImageSet> read_picture_folder(const std::string& folder, const PictureForm& form, const LoadWatch& watch) {
  return FolderReader(folder, form, watch).read();
}

}  // namespace gan
