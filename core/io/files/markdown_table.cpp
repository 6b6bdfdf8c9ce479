#include "core/io/files/markdown_table.h"

#include <algorithm>
#include <cstddef>

namespace gan {
namespace {

std::string markdown_cell(const std::string& text) {
  std::string cell;
  for (const char c : text) {
    if (c == '|' || c == '*' || c == '_' || c == '`' || c == '<' || c == '\\') cell += '\\';
    cell += c == '\n' || c == '\r' ? ' ' : c;
  }
  return cell;
}

// Letters of UTF-8, which is what an editor shows.
std::size_t letters_of(const std::string& text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

}  // namespace

std::string markdown_table(const std::vector<std::vector<std::string>>& rows) {
  constexpr std::size_t kLeast = 3;  // of dashes
  std::vector<std::vector<std::string>> cells;
  std::vector<std::size_t> widths;
  for (const std::vector<std::string>& row : rows) {
    cells.emplace_back();
    for (const std::string& text : row) cells.back().push_back(markdown_cell(text));
    if (widths.size() < row.size()) widths.resize(row.size(), kLeast);
  }
  for (std::vector<std::string>& row : cells) {
    row.resize(widths.size());
    for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], letters_of(row[i]));
  }
  std::string table;
  for (std::size_t r = 0; r < cells.size(); ++r) {
    for (std::size_t i = 0; i < widths.size(); ++i) {
      const std::string blanks(widths[i] - letters_of(cells[r][i]), ' ');
      table += i == 0 ? "| " + cells[r][i] + blanks : " | " + blanks + cells[r][i];
    }
    table += " |\n";
    if (r > 0) continue;
    for (std::size_t i = 0; i < widths.size(); ++i) {
      table += i == 0 ? "| " + std::string(widths[i], '-') : " | " + std::string(widths[i] - 1, '-') + ":";
    }
    table += " |\n";
  }
  return table;
}

}  // namespace gan
