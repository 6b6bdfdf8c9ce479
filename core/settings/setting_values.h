// Values of settings: checked against their row of the table, read from text, written as text.
#pragma once

#include <string>
#include <string_view>

#include "core/base/result.h"
#include "core/settings/setting.h"

namespace gan {

// Fails when the value does not suit the setting: kind, range, known option. An integer passes where a real
// is expected.
Outcome check_value(const Setting& setting, const Value& value);
// An integer given for a real becomes a real, so that get(set(v)) == v.
Value normalise_value(const Setting& setting, Value value);
// Checks key and value, then sets. The settings are unchanged on failure.
Outcome set_value(Settings& settings, std::string_view key, const Value& value);

// The value that the text writes: "5", "1e-3", "true", "hinge", "64,64" or "[64, 64]".
Result<Value> parse_value(const Setting& setting, std::string_view text);
// Short for a person, as core/base/number_text.h writes ("0.001", "1e−4", "non-saturating", "64, 64");
// exact() is what parse_value reads back, bit for bit, and typed_value() the same as a person would type it
// ("0.5", "64, 64").
std::string format_value(const Setting& setting, const Value& value);
std::string exact(const Value& value);
std::string typed_value(const Value& value);

}  // namespace gan
