// The four large numbers, to be read from the last row: each below its name, with where theory wants it beneath, grey
// where it is of an older state than the one that is shown.
#include <algorithm>
#include <cmath>

#include "app/panels/drawing.h"
#include "app/panels/numbers/numbers_model.h"
#include "app/panels/views.h"
#include "app/panels/widgets.h"
#include "app/ui/math_text.h"

namespace gan {
namespace {

// Design pixels.
constexpr float kRowHeight = 64, kLeastColumn = 88, kCellSide = 10;
// Of a row, from its top: the baselines of the name, the number and what stands beneath.
constexpr float kNameBase = 15, kNumberBase = 41, kBeneathBase = 57;

class NumbersView : public View {
 public:
  void draw(ViewContext& context, const Frame& frame) override;
  float height(const Frame& frame, float width) const override {
    const int columns = number_columns(width, frame.theme.px(kLeastColumn));
    const int rows = static_cast<int>(kLargeNumbers) / columns;
    return std::round(frame.theme.px(kRowHeight)) * static_cast<float>(rows);
  }

 private:
  // One number in its cell, whose upper left corner is `at`.
  void draw_number(const LargeNumber& number, TypeFace face, const Frame& frame, ImVec2 at, float width);

  NumbersModel model_;
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

void NumbersView::draw_number(const LargeNumber& number, TypeFace face, const Frame& frame, ImVec2 at, float width) {
  const Theme& theme = frame.theme;
  const Palette& p = theme.palette;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float left = at.x + theme.px(kCellSide), most = room_in(width, theme);
  const auto baseline = [&](float design) { return std::round(at.y + theme.px(design)); };
  const MathForm small{.face = TypeFace::kSmall, .stacked = false};
  const MathBox* name = nullptr;
  for (const std::string& one : number.names) {
    const MathBox& box = formulas_.of(one, small);
    if (name == nullptr && box.width <= most) name = &box;
  }
  if (name != nullptr) draw_math(list, *name, {left, baseline(kNameBase)}, pack(p.text_muted));

  {
    const FontScope font(face);
    draw_text_within(list, {left, baseline(kNumberBase) - font_metrics(face).ascent}, pack(colour_of(number, p)),
                     number.text, most);
  }
  const FontScope font(TypeFace::kSmall);
  draw_text(list, {left, baseline(kBeneathBase) - font_metrics(TypeFace::kSmall).ascent}, pack(p.text_muted),
            notes_within(number.beneath, most, text_width));
}

void NumbersView::draw(ViewContext& context, const Frame& frame) {
  const Theme& theme = frame.theme;
  const LargeNumbers& numbers = model_.of(context);
  const ImVec2 corner = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x, row = std::round(theme.px(kRowHeight));
  const int columns = number_columns(width, theme.px(kLeastColumn));
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
