// The phase portrait, the stage of games that are two numbers: where the game drives the players from every place, and
// where it has driven them. A click starts it anew from there, a drag throws a handful of starts.
#include <algorithm>
#include <cmath>
#include <utility>

#include "app/lab/session.h"
#include "app/panels/arena/arena_settings_model.h"
#include "app/panels/arena/surface_stage.h"
#include "app/panels/drawing.h"
#include "app/panels/phase/phase_column.h"
#include "app/panels/phase/phase_painter.h"
#include "app/panels/stage/stage_scope.h"
#include "app/panels/views.h"
#include "app/plot/plot_ticks.h"
#include "core/base/check.h"
#include "core/base/number_text.h"

namespace gan {
namespace {

constexpr double kPhaseMargin = 0.02;
constexpr int kPhaseSamples = 64;  // that other views show; all are alike

class PhaseView : public View {
 public:
  void draw(ViewContext& context, const Frame& frame) override;
  void fit() override { camera_.want_fit(); }
  bool was_moved() const override { return moved_; }
  void look_as(const View& other) override {
    const auto* const leader = dynamic_cast<const PhaseView*>(&other);
    if (leader != nullptr) camera_.look_as(leader->camera_);
  }

 private:
  void follow_game(const ViewContext& context);
  void look_where_wanted(ViewContext& context, Viewport viewport);
  void ask(ViewContext& context, Viewport viewport, double scale) const;
  float draw_column(ViewContext& context, const Frame& frame, ImVec2 corner, float height, float opacity);
  void answer_mouse(ViewContext& context, const ArenaCanvas& canvas);
  void draw_picture(const ViewContext& context, const ArenaCanvas& canvas) const;
  void draw_overlay(const ViewContext& context, const ArenaCanvas& canvas, float opacity) const;
  void show_readout(const ViewContext& context, const ArenaCanvas& canvas);

