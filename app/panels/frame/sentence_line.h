// The line above what a person looks at: what happens in the game, in words, whichever view stands there.
#pragma once

#include <span>

#include "app/panels/view.h"
#include "core/insight/sentences.h"

namespace gan {

void draw_sentence_line(std::span<const Sentence> sentences, const Frame& frame, float width, float height);

}  // namespace gan
