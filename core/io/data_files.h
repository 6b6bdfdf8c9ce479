// What data.file names, loaded into a DataSpec: points of a CSV file, or images. Settings that come from text are
// set here, because some of them need a file read before they mean anything.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/result.h"
#include "core/game/spec.h"
#include "core/io/files/load_watch.h"

namespace gan {

// What settings that come from a file bring along. A checkpoint holds its points itself, but no images; a list of
// scenarios is read without either.
enum class Loading { everything, images, nothing };

// What the kind of data takes from data.file.
bool reads_points(const DataSpec& data);
bool reads_images(const DataSpec& data);  // false for a kind that does without, when no file is named

// Whether data.file is named and what it holds is not there yet, or was read in another form.
bool needs_loading(const DataSpec& data);

// Fills data.points or data.images from data.file, as the kind asks; unchanged on failure.
Outcome load_data(DataSpec& data, const LoadWatch& watch = {});

// What the data are called: "two moons", "points.csv: 200 points", "birds: 1 320 images in 12 classes".
std::string data_title(const DataSpec& data);
// What was read of data.file and what was passed over, one line; "" where nothing is to be said.
std::string loading_note(const DataSpec& data);

// The name of an installed set as it is, anything else as seen from the folder of the file `from`.
std::string resolve_data_file(const std::string& file, const std::string& from);
// The inverse.
std::string data_file_beside(const std::string& file, const std::string& from);

// Sets settings from text in order, as --set does, and reads data.file once at the end where it has to be. Unchanged on
// failure.
Outcome set_from_text(Settings& settings, const std::vector<std::pair<std::string, std::string>>& values,
                      const LoadWatch& watch = {});
Outcome set_from_text(Settings& settings, const std::string& key, const std::string& text);

}  // namespace gan
