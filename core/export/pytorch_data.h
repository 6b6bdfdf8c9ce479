// The data in PyTorch: ONE table, a line a kind of core/data/distributions; export_test asks for each and compares
// what it draws with what the game draws.
#pragma once

#include <string>

#include "core/export/pytorch_parts.h"

namespace gan::pytorch {

struct DataText {
  std::string constants;  // lines before the function; may be empty
  std::string body;       // lines of sample_data(m), indented
  std::string file;       // bytes of a file of NumPy's beside the script; may be empty
};

struct DataForm {
  const char* id;  // of core/data/distributions
  DataText (*text)(const GameText& game, const std::string& file_name);
};

const DataForm* find_data_form(const std::string& id);  // null if unknown
// What the script calls its file of data: "ring8.data.npy" of "ring8.py".
std::string data_name(const std::string& script);
// sample_data and sample_noise, with what they draw from.
std::string data_functions(const GameText& game, const DataText& text);

}  // namespace gan::pytorch
