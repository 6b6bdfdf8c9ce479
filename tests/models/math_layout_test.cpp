#include "app/ui/math_layout.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "core/base/math/math_markup.h"

namespace gan {
namespace {

float em_of(TypeFace face) {
  switch (upright_face(face)) {
    case TypeFace::kScript:
      return 10;
    case TypeFace::kSmall:
      return 12;
    case TypeFace::kBody:
      return 14;
    case TypeFace::kTitle:
      return 16;
    case TypeFace::kSentence:
      return 20;
    case TypeFace::kNumber:
      return 28;
    default:
      return 0;
  }
}

// Every letter half an em wide.
float width_of(TypeFace face, std::string_view text) {
  float letters = 0;
  for (const char c : text) letters += (static_cast<unsigned char>(c) & 0xC0) != 0x80 ? 1 : 0;
  return letters * em_of(face) / 2;
}

MathBox lay_out(std::string_view markup, const MathForm& form = {}) {
  const MathMeasure measure{width_of, [](TypeFace face) {
                              const float em = em_of(face);
                              return FaceHeights{em, 0.75F * em, 0.25F * em, 0.3F * em};
                            }};
  return layout_math(markup, form, measure);
}

const MathRun& run_of(const MathBox& box, std::string_view text) {
  const auto found =
      std::find_if(box.runs.begin(), box.runs.end(), [&](const MathRun& run) { return run.text == text; });
  EXPECT_NE(found, box.runs.end()) << text;
  static const MathRun kNone;
  return found == box.runs.end() ? kNone : *found;
}

std::string letters_of(const MathBox& box) {
  std::string text;
  for (const MathRun& run : box.runs) text += run.text;
  return text;
}

// All that is drawn, as boxes: left, top, right, bottom.
struct LaidOut {
  float left, top, right, bottom;
};
std::vector<LaidOut> pieces(const MathBox& box) {
  std::vector<LaidOut> all;
  for (const MathRun& run : box.runs) {
    const float em = em_of(run.face);
    all.push_back({run.x, run.baseline - 0.75F * em, run.x + width_of(run.face, run.text), run.baseline + 0.25F * em});
  }
  for (const MathRule& rule : box.rules) all.push_back({rule.x, rule.top, rule.x + rule.width, rule.top + rule.height});
  return all;
}

TEST(MathLayout, ScriptsAreSmallerAndLieLowerAndHigher) {
  const MathBox box = lay_out("p_{data}(x^{(i)})");
  EXPECT_EQ(run_of(box, "data").face, TypeFace::kScript);
  EXPECT_GT(run_of(box, "data").baseline, 0);
  EXPECT_GE(run_of(box, "data").x, width_of(TypeFace::kBody, "p"));
  EXPECT_LT(run_of(box, "i").baseline, 0);
  EXPECT_GT(box.descent, lay_out("p").descent);
  EXPECT_GT(box.ascent, lay_out("p").ascent);
}

TEST(MathLayout, PartsOfAFractionDoNotOverlapAndItsRuleLiesBetween) {
  const MathBox box = lay_out("a \\frac{1}{m + 1} b");
  ASSERT_EQ(box.rules.size(), 1U);
  const MathRule& rule = box.rules[0];
  const MathRun& above = run_of(box, "1");
  EXPECT_LT(above.baseline + 0.25F * em_of(above.face), rule.top);
  const MathRun& below = run_of(box, "m");
  EXPECT_GT(below.baseline - 0.75F * em_of(below.face), rule.top + rule.height);
  EXPECT_LT(rule.top, 0);
  EXPECT_GE(above.x, rule.x);
  EXPECT_GT(run_of(box, "b").x, rule.x + rule.width);
  EXPECT_GT(rule.x, width_of(TypeFace::kBody, "a"));
}

TEST(MathLayout, LimitsStandAboveAndBelowOrBeside) {
  const MathBox stacked = lay_out("\\sum_{i=1}^{m} x");
  const MathRun& sign = run_of(stacked, "∑");
  EXPECT_GT(em_of(sign.face), em_of(TypeFace::kBody));
  EXPECT_GT(run_of(stacked, "i").baseline, sign.baseline);
  EXPECT_LT(run_of(stacked, "m").baseline, sign.baseline - 0.75F * em_of(sign.face));
  const MathBox beside = lay_out("\\sum_{i=1}^{m} x", {.stacked = false});
  EXPECT_EQ(run_of(beside, "∑").face, TypeFace::kBody);
  EXPECT_GT(run_of(beside, "m").x, width_of(TypeFace::kBody, "∑"));
  EXPECT_LT(beside.height(), stacked.height());
  const MathBox players = lay_out("\\min_G \\max_D V(D, G)");
  EXPECT_LT(run_of(players, "G").x, run_of(players, "max").x);
  EXPECT_GT(run_of(players, "G").baseline, 0);
}

TEST(MathLayout, SpacesFollowWhatTheLettersDo) {
  const auto gap = [](const MathBox& box, std::string_view left, std::string_view right) {
    const MathRun& before = run_of(box, left);
    return run_of(box, right).x - before.x - width_of(before.face, before.text);
  };
  const MathBox sum = lay_out("a + b = c");
  EXPECT_GT(gap(sum, "a", "+"), 0);
  EXPECT_FLOAT_EQ(gap(sum, "a", "+"), gap(sum, "+", "b"));
  EXPECT_GT(gap(sum, "b", "="), gap(sum, "a", "+"));
  // A sign of its own, brackets and arguments stand close; a function's name keeps a little away.
  const float close = 0.1F * em_of(TypeFace::kBody);
  EXPECT_LT(gap(lay_out("−x"), "−", "x"), close);
  EXPECT_EQ(lay_out("−E").runs.size(), 1U);
  EXPECT_LT(gap(lay_out("log(x)"), "log(", "x"), close);
  EXPECT_GT(gap(lay_out("log(x)"), "log(", "x"), 0) << "a slanted letter needs a little";
  EXPECT_GT(gap(lay_out("log D"), "log", "D"), close);
  EXPECT_GT(gap(lay_out("log D"), "log", "D"), 0);
  EXPECT_GT(gap(lay_out("½E f"), "½", "E"), 0);
  EXPECT_EQ(letters_of(lay_out("D(G(z))")), "D(G(z))");
}

// Variables in italics; names of functions, words, figures, names as R1 and all signs upright.
TEST(MathLayout, VariablesAreItalic) {
  const MathBox box = lay_out("∇_{θ_d} \\frac{1}{m} log D(x^{(i)}) + \\frac{γ}{2} E‖w‖ + BCE(p_{data}, 1) + R1");
  std::string italic, upright;
  for (const MathRun& run : box.runs) (run.face != upright_face(run.face) ? italic : upright) += run.text;
  EXPECT_EQ(italic, "θdmDxiγwp");
  EXPECT_EQ(upright, "∇1log(())+2E‖‖+BCE(data,1)+R1");
  EXPECT_EQ(run_of(box, "D").face, TypeFace::kBodyItalic);
  EXPECT_EQ(run_of(box, "i").face, TypeFace::kScriptItalic);
  EXPECT_EQ(run_of(lay_out("x", {TypeFace::kSentence}), "x").face, TypeFace::kSentenceItalic);
  EXPECT_EQ(run_of(lay_out("x", {TypeFace::kNumber}), "x").face, TypeFace::kNumber) << "digits alone have that size";
}

TEST(MathLayout, NothingOverlapsAndAllIsWithinTheBox) {
  for (const char* markup :
       {"−E log D(x) − E log(1 − D(G(z)))", "\\min_G \\max_D V(D, G) = E_{x ∼ p_{data}} log D(x)",
        "∇_{θ_d} \\frac{1}{m} \\sum_{i=1}^{m} [log D(x^{(i)}) + log(1 − D(G(z^{(i)})))]",
        "\\term{a}{\\frac{γ}{2} E‖∇f(x)‖^2} + \\term{b}{x_1^2}", "D minimises BCE(D(x), 1), which is good"}) {
    for (const float most : {0.0F, 120.0F}) {
      for (const TypeFace face : {TypeFace::kBody, TypeFace::kSmall, TypeFace::kSentence}) {
        const MathBox box = lay_out(markup, {face, true, most, 0});
        const std::vector<LaidOut> all = pieces(box);
        ASSERT_GT(all.size(), 2U);
        for (std::size_t i = 0; i < all.size(); ++i) {
          const LaidOut& a = all[i];
          EXPECT_GE(a.left, -0.01F);
          EXPECT_LE(a.right, box.width + 0.01F) << markup;
          EXPECT_GE(a.top, -box.ascent - 0.01F) << markup;
          EXPECT_LE(a.bottom, box.descent + 0.01F) << markup;
          for (std::size_t k = 0; k < i; ++k) {
            const LaidOut& b = all[k];
            const bool apart = a.right <= b.left + 0.01F || b.right <= a.left + 0.01F || a.bottom <= b.top + 0.01F ||
                               b.bottom <= a.top + 0.01F;
            EXPECT_TRUE(apart) << markup << ": piece " << i << " and " << k;
          }
        }
        for (const MathTerm& term : box.terms) {
          EXPECT_GE(term.left, 0);
          EXPECT_LE(term.right, box.width + 0.01F);
          EXPECT_GE(term.top, -box.ascent - 0.01F);
          EXPECT_LE(term.bottom, box.descent + 0.01F);
          EXPECT_GT(term.right, term.left);
          EXPECT_GT(term.bottom, term.top);
        }
      }
    }
  }
}

TEST(MathLayout, TermsHoldWhatTheyName) {
  const MathBox box = lay_out("V = \\term{real}{E log D(x)} + \\term{fake}{E log(1 − D(G(z)))}");
  const MathTerm* real = box.find("real");
  const MathTerm* fake = box.find("fake");
  ASSERT_NE(real, nullptr);
  ASSERT_NE(fake, nullptr);
  EXPECT_EQ(box.find("other"), nullptr);
  EXPECT_LT(real->right, fake->left);
  const MathRun& plus = run_of(box, "+");
  EXPECT_GT(plus.x, real->right);
  EXPECT_LT(plus.x + width_of(plus.face, "+"), fake->left);
  EXPECT_EQ(plus.term, -1);
  for (const MathRun& run : box.runs) {
    if (run.term < 0) continue;
    const MathTerm& term = box.terms[static_cast<std::size_t>(run.term)];
    EXPECT_GE(run.x, term.left - 0.01F);
    EXPECT_LE(run.x + width_of(run.face, run.text), term.right + 0.01F);
  }
}

TEST(MathLayout, LinesEndBeforeOperators) {
  const char* markup = "−E log D(x) − E log(1 − D(G(z))) = BCE(D(x), 1) + BCE(D(G(z)), 0)";
  const MathBox line = lay_out(markup), broken = lay_out(markup, {.most = 150});
  EXPECT_LE(broken.width, 150);
  EXPECT_GT(broken.descent, line.descent);
  EXPECT_EQ(letters_of(line), letters_of(broken));
  const MathBox two = lay_out("a\n+ b");
  EXPECT_EQ(run_of(two, "a").baseline, 0);
  EXPECT_GT(run_of(two, "+").baseline, 0);
  // A term stands in one line, and the next may begin with it; below each line there is room.
  const char* terms = "\\term{a}{−E log D(x)} \\term{b}{− E log(1 − D(G(z)))} + c";
  const MathBox in_lines = lay_out(terms, {TypeFace::kBody, true, 160, 20});
  ASSERT_NE(in_lines.find("b"), nullptr);
  EXPECT_GE(in_lines.find("b")->top, in_lines.find("a")->line_bottom + 20);
  EXPECT_LT(in_lines.find("b")->left, in_lines.find("a")->right);
  EXPECT_GE(in_lines.descent, in_lines.find("b")->line_bottom + 20);
  EXPECT_FLOAT_EQ(lay_out(terms, {TypeFace::kBody, true, 0, 20}).descent, lay_out(terms).descent + 20);
  // What is too wide for a line of its own is broken within, and its place is that of all of it.
  const MathBox wide = lay_out("\\term{a}{log(1 − D(G(z)))} \\term{b}{+ c}", {.most = 90});
  EXPECT_LE(wide.width, 90);
  const MathTerm& whole = *wide.find("a");
  for (const MathRun& run : wide.runs) {
    if (run.term != 0) continue;
    EXPECT_GE(run.x, whole.left);
    EXPECT_LE(run.x + width_of(run.face, run.text), whole.right);
    EXPECT_LE(run.baseline + 0.25F * em_of(run.face), whole.bottom);
  }
  EXPECT_GT(whole.bottom - whole.top, 1.5F * em_of(TypeFace::kBody));
}

TEST(MathLayout, WhatIsNotWellFormedIsLaidOutAsItStands) {
  for (const char* text : {"\\frac{1}", "x_", "{", "}", "\\term{a}", "\\", "_"})
    EXPECT_EQ(letters_of(lay_out(text)), text);
  EXPECT_EQ(lay_out("").width, 0);
  EXPECT_EQ(lay_out("\n").runs.size(), 0U);
}

// The title of a plot or of a row is words with variables of the notes among them.
TEST(TitleMarkup, LowersWordsAndKeepsSigns) {
  EXPECT_EQ(title_markup("JSD(p_data, p_g), nats"), "JSD(p_{data}, p_g), nats");
  EXPECT_EQ(title_markup("fraction of high-quality samples"), "fraction of high-quality samples");
  for (const char* title : {"{x}^2", "50%_", "back\\slash"}) EXPECT_EQ(plain_math(title_markup(title)), title);
}

TEST(TitleMarkup, APossessiveIsNoVariable) {
  const MathBox box = lay_out(title_markup("D's gradient norm"));
  ASSERT_GE(box.runs.size(), 2u);
  EXPECT_EQ(box.runs[0].text, "D");
  EXPECT_EQ(box.runs[0].face, TypeFace::kBodyItalic);
  for (std::size_t i = 1; i < box.runs.size(); ++i) EXPECT_EQ(box.runs[i].face, TypeFace::kBody) << box.runs[i].text;
}

}  // namespace
}  // namespace gan
