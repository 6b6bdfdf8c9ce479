// Figure 1 of the first paper, live: the stage of games whose data lie on a line. Densities, D and its best response
// over x, below them the samples of now and where G carries z, above them the value function.
#include <algorithm>
#include <cmath>
#include <utility>

#include "app/panels/arena/arena_settings_model.h"
#include "app/panels/arena/arena_theory_model.h"
#include "app/panels/arena/surface_stage.h"
#include "app/panels/drawing.h"
#include "app/panels/line/line_column.h"
#include "app/panels/line/line_header.h"
#include "app/panels/line/line_painter.h"
#include "app/panels/now_values_model.h"
#include "app/panels/stage/stage_scope.h"
#include "app/panels/views.h"

namespace gan {
namespace {

constexpr double kLineMargin = 0.03;
constexpr int kShownSamples = 128;

class LineView : public View {
 public:
  void draw(ViewContext& context, const Frame& frame) override;
  void fit() override { camera_.want_fit(); }
  bool was_moved() const override { return moved_; }
  void look_as(const View& other) override {
    const auto* const leader = dynamic_cast<const LineView*>(&other);
    if (leader != nullptr) camera_.look_as(leader->camera_);
  }

 private:
  void follow_game(ViewContext& context, Viewport viewport);
  void ask(ViewContext& context, Viewport viewport) const;
  float draw_column(ViewContext& context, const Frame& frame, ImVec2 corner, float height, float opacity);
  void draw_picture(const ViewContext& context, const LineCanvas& canvas);
  void draw_overlay(const ViewContext& context, const LineCanvas& canvas, float opacity);
  void show_readout(const ViewContext& context, const LineCanvas& canvas) const;
  LineSettings shown_layers(const ViewContext& context) const;
  const LineCurves* curves() const { return result_ == nullptr ? nullptr : &result_->line; }

