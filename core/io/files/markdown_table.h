// Tables as Markdown, for lecture notes and issues: columns are padded, so that the text reads as a table, too.
#pragma once

#include <string>
#include <vector>

namespace gan {

// A row of cells each, the first of which names the columns; shorter rows end with empty cells. The first column is
// aligned to the left, the others, which hold numbers, to the right. What Markdown would read as a mark is escaped, and
// a line break becomes a space.
std::string markdown_table(const std::vector<std::vector<std::string>>& rows);

}  // namespace gan
