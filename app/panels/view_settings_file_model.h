// Settings file: ViewSettings as a small TOML file in the person's configuration folder, driven by its tables. What is
// missing, unknown or out of range is left at its default: a settings file never keeps the window from opening.
#pragma once

#include <string>
#include <string_view>

#include "app/panels/view_settings_model.h"
#include "core/base/result.h"

namespace gan {

// $XDG_CONFIG_HOME/ganscope/settings.toml, ~/.config where that is not set; "" without a home.
std::string settings_path();

std::string write_view_settings(const ViewSettings& settings);
// Passes over the lines that can't be used, and names the first of them; "" where all were used. What versions before
// called a setting is understood.
std::string parse_view_settings(std::string_view text, ViewSettings& settings);

// What of it goes with a session: not the window's size and theme, nor the speed, which are the person's. With what a
// session alone keeps, where that is not as at first, which it is where no line says otherwise. Reading passes over and
// names lines as above.
std::string write_session_view(const ViewSettings& settings);
std::string parse_session_view(std::string_view text, ViewSettings& settings);

// A file that is not there is no failure. One that could not be read as it is stays beside it as FILE.bak.
Outcome load_view_settings(const std::string& path, ViewSettings& settings);
// Makes the folder where it is missing.
Outcome save_view_settings(const std::string& path, const ViewSettings& settings);

}  // namespace gan
