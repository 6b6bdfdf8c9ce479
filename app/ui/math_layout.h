// Where the letters and rules of a formula stand (core/base/math/math_markup.h). Pure: text is measured by a function
// that is given, so that it is tested without fonts. The origin is the left end of the baseline, y goes down, all in
// pixels.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "app/ui/type_face.h"

namespace gan {

// How far a line of a face reaches, measured at its brackets: all in pixels, above and below the baseline.
struct FaceHeights {
  float em = 0;
  float ascent = 0, descent = 0;
  float axis = 0;  // above the baseline: the middle of a minus sign, where the rule of a fraction lies
};

struct MathMeasure {
  std::function<float(TypeFace, std::string_view)> width;
  std::function<FaceHeights(TypeFace)> heights;
};

struct MathForm {
  TypeFace face = TypeFace::kBody;
  bool stacked = true;  // limits below and above their operators; false: beside them, for a low line
  float most = 0;   // > 0: lines end before an operator where they would be wider, within terms and brackets at last
  float below = 0;  // room that is kept below every line, for what stands under its terms
};

// Letters of one face in a row.
struct MathRun {
  float x = 0, baseline = 0;
  TypeFace face = TypeFace::kBody;
  int term = -1;  // the innermost it belongs to, an index into MathBox::terms
  std::string text;
};

struct MathRule {
  float x = 0, top = 0, width = 0, height = 0;
  int term = -1;
};

// A part that was named.
struct MathTerm {
  std::string id;
  float left = 0, top = 0, right = 0, bottom = 0;
  float line_bottom = 0;  // of all that stands in its line, without the room below it
};

struct MathBox {
  float width = 0;
  float ascent = 0, descent = 0;  // above and below the first baseline: a formula of several lines lies mostly below
  std::vector<MathRun> runs;
  std::vector<MathRule> rules;
  std::vector<MathTerm> terms;

  float height() const { return ascent + descent; }
  const MathTerm* find(std::string_view id) const;  // null where there is none
};

// Markup that is not well-formed is laid out as it stands.
MathBox layout_math(std::string_view markup, const MathForm& form, const MathMeasure& measure);

// The face of what is raised or lowered beside this one.
TypeFace script_face(TypeFace face);

}  // namespace gan
