// The parts of a scenario's file that its card shows: group, what to watch, controls, question, pace.
#pragma once

#include <string>

#include "core/base/result.h"
#include "core/io/files/toml_plus.h"
#include "core/scenario/scenario.h"

namespace gan {

Outcome read_scenario_card(const toml::table& table, const std::string& file, Scenario& scenario);

}  // namespace gan
