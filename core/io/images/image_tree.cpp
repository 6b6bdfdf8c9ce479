#include "core/io/images/image_tree.h"

#include <algorithm>
#include <cctype>
#include <filesystem>

#include "core/base/number_text.h"

namespace gan {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostNamedFolders = 3;  // in a phrase
constexpr std::size_t kEntriesBetweenLooks = 4096;

// Of macOS, Windows, network drives and file systems; in small letters.
constexpr std::string_view kSystemNames[] = {"__macosx",    "thumbs.db",    "ehthumbs.db",
                                             "desktop.ini", "$recycle.bin", "system volume information",
                                             "@eadir",      "lost+found"};

std::string lower_case(std::string_view text) {
  std::string lower(text);
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return lower;
}

bool has_image_name(const fs::path& path) {
  const std::string end = lower_case(path.extension().string());
  return end == ".png" || end == ".jpg" || end == ".jpeg";
}

class TreeWalk {
 public:
  TreeWalk(PassedOver& passed, const LoadWatch& watch, bool first_only)
      : passed_(passed), watch_(watch), first_only_(first_only) {}

  Outcome walk(const fs::path& path, ImageTree& tree) {
    tree.name = path.filename().string();
    tree.path = path.string();
    std::error_code error;
    const fs::path real = fs::canonical(path, error);
    if (error) return unreadable(path, error);
    above_.push_back(real);
    std::vector<fs::path> entries;
    if (Outcome listed = list(path, entries); !listed) return listed;
    for (const fs::path& entry : entries) {
      if (Outcome taken = take(entry, tree); !taken) return taken;
      if (first_only_ && !tree.empty()) break;
    }
    above_.pop_back();
    return {};
  }

 private:
  static Error unreadable(const fs::path& path, const std::error_code& error) {
    return {"cannot read " + path.string() + ": " + error.message()};
  }

  Outcome list(const fs::path& path, std::vector<fs::path>& entries) {
    std::error_code error;
    fs::directory_iterator at(path, error), end;
    for (; !error && at != end; at.increment(error)) {
      entries.push_back(at->path());
      if (++seen_ % kEntriesBetweenLooks == 0 && !watch_.go_on(0)) return Error{kLoadCancelled};
      if (seen_ > kMostPaths) {
        return Error{above_.front().string() + " has more than " + std::to_string(kMostPaths) +
                     " files and folders: expected fewer"};
      }
    }
    if (error) return unreadable(path, error);
    std::sort(entries.begin(), entries.end());
    return {};
  }

  Outcome take(const fs::path& path, ImageTree& tree) {
    if (is_hidden_or_system(path.filename().string())) {
      ++passed_.hidden;
      return {};
    }
    std::error_code error;
    const fs::file_status status = fs::status(path, error);
    if (status.type() == fs::file_type::directory) return take_folder(path, tree);
    if (status.type() == fs::file_type::regular) {
      if (has_image_name(path)) {
        tree.files.push_back(path.string());
      } else {
        ++passed_.others;
      }
      return {};
    }
    std::error_code ignored;
    if (fs::is_symlink(fs::symlink_status(path, ignored))) {
      ++passed_.broken_links;
    } else if (status.type() == fs::file_type::none) {
      return unreadable(path, error);
    } else {
      ++passed_.others;
    }
    return {};
  }

  Outcome take_folder(const fs::path& path, ImageTree& tree) {
    std::error_code error;
    const fs::path real = fs::canonical(path, error);
    if (std::find(above_.begin(), above_.end(), real) != above_.end()) {
      ++passed_.loops;
      return {};
    }
    if (above_.size() >= static_cast<std::size_t>(kDeepestFolder)) {
      return Error{above_.front().string() + " has folders more than " + std::to_string(kDeepestFolder) +
                   " deep: expected fewer"};
    }
    ImageTree below;
    const std::size_t told = passed_.without.size();
    if (Outcome walked = walk(path, below); !walked) return walked;
    if (below.empty()) {
      passed_.without.resize(told);  // those inside it go without saying
      passed_.without.push_back(below.name);
    } else {
      tree.folders.push_back(std::move(below));
    }
    return {};
  }

  PassedOver& passed_;
  const LoadWatch& watch_;
  bool first_only_;
  std::vector<fs::path> above_;  // the folders that the walk stands in, without links
  std::size_t seen_ = 0;
};

void gather_files(const ImageTree& tree, std::vector<std::string>& out) {
  out.insert(out.end(), tree.files.begin(), tree.files.end());
  for (const ImageTree& below : tree.folders) gather_files(below, out);
}

}  // namespace

std::string counted(std::size_t count, const char* one, const char* many) {
  return whole_text(static_cast<std::int64_t>(count)) + " " + (count == 1 ? one : many);
}

std::vector<std::string> phrases(const PassedOver& passed) {
  std::vector<std::string> all;
  const auto add = [&](std::size_t count, const char* one, const char* many) {
    if (count > 0) all.push_back(counted(count, one, many));
  };
  add(passed.hidden, "hidden or system file or folder", "hidden or system files or folders");
  add(passed.others, "file that is no PNG or JPEG", "files that are no PNG or JPEG");
  add(passed.broken_links, "link to what is not there", "links to what is not there");
  add(passed.loops, "link back to a folder that it stands in", "links back to a folder that they stand in");
  if (!passed.without.empty()) {
    std::string names;
    for (std::size_t i = 0; i < std::min(passed.without.size(), kMostNamedFolders); ++i) {
      names += (i > 0 ? ", " : "") + passed.without[i];
    }
    if (passed.without.size() > kMostNamedFolders) names += ", ...";
    all.push_back(counted(passed.without.size(), "folder", "folders") + " without images (" + names + ")");
  }
  all.insert(all.end(), passed.further.begin(), passed.further.end());
  return all;
}

bool is_hidden_or_system(std::string_view name) {
  if (name.starts_with('.')) return true;
  return std::find(std::begin(kSystemNames), std::end(kSystemNames), lower_case(name)) != std::end(kSystemNames);
}

Result<ImageTree> walk_images(const std::string& folder, PassedOver& passed, const LoadWatch& watch) {
  ImageTree tree;
  if (Outcome walked = TreeWalk(passed, watch, false).walk(folder, tree); !walked) return walked.error();
  return tree;
}

bool has_images(const std::string& folder) {
  PassedOver ignored;
  ImageTree tree;
  const LoadWatch nobody;
  return TreeWalk(ignored, nobody, true).walk(folder, tree).ok() && !tree.empty();
}

std::vector<std::string> all_files(const ImageTree& tree) {
  std::vector<std::string> files;
  gather_files(tree, files);
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace gan