  FittedCamera camera_;
  bool moved_ = false;
  RunId run_;
  std::uint64_t scenario_ = 0;  // its revision, that the camera was fitted for
  PhaseTrail trail_;
  PhasePicture picture_;
  PhaseReader reader_;
  ColumnPlaces column_;
  StageFade fade_;
  std::optional<PhasePoint> pressed_;  // where a click or a throw began
  bool throwing_ = false;
};

// Another scenario is shown from its own distance; a new start of the same one is not.
void PhaseView::follow_game(const ViewContext& context) {
  if (context.session.scenario_revision() != scenario_) {
    scenario_ = context.session.scenario_revision();
    camera_.want_fit();
  }
  trail_.update(context.history, context.snapshot);
  picture_.update(context.probe, context.probe_version);
}

void PhaseView::look_where_wanted(ViewContext& context, Viewport viewport) {
  if (std::exchange(context.settings.of<ArenaSettings>().fit, false)) camera_.want_fit();
  PhaseSettings& s = context.settings.of<PhaseSettings>();
  if (std::exchange(s.camera_read, false) && s.camera_moved) {
    camera_.show({s.camera_x, s.camera_y, s.camera_extent}, viewport);
  }
  if (!camera_.fit_due(viewport)) return;
  std::vector<PhasePoint> places = trail_.live();
  places.push_back(start_of(*context.snapshot.settings));
  camera_.fit(phase_bounds(places), kPhaseMargin, viewport);
}

void PhaseView::ask(ViewContext& context, Viewport viewport, double scale) const {
  const PhaseSettings& s = context.settings.of<PhaseSettings>();
  const Settings& settings = *context.snapshot.settings;
  ProbeRequest& want = context.actions.want();
  want.generated = std::max(want.generated, kPhaseSamples);
  want.real = std::max(want.real, kPhaseSamples);
  want.logits = true;
  const PhaseRequest portrait =
      phase_request(camera_.camera(), viewport, scale, s.iteration ? PhaseArrows::iteration : PhaseArrows::field);
  const bool needed = s.layer(PhaseLayer::arrows) || s.layer(PhaseLayer::nullclines);
  want.phase = needed && !picture_.has(portrait, settings) ? portrait : growth_request();
  if (s.thrown.empty()) return;
  const PathsRequest paths{s.thrown, kThrownIterations};
  if (!picture_.has(paths, settings)) want.paths = paths;
}

float PhaseView::draw_column(ViewContext& context, const Frame& frame, ImVec2 corner, float height, float opacity) {
  const FadeScope fading(*ImGui::GetWindowDrawList(), opacity);
  bool fit = false;
  const float width = draw_phase_column(frame, context.settings.of<PhaseSettings>(), column_, corner, height, fit);
  if (fit) camera_.want_fit();
  camera_.cover({static_cast<int>(width + 2 * frame.theme.space()), 0});
  return width;
}

// Of the item just made, which covers the stage.
void PhaseView::answer_mouse(ViewContext& context, const ArenaCanvas& canvas) {
  const ImGuiIO& io = ImGui::GetIO();
  const auto place_under = [&](ImVec2 at) {
    const WorldPoint p = canvas.world(at);
    return PhasePoint{p.x, p.y};
  };
  if (ImGui::IsItemActivated()) {
    pressed_.reset();
    throwing_ = false;
    if (ImGui::IsMouseClicked(0) && !io.KeyShift) pressed_ = place_under(io.MousePos);
  }
  const ArenaCamera before = camera_.camera();
  const bool dragged = io.MouseDelta.x != 0 || io.MouseDelta.y != 0;
  if (ImGui::IsItemActive() && !pressed_ && dragged) {
    camera_.pan(static_cast<double>(io.MouseDelta.x), static_cast<double>(io.MouseDelta.y), canvas.viewport);
  }
  zoom_by_wheel(camera_, canvas.low, canvas.viewport);
  moved_ = camera_.camera() != before;
  if (!pressed_) return;
  if (ImGui::IsMouseDragging(0)) throwing_ = true;
  PhaseSettings& s = context.settings.of<PhaseSettings>();
  if (ImGui::IsItemActive()) {
    if (throwing_) draw_thrown(canvas, {}, starts_along(*pressed_, place_under(io.MousePos)));
    return;
  }
  const PhasePoint from = *std::exchange(pressed_, std::nullopt);
  if (std::exchange(throwing_, false)) {
    s.thrown = starts_along(from, place_under(io.MousePos));
    return;
  }
  context.actions.together = {{"generator.start", std::vector<double>{from.theta}, true, true},
                              {"discriminator.start", std::vector<double>{from.psi}, true, true}};
}

void PhaseView::draw_picture(const ViewContext& context, const ArenaCanvas& canvas) const {
  const PhaseSettings& s = context.settings.of<PhaseSettings>();
  const bool small = canvas.high.x - canvas.low.x < 24 * canvas.frame.theme.space();
  canvas.list.AddRectFilled(canvas.low, canvas.high, pack(canvas.frame.theme.palette.arena_neutral));
  if (s.layer(PhaseLayer::energy)) draw_energy(canvas);
  draw_plane_axes(canvas);
  if (s.layer(PhaseLayer::arrows)) draw_phase_arrows(canvas, picture_);
  if (s.layer(PhaseLayer::nullclines)) draw_nullclines(canvas, picture_, !small);
  if (!s.thrown.empty()) draw_thrown(canvas, picture_.thrown(), s.thrown);
  draw_runs(canvas, trail_, s.layer(PhaseLayer::earlier));
  draw_equilibrium(canvas);
  draw_present(canvas, place_of(context.snapshot));
}

void PhaseView::draw_overlay(const ViewContext& context, const ArenaCanvas& canvas, float opacity) const {
  const Theme& theme = canvas.frame.theme;
  const float unit = theme.space(), width = canvas.high.x - canvas.low.x, height = canvas.high.y - canvas.low.y;
  if (width < 24 * unit || height < 16 * unit) return;
  draw_axis_labels(canvas, tick_step_of(canvas), {}, 4 * unit, 4 * unit);
  draw_axis_names(canvas);
  const FadeScope fading(canvas.list, opacity);
  const PhaseSettings& s = context.settings.of<PhaseSettings>();
  if (context.tools && width > 40 * unit && height > 30 * unit) {
    draw_phase_legend(canvas, {s.layer(PhaseLayer::earlier) && !trail_.earlier().empty(), !s.thrown.empty(),
                               !canvas.frame.paper && canvas.frame.machine});
  }
  std::vector<std::string> notes;
  const PhasePoint at = place_of(context.snapshot);
  const WorldRect seen = canvas.camera.visible(canvas.viewport);
  if (at.theta < seen.x_min || at.theta > seen.x_max || at.psi < seen.y_min || at.psi > seen.y_max)
    notes.emplace_back("The players are outside the view");
  if (s.iteration) notes.emplace_back("Arrows: what one iteration moves");
  draw_notes(canvas, notes, canvas.low.y + unit);
}

void PhaseView::show_readout(const ViewContext& context, const ArenaCanvas& canvas) {
  const WorldPoint under = canvas.world(ImGui::GetIO().MousePos);
  const double pixel = canvas.camera.units_per_pixel(canvas.viewport);
  const PhaseReadout r = reader_.at(context.snapshot.settings, {under.x, under.y});
  const auto pair = [](double a, double b) {
    return std::string("(") + value_text(a).c_str() + ", " + value_text(b).c_str() + ")";
  };
  const std::string rows[][2] = {
      {"(θ, ψ)", std::string("(") + coordinate_text(under.x, pixel).c_str() + ", " +
                     coordinate_text(under.y, pixel).c_str() + ")"},
      {"field v", pair(r.field.theta, r.field.psi)},
      {"one iteration", r.fails ? std::string("not finite") : pair(r.moved.theta, r.moved.psi)},
      {"θ² + ψ²", value_text(under.x * under.x + under.y * under.y).c_str()}};
  const Theme& theme = canvas.frame.theme;
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(theme.space(), theme.space()));
  ImGui::BeginTooltip();
  {
    const FontScope font(canvas.frame.fonts.small);
    const float column = theme.px(88), line = ImGui::GetFontSize() + theme.px(3);
    float width = 0;
    for (const auto& row : rows) width = std::max(width, text_width(row[1]));
    const ImVec2 corner = ImGui::GetCursorScreenPos();
    float y = corner.y;
    for (const auto& [name, value] : rows) {
      draw_text(*ImGui::GetWindowDrawList(), {corner.x, y}, pack(theme.palette.text_muted), name);
      draw_text(*ImGui::GetWindowDrawList(), {corner.x + column, y}, pack(theme.palette.text), value);
      y += line;
    }
    const float step = theme.px(24);
    ImGui::Dummy({column + std::ceil(width / step) * step, y - corner.y - theme.px(3)});
  }
  ImGui::EndTooltip();
  ImGui::PopStyleVar();
}

void PhaseView::draw(ViewContext& context, const Frame& frame) {
  follow_game(context);
  const Theme& theme = frame.theme;
  StageScope stage;
  if (stage.too_small()) return;
  const ImVec2 low = stage.low(), high = stage.high();
  const Viewport viewport = stage.viewport();
  ImDrawList& list = stage.list();
  look_where_wanted(context, viewport);
  const float pad = theme.space(), opacity = stage_opacity(fade_, frame, context.actions);
  float left = pad;
  if (frame.paper || !context.tools) {
    if (!context.tools) camera_.cover({});
  } else {
    left += draw_column(context, frame, {low.x + pad, low.y + pad}, high.y - low.y - 2 * pad, opacity) + pad;
  }
  const bool hovered = stage.take_mouse("phase", ImGuiButtonFlags_MouseButtonLeft | ImGuiButtonFlags_MouseButtonRight |
                                                     ImGuiButtonFlags_MouseButtonMiddle);
  const ArenaCanvas seen{list, frame, low, high, camera_.camera(), viewport, left};
  stage.on_top();
  answer_mouse(context, seen);
  stage.beneath();
  PhaseSettings& s = context.settings.of<PhaseSettings>();
  s.camera_x = camera_.camera().centre_x;
  s.camera_y = camera_.camera().centre_y;
  s.camera_extent = camera_.camera().half_extent;
  s.camera_moved = camera_.moved();
  const ArenaCanvas canvas{list, frame, low, high, camera_.camera(), viewport, left};
  draw_picture(context, canvas);
  stage.on_top();
  draw_overlay(context, canvas, opacity);
  if (hovered) show_readout(context, canvas);
  ask(context, viewport, static_cast<double>(theme.scale));
}

}  // namespace

std::unique_ptr<View> make_phase_view(std::string&) {
  return std::make_unique<PhaseView>();
}

}  // namespace gan
