// The timeline: the whole run of the current segment in one strip, every change as a labelled mark, those
// that the scenario made by itself lighter, the stretch that the plots show as a bracket under the axis, and the
// segments before it as breaks at the left, and branches as lanes below. It is a scrubber: dragging the head, or a
// click, looks at that step.
#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <utility>

#include "app/lab/lab.h"
#include "app/panels/drawing.h"
#include "app/panels/plots/plots_settings_model.h"
#include "app/panels/track/rate_track_model.h"
#include "app/panels/track/timeline_model.h"
#include "app/panels/track/track_head.h"
#include "app/panels/track/track_lanes.h"
#include "app/panels/track/track_shelf.h"
#include "app/panels/views.h"
#include "app/panels/widgets.h"
#include "app/plot/plot_ticks.h"

namespace gan {
namespace {

constexpr std::size_t kMostBreaks = 6;
constexpr std::size_t kMostSentences = 8;  // in a tooltip
// Design pixels.
constexpr float kBracket = 5;    // what the plots show: how far it reaches down from the axis
constexpr float kShortMark = 5;  // without a label
constexpr float kLeastAxis = 22;
constexpr std::int64_t kEnd = std::numeric_limits<std::int64_t>::max();  // of a segment

class TimelineView : public View {
 public:
  void draw(ViewContext& context, const Frame& frame) override;
  const Region* find_control(std::string_view key) const override {
    if (key == "track.lane") return lanes_.first_lane();
    if (key == "track.kept") return shelf_.first();
    if (key == "track.axis") return axis_.empty() ? nullptr : &axis_;
    return head_.find(key);
  }
  float height(const Frame& frame, float) const override {
    return lanes_.wanted_height(frame) + shelf_.wanted_height(frame);
  }

 private:
  float draw_breaks(ViewContext& context, const Frame& frame, ImVec2 corner, float height) const;
  void draw_strip(const ViewContext& context, const Frame& frame, ImVec2 low, ImVec2 high, const Scale& x);
  void draw_bracket(const Frame& frame, ImVec2 low, ImVec2 high, const Scale& x, std::int64_t newest) const;
  void draw_rates(const ViewContext& context, const Frame& frame, ImVec2 low, ImVec2 high, const Scale& x);
  void draw_marks(const Frame& frame, ImVec2 low, ImVec2 high, const Scale& x);
  void draw_title(const ViewContext& context, const Frame& frame, ImVec2 low, ImVec2 high, const Scale& x) const;
  void handle_mouse(ViewContext& context, ImVec2 low, ImVec2 high, const Scale& x);
  void look_at(ViewContext& context, std::int64_t step) const;

