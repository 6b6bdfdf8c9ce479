#include "core/io/machine/cache_folder.h"

#include <cstdlib>

namespace gan {

// As the XDG base directory specification has it.
std::string cache_folder() {
  if (const char* cache = std::getenv("XDG_CACHE_HOME"); cache != nullptr && *cache != '\0') {
    return std::string(cache) + "/ganscope";
  }
  if (const char* home = std::getenv("HOME"); home != nullptr && *home != '\0') {
    return std::string(home) + "/.cache/ganscope";
  }
  return "";
}

}  // namespace gan
