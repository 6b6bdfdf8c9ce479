// What a folder of images and the folders below it hold, links followed and without what systems and programs leave
// behind in them: hidden files, __MACOSX, Thumbs.db and their like.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/io/files/load_watch.h"

namespace gan {

// Bounds on what is walked through, whatever links there are.
inline constexpr std::size_t kMostPaths = std::size_t{1} << 24;
inline constexpr int kDeepestFolder = 64;

struct ImageTree {
  std::string name, path;
  std::vector<std::string> files;  // paths of .png, .jpg and .jpeg files in it itself, in the order of their names
  std::vector<ImageTree> folders;  // those that hold images, here or further below, in the order of their names

  bool empty() const { return files.empty() && folders.empty(); }
};

// What was not taken, by reason.
struct PassedOver {
  std::size_t hidden = 0;            // files and folders, those of systems among them
  std::size_t others = 0;            // files that are neither PNG nor JPEG by their names
  std::size_t broken_links = 0;      // to what is not there
  std::size_t loops = 0;             // links to a folder that they stand in
  std::vector<std::string> without;  // names of folders without any image
  std::vector<std::string> further;  // whole phrases: "16 images of val, since test is held out"
};
std::vector<std::string> phrases(const PassedOver& passed);  // "3 hidden or system files or folders" ...
// "1 image", "2 images"
std::string counted(std::size_t count, const char* one, const char* many);

bool is_hidden_or_system(std::string_view name);

// The walk ends with a sentence at what cannot be read, and where it was cancelled.
Result<ImageTree> walk_images(const std::string& folder, PassedOver& passed, const LoadWatch& watch = {});
// Whether there is any .png, .jpg or .jpeg in it, or below; looks no further than the first.
bool has_images(const std::string& folder);

// All images in it and below, in the order of their paths.
std::vector<std::string> all_files(const ImageTree& tree);

}  // namespace gan
