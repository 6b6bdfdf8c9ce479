// The latent walk: a plane of noise under the mouse, with a map of what G makes of it, and G's image at the place
// where the hand is. A tour goes round the plane by itself.
#include <imgui.h>

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "app/panels/drawing.h"
#include "app/panels/images/image_widgets.h"
#include "app/panels/images/images_settings_model.h"
#include "app/panels/images/latent_walk_model.h"
#include "app/panels/now_values_model.h"
#include "app/panels/panel_split_model.h"
#include "app/panels/views.h"
#include "app/panels/widgets.h"

namespace gan {
namespace {

constexpr double kTourSeconds = 9;  // once round
constexpr float kWalkPanel = 196;   // design pixels, of the controls
constexpr float kLeastWalk = 140;   // the same, of map and image beside them
constexpr const char* kCorners = "ABC";

class LatentWalkView : public View {
 public:
  void draw(ViewContext& context, const Frame& frame) override;
  // "walk.plane": where the plane under the mouse is.
  const Region* find_control(std::string_view key) const override {
    return key == "walk.plane" && !pad_.empty() ? &pad_ : nullptr;
  }

 private:
  void follow_game(const ViewContext& context);
  void set_plane(const ViewContext& context);
  void take(const ViewContext& context);
  void play(ViewContext& context);
  void ask(ViewContext& context) const;
  void draw_images(ViewContext& context, const Frame& frame, const Region& view);
  void draw_pad(ViewContext& context, const Frame& frame, ImVec2 low, float side);
  void draw_corners(const Frame& frame, ImVec2 low) const;
  void draw_image_now(const ViewContext& context, const Frame& frame, ImVec2 low, ImVec2 high);
  void draw_panel(ViewContext& context, const Frame& frame, const PanelSplit& split);
  void corner_buttons(ViewContext& context, const Frame& frame);
  void axis_choice(const char* label, int& axis, int other, const Frame& frame);
  void place_sliders(const Frame& frame);
  ImVec2 on_pad(ImVec2 low, const WalkPlace& place) const {
    const float reach = cell_ * static_cast<float>(side_ - 1);
    return {low.x + cell_ / 2 + reach * static_cast<float>(place.u),
            low.y + cell_ / 2 + reach * static_cast<float>(1 - place.v)};
  }

