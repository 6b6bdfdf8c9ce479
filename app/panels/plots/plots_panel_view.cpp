// The plots: one below the other with one x axis, the marks of all changes, and a menu that says which are
// shown.
#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "app/lab/history/segment_start.h"
#include "app/lab/lab.h"
#include "app/panels/drawing.h"
#include "app/panels/layout_settings_model.h"
#include "app/panels/now_values_model.h"
#include "app/panels/plots/plots_compare.h"
#include "app/panels/plots/plots_ghost.h"
#include "app/panels/plots/plots_panel_model.h"
#include "app/panels/plots/plots_settings_model.h"
#include "app/panels/views.h"
#include "app/panels/widgets.h"
#include "app/plot/widget/plot_widget.h"
#include "core/game/losses.h"

namespace gan {
namespace {

constexpr float kLeastHeight = 54;  // design pixels
constexpr const char *kFrozen = "Frozen – show all", *kWhole = "Showing whole run";
class PlotsView : public View {
 public:
  void draw(ViewContext& context, const Frame& frame) override;
  // "plots.follow": the button that shows the whole run, where there is room for it. "plots.found": the plot that was
  // sought last.
  const Region* find_control(std::string_view key) const override {
    const Region* found = key == "plots.follow" ? &follow_ : key == "plots.found" ? &found_at_place_ : nullptr;
    for (std::size_t i = 0; i < plot_infos().size(); ++i) {
      if (key == plot_key(plot_infos()[i])) found = &places_[i];
    }
    return found != nullptr && !found->empty() ? found : nullptr;
  }

 private:
  void update_specs(const ViewContext& context, const Frame& frame);
  void draw_heading(ViewContext& context, const Frame& frame, float width, float height);
  float draw_smoothing(ViewContext& context, const Frame& frame, float right, float behind);
  void choice_popup(PlotsSettings& settings) const;
  void begin_plots(ViewContext& context);
  void take_now(const ViewContext& context);
  void show_sought(std::size_t plot, ImVec2 low, ViewContext& context, const Frame& frame);
  void draw_moment(const ViewContext& context, const Frame& frame, ImVec2 low, float right) const;
  // It stands back while games are compared.
  bool shows_ghost() const { return ghost_ != Ghost::none && !compared_.comparing(); }

  PlotViewState view_;
  std::array<PlotState, kMostPlots> states_;
  std::array<PlotSpec, kMostPlots> specs_;
  ComparedPlots compared_;
  PlotScratch scratch_;
  PlotStyle style_;
  Region follow_;
  Region found_at_place_;
  std::array<Region, kMostPlots> places_;  // of the plots
  std::optional<std::size_t> found_;       // the plot that was sought last
  double found_at_ = -kFlashSeconds, smoothing_found_at_ = -kFlashSeconds;
  std::vector<PlotMark> marks_;
  std::uint64_t marks_revision_ = ~std::uint64_t{0};
  SegmentId segment_;
  std::int64_t first_step_ = -1;

