// Temporary files beside their targets. Each is locked by the program that writes it, and the lock ends with the
// program however it ends: what lies there unlocked was left by one that was killed, and the next that writes in the
// folder takes it away.
#pragma once

#include <cstdio>
#include <string>

namespace gan {

// A new empty file for writing in the target's folder, locked where the file system has locks. `path` is its name; null
// with errno set where none can be made.
std::FILE* create_part_file(const std::string& target, std::string& path);

// Removes what killed programs left in the target's folder: whatever bears the name that create_part_file gives, and,
// of this target, TARGET.part0 to TARGET.part999, as versions up to 0.1.0 named them. Never a file that is being
// written.
void remove_stale_part_files(const std::string& target);

}  // namespace gan
