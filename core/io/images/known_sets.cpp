#include "core/io/images/known_sets.h"

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "core/io/images/cifar_file.h"
#include "core/io/images/idx_file.h"
#include "core/io/images/image_tree.h"

namespace gan {
namespace {

namespace fs = std::filesystem;

constexpr const char* kPickles =
    " holds Python pickles, which are programs and are never run: expected CIFAR-10's binary version "
    "(cifar-10-binary.tar.gz, unpacked: cifar-10-batches-bin)";
constexpr const char* kCifar100 = " holds CIFAR-100, which is not read: expected CIFAR-10's binary version";

KnownSet set_in(const fs::path& folder) {
  if (!find_idx(folder.string(), "train").images.empty()) return {KnownSet::Kind::idx, folder.string()};
  if (!find_cifar(folder.string()).empty()) return {KnownSet::Kind::cifar, folder.string()};
  return {};
}

// As torchvision's and CIFAR's archives have them.
KnownSet set_at(const fs::path& folder) {
  for (const char* below : {"", "raw", "cifar-10-batches-bin"}) {
    KnownSet found = set_in(*below == '\0' ? folder : folder / below);
    if (found.kind != KnownSet::Kind::none) return found;
  }
  return {};
}

std::vector<fs::path> folders_in(const fs::path& folder) {
  std::vector<fs::path> found;
  std::error_code error;
  for (fs::directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
    std::error_code ignored;
    if (!is_hidden_or_system(at->path().filename().string()) && at->is_directory(ignored)) found.push_back(at->path());
  }
  std::sort(found.begin(), found.end());
  return found;
}

bool is_archive(const std::string& name) {
  for (const char* end : {".zip", ".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tar.xz", ".7z", ".rar"}) {
    if (name.ends_with(end)) return true;
  }
  return false;
}

// Protocols 2 to 5 begin with 0x80 and their number (Python's documentation of pickle).
bool is_pickle(const fs::path& path) {
  char first[2] = {};
  std::ifstream(path, std::ios::binary).read(first, sizeof first);
  return first[0] == '\x80' && first[1] >= 2 && first[1] <= 5;
}

bool exists_in(const fs::path& folder, const char* name) {
  std::error_code ignored;
  return fs::exists(folder / name, ignored);
}

std::string why_not_folder(const fs::path& folder) {
  if (exists_in(folder, "data_batch_1") || exists_in(folder, "batches.meta")) return folder.string() + kPickles;
  const bool binary = exists_in(folder, "train.bin") && exists_in(folder, "fine_label_names.txt");
  if (binary || exists_in(folder, "cifar-100-binary") || exists_in(folder, "cifar-100-python")) {
    return folder.string() + kCifar100;
  }
  return "";
}

}  // namespace

Result<KnownSet> find_known_set(const std::string& folder) {
  if (KnownSet own = set_at(folder); own.kind != KnownSet::Kind::none) return own;
  KnownSet found;
  for (const fs::path& below : folders_in(folder)) {
    KnownSet here = set_at(below);
    if (here.kind == KnownSet::Kind::none) continue;
    if (found.kind != KnownSet::Kind::none) {
      return Error{folder + " holds several sets, such as " + found.folder + " and " + here.folder +
                   ": expected one of them to be named"};
    }
    found = std::move(here);
  }
  return found;
}

std::string why_not_read(const std::string& path) {
  std::error_code error;
  if (!fs::is_directory(path, error)) {
    if (is_archive(path)) return path + " is an archive: expected the folder that it unpacks to";
    return is_pickle(path) ? path + kPickles : "";
  }
  if (std::string why = why_not_folder(path); !why.empty()) return why;
  for (const fs::path& below : folders_in(path)) {
    if (std::string why = why_not_folder(below); !why.empty()) return why;
  }
  for (fs::directory_iterator at(path, error), end; !error && at != end; at.increment(error)) {
    if (!is_archive(at->path().filename().string())) continue;
    return path + " has no images beside the archive " + at->path().filename().string() +
           ": expected the folder that it unpacks to";
  }
  return "";
}

}  // namespace gan