  // What the specs were made from.
  const RunHistory* history_ = nullptr;
  SegmentId specs_segment_;
  const PerfectMetrics* perfect_ = nullptr;
  RunHistory::ImageFeatures features_;
  int loss_ = -1;
  double real_label_ = 1;
  std::int64_t from_ = 0;                          // the first step that is read as this loss reads
  std::uint64_t specs_marks_ = ~std::uint64_t{0};  // with them changes which run stands behind this one
  Ghost ghost_ = Ghost::none;
  DataKind data_;
  ThemeMode mode_ = ThemeMode::kDark;
  float scale_ = 0;
};

ImU32 colour_of(ScalarSide side, const Palette& p) {
  return pack(side == ScalarSide::discriminator ? p.real : side == ScalarSide::generator ? p.generated : p.third);
}

// The names, colours and references change with the theme, the loss and the data, not with the frame.
void PlotsView::update_specs(const ViewContext& context, const Frame& frame) {
  const int loss = context.snapshot.settings->hyperparameters.loss;
  const double real_label = context.snapshot.settings->hyperparameters.real_label;
  const std::int64_t from = context.history.reads_alike_from(loss);
  const DataKind data = told_by_plots(context);
  const RunHistory::ImageFeatures& features = context.history.image_features();
  const ThemeMode mode = frame.theme.mode;
  if (history_ == &context.history && specs_segment_ == context.history.segment_id() && perfect_ == context.perfect &&
      loss_ == loss && real_label_ == real_label && from_ == from && data_ == data && features_ == features &&
      mode_ == mode && scale_ == frame.theme.scale && specs_marks_ == context.history.marks_revision()) {
    return;
  }
  specs_segment_ = context.history.segment_id(), specs_marks_ = context.history.marks_revision();
  history_ = &context.history, perfect_ = context.perfect, loss_ = loss, mode_ = mode;
  real_label_ = real_label, from_ = from;
  data_ = data, features_ = features;
  scale_ = frame.theme.scale;
  style_ = plot_style(frame);
  const std::size_t runs = history_->past().size();
  ghost_ = ghost_of(*history_);
  const PlotLoss by{&loss_info(loss), real_label};
  for (std::size_t i = 0; i < plot_infos().size(); ++i) {
    const PlotInfo& info = plot_infos()[i];
    PlotSpec& spec = specs_[i];
    spec.title = plot_title(info, *by.info, features.kind);
    spec.short_title = plot_short_title(info, *by.info);
    if (reads_features(info) && features.kind == FeatureKind::random) spec.short_title += " (random)";
    spec.log_y = info.log_y;
    spec.percent = info.percent;
    const Range limits = plot_limits(info, *by.info);
    spec.y_limits = limits.low < limits.high ? std::optional(limits) : std::nullopt;
    spec.series.clear();
    const bool by_loss = info.reads != ScalarReading::plain;
    for (const ScalarInfo* scalar : plot_lines(info, data, *by.info)) {
      PlotSeries& series = spec.series.emplace_back();
      series.id = scalar->id;
      series.name = scalar_name(*scalar, *by.info);
      series.bound = scalar == info.bound;
      series.colour = series.bound ? pack(frame.theme.palette.text) : colour_of(scalar->side, frame.theme.palette);
      series.series = history_->find(scalar->id);
      if (by_loss) series.from = from;
      for (std::size_t run = 0; run < runs; ++run) {
        series.past.push_back(history_->find_past(run, scalar->id));
        if (by_loss) series.past_from.push_back(history_->past_reads_alike_from(run, loss));
      }
      set_ghost(series, *history_, *scalar, by_loss ? &loss : nullptr);
    }
    spec.references.clear();
    for (ReferenceLine& line : plot_references(info, perfect_, data, by)) {
      spec.references.push_back({line.value, std::move(line.label)});
    }
  }
}

void PlotsView::choice_popup(PlotsSettings& settings) const {
  if (!ImGui::BeginPopup("which plots")) return;
  ImGui::Checkbox("Run before, faded", &settings.run_before);
  if (ImGui::IsItemHovered()) {
    ImGui::SetTooltip("%s\nOf a branch it is the one that it parted from.", ghost_meaning(Ghost::run_before));
  }
  ImGui::Separator();
  for (std::size_t i = 0; i < plot_infos().size(); ++i) {
    if (!plot_fits(plot_infos()[i], data_)) continue;
    bool shown = (settings.shown_plots >> i & 1) != 0;
    const LossInfo& loss = loss_info(loss_);
    if (ImGui::Checkbox(plot_title(plot_infos()[i], loss).c_str(), &shown)) settings.shown_plots ^= 1 << i;
    if (ImGui::IsItemHovered()) ImGui::SetTooltip("%s", plot_meaning(plot_infos()[i], loss));
  }
  ImGui::EndPopup();
}

// Behind the last item and left of `right`: in a narrow panel with less of its name, in a very narrow one not at all.
// What stands behind it is left room for while any of it can be seen. Where it ends.
float PlotsView::draw_smoothing(ViewContext& context, const Frame& frame, float right, float behind) {
  ViewSettings& settings = context.settings;
  const Theme& theme = frame.theme;
  const float padding = 2 * ImGui::GetStyle().FramePadding.x;
  ImGui::SameLine();
  const float begin = ImGui::GetCursorScreenPos().x, least = text_width("0.00") + padding;
  if (right - begin - behind >= least) right -= behind;
  const float room = std::min(right - begin, theme.px(120));
  if (room < least) return begin;
  const char* name = "";
  for (const char* each : {"Smooth: ", "Smoothing: "}) {
    if (text_width(std::string(each) + "0.00") + padding <= room) name = each;
  }
  double& smoothing = settings.of<PlotsSettings>().smoothing;
  const std::string format = std::string(name) + (smoothing > 0 ? "%.2f" : "off");
  ImGui::SetNextItemWidth(room);
  setting_slider("##smoothing", settings, smoothing, {format.c_str()});
  if (settings.of<LayoutSettings>().take_sought(kSoughtSmoothing)) smoothing_found_at_ = ImGui::GetTime();
  draw_flash(frame, ImGui::GetItemRectMin(), ImGui::GetItemRectMax(), smoothing_found_at_, context.actions);
  if (ImGui::IsItemHovered()) ImGui::SetTooltip("Smoothing of the lines. Double click: off.");
  return ImGui::GetItemRectMax().x + theme.space();
}

void PlotsView::draw_heading(ViewContext& context, const Frame& frame, float width, float height) {
  const Theme& theme = frame.theme;
  const FontScope font(frame.fonts.small);
  const ImVec2 corner = ImGui::GetCursorScreenPos();
  const float frame_height = ImGui::GetFrameHeight();
  const float top = corner.y + std::round((height - frame_height) / 2);
  ImGui::SetCursorScreenPos({corner.x + theme.space(), top});
  if (ImGui::Button("Plots…")) ImGui::OpenPopup("which plots");
  if (ImGui::IsItemHovered()) ImGui::SetTooltip("Choose which plots are shown");
  if (context.settings.of<LayoutSettings>().take_sought(kSoughtPlots)) {
    ImGui::OpenPopup("which plots");
    ImGui::SetNextWindowPos({ImGui::GetItemRectMin().x, ImGui::GetItemRectMax().y});  // and not where the mouse is
  }
  {
    const FontScope body(frame.fonts.body);
    choice_popup(context.settings.of<PlotsSettings>());
  }
  const bool frozen = view_.x.follow == Follow::none, whole = view_.x.follow == Follow::whole;
  const char* follow = frozen ? "Show all" : whole ? "Whole run" : "Newest";
  const float padding = 2 * ImGui::GetStyle().FramePadding.x;
  float button = text_width("Whole run") + padding;
  const float ghost = shows_ghost() ? ghost_legend_width(theme, ghost_) + theme.space() : 0;
  const float after_slider = draw_smoothing(context, frame, corner.x + width - 2 * theme.space() - button, ghost);
  // In full where there is room.
  if (const float full = std::max(text_width(kFrozen), text_width(kWhole)) + padding;
      corner.x + width - theme.space() - full >= after_slider + ghost) {
    button = full;
    follow = frozen ? kFrozen : whole ? kWhole : "Showing newest";
  }
  const float left = corner.x + width - theme.space() - button;
  follow_ = {};
  if (left < after_slider - theme.space()) return ImGui::SetCursorScreenPos({corner.x, corner.y + height});
  ImGui::SetCursorScreenPos({left, top});
  if (ImGui::Button(follow, {button, 0})) view_.x.fit();
  follow_ = {ImGui::GetItemRectMin().x, ImGui::GetItemRectMin().y, ImGui::GetItemRectSize().x,
             ImGui::GetItemRectSize().y};
  if (ImGui::IsItemHovered()) {
    ImGui::SetTooltip("Show the whole run.\nWheel: zoom, drag: pan, right drag: a stretch, double click: all.");
  }
  const float text = corner.y + (height - ImGui::GetFontSize()) / 2, room = follow_.x - theme.space();
  const float after_ghost =
      shows_ghost() ? draw_ghost_legend(ghost_, context, frame, style_, {after_slider, text}, room) : after_slider;
  draw_moment(context, frame, {after_ghost, text}, room);
  ImGui::SetCursorScreenPos({corner.x, corner.y + height});
}

// What the numbers in the legends are of while they are not the newest points of the lines.
void PlotsView::draw_moment(const ViewContext& context, const Frame& frame, ImVec2 low, float right) const {
  if (!knows_now(context)) return;
  const std::string moment = moment_text(context.snapshot.position), text = "values now, at " + moment;
  const std::string& shown = text_width(text) <= right - low.x ? text : moment;
  if (text_width(shown) > right - low.x) return;
  draw_text(*ImGui::GetWindowDrawList(), low, pack(frame.theme.palette.text_muted), shown);
  ImGui::SetCursorScreenPos(low);
  ImGui::Dummy({text_width(shown), ImGui::GetFontSize()});
  if (ImGui::IsItemHovered()) {
    ImGui::SetTooltip(
        "While it stands still, or goes slowly, the legends and the rings say what this very state scores on the "
        "samples "
        "that are shown.\nNothing of it is recorded: a line has one value per iteration, of that iteration's batches "
        "before "
        "its updates.");
  }
}

// At rest and at a slow pace.
void PlotsView::take_now(const ViewContext& context) {
  view_.now_step = step_now(context.snapshot.position);
  view_.looks_back = context.session.in_past();
  for (std::size_t i = 0; i < plot_infos().size(); ++i) {
    for (PlotSeries& series : specs_[i].series) series.now = value_now(context, series.id);
  }
}

void PlotsView::begin_plots(ViewContext& context) {
  const RunHistory& history = context.history;
  const bool other = segment_ != history.segment_id();
  if (marks_revision_ != history.marks_revision() || other || first_step_ != history.first_step() ||
      compared_.marks_changed()) {
    // Another game of those that are compared has the same axis.
    if (other && !compared_.has(context, segment_)) view_.x.fit();
    view_.past.clear();
    for (const PastSegment& past : history.past()) {
      view_.past.push_back({past.first_step, past.last_step, past.shift});
    }
    collect_plot_marks(history, marks_);
    compared_.add_marks(context, marks_);
    marks_revision_ = history.marks_revision();
    segment_ = history.segment_id();
    first_step_ = history.first_step();
  }
  PlotsSettings& settings = context.settings.of<PlotsSettings>();
  if (std::exchange(settings.axes_read, false)) show_looks(settings, view_, states_);
  view_.smoothing = settings.smoothing;
  view_.ghosts = settings.run_before;
  view_.begin_frame(compared_.first_step(context), compared_.last_step(context));
  if (const auto wanted = std::exchange(settings.centre, std::nullopt)) {
    const double half = std::max(view_.x.shown.span() / 2, 1.0), at = static_cast<double>(*wanted);
    view_.x.show({at - half, at + half});
  }
  settings.on_screen = view_.x.shown;
}

// Brings the plot that was drawn last, from `low` on, into sight where it is sought, and lights it up for a moment.
void PlotsView::show_sought(std::size_t plot, ImVec2 low, ViewContext& context, const Frame& frame) {
  std::optional<int>& sought = context.settings.of<PlotsSettings>().sought;
  if (sought == static_cast<int>(plot)) {
    ImGui::SetScrollHereY();
    sought.reset();
    found_ = plot;
    found_at_ = ImGui::GetTime();
  }
  if (found_ != plot) return;
  const ImVec2 high = ImGui::GetItemRectMax();
  found_at_place_ = {low.x, low.y, high.x - low.x, high.y - low.y};
  draw_flash(frame, low, high, found_at_, context.actions);
}

void PlotsView::draw(ViewContext& context, const Frame& frame) {
  update_specs(context, frame);
  const Theme& theme = frame.theme;
  const int shown =
      theme.projector ? presented_plots(data_) : visible_plots(context.settings.of<PlotsSettings>().shown_plots, data_);
  compared_.update(context, shown, specs_, view_);
  begin_plots(context);
  take_now(context);
  const ImVec2 size = ImGui::GetContentRegionAvail();
  const float left = theme.space(0.5F), legend = compared_.place_legend(frame, size.x - 2 * theme.space(), size.y / 3);
  const float buttons = frame.paper ? 0 : theme.space(4), head = buttons + legend;
  if (!frame.paper) draw_heading(context, frame, size.x, buttons);
  places_.fill({});
  const ImVec2 below = ImGui::GetCursorScreenPos();
  compared_.draw_legend(context, frame, style_, {below.x + theme.space(), below.y}, view_);
  ImGui::SetCursorScreenPos({below.x, below.y + legend});
  int count = 0;
  std::size_t last = 0, first = plot_infos().size();
  for (std::size_t i = 0; i < plot_infos().size(); ++i) {
    if ((shown >> i & 1) == 0) continue;
    ++count;
    last = i;
    first = std::min(first, i);
  }
  if (count == 0) {
    ImGui::SetCursorPosX(ImGui::GetCursorPosX() + theme.space());
    ImGui::TextDisabled("No plot is chosen.");
    return;
  }
  const float extra = style_.label_size + theme.px(4);
  const float height = plot_height(count, size.y - head, extra, theme.px(kLeastHeight));
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(0, 0));
  // The wheel zooms where a plot is under the mouse; elsewhere it scrolls.
  const ImGuiWindowFlags flags = view_.wants_wheel ? ImGuiWindowFlags_NoScrollWithMouse : 0;
  ImGui::SetCursorPosX(ImGui::GetCursorPosX() + left);
  if (ImGui::BeginChild("plots", {size.x - left, size.y - head}, false, flags)) {
    const float width = ImGui::GetContentRegionAvail().x - theme.px(4);
    const ClassifierKeeper& classifier = context.lab.classifier();
    for (std::size_t i = 0; i < plot_infos().size(); ++i) {
      if ((shown >> i & 1) == 0) continue;
      PlotSpec& spec = specs_[i];
      spec.x_labels = i == last;
      spec.mark_labels = i == first;
      if (plot_infos()[i].lines.front()->source == ScalarSource::spectrum)
        context.actions.want_spectrum(context.training);
      if (plot_infos()[i].lines.front()->source == ScalarSource::comparison) context.actions.compare_samples = true;
      const bool measured = plot_infos()[i].needs.has(Capability::images);
      spec.waiting = measured && classifier.waiting() ? classifier.line() : std::string();
      const ImVec2 low = ImGui::GetCursorScreenPos();
      draw_plot(spec, states_[i], view_, marks_, style_, {width, height + (i == last ? extra : 0)}, scratch_);
      const ImVec2 high = ImGui::GetItemRectMax();
      places_[i] = {low.x, low.y, high.x - low.x, high.y - low.y};
      show_sought(i, low, context, frame);
    }
  }
  ImGui::EndChild();
  ImGui::PopStyleVar();
  note_looks(view_, states_, context.settings.of<PlotsSettings>());
}

}  // namespace

std::unique_ptr<View> make_plots_view(std::string&) {
  return std::make_unique<PlotsView>();
}

}  // namespace gan
