// The four large numbers, to be read from the last row: each below its name, with where theory wants it beneath, grey
// where it is of an older state than the one that is shown. Of games that are compared a row each, with its letter.
#include <algorithm>
#include <cmath>
#include <vector>

#include "app/lab/compare/differences.h"
#include "app/lab/lab.h"
#include "app/panels/drawing.h"
#include "app/panels/numbers/numbers_model.h"
#include "app/panels/views.h"
#include "app/panels/widgets.h"
#include "app/ui/math_text.h"

namespace gan {
namespace {

// Design pixels.
constexpr float kRowHeight = 64, kLeastColumn = 88, kCellSide = 10, kLetterSide = 20;
constexpr float kLeastOfSeveral = 60;  // of a column, where games have a row each: rows need more room than columns
// Of a row, from its top: the baselines of the name, the number and what stands beneath.
constexpr float kNameBase = 15, kNumberBase = 41, kBeneathBase = 57;

class NumbersView : public View {
 public:
  void draw(ViewContext& context, const Frame& frame) override;
  float height(const Frame& frame, float width) const override {
    const Theme& theme = frame.theme;
    const int columns = columns_in(width - letter_room(theme), theme);
    const int rows = static_cast<int>(kLargeNumbers) / columns;
    const float row = games_ > 1 ? number_rows(games_, same_names_).height(games_) : kRowHeight;
    return std::round(theme.px(row)) * static_cast<float>(rows);
  }

 private:
  int columns_in(float width, const Theme& theme) const {
    return number_columns(width, theme.px(games_ > 1 ? kLeastOfSeveral : kLeastColumn));
  }
  float letter_room(const Theme& theme) const { return games_ > 1 ? theme.px(kLetterSide) : 0; }
  void draw_games(ViewContext& context, const Frame& frame);
  // One number of several games, below each other from `at` on.
  void draw_column(std::size_t i, TypeFace face, const Frame& frame, ImVec2 at, float width);
  void draw_name(const LargeNumber& number, const Frame& frame, ImVec2 at, float most);
  // One number in its cell, whose upper left corner is `at`.
  void draw_number(const LargeNumber& number, TypeFace face, const Frame& frame, ImVec2 at, float width);