  WalkPlane plane_;
  WalkPlace place_{0.5, 0.25};
  int corners_[3] = {0, 1, 2};  // tiles of the sheet
  Matrix<float> noise_;         // of the tiles up to the last corner
  std::shared_ptr<const Settings> kept_;
  int side_ = 7;     // of the map, in images
  float cell_ = 32;  // pixels
  double turn_ = 0;
  std::unique_ptr<ImageAtlas> map_, now_;
  std::shared_ptr<const ProbeResult> map_from_, now_from_;  // kept until the next ones are there
  Region pad_;
  float controls_height_ = 0;  // that they needed last
  std::uint64_t map_version_ = 0, now_version_ = 0, revision_ = 0;
};

void LatentWalkView::follow_game(const ViewContext& context) {
  const GameSpec& spec = context.snapshot.settings->spec;
  const bool same = kept_ != nullptr && kept_->spec.noise == spec.noise && kept_->spec.seed == spec.seed;
  const int last = *std::max_element(corners_, corners_ + 3);
  if (same && noise_.cols() > last) return;
  kept_ = context.snapshot.settings;
  noise_ = sample_noise(context.snapshot, view_noise_key(context.snapshot), std::max(last + 1, 16));
  plane_.first = std::min(plane_.first, spec.noise.dimension - 1);
  plane_.second = std::min(plane_.second, spec.noise.dimension - 1);
}

void LatentWalkView::set_plane(const ViewContext& context) {
  plane_.noise = context.snapshot.settings->spec.noise;
  plane_.axes = context.settings.of<ImagesSettings>().walk_axes;
  std::vector<float>* const vectors[] = {&plane_.a, &plane_.b, &plane_.c};
  for (int i = 0; i < 3; ++i) {
    const float* const column = noise_.data() + corners_[i] * noise_.rows();
    vectors[i]->assign(column, column + noise_.rows());
  }
}

void LatentWalkView::take(const ViewContext& context) {
  if (context.probe != nullptr && context.probe_version != map_version_ && context.probe->walk.count() > 0) {
    map_version_ = context.probe_version;
    map_from_ = context.probe;
    ++revision_;
    if (!map_) map_ = std::make_unique<ImageAtlas>();
    map_->update(map_from_->walk, revision_);
  }
  if (context.walk != nullptr && context.walk_version != now_version_ && context.walk->walk.count() > 0) {
    now_version_ = context.walk_version;
    now_from_ = context.walk;
    ++revision_;
    if (!now_) now_ = std::make_unique<ImageAtlas>();
    now_->update(now_from_->walk, revision_);
  }
}

void LatentWalkView::play(ViewContext& context) {
  if (!context.settings.of<ImagesSettings>().play_walk) return;
  turn_ += std::min(0.1, static_cast<double>(ImGui::GetIO().DeltaTime)) / kTourSeconds;
  turn_ -= std::floor(turn_);
  place_ = plane_.tour(turn_);
}

void LatentWalkView::ask(ViewContext& context) const {
  const bool averaged = context.settings.of<ImagesSettings>().walk_average && keeps_average(context.snapshot);
  context.actions.want().walk = WalkRequest{plane_.map(side_), averaged};
  WalkRequest now{std::vector<float>(plane_.a.size()), averaged};
  plane_.noise_at(place_, now.noise);
  context.actions.walk = std::move(now);
}

void LatentWalkView::draw_corners(const Frame& frame, ImVec2 low) const {
  const Theme& theme = frame.theme;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const WalkPlace corners[] = {{0, 0}, {1, 0}, {0, 1}};
  const float half = cell_ / 2;
  const FontScope font(frame.fonts.small);
  for (int i = 0; i < 3; ++i) {
    const ImVec2 at = on_pad(low, corners[i]);
    const ImagePlace cell{{at.x - half + theme.px(2), at.y - half + theme.px(2)},
                          {at.x + half - theme.px(2), at.y + half - theme.px(2)}};
    draw_border(list, cell, pack(theme.palette.generated), theme.whole_px(2));
    const float plate = ImGui::GetFontSize();
    list.AddRectFilled(cell.low, {cell.low.x + plate, cell.low.y + plate}, pack(theme.palette.generated));
    draw_text(list, {cell.low.x + plate / 2, cell.low.y}, pack(theme.palette.panel), {kCorners + i, 1}, 0.5F);
  }
  // The tour's way.
  ImVec2 last = on_pad(low, plane_.tour(0));
  for (int i = 0; i < 3; ++i) {
    const ImVec2 next = on_pad(low, corners[(i + 1) % 3]);
    list.AddLine(last, next, pack(theme.palette.generated, 0.55F), theme.px(1.5F));
    last = next;
  }
}

void LatentWalkView::draw_pad(ViewContext& context, const Frame& frame, ImVec2 low, float side) {
  const Theme& theme = frame.theme;
  const Palette& p = theme.palette;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  ImGui::SetCursorScreenPos(low);
  ImGui::InvisibleButton("plane of noise", {side, side});
  if (ImGui::IsItemActive()) {
    const ImVec2 mouse = ImGui::GetIO().MousePos, zero = on_pad(low, {0, 0}), one = on_pad(low, {1, 1});
    place_ = {std::clamp(static_cast<double>((mouse.x - zero.x) / (one.x - zero.x)), 0.0, 1.0),
              std::clamp(static_cast<double>((mouse.y - zero.y) / (one.y - zero.y)), 0.0, 1.0)};
    context.settings.of<ImagesSettings>().play_walk = false;
  }
  list.AddRectFilled(low, {low.x + side, low.y + side}, pack(p.plot));
  const bool whole = map_from_ && map_from_->walk.count() == static_cast<Index>(side_) * side_;
  if (map_ && whole) {
    for (int i = 0; i < side_ * side_; ++i) {
      const int column = i % side_, row = i / side_;
      const ImVec2 at{low.x + cell_ * static_cast<float>(column), low.y + cell_ * static_cast<float>(row)};
      draw_image(list, frame, *map_, i, {at, {at.x + cell_, at.y + cell_}});
    }
  }
  // The map recedes behind the place, in both themes.
  list.AddRectFilled(low, {low.x + side, low.y + side}, IM_COL32(0, 0, 0, 77));
  if (!plane_.axes) draw_corners(frame, low);
  const ImVec2 dot = on_pad(low, place_);
  list.AddCircleFilled(dot, theme.px(7), pack(p.plot), 24);
  list.AddCircleFilled(dot, theme.px(5.5F), pack(p.accent), 24);
}

void LatentWalkView::draw_image_now(const ViewContext& context, const Frame& frame, ImVec2 low, ImVec2 high) {
  const Theme& theme = frame.theme;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  if (!now_from_) return;
  const ImageSheet& sheet = now_from_->walk;
  const float border = theme.whole_px(4);
  const ImagePlace place =
      place_image(sheet.shape, {low.x + border, low.y + border}, {high.x - border, high.y - border});
  draw_border(list, place, pack(opinion_colour(theme.palette, context.output, sheet.logits[0])), border);
  if (now_) draw_image(list, frame, *now_, 0, place);
  // The hand is followed by newer weights than those of the sheets.
  if (context.probe != nullptr && context.probe->snapshot->position != now_from_->snapshot->position) {
    const FontScope font(frame.fonts.small);
    const std::string moment = moment_text(now_from_->snapshot->position);
    const ImVec2 plate{place.low.x + text_width(moment) + theme.px(8),
                       place.low.y + ImGui::GetFontSize() + theme.px(4)};
    list.AddRectFilled(place.low, plate, pack(theme.palette.panel, 0.85F));
    draw_text(list, {place.low.x + theme.px(4), place.low.y + theme.px(2)}, pack(theme.palette.text), moment);
  }
  ImGui::SetCursorScreenPos(place.low);
  ImGui::InvisibleButton("image", {place.high.x - place.low.x, place.high.y - place.low.y});
  item_tooltip(frame, context.output.sentence(static_cast<double>(sheet.logits[0]), false).c_str());
}

void LatentWalkView::axis_choice(const char* label, int& axis, int other, const Frame& frame) {
  // With the two buttons, which take of the width.
  const ImGuiStyle& style = ImGui::GetStyle();
  ImGui::SetNextItemWidth(text_width("000") + 2 * style.FramePadding.x +
                          2 * (ImGui::GetFrameHeight() + style.ItemInnerSpacing.x));
  const int most = static_cast<int>(plane_.a.size());
  int shown = axis + 1;
  if (ImGui::InputInt(label, &shown, 1, 10)) {
    shown = std::clamp(shown, 1, most);
    // Two different components, where there are two.
    if (shown - 1 == other && most > 1) shown = shown > axis + 1 ? shown + 1 : shown - 1;
    if (shown >= 1 && shown <= most) axis = shown - 1;
  }
  item_tooltip(
      frame,
      "Which component of z this axis moves, over 2.5 standard deviations of a normal prior or all of a uniform one.");
}

void LatentWalkView::corner_buttons(ViewContext& context, const Frame& frame) {
  const ChosenTile chosen = context.settings.of<ImagesSettings>().chosen;
  const int count = plane_.axes ? 1 : 3;
  ImGui::BeginDisabled(chosen.real);
  for (int i = 0; i < count; ++i) {
    if (i > 0) ImGui::SameLine(0, frame.theme.px(4));
    const std::string label = std::string(1, kCorners[i]) + " = " + std::to_string(corners_[i] + 1) + "##corner";
    if (ImGui::Button(label.c_str())) corners_[i] = chosen.index;
    item_tooltip(frame, {"The noise of this corner is that of a tile of the sheet: click one there, then here.", "", "",
                         chosen.real ? "Now a real image is chosen, which has no noise."
                                     : "Chosen now: " + std::to_string(chosen.index + 1) + "."});
  }
  ImGui::EndDisabled();
}

void LatentWalkView::place_sliders(const Frame& frame) {
  const char* const names[] = {plane_.axes ? "right" : "to B", plane_.axes ? "up" : "to C"};
  const float gap = frame.theme.space(), label = std::max(text_width(names[0]), text_width(names[1])) + gap,
              number = text_width("0.00");
  char text[24];
  double* const parts[] = {&place_.u, &place_.v};
  const char* const ids[] = {"##u", "##v"};
  for (int i = 0; i < 2; ++i) {
    float position = static_cast<float>(*parts[i]);
    // The number stands beside the slider: on it the grab would lie below the text.
    ImGui::AlignTextToFramePadding();
    ImGui::TextUnformatted(names[i]);
    ImGui::SameLine(label);
    ImGui::SetNextItemWidth(-(number + gap));
    if (position_slider(ids[i], position, "")) *parts[i] = static_cast<double>(position);
    item_tooltip(frame, "The same as dragging in the plane; with the keys: Tab, Enter, arrows.");
    std::snprintf(text, sizeof text, "%.2f", *parts[i]);
    ImGui::SameLine(0, gap);
    ImGui::AlignTextToFramePadding();
    ImGui::TextUnformatted(text);
  }
}

void LatentWalkView::draw_panel(ViewContext& context, const Frame& frame, const PanelSplit& split) {
  ImagesSettings& s = context.settings.of<ImagesSettings>();
  const Region& region = split.controls;
  ImGui::SetCursorScreenPos({region.x, region.y});
  ImGui::BeginChild("walk panel", {region.width, region.height}, false, ImGuiWindowFlags_NoBackground);
  bool& playing = s.play_walk;
  if (toggle_button(playing ? "Stop" : "Play", playing, frame)) playing = !playing;
  item_tooltip(frame, {"A walk round the plane: from corner to corner at an even angle, so that no step is through the "
                       "empty middle of the noise. (W)",
                       "sin((1−t)θ)/sin θ · a + sin(tθ)/sin θ · b", "Shoemake 1985; arXiv 1609.04468", ""});
  ImGui::SameLine();
  if (toggle_button("corners", !s.walk_axes, frame)) s.walk_axes = false;
  item_tooltip(frame, "The plane through the noise of three tiles.");
  ImGui::SameLine(0, frame.theme.px(2));
  if (toggle_button("axes", s.walk_axes, frame)) s.walk_axes = true;
  item_tooltip(frame, "Two components of z move, the others stay as tile A has them.");
  if (split.brief && s.walk_axes) ImGui::SameLine();  // one button
  corner_buttons(context, frame);
  if (s.walk_axes) {
    axis_choice("across", plane_.first, plane_.second, frame);
    axis_choice("up", plane_.second, plane_.first, frame);
  }
  // The hand in the plane does the same.
  if (!split.brief) place_sliders(frame);
  if (!split.brief && keeps_average(context.snapshot)) {
    average_checkbox(s.walk_average);
    item_tooltip(frame, "With the exponential moving average of G's weights instead of the current weights.");
  }
  if (now_from_ && !split.brief) {
    wrapped_caption(frame, context.output.sentence(static_cast<double>(now_from_->walk.logits[0]), false));
  }
  keep_height(controls_height_, context.actions);
  ImGui::EndChild();
}

// The map and the image side by side, or below each other where the panel is high; each has half at most.
void LatentWalkView::draw_images(ViewContext& context, const Frame& frame, const Region& view) {
  const float gap = frame.theme.space();
  const bool below = view.height > view.width;
  const float along = (std::max(view.width, view.height) - gap) / 2, across = std::min(view.width, view.height);
  const float most = std::min(along, across);
  if (most < frame.theme.px(48)) return;
  const WalkMap map = make_walk_map(static_cast<double>(most), static_cast<int>(context.snapshot.data->shape().height));
  side_ = map.side;
  cell_ = static_cast<float>(map.cell);
  const float side = cell_ * static_cast<float>(side_);
  // In the middle of the shorter way.
  const ImVec2 low{std::round(view.x + (below ? (view.width - side) / 2 : 0)),
                   std::round(view.y + (below ? 0 : (view.height - side) / 2))};
  draw_pad(context, frame, low, side);
  pad_ = {low.x, low.y, side, side};
  const ImVec2 end{view.x + view.width, view.y + view.height};
  const ImVec2 from = below ? ImVec2(view.x, low.y + side + gap) : ImVec2(low.x + side + gap, view.y);
  draw_image_now(context, frame, from, end);
}

void LatentWalkView::draw(ViewContext& context, const Frame& frame) {
  follow_game(context);
  set_plane(context);
  take(context);
  play(context);
  pad_ = {};
  const Theme& theme = frame.theme;
  const ImVec2 corner = ImGui::GetCursorScreenPos(), size = ImGui::GetContentRegionAvail();
  const float gap = theme.space();
  const PanelSplit split = split_panel({corner.x, corner.y, size.x, size.y}, theme.px(kWalkPanel),
                                       std::max(controls_height_, ImGui::GetFrameHeight()), gap, theme.px(kLeastWalk));
  draw_images(context, frame, split.view);
  draw_panel(context, frame, split);
  ask(context);
  ImGui::SetCursorScreenPos(corner);
  ImGui::Dummy(size);
}

}  // namespace

std::unique_ptr<View> make_latent_walk_view(std::string&) {
  return std::make_unique<LatentWalkView>();
}

}  // namespace gan
