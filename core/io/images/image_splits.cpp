#include "core/io/images/image_splits.h"

#include <algorithm>
#include <cctype>
#include <iterator>

namespace gan {
namespace {

struct PartName {
  std::string_view name;
  SetPart part;
};

constexpr PartName kSetPartNames[] = {
    {"train", SetPart::train},
    {"training", SetPart::train},
    {"test", SetPart::test},
    {"testing", SetPart::test},
    {"eval", SetPart::test},
    {"evaluation", SetPart::test},
    {"heldout", SetPart::test},
    {"holdout", SetPart::test},
    {"val", SetPart::validation},
    {"valid", SetPart::validation},
    {"validation", SetPart::validation},
    {"dev", SetPart::validation},
};

// What may stand beside the word.
constexpr std::string_view kFillers[] = {"set",     "images", "image", "img",    "imgs", "pictures", "data",
                                         "dataset", "split",  "seg",   "folder", "jpg",  "png"};

// The words of a name in small letters, without digits and the fillers, one behind the other.
std::string essence_of(std::string_view name) {
  std::string all, word;
  const auto end_word = [&] {
    if (std::find(std::begin(kFillers), std::end(kFillers), word) == std::end(kFillers)) all += word;
    word.clear();
  };
  for (const char c : name) {
    const auto letter = static_cast<unsigned char>(c);
    if (letter < 128 && std::isalpha(letter)) {
      word += static_cast<char>(std::tolower(letter));
    } else if (letter < 128) {
      end_word();
    } else {
      return "";
    }
  }
  end_word();
  return all;
}

using Folders = std::vector<const ImageTree*>;

// The folders of a set by their part; empty where they are no parts.
struct Parts {
  Folders train, test, validation;
};

bool are_parts(const ImageTree& tree, Parts& out) {
  Parts parts;
  for (const ImageTree& folder : tree.folders) {
    const SetPart part = part_of_name(folder.name);
    if (part == SetPart::none) return false;
    (part == SetPart::train ? parts.train : part == SetPart::test ? parts.test : parts.validation).push_back(&folder);
  }
  if (parts.train.empty()) return false;
  out = std::move(parts);
  return true;
}

// A folder around the only folder that holds anything.
const ImageTree* unwrapped(const ImageTree* tree) {
  while (tree->files.empty() && tree->folders.size() == 1) tree = &tree->folders.front();
  return tree;
}

std::size_t count_files(const Folders& folders) {
  std::size_t count = 0;
  for (const ImageTree* folder : folders) count += all_files(*folder).size();
  return count;
}

void append_files(const ImageTree& tree, int label, std::vector<LabelledFile>& out) {
  for (std::string& path : all_files(tree)) out.push_back({std::move(path), label});
}

std::string names_of(const Folders& folders) {
  return folders.empty() ? "" : folders.front()->name;
}

class Splitter {
 public:
  Splitter(const ImageTree& tree, PassedOver& passed) : root_(*unwrapped(&tree)), passed_(passed) {}

  Result<ImageSplits> split() {
    Parts parts;
    if (are_parts(root_, parts)) return split_parts(parts);
    if (Outcome alike = all_in_folders(root_); !alike) return alike.error();
    if (Outcome named = name_classes({&root_}); !named) return named.error();
    std::vector<Parts> of_classes(root_.folders.size());
    bool in_parts = !out_.classes.empty();
    for (std::size_t c = 0; c < root_.folders.size() && in_parts; ++c) {
      in_parts = root_.folders[c].files.empty() && are_parts(root_.folders[c], of_classes[c]);
    }
    if (in_parts) return split_classes(of_classes);
    append_part(root_, out_.training);
    return std::move(out_);
  }

 private:
  static Outcome all_in_folders(const ImageTree& tree) {
    if (tree.files.empty() || tree.folders.empty()) return {};
    return Error{tree.path + " has images of its own and sub-folders with images, such as " +
                 tree.folders.front().name + ": expected all of them in sub-folders, one per class, or none"};
  }

  // Two or more folders are classes, of all folders of one part together.
  Outcome name_classes(const Folders& folders) {
    for (const ImageTree* folder : folders) {
      if (folder->folders.size() < 2 && folders.size() == 1) return {};
      for (const ImageTree& below : folder->folders) out_.classes.push_back(below.name);
    }
    std::sort(out_.classes.begin(), out_.classes.end());
    out_.classes.erase(std::unique(out_.classes.begin(), out_.classes.end()), out_.classes.end());
    if (out_.classes.size() < 2) out_.classes.clear();
    if (out_.classes.size() <= kMostFolderClasses) return {};
    return Error{root_.path + " has " + std::to_string(out_.classes.size()) +
                 " sub-folders: expected at most 1000 classes"};
  }