  NumbersModel model_;
  // Of the games that are compared, as they were drawn last.
  std::vector<NumbersModel> models_;
  std::vector<const LargeNumbers*> numbers_;
  std::size_t games_ = 1;
  bool same_names_ = true;
  MathTexts formulas_;
};

Rgb colour_of(const LargeNumber& number, const Palette& p) {
  if (number.old || number.scalar == nullptr) return p.text_muted;
  const ScalarSide side = number.scalar->side;
  if (side == ScalarSide::neither) return p.text;
  return mix(side == ScalarSide::discriminator ? p.real : p.generated, p.text, 0.25F);
}

std::string tooltip_text(const LargeNumber& number) {
  std::string text;
  for (const std::string& sentence : number.sentences) text += (text.empty() ? "" : "\n") + sentence;
  return text;
}

float room_in(float width, const Theme& theme) {
  return width - 1.4F * theme.px(kCellSide);
}

// The largest in which all of them have room, so that they look alike.
TypeFace face_for(const LargeNumbers& numbers, float most) {
  for (const TypeFace face : {TypeFace::kNumber, TypeFace::kSentence}) {
    const FontScope font(face);
    const auto fits = [&](const LargeNumber& number) { return text_width(number.text) <= most; };
    if (std::all_of(numbers.begin(), numbers.end(), fits)) return face;
  }
  return TypeFace::kTitle;
}

// The longest name that fits, from this baseline.
void NumbersView::draw_name(const LargeNumber& number, const Frame& frame, ImVec2 at, float most) {
  const MathForm small{.face = TypeFace::kSmall, .stacked = false};
  for (const std::string& one : number.names) {
    const MathBox& box = formulas_.of(one, small);
    if (box.width > most) continue;
    return draw_math(*ImGui::GetWindowDrawList(), box, at, pack(frame.theme.palette.text_muted));
  }
}

void NumbersView::draw_number(const LargeNumber& number, TypeFace face, const Frame& frame, ImVec2 at, float width) {
  const Theme& theme = frame.theme;
  const Palette& p = theme.palette;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float left = at.x + theme.px(kCellSide), most = room_in(width, theme);
  const auto baseline = [&](float design) { return std::round(at.y + theme.px(design)); };
  draw_name(number, frame, {left, baseline(kNameBase)}, most);

  {
    const FontScope font(face);
    draw_text_within(list, {left, baseline(kNumberBase) - font_metrics(face).ascent}, pack(colour_of(number, p)),
                     number.text, most);
  }
  const FontScope font(TypeFace::kSmall);
  draw_text(list, {left, baseline(kBeneathBase) - font_metrics(TypeFace::kSmall).ascent}, pack(p.text_muted),
            notes_within(number.beneath, most, text_width));
}

void NumbersView::draw_column(std::size_t i, TypeFace face, const Frame& frame, ImVec2 at, float width) {
  const Theme& theme = frame.theme;
  const NumberRows rows = number_rows(games_, same_names_);
  const float most = room_in(width, theme), left = at.x + theme.px(kCellSide);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  if (same_names_) draw_name((*numbers_.front())[i], frame, {left, std::round(at.y + theme.px(rows.name_base))}, most);
  for (std::size_t game = 0; game < games_; ++game) {
    const LargeNumber& number = (*numbers_[game])[i];
    const float top = at.y + theme.px(rows.heading + rows.row * static_cast<float>(game));
    if (!same_names_) draw_name(number, frame, {left, std::round(top + theme.px(rows.name_base))}, most);
    {
      const FontScope font(face);
      draw_text_within(list, {left, std::round(top + theme.px(rows.number_base)) - font_metrics(face).ascent},
                       pack(colour_of(number, theme.palette)), number.text, most);
    }
    ImGui::SetCursorScreenPos({at.x, top});
    ImGui::PushID(static_cast<int>(game));
    ImGui::InvisibleButton("number", {std::max(1.0F, width), theme.px(rows.row)});
    ImGui::PopID();
    std::string detail = std::string(1, game_letter(game)) + ": " + number.detail;
    for (const NumberNote& note : number.beneath) detail += "\n" + note.text;
    item_tooltip(frame, {tooltip_text(number), detail, "",
                         number.old ? "Grey: of an older state than the one that is shown." : ""});
  }
}

void NumbersView::draw_games(ViewContext& context, const Frame& frame) {
  const Theme& theme = frame.theme;
  const Palette& p = theme.palette;
  const ImVec2 corner = ImGui::GetCursorScreenPos();
  const float letters = letter_room(theme), width = ImGui::GetContentRegionAvail().x - letters;
  const int columns = columns_in(width, theme);
  const float column = width / static_cast<float>(columns);
  const NumberRows rows = number_rows(games_, same_names_);
  // One face for all of them.
  TypeFace face = rows.small ? TypeFace::kTitle : TypeFace::kNumber;
  for (const TypeFace smaller : {TypeFace::kSentence, TypeFace::kTitle, TypeFace::kBody}) {
    const FontScope font(face);
    const auto fits = [&](const LargeNumbers* game) {
      return std::all_of(game->begin(), game->end(),
                         [&](const LargeNumber& number) { return text_width(number.text) <= room_in(column, theme); });
    };
    if (std::all_of(numbers_.begin(), numbers_.end(), fits)) break;
    if (!rows.small || smaller == TypeFace::kBody) face = smaller;
  }
  const float block = std::round(theme.px(rows.height(games_)));
  for (std::size_t i = 0; i < kLargeNumbers; ++i) {
    const int across = static_cast<int>(i) % columns, down = static_cast<int>(i) / columns;
    const ImVec2 at{std::round(corner.x + letters + static_cast<float>(across) * column),
                    corner.y + static_cast<float>(down) * block};
    ImGui::PushID(static_cast<int>(i));
    draw_column(i, face, frame, at, column);
    ImGui::PopID();
    if (across > 0) continue;
    const FontScope font(TypeFace::kBody);
    for (std::size_t game = 0; game < games_; ++game) {
      const float top = at.y + theme.px(rows.heading + rows.row * static_cast<float>(game) + rows.number_base);
      const char letter = game_letter(game);
      draw_text(*ImGui::GetWindowDrawList(),
                {corner.x + theme.px(kCellSide), std::round(top) - font_metrics(TypeFace::kBody).ascent},
                pack(game == context.lab.focus() ? p.text : p.text_muted), {&letter, 1});
    }
  }
}

void NumbersView::draw(ViewContext& context, const Frame& frame) {
  games_ = context.lab.games();
  if (games_ > 1) {
    models_.resize(games_);
    numbers_.clear();
    for (std::size_t game = 0; game < games_; ++game) {
      const ViewContext of = context.lab.context_of(game, context.settings, context.actions, context.frame_ms);
      numbers_.push_back(&models_[game].of(of));
    }
    same_names_ = same_names(numbers_);
    return draw_games(context, frame);
  }
  models_.clear();
  const Theme& theme = frame.theme;
  const LargeNumbers& numbers = model_.of(context);
  const ImVec2 corner = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x, row = std::round(theme.px(kRowHeight));
  const int columns = columns_in(width, theme);
  const float column = width / static_cast<float>(columns);
  const TypeFace face = face_for(numbers, room_in(column, theme));
  for (int i = 0; i < static_cast<int>(numbers.size()); ++i) {
    const LargeNumber& number = numbers[static_cast<std::size_t>(i)];
    const int across = i % columns, down = i / columns;
    const ImVec2 at{std::round(corner.x + static_cast<float>(across) * column),
                    corner.y + static_cast<float>(down) * row};
    draw_number(number, face, frame, at, column);
    ImGui::SetCursorScreenPos(at);
    ImGui::PushID(i);
    ImGui::InvisibleButton("number", {std::max(1.0F, column), row});
    ImGui::PopID();
    item_tooltip(frame, {tooltip_text(number), number.detail, "",
                         number.old ? "Grey: of an older state than the one that is shown." : ""});
  }
}

}  // namespace

std::unique_ptr<View> make_numbers_view(std::string&) {
  return std::make_unique<NumbersView>();
}

}  // namespace gan
