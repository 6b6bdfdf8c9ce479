#include "app/ui/math_layout.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/base/math_atoms.h"
#include "core/base/math_markup.h"

namespace gan {
namespace {

// Spaces and shifts in parts of the em of their row.
constexpr float kLowered = 0.24F, kRaised = 0.40F;
constexpr float kLimitGap = 0.10F, kFractionGap = 0.16F, kFractionSide = 0.08F, kLineGap = 0.4F;
constexpr float kContinued = 1.0F;  // a line that goes on is indented

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
  void break_lines(const MathForm& form);
  void stretch_term(std::size_t index, const std::vector<float>& drops);

  const MathMeasure& measure_;
  TypeFace face_;
  FaceHeights heights_;
  bool stacked_, small_;
  MathBox box_;
  MathAtom last_ = MathAtom::none;
  bool written_space_ = false;
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
    const float x = begin(math_atom_after(token.atom, last_));
    put(token.text, face_, x, 0);
    end_place(measure_.width(face_, token.text));
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

void Row::break_lines(const MathForm& form) {
  const float indent = kContinued * heights_.em;
  const float advance = std::ceil(box_.ascent + box_.descent + kLineGap * heights_.em + form.below);
  const float whole = box_.width;
  float shift_x = 0, shift_y = 0, widest = 0;
  std::vector<float> drops(box_.runs.size());
  for (std::size_t i = 0; i < breaks_.size(); ++i) {
    const Break& here = breaks_[i];
    const auto ends = [&](const Break& other) {
      return here.kind == Break::Kind::within || other.kind != Break::Kind::within;
    };
    const auto next_end = std::find_if(breaks_.begin() + static_cast<std::ptrdiff_t>(i) + 1, breaks_.end(), ends);
    const float end = next_end == breaks_.end() ? whole : next_end->left;
    const bool starts = here.runs == 0 && here.rules == 0;
    const bool full = form.most > 0 && end + shift_x > form.most;
    if (!starts && (here.kind == Break::Kind::forced || full)) {
      widest = std::max(widest, here.left + shift_x);
      shift_x = indent - here.right, shift_y += advance;
    }
    const Break last{box_.runs.size(), box_.rules.size(), box_.terms.size(), whole, whole, Break::Kind::forced};
    const Break& next = i + 1 < breaks_.size() ? breaks_[i + 1] : last;
    for (std::size_t k = here.runs; k < next.runs; ++k) {
      box_.runs[k].x += shift_x, box_.runs[k].baseline += shift_y;
      drops[k] = shift_y;
    }
    for (std::size_t k = here.rules; k < next.rules; ++k) box_.rules[k].x += shift_x, box_.rules[k].top += shift_y;
    for (std::size_t k = here.terms; k < next.terms; ++k) {
      MathTerm& term = box_.terms[k];
      term.left += shift_x, term.right += shift_x;
      term.top += shift_y, term.bottom += shift_y, term.line_bottom += shift_y;
    }
  }
  for (std::size_t k = 0; k < box_.terms.size(); ++k) stretch_term(k, drops);
  box_.width = std::max(widest, whole + shift_x);
  box_.descent += shift_y;
}

// A term of several lines reaches around all of them.
void Row::stretch_term(std::size_t index, const std::vector<float>& drops) {
  MathTerm& term = box_.terms[index];
  float first = -1;
  for (std::size_t k = 0; k < box_.runs.size(); ++k) {
    const MathRun& run = box_.runs[k];
    if (run.term != static_cast<int>(index)) continue;
    if (first < 0) first = drops[k], term.right = run.x;
    term.left = std::min(term.left, run.x);
    term.right = std::max(term.right, run.x + measure_.width(run.face, run.text));
    if (drops[k] <= first) continue;
    term.bottom += drops[k] - first, term.line_bottom += drops[k] - first;
    first = drops[k];
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