  FittedCamera camera_;
  bool moved_ = false, fitted_to_samples_ = false;
  std::shared_ptr<const DataSource> data_;
  std::shared_ptr<const ProbeResult> result_;  // the newest that has curves, of this segment
  ShownRecord record_;
  LineValues values_;
  DensityTop top_;
  LegendSide legend_ = LegendSide::left;
  PenaltyPicture penalties_;
  LineHeader header_;
  ColumnPlaces column_;
  StageFade fade_;
};

// Other data are shown from their own distance; a new start of the same ones is not.
void LineView::follow_game(ViewContext& context, Viewport viewport) {
  if (data_ != context.snapshot.data && context.snapshot.data != nullptr) {
    const Extent now = context.snapshot.data->extent(), before = data_ == nullptr ? Extent{0, 0, 0} : data_->extent();
    if (now.x != before.x || now.half != before.half) {
      camera_.want_fit();
      fitted_to_samples_ = false;
    }
    data_ = context.snapshot.data;
  }
  if (context.probe != nullptr && context.probe->request.line) result_ = context.probe;
  if (result_ != nullptr && result_->snapshot->segment() != context.snapshot.segment()) result_ = nullptr;
  if (!context.settings.of<LineSettings>().layer(LineLayer::penalty)) {
    if (penalties_.known()) penalties_.clear();
  } else if (result_ != nullptr && result_ == context.probe) {
    penalties_.update(*result_, context.probe_version);
  }
  record_.update(context);
  LineSettings& s = context.settings.of<LineSettings>();
  if (std::exchange(context.settings.of<ArenaSettings>().fit, false)) camera_.want_fit();
  if (std::exchange(s.camera_read, false) && s.camera_moved) {
    camera_.show({s.camera_x, 0, s.camera_extent}, viewport);
    fitted_to_samples_ = true;
  }
  // Once more when it is known where G is.
  if (!fitted_to_samples_ && result_ != nullptr && !camera_.moved()) {
    camera_.want_fit();
    fitted_to_samples_ = true;
  }
  if (data_ == nullptr || !camera_.fit_due(viewport)) return;
  camera_.fit(line_bounds(*data_, result_ == nullptr ? Matrix<float>() : result_->generated), kLineMargin, viewport);
}

void LineView::ask(ViewContext& context, Viewport viewport) const {
  ProbeRequest& want = context.actions.want();
  want.generated = std::max(want.generated, kShownSamples);
  want.real = std::max(want.real, kShownSamples);
  want.logits = true;
  if (context.settings.of<LineSettings>().layer(LineLayer::penalty)) want.penalty.emplace();
  want.line = line_request(camera_.camera(), viewport);
}

float LineView::draw_column(ViewContext& context, const Frame& frame, ImVec2 corner, float height, float opacity) {
  const FadeScope fading(*ImGui::GetWindowDrawList(), opacity);
  bool fit = false;
  const float width = draw_line_column(frame, context.settings.of<LineSettings>(), column_, corner, height, fit);
  if (fit) camera_.want_fit();
  camera_.cover({static_cast<int>(width + 2 * frame.theme.space()), 0});
  return width;
}

// D* is the best response in V(D, G): where D's output is no probability it is another game's.
LineSettings LineView::shown_layers(const ViewContext& context) const {
  LineSettings shown = context.settings.of<LineSettings>();
  if (!context.output.reading.probability) shown.layer(LineLayer::best) = false;
  return shown;
}

void LineView::draw_picture(const ViewContext& context, const LineCanvas& canvas) {
  const ArenaCanvas& stage = canvas.stage;
  stage.list.AddRectFilled(stage.low, stage.high, pack(stage.frame.theme.palette.arena_neutral));
  if (curves() == nullptr) return;
  const LineSettings s = shown_layers(context);
  if (s.layer(LineLayer::densities)) draw_densities(canvas, *curves());
  if (s.layer(LineLayer::discriminator) || s.layer(LineLayer::best)) draw_level(canvas);
  if (s.layer(LineLayer::discriminator)) draw_discriminator(canvas, *curves(), context.output);
  if (s.layer(LineLayer::best)) draw_best(canvas, *curves());
  draw_line_penalties(canvas, *curves(), context.output, penalties_);
  if (s.layer(LineLayer::samples)) draw_line_samples(canvas, result_->real, result_->generated);
  const bool words = canvas.width() > 24 * stage.frame.theme.space();
  if (s.layer(LineLayer::map)) draw_noise_map(canvas, *curves(), result_->snapshot->settings->spec.noise.kind, words);
}

void LineView::draw_overlay(const ViewContext& context, const LineCanvas& canvas, float opacity) {
  const ArenaCanvas& stage = canvas.stage;
  const float unit = stage.frame.theme.space();
  if (canvas.width() < 24 * unit) return;
  const LineSettings s = shown_layers(context);
  draw_line_axes(canvas, context.output, s);
  if (curves() == nullptr) return;
  if (canvas.zones.top > 4 * unit) {
    const float left = stage.low.x + stage.left + 2 * unit;
    header_.draw(stage, values_, {left, stage.low.y}, stage.high.x - 2 * unit - left);
  }
  if (!context.tools || canvas.width() < 40 * unit || canvas.zones.base - canvas.zones.top < 12 * unit) return;
  const FadeScope fading(stage.list, opacity);
  const LabelBox legend = draw_line_legend(canvas, context.output, s, penalties_, legend_, canvas.zones.top + unit);
  std::vector<std::string> notes = line_notes(*curves(), result_->generated, stage.camera.visible(stage.viewport));
  const std::string caution = theory_caution(context.snapshot.settings->hyperparameters);
  if (s.layer(LineLayer::best) && !caution.empty()) notes.push_back(caution);
  for (std::string& heading : penalties_.headings()) notes.push_back(std::move(heading));
  draw_line_notes(canvas, notes, legend, legend_);
}

void LineView::show_readout(const ViewContext& context, const LineCanvas& canvas) const {
  if (curves() == nullptr) return;
  const ArenaCanvas& stage = canvas.stage;
  const double x = stage.world(ImGui::GetIO().MousePos).x, pixel = stage.camera.units_per_pixel(stage.viewport);
  const std::vector<LineReadoutRow> rows = line_readout(*curves(), x, pixel, context.output);
  const Theme& theme = stage.frame.theme;
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(theme.space(), theme.space()));
  ImGui::BeginTooltip();
  {
    const FontScope font(stage.frame.fonts.small);
    const float column = theme.px(72), line = ImGui::GetFontSize() + theme.px(3);
    float width = 0;
    for (const LineReadoutRow& row : rows) width = std::max(width, text_width(row.value));
    const ImVec2 corner = ImGui::GetCursorScreenPos();
    float y = corner.y;
    for (const LineReadoutRow& row : rows) {
      draw_text(*ImGui::GetWindowDrawList(), {corner.x, y}, pack(theme.palette.text_muted), row.name);
      draw_text(*ImGui::GetWindowDrawList(), {corner.x + column, y}, pack(theme.palette.text), row.value);
      y += line;
    }
    const float step = theme.px(24);
    ImGui::Dummy({column + std::ceil(width / step) * step, y - corner.y - theme.px(3)});
  }
  ImGui::EndTooltip();
  ImGui::PopStyleVar();
}

void LineView::draw(ViewContext& context, const Frame& frame) {
  StageScope stage;
  if (stage.too_small()) return;
  const ImVec2 low = stage.low(), high = stage.high();
  const Viewport viewport = stage.viewport();
  follow_game(context, viewport);
  const float pad = frame.theme.space(), opacity = stage_opacity(fade_, frame, context.actions);
  float left = pad;
  if (frame.paper || !context.tools) {
    if (!context.tools) camera_.cover({});
  } else {
    left += draw_column(context, frame, {low.x + pad, low.y + pad}, high.y - low.y - 2 * pad, opacity) + pad;
  }
  const bool hovered = stage.take_mouse("line");
  const ArenaCamera before = camera_.camera();
  drag_and_zoom(camera_, low, viewport, 0);
  moved_ = camera_.camera() != before;
  LineSettings& s = context.settings.of<LineSettings>();
  s.camera_x = camera_.camera().centre_x;
  s.camera_extent = camera_.camera().half_extent;
  s.camera_moved = camera_.moved();

  LineCanvas canvas{{stage.list(), frame, low, high, camera_.camera(), viewport, left}, {}, 1};
  float header = 0;
  if (curves() != nullptr) {
    const Hyperparameters& h = context.snapshot.settings->hyperparameters;
    if (context.output.reading.probability) {
      const Index m = record_.of_a_state() ? result_->real_logits.cols() : static_cast<Index>(h.batch_size);
      values_ = line_values(*curves(), static_cast<double>(record_.record().value), m);
      header = header_.height(frame, values_, high.x - low.x - left - 4 * pad, high.y - low.y);
    }
    const WorldRect seen = camera_.camera().visible(viewport);
    canvas.top = top_.update(*curves(), seen.x_min, seen.x_max);
    legend_ = legend_side(*curves(), context.output, seen.x_min, seen.x_max, legend_);
  }
  float text = 0;
  {
    const FontScope font(frame.fonts.small);
    text = ImGui::GetFontSize();
  }
  canvas.zones = line_zones(high.y - low.y, header, text, pad, s.layer(LineLayer::map), s.layer(LineLayer::samples));
  draw_picture(context, canvas);
  stage.on_top();
  draw_overlay(context, canvas, opacity);
  if (hovered) show_readout(context, canvas);
  ask(context, viewport);
}

}  // namespace

std::unique_ptr<View> make_line_view(std::string&) {
  return std::make_unique<LineView>();
}

}  // namespace gan