  // -1: none of the classes.
  int label_of(const std::string& name) const {
    const auto found = std::lower_bound(out_.classes.begin(), out_.classes.end(), name);
    return found != out_.classes.end() && *found == name ? static_cast<int>(found - out_.classes.begin()) : -1;
  }

  void append_part(const ImageTree& folder, std::vector<LabelledFile>& out) const {
    if (out_.classes.empty()) return append_files(folder, 0, out);
    for (const ImageTree& below : folder.folders) append_files(below, label_of(below.name), out);
  }

  // train/, test/ and val/, each with the same classes or with none.
  Result<ImageSplits> split_parts(const Parts& parts) {
    if (!root_.files.empty()) {
      passed_.further.push_back(counted(root_.files.size(), "image", "images") + " beside " + names_of(parts.train));
    }
    Folders train;
    for (const ImageTree* folder : parts.train) train.push_back(unwrapped(folder));
    for (const ImageTree* folder : train) {
      if (Outcome alike = all_in_folders(*folder); !alike) return alike.error();
    }
    if (Outcome named = name_classes(train); !named) return named.error();
    for (const ImageTree* folder : train) {
      if (!out_.classes.empty() && !folder->files.empty()) leave_out({folder}, ", which are in no class");
      append_part(*folder, out_.training);
    }
    sort_by_label(out_.training);
    if (Outcome held = hold_out(parts.test); !held) return held.error();
    if (!out_.held_out.empty()) {
      leave_out(parts.validation, ", since " + out_.held_out_from + " is held out");
    } else if (Outcome other = hold_out(parts.validation); !other) {
      return other.error();
    }
    return std::move(out_);
  }

  // Images without classes beside a part with them are of no use for the classifier.
  Outcome hold_out(const Folders& folders) {
    for (const ImageTree* folder : folders) {
      const bool wrapped =
          folder->files.empty() && folder->folders.size() == 1 && label_of(folder->folders.front().name) < 0;
      const ImageTree& part = wrapped ? *unwrapped(folder) : *folder;
      if (!out_.classes.empty() && !part.files.empty()) {
        leave_out({folder}, ", which are in no class");
        continue;
      }
      for (const ImageTree& below : part.folders) {
        if (out_.classes.empty() || label_of(below.name) >= 0) continue;
        return Error{part.path + " has the class " + below.name +
                     ", which no training image has: expected only classes that are trained on"};
      }
      append_part(part, out_.held_out);
      out_.held_out_from = folder->name;
    }
    sort_by_label(out_.held_out);
    return {};
  }

  void leave_out(const Folders& folders, const std::string& why) {
    if (folders.empty()) return;
    passed_.further.push_back(counted(count_files(folders), "image", "images") + " of " + names_of(folders) + why);
  }

  // cats/train/, cats/test/, dogs/train/ ...
  Result<ImageSplits> split_classes(const std::vector<Parts>& of_classes) {
    Folders left;
    for (std::size_t c = 0; c < of_classes.size(); ++c) {
      const Parts& parts = of_classes[c];
      for (const ImageTree* folder : parts.train) append_files(*folder, static_cast<int>(c), out_.training);
      const bool test = !parts.test.empty();
      for (const ImageTree* folder : test ? parts.test : parts.validation) {
        append_files(*folder, static_cast<int>(c), out_.held_out);
        out_.held_out_from = folder->name;
      }
      if (test) left.insert(left.end(), parts.validation.begin(), parts.validation.end());
    }
    leave_out(left, ", since " + out_.held_out_from + " is held out");
    return std::move(out_);
  }

  static void sort_by_label(std::vector<LabelledFile>& files) {
    std::stable_sort(files.begin(), files.end(),
                     [](const LabelledFile& a, const LabelledFile& b) { return a.label < b.label; });
  }

  const ImageTree& root_;
  PassedOver& passed_;
  ImageSplits out_;
};

}  // namespace

SetPart part_of_name(std::string_view name) {
  std::string essence = essence_of(name);
  for (const std::string_view ending : {"", "set"}) {
    if (!essence.ends_with(ending)) continue;
    const std::string_view word = std::string_view(essence).substr(0, essence.size() - ending.size());
    const auto found = std::find_if(std::begin(kSetPartNames), std::end(kSetPartNames),
                                    [&](const PartName& p) { return p.name == word; });
    if (found != std::end(kSetPartNames)) return found->part;
  }
  return SetPart::none;
}

Result<ImageSplits> split_images(const ImageTree& tree, PassedOver& passed) {
  return Splitter(tree, passed).split();
}

}  // namespace gan
