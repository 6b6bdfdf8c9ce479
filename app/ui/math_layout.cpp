#include "app/ui/math_layout.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <span>
#include <utility>

#include "core/base/math_markup.h"

namespace gan {
namespace {

// Spaces and shifts in parts of the em of their row.
constexpr float kThin = 0.16F, kMedium = 0.22F, kThick = 0.28F;
constexpr float kLowered = 0.24F, kRaised = 0.40F;
constexpr float kLimitGap = 0.10F, kFractionGap = 0.16F, kFractionSide = 0.08F, kLineGap = 0.4F;
constexpr float kContinued = 1.0F;  // a line that goes on is indented

// What a letter does decides the space around it.
enum class Atom { none, ordinary, word, function, binary, relation, open, close, comma };

struct Token {
  std::string_view text;
  Atom atom;
};

bool one_of(std::string_view letter, std::span<const std::string_view> letters) {
  return std::find(letters.begin(), letters.end(), letter) != letters.end();
}

bool is_latin(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

Token next_token(std::string_view text) {
  static constexpr std::array<std::string_view, 8> kBinary{"+", "−", "±", "·", "×", "⊙", "*", "∘"};
  static constexpr std::array<std::string_view, 13> kRelations{"=", "∼", "→", "←", "↔", "≈", "≠",
                                                               "≤", "≥", "<", ">", "∈", "≡"};
  static constexpr std::array<std::string_view, 8> kFunctions{"E", "log", "ln", "exp", "max", "min", "sup", "inf"};
  const std::size_t first = math_letter(text);
  if (is_latin(text[0])) {
    std::size_t end = first, letters = 1;
    while (end < text.size() && is_latin(text[end])) end += math_letter(text.substr(end)), ++letters;
    const std::string_view word = text.substr(0, end);
    if (one_of(word, kFunctions)) return {word, Atom::function};
    return {word, letters > 1 ? Atom::word : Atom::ordinary};
  }
  const auto numeral = [](char c) { return (c >= '0' && c <= '9') || c == '.'; };
  if (numeral(text[0])) {
    std::size_t end = 1;
    while (end < text.size() && numeral(text[end])) ++end;
    return {text.substr(0, end), Atom::ordinary};
  }
  const std::string_view letter = text.substr(0, first);
  const Atom atom = one_of(letter, kBinary)                           ? Atom::binary
                    : one_of(letter, kRelations)                      ? Atom::relation
                    : letter == "(" || letter == "[" || letter == "{" ? Atom::open
                    : letter == ")" || letter == "]" || letter == "}" ? Atom::close
                    : letter == "," || letter == ";" || letter == ":" ? Atom::comma
                                                                      : Atom::ordinary;
  return {letter, atom};
}

// In em; `written` says whether the source has a space there.
float space_between(Atom left, Atom right, bool written) {
  if (left == Atom::none) return 0;
  if (left == Atom::relation || right == Atom::relation) return written ? kThick : 0;
  if (left == Atom::binary || right == Atom::binary) return written ? kMedium : 0;
  if ((left == Atom::word || right == Atom::word) && written) return kThick;
  if (left == Atom::open || right == Atom::close || right == Atom::comma) return 0;
  if (left == Atom::function) return right == Atom::open && !written ? 0 : kThin;
  if (right == Atom::function) return kThin;
  return written ? kMedium : 0;
}

// A sign without a left side belongs to what follows.
Atom in_place(Atom atom, Atom left) {
  if (atom != Atom::binary) return atom;
  const bool alone = left == Atom::none || left == Atom::binary || left == Atom::relation || left == Atom::open ||
                     left == Atom::comma || left == Atom::function;
  return alone ? Atom::ordinary : atom;
}

// Where a line may end: before what was placed after so many runs, rules and terms.
struct Break {
  std::size_t runs, rules, terms;
  float left, right;  // of the space there
  bool forced;
};

class Row {
 public:
  Row(const MathMeasure& measure, TypeFace face, bool stacked, bool small)
      : measure_(measure), face_(face), heights_(measure.heights(face)), stacked_(stacked), small_(small) {}

  void add(const std::vector<MathNode>& nodes);
  void add_text(std::string_view text);
  MathBox finish(float most);

 private:
  float begin(Atom atom);
  void end_place(float width) { box_.width += width; }
  void put(std::string_view text, TypeFace face, float x, float baseline);
  void put(const MathBox& part, float x, float baseline);
  void reach(float ascent, float descent);
  MathBox part(const std::vector<MathNode>& nodes) const;
  void add_scripts(const MathNode& node);
  void add_fraction(const MathNode& node);
  void add_limits(const MathNode& node);
  void add_term(const MathNode& node);
  void break_lines(float most);

  const MathMeasure& measure_;
  TypeFace face_;
  FaceHeights heights_;
  bool stacked_, small_;
  MathBox box_;
  Atom last_ = Atom::none;
  bool written_space_ = false;
  int brackets_ = 0;
  int term_ = -1;
  std::vector<int> unplaced_;  // terms of which nothing stands yet
  std::vector<Break> breaks_;
};

void Row::reach(float ascent, float descent) {
  box_.ascent = std::max(box_.ascent, ascent);
  box_.descent = std::max(box_.descent, descent);
}

// The left end of what comes next.
float Row::begin(Atom atom) {
  const float space = space_between(last_, atom, written_space_) * heights_.em * (small_ ? 0.6F : 1.0F);
  const bool line_may_end = (atom == Atom::binary || atom == Atom::relation) && written_space_;
  if (line_may_end && brackets_ == 0 && term_ < 0) {
    breaks_.push_back({box_.runs.size(), box_.rules.size(), box_.terms.size(), box_.width, box_.width + space, false});
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
    box_.terms.push_back({term.id, term.left + x, term.top + baseline, term.right + x, term.bottom + baseline});
  }
}

MathBox Row::part(const std::vector<MathNode>& nodes) const {
  Row row(measure_, script_face(face_), false, true);
  row.add(nodes);
  return row.finish(0);
}

void Row::add_text(std::string_view text) {
  while (!text.empty()) {
    if (text[0] == ' ') {
      written_space_ = true;
      text.remove_prefix(1);
      continue;
    }
    if (text[0] == '\n') {
      breaks_.push_back({box_.runs.size(), box_.rules.size(), box_.terms.size(), box_.width, box_.width, true});
      text.remove_prefix(1);
      // The operator that begins a line keeps its space, but nothing stands before it.
      written_space_ = true;
      last_ = Atom::close;
      continue;
    }
    const Token token = next_token(text);
    const float x = begin(in_place(token.atom, last_));
    put(token.text, face_, x, 0);
    end_place(measure_.width(face_, token.text));
    if (token.atom == Atom::open) ++brackets_;
    if (token.atom == Atom::close) brackets_ = std::max(0, brackets_ - 1);
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
  const float x = begin(Atom::ordinary) + side;
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
  const float width = measure_.width(face, node.text), start = begin(Atom::function);
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
  box_.terms.push_back({node.text, box_.width, 0, box_.width, 0});
  unplaced_.push_back(term_);
  const std::size_t place = box_.terms.size() - 1;
  add(node.first);
  std::erase(unplaced_, term_);
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

void Row::break_lines(float most) {
  const float indent = kContinued * heights_.em;
  const float advance = std::ceil(box_.ascent + box_.descent + kLineGap * heights_.em);
  const float whole = box_.width;
  float shift_x = 0, shift_y = 0, widest = 0;
  for (std::size_t i = 0; i < breaks_.size(); ++i) {
    const Break& here = breaks_[i];
    const float end = i + 1 < breaks_.size() ? breaks_[i + 1].left : whole;
    const bool starts = here.runs == 0 && here.rules == 0;
    const bool full = most > 0 && end + shift_x > most;
    if (!starts && (here.forced || full)) {
      widest = std::max(widest, here.left + shift_x);
      shift_x = indent - here.right, shift_y += advance;
    }
    const Break last{box_.runs.size(), box_.rules.size(), box_.terms.size(), whole, whole, false};
    const Break& next = i + 1 < breaks_.size() ? breaks_[i + 1] : last;
    for (std::size_t k = here.runs; k < next.runs; ++k) box_.runs[k].x += shift_x, box_.runs[k].baseline += shift_y;
    for (std::size_t k = here.rules; k < next.rules; ++k) box_.rules[k].x += shift_x, box_.rules[k].top += shift_y;
    for (std::size_t k = here.terms; k < next.terms; ++k) {
      MathTerm& term = box_.terms[k];
      term.left += shift_x, term.right += shift_x, term.top += shift_y, term.bottom += shift_y;
    }
  }
  box_.width = std::max(widest, whole + shift_x);
  box_.descent += shift_y;
}

MathBox Row::finish(float most) {
  if (!breaks_.empty()) break_lines(most);
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
  return row.finish(form.most);
}

}  // namespace gan
