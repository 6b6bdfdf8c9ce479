#include "app/ui/wrap_layout.h"

#include <algorithm>

namespace gan {
namespace {

bool is_figure(char c) {
  return c >= '0' && c <= '9';
}

// One line of the source, without a break of its own.
void wrap_line(std::string_view line, float most, const TextWidth& width, std::string& out) {
  std::size_t begin = 0, end = 0;  // of what stands in the present line
  while (end < line.size()) {
    const std::size_t word_end = std::min(line.find(' ', end + 1), line.size());
    if (end > begin && width(line.substr(begin, word_end - begin)) > most) {
      out.append(line.substr(begin, end - begin)).append("\n");
      begin = end + 1;
    }
    end = word_end;
  }
  out.append(line.substr(std::min(begin, line.size())));
}

}  // namespace

bool has_decimals(std::string_view text) {
  for (std::size_t i = 1; i + 1 < text.size(); ++i) {
    if ((text[i] == '.' || text[i] == ',') && is_figure(text[i - 1]) && is_figure(text[i + 1])) return true;
  }
  return false;
}

std::string wrap_at_spaces(std::string_view text, float most, const TextWidth& width) {
  std::string out;
  while (true) {
    const std::size_t newline = text.find('\n');
    wrap_line(text.substr(0, newline), most, width, out);
    if (newline == std::string_view::npos) return out;
    out += '\n';
    text.remove_prefix(newline + 1);
  }
}

}  // namespace gan
