// Marks: says in words what an event of a run did, for plots, timeline and sentences.
#pragma once

#include <string>

#include "app/lab/history/history.h"
#include "core/run/event.h"
#include "core/settings/setting.h"

namespace gan {

// As marks write the value of a setting: "none" where it is an empty list.
std::string mark_value(const Setting& setting, const Value& value);
HistoryMark mark_of(const Event& event);
// Writes label and sentence from key, values and place of a mark that changes a setting.
void describe_change(HistoryMark& mark);
// The same of a mark of steps by hand.
void describe_steps(HistoryMark& mark);

}  // namespace gan
