// Rows of formulas drawn: typeset, with the values of their terms beneath them, and the term under the mouse lit up.
#pragma once

#include <span>

#include "app/panels/loss/loss_rows_model.h"
#include "app/panels/view.h"
#include "app/ui/math_text.h"

namespace gan {

struct LossRowLook {
  TypeFace game = TypeFace::kBody, players = TypeFace::kSmall;
  bool lead = true;    // "D minimises"; else the player's letter
  bool labels = true;  // what else the terms are called, beneath them
  bool values = true;
  bool both = true;  // the row of what both play for
};

// Lays formulas out once; a view holds one.
class LossRowPainter {
 public:
  // The height that they need in this width.
  float height(std::span<const LossRow> rows, const LossRowLook& look, const Frame& frame, float width);
  // Whether none of them that both play for is broken into lines.
  bool game_in_one_line(std::span<const LossRow> rows, const LossRowLook& look, float width);
  // Their upper left corner at `at`. The part under the mouse is written to `lit`, which stays where there is none.
  void draw(std::span<const LossRow> rows, const LossRowLook& look, const Frame& frame, ImVec2 at, float width,
            LossPart& lit);

 private:
  struct Laid {
    const MathBox* box;
    float lead = 0;  // width before the formula
    float line = 0;  // of each line beneath a term
    bool labels = false;
  };
  Laid lay_out(const LossRow& row, const LossRowLook& look, const Frame& frame, float width);
  void draw_beneath(const LossRow& row, const Laid& laid, const LossRowLook& look, const Frame& frame, ImVec2 origin,
                    LossPart lit);

  MathTexts formulas_;
};

}  // namespace gan
