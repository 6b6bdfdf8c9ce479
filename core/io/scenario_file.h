// Scenarios as TOML files: the built-in ones, which are compiled in, and any file by its path. Every setting
// stands under its key in the table of settings; a mistake gives "FILE:LINE: what was found, what was
// expected".
#pragma once

#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/io/data_files.h"
#include "core/scenario/scenario.h"

namespace gan {

// `file` names the text in messages and is the place from which data.file is seen; its stem becomes the id. With
// Loading::nothing a scenario of data from a file is not ready to be played: load_data and check_settings are to come.
Result<Scenario> parse_scenario(const std::string& text, const std::string& file,
                                Loading loading = Loading::everything);
Result<Scenario> read_scenario(const std::string& path, Loading loading = Loading::everything);
std::string write_scenario(const Scenario& scenario, const std::string& file);

// The built-in scenarios in the order of builtin_scenario_ids(), to choose from: no data is loaded.
std::vector<Result<Scenario>> builtin_scenarios();
// A built-in scenario by its id, or the file of that path. An unknown name gives the nearest ones.
Result<Scenario> find_scenario(const std::string& name_or_path, Loading loading = Loading::everything);

}  // namespace gan
