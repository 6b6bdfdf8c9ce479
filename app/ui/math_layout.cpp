#include "app/ui/math_layout.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/base/math/math_atoms.h"
#include "core/base/math/math_markup.h"

namespace gan {
namespace {

// Spaces and shifts in parts of the em of their row.
constexpr float kLowered = 0.24F, kRaised = 0.40F;
constexpr float kLimitGap = 0.10F, kFractionGap = 0.16F, kFractionSide = 0.08F, kLineGap = 0.4F;
constexpr float kContinued = 1.0F;  // a line that goes on is indented
constexpr float kSlantedGap = 0.05F;

// Where a line may end: before what was placed after so many runs, rules and terms.
struct Break {
  std::size_t runs, rules, terms;
  float left, right;                                 // of the space there
  enum class Kind { forced, between, within } kind;  // terms and brackets are broken only where they are too wide alone
};

class Row {
 public:
  Row(const MathMeasure& measure, TypeFace face, bool stacked, bool small)
      : measure_(measure), face_(face), heights_(measure.heights(face)), stacked_(stacked), small_(small) {}

  void add(const std::vector<MathNode>& nodes);
  void add_text(std::string_view text);
  MathBox finish(const MathForm& form);

 private:
  float begin(MathAtom atom);
  void end_place(float width) { box_.width += width; }
  void put(std::string_view text, TypeFace face, float x, float baseline);
  void put(const MathBox& part, float x, float baseline);
  void reach(float ascent, float descent);
  MathBox part(const std::vector<MathNode>& nodes) const;
  void add_scripts(const MathNode& node);
  void add_fraction(const MathNode& node);
  void add_limits(const MathNode& node);
  void add_term(const MathNode& node);
  struct Piece {
    std::size_t line = 0;
    float shift = 0;
  };
  struct Extent {
    float ascent = 0, descent = 0;
    float y = 0;  // of its baseline
  };
  struct Lines {
    std::vector<Piece> runs, rules, terms;
    std::vector<Extent> extents;  // a line each
    float width = 0;
  };
  Lines choose_lines(float most) const;
  void break_lines(const MathForm& form);
  void stretch_term(std::size_t index, const Lines& lines);

