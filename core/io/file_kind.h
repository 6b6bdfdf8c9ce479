// What kind of file a path names, by its name and, where that does not tell, its beginning: what is dropped on the
// window and what stands on its command line are opened alike.
#pragma once

#include <string>

#include "core/base/result.h"

namespace gan {

enum class FileKind { scenario, recording, checkpoint, points, images };

// Images are a folder, a file of many of them, or the name of an installed set. Fails with a sentence that says what
// could be opened.
Result<FileKind> file_kind(const std::string& path);

// A file's name without its folder and the endings that these kinds have: "run.v1.5" of "a/run.v1.5.csv". Never empty,
// never hidden, and short enough for something to be added.
std::string plain_stem(const std::string& path);

}  // namespace gan
