#include "core/io/images/image_files.h"

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <filesystem>

#include "core/io/files/gzip_file.h"
#include "core/io/images/cifar_file.h"
#include "core/io/images/idx_file.h"
#include "core/io/images/image_folder.h"
#include "core/io/images/known_sets.h"

namespace gan {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kInstalled[] = {"fashion-mnist", "mnist"};

constexpr const char* kExpected =
    ": expected IDX files (train-images-idx3-ubyte), CIFAR-10's batches (data_batch_1.bin), or PNG or JPEG images";

// The classes of Fashion-MNIST (Xiao et al. 2017, arXiv 1708.07747, table 2).
constexpr const char* kFashion[] = {"T-shirt", "trouser", "pullover", "dress", "coat",
                                    "sandal",  "shirt",   "sneaker",  "bag",   "ankle boot"};

std::string environment(const char* name, const std::string& otherwise) {
  const char* const value = std::getenv(name);
  return value != nullptr && *value != '\0' ? value : otherwise;
}

void name_classes(const std::string& place, ImageSet& set) {
  std::string lower = place;
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  if (lower.find("fashion") == std::string::npos || set.classes != static_cast<int>(std::size(kFashion))) return;
  set.class_names.assign(std::begin(kFashion), std::end(kFashion));
  set.title = "Fashion-MNIST";
  if (!set.held_out || set.held_out->classes != set.classes) return;
  ImageSet held_out = *set.held_out;
  held_out.class_names = set.class_names;
  held_out.title = set.title;
  set.held_out = std::make_shared<const ImageSet>(std::move(held_out));
}

// "raw" says nothing: torchvision's folder above it does.
std::string title_of(const fs::path& folder) {
  return (folder.filename() == "raw" ? folder.parent_path() : folder).filename().string();
}

Result<ImageSet> read_known(const KnownSet& known, const ImageForm& form, const LoadWatch& watch) {
  if (known.kind == KnownSet::Kind::cifar) {
    const fs::path test = fs::path(known.folder) / "test_batch.bin";
    std::error_code error;
    return read_cifar(find_cifar(known.folder), fs::is_regular_file(test, error) ? test.string() : "", form, watch);
  }
  Result<ImageSet> read = read_idx_parts(find_idx(known.folder, "train"), find_idx(known.folder, "t10k"), form, watch);
  if (!read) return read;
  read.value().title = title_of(known.folder);
  name_classes(known.folder, read.value());
  return read;
}

Result<ImageSet> read_folder(const std::string& folder, const ImageForm& form, const LoadWatch& watch) {
  const Result<KnownSet> known = find_known_set(folder);
  if (!known) return known.error();
  if (known.value().kind != KnownSet::Kind::none) return read_known(known.value(), form, watch);
  if (has_images(folder)) return read_image_folder(folder, form, watch);
  if (std::string why = why_not_read(folder); !why.empty()) return Error{why};
  // What cannot be read is a reason of its own.
  PassedOver passed;
  if (const auto tree = walk_images(folder, passed, watch); !tree) return tree.error();
  std::string all;
  for (const std::string& phrase : phrases(passed)) all += (all.empty() ? " (" : ", ") + phrase;
  return Error{folder + " has no images that can be read" + all + (all.empty() ? "" : ")") + kExpected};
}

enum class FileKind { unknown, images, labels, cifar };

// From the first bytes, unpacked where they are gzip.
FileKind kind_of(const std::string& path) {
  Result<GzipFile> file = GzipFile::open(path);
  std::uint8_t first[4] = {};
  if (!file || !file.value().read(first, sizeof first, "its header").ok()) return FileKind::unknown;
  if (first[0] == 0 && first[1] == 0 && first[2] == 8 && first[3] == 3) return FileKind::images;
  if (first[0] == 0 && first[1] == 0 && first[2] == 8 && first[3] == 1) return FileKind::labels;
  std::error_code error;
  const bool records = fs::file_size(path, error) % kCifarRecord == 0 && !error;
  return records && fs::path(path).extension() == ".bin" ? FileKind::cifar : FileKind::unknown;
}

Result<ImageSet> read_single(const std::string& path, const ImageForm& form, const LoadWatch& watch) {
  Result<GzipFile> opened = GzipFile::open(path);
  if (!opened) return opened.error();
  switch (kind_of(path)) {
    case FileKind::cifar:
      return read_cifar({path}, "", form, watch);
    case FileKind::labels:
      return Error{path + " holds labels: expected the file of their images"};
    case FileKind::images:
      break;
    case FileKind::unknown: {
      // A broken gzip file is called that.
      std::uint8_t first[4];
      if (Outcome read = opened.value().read(first, sizeof first, "its header"); !read) return read.error();
      if (std::string why = why_not_read(path); !why.empty()) return Error{why};
      return Error{path + " holds no images that can be read" + kExpected};
    }
  }
  Result<ImageSet> read = read_idx_parts({path, labels_beside(path)}, {}, form, watch);
  if (read) name_classes(path, read.value());
  return read;
}

}  // namespace

bool is_installed_name(std::string_view name) {
  return std::find(std::begin(kInstalled), std::end(kInstalled), name) != std::end(kInstalled);
}

std::string find_installed(std::string_view name) {
  std::string places = environment("XDG_DATA_HOME", environment("HOME", "") + "/.local/share");
  places += ":" + environment("XDG_DATA_DIRS", "/usr/local/share:/usr/share") + ":";
  for (std::size_t end = 0; (end = places.find(':')) != std::string::npos; places.erase(0, end + 1)) {
    const fs::path folder = fs::path(places.substr(0, end)) / "datasets" / name;
    std::error_code error;
    if (end > 0 && fs::is_directory(folder, error)) return folder.string();
  }
  return "";
}

bool holds_images(const std::string& path) {
  std::error_code error;
  if (!fs::is_directory(path, error)) {
    const FileKind kind = kind_of(path);
    return kind == FileKind::images || kind == FileKind::cifar;
  }
  const Result<KnownSet> known = find_known_set(path);
  return !known || known.value().kind != KnownSet::Kind::none || has_images(path);
}

Result<std::shared_ptr<const ImageSet>> read_images(const std::string& file, const ImageForm& form,
                                                    const LoadWatch& watch) {
  std::string path = file;
  if (is_installed_name(file)) {
    path = find_installed(file);
    if (path.empty()) {
      return Error{file + " is not installed: expected the package dataset-" + file +
                   ", or data.file to name a folder with its files"};
    }
  }
  std::error_code error;
  if (!fs::exists(path, error)) return Error{"cannot read " + path + ": there is no such file or folder"};
  Result<ImageSet> read =
      fs::is_directory(path, error) ? read_folder(path, form, watch) : read_single(path, form, watch);
  if (!read) return read.error();
  read.value().asked_size = static_cast<int>(form.size);
  read.value().asked_colour = form.colour;
  return seal_images(std::move(read).value());
}

}  // namespace gan