  const MathMeasure& measure_;
  TypeFace face_;
  FaceHeights heights_;
  bool stacked_, small_;
  MathBox box_;
  MathAtom last_ = MathAtom::none;
  bool written_space_ = false;
  bool variable_ = false;  // the last letter is one
  int brackets_ = 0;
  int term_ = -1;  // the innermost that is open
  std::size_t open_terms_ = 0;
  std::vector<int> unplaced_;  // terms of which nothing stands yet
  std::vector<Break> breaks_;
};

void Row::reach(float ascent, float descent) {
  box_.ascent = std::max(box_.ascent, ascent);
  box_.descent = std::max(box_.descent, descent);
}

// The left end of what comes next.
float Row::begin(MathAtom atom) {
  const float space = math_space(last_, atom, written_space_) * heights_.em * (small_ ? 0.6F : 1.0F);
  const bool line_may_end = (atom == MathAtom::binary || atom == MathAtom::relation) && written_space_;
  if (line_may_end) {
    const bool within = brackets_ > 0 || open_terms_ != unplaced_.size();
    breaks_.push_back({box_.runs.size(), box_.rules.size(), box_.terms.size() - unplaced_.size(), box_.width,
                       box_.width + space, within ? Break::Kind::within : Break::Kind::between});
  }
  box_.width += space;
  for (const int term : unplaced_) box_.terms[static_cast<std::size_t>(term)].left = box_.width;
  unplaced_.clear();
  written_space_ = false;
  last_ = atom;
  return box_.width;
}

void Row::put(std::string_view text, TypeFace face, float x, float baseline) {
  const FaceHeights heights = measure_.heights(face);
  reach(heights.ascent - baseline, heights.descent + baseline);
  const bool line_starts = !breaks_.empty() && breaks_.back().runs == box_.runs.size();
  if (!box_.runs.empty() && !line_starts) {
    MathRun& before = box_.runs.back();
    const bool same = before.face == face && before.baseline == baseline && before.term == term_;
    if (same && std::abs(before.x + measure_.width(face, before.text) - x) < 0.01F) {
      before.text += text;
      return;
    }
  }
  box_.runs.push_back({x, baseline, face, term_, std::string(text)});
}

void Row::put(const MathBox& part, float x, float baseline) {
  reach(part.ascent - baseline, part.descent + baseline);
  const int terms = static_cast<int>(box_.terms.size());
  const auto term_of = [&](int term) { return term < 0 ? term_ : term + terms; };
  for (const MathRun& run : part.runs) {
    box_.runs.push_back({run.x + x, run.baseline + baseline, run.face, term_of(run.term), run.text});
  }
  for (const MathRule& rule : part.rules) {
    box_.rules.push_back({rule.x + x, rule.top + baseline, rule.width, rule.height, term_of(rule.term)});
  }
  for (const MathTerm& term : part.terms) {
    box_.terms.push_back({term.id, term.left + x, term.top + baseline, term.right + x, term.bottom + baseline, 0});
  }
}

MathBox Row::part(const std::vector<MathNode>& nodes) const {
  Row row(measure_, script_face(face_), false, true);
  row.add(nodes);
  return row.finish({});
}

void Row::add_text(std::string_view text) {
  while (!text.empty()) {
    if (text[0] == ' ') {
      written_space_ = true;
      text.remove_prefix(1);
      continue;
    }
    if (text[0] == '\n') {
      breaks_.push_back(
          {box_.runs.size(), box_.rules.size(), box_.terms.size(), box_.width, box_.width, Break::Kind::forced});
      text.remove_prefix(1);
      // The operator that begins a line keeps its space, but nothing stands before it.
      written_space_ = true;
      last_ = MathAtom::close;
      continue;
    }
    const MathToken token = next_math_token(text);
    const bool variable = is_variable(token, text.substr(token.text.size()));
    // Slanted letters lean over upright ones beside them.
    if (last_ != MathAtom::none && !written_space_ && variable != variable_) box_.width += kSlantedGap * heights_.em;
    variable_ = variable;
    const float x = begin(math_atom_after(token.atom, last_));
    const TypeFace face = variable ? italic_face(face_) : face_;
    put(token.text, face, x, 0);
    end_place(measure_.width(face, token.text));
    if (token.atom == MathAtom::open) ++brackets_;
    if (token.atom == MathAtom::close) brackets_ = std::max(0, brackets_ - 1);
    text.remove_prefix(token.text.size());
  }
}

void Row::add_scripts(const MathNode& node) {
  const MathBox low = part(node.first), high = part(node.second);
  const float gap = 0.04F * heights_.em, x = box_.width + gap;
  const float lowered = std::round(kLowered * heights_.em);
  float raised = std::round(kRaised * heights_.em);
  if (!node.first.empty() && !node.second.empty()) {
    raised = std::max(raised, std::ceil(high.descent + low.ascent - lowered));
  }
  if (!node.first.empty()) put(low, x, lowered);
  if (!node.second.empty()) put(high, x, -raised);
  end_place(gap + std::max(low.width, high.width));
}

void Row::add_fraction(const MathNode& node) {
  const MathBox above = part(node.first), below = part(node.second);
  const float side = kFractionSide * heights_.em, gap = kFractionGap * heights_.em;
  const float rule = std::max(1.0F, std::round(heights_.em / 16)),
              width = std::max(above.width, below.width) + 2 * side;
  const float x = begin(MathAtom::ordinary) + side;
  const float top = -std::round(heights_.axis + rule / 2);
  put(above, x + (width - above.width) / 2, top - gap - above.descent);
  put(below, x + (width - below.width) / 2, top + rule + gap + below.ascent);
  box_.rules.push_back({x, top, width, rule, term_});
  end_place(width + 2 * side);
}

// A sum stands in a larger face than its row where its limits do not stand beside it.
void Row::add_limits(const MathNode& node) {
  const bool sum = node.text != "min" && node.text != "max", stacked = stacked_ && !small_;
  const TypeFace face = !sum || !stacked               ? face_
                        : face_ == TypeFace::kSmall    ? TypeFace::kBody
                        : face_ == TypeFace::kSentence ? TypeFace::kNumber
                                                       : TypeFace::kSentence;
  const FaceHeights heights = measure_.heights(face);
  const float width = measure_.width(face, node.text), start = begin(MathAtom::function);
  if (!stacked) {
    put(node.text, face, start, 0);
    end_place(width);
    return add_scripts(node);
  }
  const MathBox low = part(node.first), high = part(node.second);
  const float whole = std::max({width, low.width, high.width}), gap = kLimitGap * heights.em;
  // The middle of a large sign on the axis of its row.
  const float drop = sum ? std::round(heights.axis - heights_.axis) : 0;
  const auto centred = [&](float of) { return start + (whole - of) / 2; };
  put(node.text, face, centred(width), drop);
  const float foot = sum ? heights.descent + drop + gap : heights.descent;
  if (!node.first.empty()) put(low, centred(low.width), std::ceil(foot + low.ascent));
  if (!node.second.empty()) put(high, centred(high.width), -std::round(heights.ascent - drop + gap + high.descent));
  end_place(whole);
}

void Row::add_term(const MathNode& node) {
  const int outer = term_;
  const float ascent = std::exchange(box_.ascent, 0.0F), descent = std::exchange(box_.descent, 0.0F);
  term_ = static_cast<int>(box_.terms.size());
  box_.terms.push_back({node.text, box_.width, 0, box_.width, 0, 0});
  unplaced_.push_back(term_);
  ++open_terms_;
  const std::size_t place = box_.terms.size() - 1;
  add(node.first);
  std::erase(unplaced_, term_);
  --open_terms_;
  MathTerm& term = box_.terms[place];
  term.right = box_.width, term.top = -box_.ascent, term.bottom = box_.descent;
  term_ = outer;
  reach(ascent, descent);
}

void Row::add(const std::vector<MathNode>& nodes) {
  for (const MathNode& node : nodes) {
    switch (node.kind) {
      case MathNode::Kind::text:
        add_text(node.text);
        break;
      case MathNode::Kind::scripts:
        add_scripts(node);
        break;
      case MathNode::Kind::fraction:
        add_fraction(node);
        break;
      case MathNode::Kind::limits:
        add_limits(node);
        break;
      case MathNode::Kind::term:
        add_term(node);
        break;
    }
  }
}

// Which line each piece stands in, and how far it moves to the left for that.
Row::Lines Row::choose_lines(float most) const {
  Lines lines;
  lines.runs.resize(box_.runs.size()), lines.rules.resize(box_.rules.size()), lines.terms.resize(box_.terms.size());
  const float indent = kContinued * heights_.em, whole = box_.width;
  const Break first{0, 0, 0, 0, 0, Break::Kind::between};
  const Break last{box_.runs.size(), box_.rules.size(), box_.terms.size(), whole, whole, Break::Kind::forced};
  Piece piece;
  for (std::size_t i = 0; i <= breaks_.size(); ++i) {
    const Break& here = i == 0 ? first : breaks_[i - 1];
    const Break& next = i == breaks_.size() ? last : breaks_[i];
    // What is broken within is as long as up to the next place within, all else up to the next place between.
    const auto ends = [&](const Break& other) {
      return here.kind == Break::Kind::within || other.kind != Break::Kind::within;
    };
    const auto end = std::find_if(breaks_.begin() + static_cast<std::ptrdiff_t>(i), breaks_.end(), ends);
    const bool full = most > 0 && (end == breaks_.end() ? whole : end->left) + piece.shift > most;
    if ((here.runs > 0 || here.rules > 0) && (here.kind == Break::Kind::forced || full)) {
      lines.width = std::max(lines.width, here.left + piece.shift);
      piece = {piece.line + 1, indent - here.right};
    }
    std::fill(lines.runs.begin() + static_cast<std::ptrdiff_t>(here.runs),
              lines.runs.begin() + static_cast<std::ptrdiff_t>(next.runs), piece);
    std::fill(lines.rules.begin() + static_cast<std::ptrdiff_t>(here.rules),
              lines.rules.begin() + static_cast<std::ptrdiff_t>(next.rules), piece);
    std::fill(lines.terms.begin() + static_cast<std::ptrdiff_t>(here.terms),
              lines.terms.begin() + static_cast<std::ptrdiff_t>(next.terms), piece);
  }
  lines.width = std::max(lines.width, whole + piece.shift);
  lines.extents.resize(piece.line + 1);
  for (std::size_t k = 0; k < box_.runs.size(); ++k) {
    const FaceHeights heights = measure_.heights(box_.runs[k].face);
    Extent& extent = lines.extents[lines.runs[k].line];
    extent.ascent = std::max(extent.ascent, heights.ascent - box_.runs[k].baseline);
    extent.descent = std::max(extent.descent, heights.descent + box_.runs[k].baseline);
  }
  return lines;
}

void Row::break_lines(const MathForm& form) {
  Lines lines = choose_lines(form.most);
  float y = 0;
  for (std::size_t i = 0; i < lines.extents.size(); ++i) {
    Extent& extent = lines.extents[i];
    if (i > 0) y += std::ceil(lines.extents[i - 1].descent + form.below + kLineGap * heights_.em + extent.ascent);
    extent.y = y;
  }
  for (std::size_t k = 0; k < box_.runs.size(); ++k) {
    box_.runs[k].x += lines.runs[k].shift, box_.runs[k].baseline += lines.extents[lines.runs[k].line].y;
  }
  for (std::size_t k = 0; k < box_.rules.size(); ++k) {
    box_.rules[k].x += lines.rules[k].shift, box_.rules[k].top += lines.extents[lines.rules[k].line].y;
  }
  for (std::size_t k = 0; k < box_.terms.size(); ++k) {
    MathTerm& term = box_.terms[k];
    const Extent& extent = lines.extents[lines.terms[k].line];
    term.left += lines.terms[k].shift, term.right += lines.terms[k].shift;
    term.top += extent.y, term.bottom += extent.y, term.line_bottom = extent.y + extent.descent;
    stretch_term(k, lines);
  }
  box_.width = lines.width;
  box_.ascent = lines.extents.front().ascent;
  box_.descent = lines.extents.back().y + lines.extents.back().descent;
}

// A term of several lines reaches around all of them.
void Row::stretch_term(std::size_t index, const Lines& lines) {
  MathTerm& term = box_.terms[index];
  std::size_t line = lines.terms[index].line;
  for (std::size_t k = 0; k < box_.runs.size(); ++k) {
    const MathRun& run = box_.runs[k];
    if (run.term != static_cast<int>(index)) continue;
    if (lines.runs[k].line != line) {
      // The place that it had was as wide as if it stood in one line.
      if (line == lines.terms[index].line) term.right = term.left;
      line = lines.runs[k].line;
      term.line_bottom = lines.extents[line].y + lines.extents[line].descent;
      term.bottom = term.line_bottom;
    }
  }
  if (line == lines.terms[index].line) return;
  for (std::size_t k = 0; k < box_.runs.size(); ++k) {
    const MathRun& run = box_.runs[k];
    if (run.term != static_cast<int>(index)) continue;
    term.left = std::min(term.left, run.x);
    term.right = std::max(term.right, run.x + measure_.width(run.face, run.text));
  }
}

MathBox Row::finish(const MathForm& form) {
  for (MathTerm& term : box_.terms) term.line_bottom = box_.descent;
  if (!breaks_.empty()) break_lines(form);
  box_.descent += form.below;
  return std::move(box_);
}

}  // namespace

const MathTerm* MathBox::find(std::string_view id) const {
  for (const MathTerm& term : terms) {
    if (term.id == id) return &term;
  }
  return nullptr;
}

TypeFace script_face(TypeFace face) {
  switch (face) {
    case TypeFace::kTitle:
      return TypeFace::kSmall;
    case TypeFace::kSentence:
      return TypeFace::kBody;
    case TypeFace::kNumber:
      return TypeFace::kTitle;
    default:
      return TypeFace::kScript;
  }
}

MathBox layout_math(std::string_view markup, const MathForm& form, const MathMeasure& measure) {
  Row row(measure, form.face, form.stacked, form.face == TypeFace::kScript);
  if (const std::optional<std::vector<MathNode>> nodes = parse_math(markup)) {
    row.add(*nodes);
  } else {
    row.add_text(markup);
  }
  return row.finish(form);
}

}  // namespace gan
