// Where files are kept that can be made again.
#pragma once

#include <string>

namespace gan {

// $XDG_CACHE_HOME/ganscope, ~/.cache/ganscope where that is not set; "" without a home.
std::string cache_folder();

}  // namespace gan
