// What became of a piece of work that is done piece by piece.
#pragma once

namespace gan {

enum class Piece {
  more,       // it goes on with another one
  whole,      // that was the last: the answer is there
  cancelled,  // there will be no answer
};

}  // namespace gan
