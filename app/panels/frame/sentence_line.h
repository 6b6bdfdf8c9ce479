// The line above what a person looks at: what happens in the game, in words, whichever view stands there.
#pragma once

#include <span>
#include <string>

#include "app/panels/view.h"
#include "core/insight/sentences.h"

namespace gan {

// `sentences`: line_of the verdict, whose evidence is in the tooltip. `moment`: what is looked at where that is not the
// present; empty: it is.
void draw_sentence_line(std::span<const Sentence> sentences, const Verdict& verdict, const std::string& moment,
                        const Frame& frame, float width, float height);

}  // namespace gan
