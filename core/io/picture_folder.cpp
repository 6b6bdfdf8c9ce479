#include "core/io/picture_folder.h"

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <memory>

#define STB_IMAGE_STATIC
#define STB_IMAGE_IMPLEMENTATION
#define STBI_ONLY_PNG
#define STBI_ONLY_JPEG
#define STBI_NO_STDIO
#define STBI_NO_LINEAR
#define STBI_NO_HDR
#if defined(__GNUC__)
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wunused-function"
#pragma GCC diagnostic ignored "-Wmissing-field-initializers"
#pragma GCC diagnostic ignored "-Wshadow"
#endif
#include <stb_image.h>
#if defined(__GNUC__)
#pragma GCC diagnostic pop
#endif

#include "core/io/text_file.h"

namespace gan {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kLargestPictureFile = std::size_t{256} << 20;

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

struct Header {
  int width = 0, height = 0, channels = 0;
};

Error too_large(const std::string& path, std::uint32_t width, std::uint32_t height) {
  return {path + " has " + std::to_string(width) + " x " + std::to_string(height) + " pixels: expected at most " +
          std::to_string(kLargestDecoded) + " a side"};
}

// What the file says about itself, checked before anything is decoded.
Result<Header> read_header(const std::string& path, const std::string& bytes) {
  Header h;
  // stb calls a PNG file of more than 2^30 bytes of an unknown type: its size is read here first (PNG specification,
  // section 11.2.2: width and height follow signature, length and name of the first chunk).
  if (bytes.starts_with("\x89PNG\r\n\x1a\n") && bytes.size() >= 24) {
    const auto number = [&](std::size_t at) {
      std::uint32_t n = 0;
      for (std::size_t i = at; i < at + 4; ++i) n = n << 8 | static_cast<unsigned char>(bytes[i]);
      return n;
    };
    if (std::max(number(16), number(20)) > kLargestDecoded) return too_large(path, number(16), number(20));
  }
  const auto* data = reinterpret_cast<const stbi_uc*>(bytes.data());
  if (stbi_info_from_memory(data, static_cast<int>(bytes.size()), &h.width, &h.height, &h.channels) == 0) {
    const char* const why = stbi_failure_reason();
    return Error{path + " is not a PNG or JPEG picture that can be read" + (why ? std::string(" (") + why + ")" : "")};
  }
  if (h.width < 1 || h.height < 1 || std::max(h.width, h.height) > kLargestDecoded) {
    return too_large(path, static_cast<std::uint32_t>(h.width), static_cast<std::uint32_t>(h.height));
  }
  return h;
}

// Red, green, blue, or grey; what is transparent is laid on white.
std::vector<std::uint8_t> without_alpha(const stbi_uc* pixels, Index count, int channels, int kept) {
  std::vector<std::uint8_t> out(static_cast<std::size_t>(count * kept));
  const bool alpha = channels == 2 || channels == 4;
  for (Index p = 0; p < count; ++p) {
    const stbi_uc* const from = pixels + p * channels;
    const unsigned opaque = alpha ? from[channels - 1] : 255u;
    for (int c = 0; c < kept; ++c) {
      const unsigned level = from[channels < 3 ? 0 : c];
      out[static_cast<std::size_t>(p * kept + c)] =
          static_cast<std::uint8_t>((level * opaque + 255u * (255u - opaque) + 127u) / 255u);
    }
  }
  return out;
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
  // Size and channels of the set follow from all headers.
  Outcome look_at_headers() {
    bool any_colour = false, one_size = true;
    Header first;
    for (std::size_t i = 0; i < files_.size(); ++i) {
      if (!watch_.go_on(0.3 * share(i))) return Error{kLoadCancelled};
      const Result<std::string> bytes = read_file(files_[i].path, kLargestPictureFile);
      if (!bytes) return bytes.error();
      const Result<Header> header = read_header(files_[i].path, bytes.value());
      if (!header) return header.error();
      const Header& h = header.value();
      if (i == 0) first = h;
      any_colour = any_colour || h.channels >= 3;
      one_size = one_size && h.width == h.height && h.width == first.width;
    }
    if (form_.size == 0) {
      const bool fits = one_size && first.width >= kSmallestPicture && first.width <= kLargestPicture;
      form_.size = fits ? first.width : kFolderSize;
    }
    set_.shape = {form_.size, form_.size, any_colour && form_.colour ? 3 : 1};
    if (files_.size() * static_cast<std::size_t>(set_.shape.size()) > kLargestFile) {
      return Error{folder_ + " has " + std::to_string(files_.size()) +
                   " pictures, more than 1 GiB: expected fewer, or a smaller data.size"};
    }
    return {};
  }

  Outcome decode_all() {
    set_.pixels.resize(files_.size() * static_cast<std::size_t>(set_.shape.size()));
    std::uint16_t label = 0;
    for (std::size_t i = 0; i < files_.size(); ++i) {
      if (!watch_.go_on(0.3 + 0.7 * share(i))) return Error{kLoadCancelled};
      const auto at = static_cast<Index>(i) * set_.shape.size();
      if (Outcome decoded = decode(files_[i].path, set_.pixels.data() + at); !decoded) return decoded;
      if (set_.classes == 0) continue;
      while (set_.class_names[label] != files_[i].folder) ++label;
      set_.labels.push_back(label);
    }
    return {};
  }

  Outcome decode(const std::string& path, std::uint8_t* out) const {
    const Result<std::string> bytes = read_file(path, kLargestPictureFile);
    if (!bytes) return bytes.error();
    const Result<Header> header = read_header(path, bytes.value());
    if (!header) return header.error();
    int width = 0, height = 0, channels = 0;
    const std::unique_ptr<stbi_uc, void (*)(void*)> pixels(
        stbi_load_from_memory(reinterpret_cast<const stbi_uc*>(bytes.value().data()),
                              static_cast<int>(bytes.value().size()), &width, &height, &channels, 0),
        stbi_image_free);
    if (!pixels) {
      const char* const why = stbi_failure_reason();
      return Error{path + " is a broken picture" + (why ? std::string(" (") + why + ")" : "") +
                   ": expected a whole PNG or JPEG file"};
    }
    // A grey picture in a set with colour has three equal channels.
    const int kept = channels >= 3 || set_.shape.channels == 3 ? 3 : 1;
    const SampleShape from(height, width, kept);
    const auto plain = without_alpha(pixels.get(), from.pixels(), channels, kept);
    bring_into_form(plain.data(), from, {form_.size, set_.shape.channels == 3}, out);
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