  TimelineModel model_;
  Range span_{0, 0};
  SegmentId segment_;
  std::optional<Range> plotted_;  // the steps that the plots show
  std::vector<PlacedMark> placed_;
  std::vector<ImVec2> curve_;
  TrackLanes lanes_;
  TrackShelf shelf_;
  TrackHead head_;
  bool dragged_ = false;  // the axis, by the mouse
  Region axis_{};         // in pixels of the window
};

void list_sentences(const std::vector<std::string>& sentences) {
  const std::size_t first = sentences.size() > kMostSentences ? sentences.size() - kMostSentences : 0;
  if (first > 0) ImGui::TextDisabled("%zu earlier changes", first);
  for (std::size_t i = first; i < sentences.size(); ++i) ImGui::TextUnformatted(sentences[i].c_str());
}

// One block an earlier segment, newest at the right; returns where the current one begins.
float TimelineView::draw_breaks(ViewContext& context, const Frame& frame, ImVec2 corner, float height) const {
  const Theme& theme = frame.theme;
  const Palette& p = theme.palette;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float width = theme.whole_px(18), gap = theme.whole_px(3), tall = theme.whole_px(6);
  float x = corner.x;
  const std::size_t count = model_.earlier.size(), first = count > kMostBreaks ? count - kMostBreaks : 0;
  for (std::size_t i = first; i < count; ++i) {
    const TimelineSegment& segment = model_.earlier[i];
    const float y = std::round(corner.y + height / 2 - tall / 2);
    const bool hovered =
        ImGui::IsWindowHovered() && ImGui::IsMouseHoveringRect({x, corner.y}, {x + width, corner.y + height});
    list.AddRectFilled({x, y}, {x + width, y + tall}, pack(hovered ? p.text_muted : p.control_active), theme.px(2));
    if (hovered) {
      ImGui::BeginTooltip();
      ImGui::Text("Segment %lld, before this one: %s", static_cast<long long>(segment.segment), segment.label.c_str());
      list_sentences(segment.sentences);
      ImGui::TextDisabled("Click: look at its end");
      ImGui::EndTooltip();
      if (ImGui::IsMouseClicked(ImGuiMouseButton_Left)) {
        context.actions.look_at = LookAt{context.session.id(), segment.segment, kEnd};
      }
    }
    x += width + gap;
  }
  return count > 0 ? x + theme.px(5) : x;
}

void TimelineView::draw_strip(const ViewContext& context, const Frame& frame, ImVec2 low, ImVec2 high, const Scale& x) {
  const Theme& theme = frame.theme;
  const Palette& p = theme.palette;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const FontScope font(frame.fonts.small);
  const float line = ImGui::GetFontSize(), base = std::round(high.y - line - theme.px(5));
  const std::int64_t newest = newest_step(context.history, context.snapshot.position);
  const float now = std::clamp(x.pixel(static_cast<double>(newest)), low.x, high.x);
  const bool past = context.session.in_past();
  list.AddRectFilled({low.x, base}, {high.x, base + theme.whole_px(2)}, pack(p.separator));
  if (newest > 0) {
    list.AddRectFilled({low.x, base}, {now, base + theme.whole_px(2)}, pack(p.text_muted));
    list.AddCircleFilled({now, base + theme.px(1)}, theme.px(3.5F), pack(past ? p.text_muted : p.text), 16);
  }
  if (past) {
    // Where the hand is; what is shown may still be on its way there.
    const std::int64_t at = context.session.looked_at().position.step;
    const float head = std::clamp(x.pixel(static_cast<double>(at)), low.x, high.x);
    const float left = std::round(head - theme.px(1));
    list.AddRectFilled({left, low.y}, {left + theme.whole_px(2), base + theme.px(5)}, pack(p.past));
    list.AddCircleFilled({head, base + theme.px(1)}, theme.px(5), pack(p.past), 20);
    list.AddCircle({head, base + theme.px(1)}, theme.px(5), pack(p.panel), 20, theme.whole_px(1));
  }
  const int ticks = std::max(2, static_cast<int>((high.x - low.x) / theme.px(110)));
  const TickList labels = linear_ticks(span_, ticks, true);
  for (const Tick& tick : labels.all()) {
    const float at = std::round(x.pixel(tick.value));
    list.AddRectFilled({at, base}, {at + 1, base + theme.px(5)}, pack(p.text_muted));
    const float half = text_width(tick.label.c_str()) / 2;
    draw_text(list, {std::clamp(at, low.x + half, high.x - half), base + theme.px(5)}, pack(p.text_muted),
              tick.label.c_str(), 0.5F);
  }
  // Where falling rates are drawn, they are what is to be seen.
  const bool rates = !rate_text(context.snapshot.settings->hyperparameters, 0).empty();
  if (model_.marks.empty() && !rates && base - low.y >= line) {
    draw_text(list, {low.x, low.y}, pack(p.text_muted), "Changes to the settings are marked here.");
  }
}

// Both axes are of the same steps, and this one is of the whole run: what of it the plots show.
void TimelineView::draw_bracket(const Frame& frame, ImVec2 low, ImVec2 high, const Scale& x,
                                std::int64_t newest) const {
  const std::optional<TrackBracket> bracket =
      plotted_ ? track_bracket(*plotted_, x, low.x, high.x) : std::optional<TrackBracket>();
  if (!bracket) return;
  const Theme& theme = frame.theme;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const FontScope font(frame.fonts.small);
  const float base = std::round(high.y - ImGui::GetFontSize() - theme.px(5)), thick = theme.whole_px(2);
  const float left = std::round(bracket->left), right = std::max(std::round(bracket->right), left + thick);
  const ImU32 colour = pack(theme.palette.text_muted);
  // A part of the run stands out; all of it needs no ground.
  const bool all = plotted_->low <= 1 && plotted_->high >= static_cast<double>(newest);
  if (!all) list.AddRectFilled({left, low.y}, {right, base}, pack(theme.palette.text, 0.06F));
  const float end = base + theme.whole_px(kBracket);
  if (bracket->begins) list.AddRectFilled({left, base}, {left + thick, end}, colour);
  if (bracket->ends) list.AddRectFilled({right - thick, base}, {right, end}, colour);
}

// Learning rates that fall by themselves: faint, from the full rate at the top of the track to nothing at its axis.
void TimelineView::draw_rates(const ViewContext& context, const Frame& frame, ImVec2 low, ImVec2 high, const Scale& x) {
  const Theme& theme = frame.theme;
  const Palette& p = theme.palette;
  const FontScope font(frame.fonts.small);
  const float base = std::round(high.y - ImGui::GetFontSize() - theme.px(5)), top = low.y + theme.px(1);
  if (base - top < theme.px(8)) return;
  const int points = std::max(2, static_cast<int>((high.x - low.x) / theme.px(4)));
  for (const RateTrack& track : rate_tracks(context.snapshot.settings->hyperparameters, span_, points)) {
    curve_.clear();
    for (std::size_t i = 0; i < track.steps.size(); ++i) {
      const auto share = static_cast<float>(track.shares[i]);
      curve_.push_back({std::clamp(x.pixel(track.steps[i]), low.x, high.x), base - share * (base - top)});
    }
    const bool both = track.of_discriminator && track.of_generator;
    const ImU32 colour = pack(both ? p.text_muted : track.of_discriminator ? p.real : p.generated, 0.5F);
    ImGui::GetWindowDrawList()->AddPolyline(curve_.data(), static_cast<int>(curve_.size()), colour, 0, theme.px(1.25F));
  }
}

void TimelineView::draw_marks(const Frame& frame, ImVec2 low, ImVec2 high, const Scale& x) {
  const Theme& theme = frame.theme;
  const Palette& p = theme.palette;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const FontScope font(frame.fonts.small);
  const float line = ImGui::GetFontSize(), base = std::round(high.y - line - theme.px(5));
  // Clear of the dot on the axis.
  const float lowest = base - theme.whole_px(3);
  const int rows = static_cast<int>((lowest - low.y) / (line + theme.px(1)));
  const MarkLayout layout{low.x, high.x, rows, theme.px(6), true};
  place_marks(
      model_.marks, x, layout, [](std::string_view text) { return text_width(text); }, placed_);
  for (const PlacedMark& mark : placed_) {
    const bool scheduled = model_.scheduled[mark.index] != 0;
    const float at = std::floor(mark.x);
    const ImU32 colour = pack(p.accent, scheduled ? 0.45F : 1.0F);
    const float row = static_cast<float>(rows - mark.row) * (line + theme.px(1));
    const float top = std::round(mark.row < 0 ? base - theme.px(kShortMark) : lowest - row);
    list.AddRectFilled({at, top}, {at + std::max(1.0F, theme.whole_px(1)), base}, colour);
    if (mark.row < 0) continue;
    draw_text(list, {mark.label_x, top}, pack(scheduled ? p.text_muted : p.text), model_.marks[mark.index].label);
    if (mark.more > 0) {
      draw_text(list, {mark.label_x + mark.width + layout.gap / 2, top}, pack(p.text_muted), more_text(mark.more));
    }
  }
}

// Which of the branches this is, where the labels of marks leave room for it.
void TimelineView::draw_title(const ViewContext& context, const Frame& frame, ImVec2 low, ImVec2 high,
                              const Scale& x) const {
  const Branches& branches = context.lab.branches();
  if (branches.all().size() < 2) return;
  const Theme& theme = frame.theme;
  const FontScope font(frame.fonts.small);
  const std::string title = title_of(*branches.find(branches.played()));
  const float line = ImGui::GetFontSize(), base = std::round(high.y - line - theme.px(5));
  const std::int64_t newest = newest_step(context.history, context.snapshot.position);
  const float at = std::clamp(x.pixel(static_cast<double>(newest)), low.x, high.x) + theme.space();
  const float top = base - line - theme.px(1), end = at + text_width(title);
  if (end > high.x || top < low.y) return;
  const bool taken = std::any_of(placed_.begin(), placed_.end(), [&](const PlacedMark& mark) {
    const float more = mark.more > 0 ? theme.px(6) + text_width(more_text(mark.more)) : 0;
    return mark.row >= 0 && mark.label_x < end + theme.px(6) && mark.label_x + mark.width + more > at - theme.px(6);
  });
  if (!taken) draw_text(*ImGui::GetWindowDrawList(), {at, top}, pack(theme.palette.text), title);
}

void TimelineView::handle_mouse(ViewContext& context, ImVec2 low, ImVec2 high, const Scale& x) {
  ImGui::SetCursorScreenPos(low);
  ImGui::InvisibleButton("timeline", {std::max(high.x - low.x, 1.0F), std::max(high.y - low.y, 1.0F)});
  dragged_ = ImGui::IsItemActive();
  const float mouse = ImGui::GetIO().MousePos.x;
  // A press beside a mark means the moment before it acted.
  if (ImGui::IsItemActivated()) {
    const MarkSpan pressed = marks_near(model_.marks, x, mouse, 5);
    look_at(context, pressed.begin < pressed.end ? model_.marks[pressed.begin].step : std::llround(x.value(mouse)));
  } else if (ImGui::IsItemActive() && ImGui::GetIO().MouseDelta.x != 0) {
    look_at(context, std::llround(x.value(mouse)));
  }
  if (!ImGui::IsItemHovered() || ImGui::IsItemActive()) return;
  const MarkSpan near = marks_near(model_.marks, x, mouse, 5);
  const std::int64_t newest = std::max<std::int64_t>(context.history.last_step(), 0);
  const std::int64_t step = std::clamp<std::int64_t>(std::llround(x.value(mouse)), 0, newest);
  ImGui::BeginTooltip();
  if (near.begin < near.end) {
    for (std::size_t i = near.begin; i < std::min(near.end, near.begin + kMostSentences); ++i) {
      ImGui::TextUnformatted(model_.marks[i].text.c_str());
    }
    ImGui::TextDisabled("Click: look at the moment before");
  } else {
    ImGui::Text("Step %s", step_text(step).c_str());
    if (const std::string rates = rate_text(context.snapshot.settings->hyperparameters, step); !rates.empty()) {
      ImGui::TextUnformatted(rates.c_str());
    }
    if (plotted_ && plotted_->contains(static_cast<double>(step))) {
      ImGui::TextDisabled("The plots show steps %s to %s",
                          step_text(std::llround(std::max(plotted_->low, 0.0))).c_str(),
                          step_text(std::llround(plotted_->high)).c_str());
    }
    ImGui::TextDisabled("Click or drag: look at this moment");
  }
  ImGui::EndTooltip();
}

// Beyond what has been there is the present. The plots follow where they show another stretch.
void TimelineView::look_at(ViewContext& context, std::int64_t step) const {
  const std::int64_t newest = context.history.last_step();
  const bool live = step >= newest && context.history.segment() == context.session.front()->position.segment;
  if (live) return context.actions.request(LabRequest::look_at_front);
  const std::int64_t at = std::clamp<std::int64_t>(step, 0, newest);
  context.actions.look_at = LookAt{context.session.id(), context.history.segment(), at};
  if (plotted_ && !plotted_->contains(static_cast<double>(at))) context.settings.of<PlotsSettings>().centre = at;
}

void TimelineView::draw(ViewContext& context, const Frame& frame) {
  model_.update(context.history);
  if (segment_ != context.history.segment_id()) span_ = {0, 0}, segment_ = context.history.segment_id();
  const std::int64_t newest = newest_step(context.history, context.snapshot.position);
  lanes_.update(context);
  shelf_.update(context, frame);
  span_ = timeline_span(0, std::max({newest, lanes_.last_step(), std::int64_t{0}}), span_);

  const Theme& theme = frame.theme;
  const ImVec2 corner = ImGui::GetCursorScreenPos(), size = ImGui::GetContentRegionAvail();
  const float pad = theme.space(1.5F);
  ImVec2 high{corner.x + size.x - pad, corner.y + size.y - theme.px(3)};
  ImVec2 low{corner.x + pad, corner.y + theme.px(4)};
  if (high.x - low.x < theme.px(160) || high.y - low.y < theme.px(16)) return;
  // The axis comes first, then the shelf above it, then the lanes below; the layout gives them room of their own as far
  // as there is any.
  const ImVec2 shelf_low = low, shelf_high = high;
  low.y += shelf_.height(frame, high.y - low.y - theme.px(kLeastAxis));
  high.x = head_.draw(context, frame, low, high, dragged_);
  low.x = draw_breaks(context, frame, low, high.y - low.y);
  const float lanes = lanes_.height(frame, high.y - low.y - theme.px(kLeastAxis));
  high.y -= lanes;
  const Scale x(span_, low.x, high.x);
  const float to_newest = std::clamp(x.pixel(static_cast<double>(newest)), low.x, high.x);
  axis_ = {low.x, low.y, to_newest - low.x, high.y - low.y};
  plotted_ = std::exchange(context.settings.of<PlotsSettings>().on_screen, std::nullopt);
  draw_bracket(frame, low, high, x, newest);  // the dot lies on its end
  draw_rates(context, frame, low, high, x);
  draw_strip(context, frame, low, high, x);
  draw_marks(frame, low, high, x);
  draw_title(context, frame, low, high, x);
  handle_mouse(context, low, high, x);
  lanes_.draw(context, frame, {low.x, high.y}, {high.x, high.y + lanes}, x);
  shelf_.draw(context, frame, shelf_low, {shelf_high.x, low.y}, x);
}

}  // namespace

std::unique_ptr<View> make_timeline_view(std::string&) {
  return std::make_unique<TimelineView>();
}

}  // namespace gan
