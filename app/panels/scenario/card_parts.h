// What the scenario's card is drawn from: headings, lines that can be ticked off, answers to choose from. They wrap,
// and are as high as their text.
#pragma once

#include <string>

#include "app/panels/scenario/card_model.h"
#include "app/panels/view.h"

namespace gan {

// Wrapped text of the present font over the whole width.
void card_text(const std::string& text, Rgb colour);
void card_heading(const Frame& frame, const char* text);

// True where it was pressed.
bool watch_line(const char* id, const std::string& text, const WatchItem& item, const Frame& frame);
bool answer_button(std::size_t answer, const std::string& text, AnswerMark mark, bool enabled, const Frame& frame);
// A word that acts, without a box around it.
bool quiet_button(const char* text, const Frame& frame);

}  // namespace gan
