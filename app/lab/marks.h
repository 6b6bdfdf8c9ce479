// Marks: says in words what an event of a run did, for plots, timeline and sentences.
#pragma once

#include <string>

#include "app/lab/history.h"
#include "core/run/event.h"

namespace gan {

HistoryMark mark_of(const Event& event);
// Writes label and sentence from key, values and place of a mark that changes a setting.
void describe_change(HistoryMark& mark);

}  // namespace gan
