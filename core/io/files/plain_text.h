// Bytes of a file that should be text, as UTF-8 without a byte order mark; and its lines, whatever ends them.
#pragma once

#include <string>
#include <string_view>

#include "core/base/result.h"

namespace gan {

struct PlainText {
  std::string text;
  bool utf16 = false;  // what it was
};

// Reads UTF-8 and, with or without a byte order mark, UTF-16. Other bytes give "FILE is ..., expected text", with what
// the file seems to be.
Result<PlainText> decode_text(std::string bytes, const std::string& file);

// The next line without its end (\n, \r\n or \r), which is taken off `rest`.
std::string_view take_line(std::string_view& rest);

}  // namespace gan
