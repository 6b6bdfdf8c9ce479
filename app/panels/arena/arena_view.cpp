#include "app/panels/arena/arena_view.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <optional>
#include <span>
#include <utility>

#include "app/lab/lab.h"
#include "app/panels/arena/arena_compare_model.h"
#include "app/panels/arena/arena_marks_model.h"
#include "app/panels/arena/arena_model.h"
#include "app/panels/arena/arena_overlay.h"
#include "app/panels/arena/layer_column.h"
#include "app/panels/arena/mode_rings.h"
#include "app/panels/arena/mode_strokes.h"
#include "app/panels/arena/surface_stage.h"
#include "app/panels/arena/theory_layer.h"
#include "app/panels/drawing.h"
#include "app/panels/modes/mode_bars_model.h"
#include "app/panels/stage/stage_scope.h"
#include "app/panels/views.h"
#include "app/render/arena_renderer.h"
#include "app/render/figure_pictures.h"
#include "core/base/number_text.h"

namespace gan {
namespace {

constexpr double kFitMargin = 0.04;
// Surfaces that the view makes itself are told from those of the picture.
constexpr std::uint64_t kOwnRevisions = std::uint64_t{1} << 62;
constexpr float kLongestArrow = 30;                // design pixels; longer ones are cut
constexpr double kModeReach = 16, kModeCell = 26;  // of the leading mode's strokes, in design pixels

class GlPainter : public ArenaPainter {
 public:
  explicit GlPainter(std::unique_ptr<ArenaRenderer> renderer) : renderer_(std::move(renderer)) {}
  unsigned int paint(const ArenaScene& scene, const ArenaCamera& camera, Viewport viewport, const Palette& palette,
                     float scale) override {
    return renderer_->draw(scene, camera, viewport, palette, scale);
  }

 private:
  std::unique_ptr<ArenaRenderer> renderer_;
};

class ArenaView : public View {
 public:
  explicit ArenaView(std::unique_ptr<ArenaPainter> painter) : painter_(std::move(painter)) {}
  void draw(ViewContext& context, const Frame& frame) override;
  void fit() override { camera_.want_fit(); }
  bool was_moved() const override { return moved_; }
  void look_as(const View& other) override {
    const auto* const leader = dynamic_cast<const ArenaView*>(&other);
    if (leader != nullptr) camera_.look_as(leader->camera_);
  }

 private:
  void follow_game(const ViewContext& context);
  void compare(const ViewContext& context);
  void draw_mode(ViewContext& context, const ArenaCanvas& canvas);
  void look_as_saved(const ArenaSettings& saved, Viewport viewport);
  void ask(ViewContext& context, Viewport viewport) const;
  ArenaScene scene(const ViewContext& context) const;
  float draw_column(ViewContext& context, const Frame& frame, ImVec2 corner, float height, float opacity);
  void draw_picture(const ViewContext& context, const ArenaCanvas& canvas);
  void gather_notes(const ViewContext& context, const ArenaCanvas& canvas);
  void draw_overlay(const ViewContext& context, const ArenaCanvas& canvas, float opacity);
  void draw_readout(const ViewContext& context, const ArenaCanvas& canvas);

  std::unique_ptr<ArenaPainter> painter_;
  FittedCamera camera_;
  bool moved_ = false;
  ArenaPicture picture_;
  ArenaComparison comparison_;  // with the first of games side by side
  TheoryLayer theory_;
  ArenaMarks marks_;
  ModeStrokes mode_;
  ModeBarsModel modes_;
  LabelBoxes labels_;    // that lie on the picture
  Evaluators networks_;  // for the point under the mouse
  std::shared_ptr<const DataSource> data_;
  SegmentId segment_;          // that data_ are of
  Extent fitted_ = {0, 0, 0};  // of the data that the camera was fitted to
  std::vector<std::string> notes_;
  ColumnPlaces column_;
  StageFade fade_;
  ArrowScale arrow_scale_;
  double arrow_length_ = 0;  // in the world, of a gradient of 1
};

// Another data set is shown from its own distance; a new start of the same one is not, and of data that drift one sees
// that they do until they are about to leave.
void ArenaView::follow_game(const ViewContext& context) {
  if (data_ != context.snapshot.data && context.snapshot.data != nullptr) {
    const bool moved = segment_ == context.snapshot.segment();
    if (leads_elsewhere(fitted_, context.snapshot.data->extent(), moved)) {
      fitted_ = context.snapshot.data->extent();
      camera_.want_fit();
      arrow_scale_.forget();
    }
    data_ = context.snapshot.data;
    segment_ = context.snapshot.segment();
  }
  if (context.probe == nullptr) {
    if (picture_.moment.segment() == context.snapshot.segment()) return;
    picture_.clear();
    modes_ = {};
  } else if (picture_.update(*context.probe, context.probe_version,
                             context.settings.of<ArenaSettings>().trail_length)) {
    prepare_mode_bars(*context.probe->snapshot->data, context.probe->generated, modes_);
  }
}

void ArenaView::compare(const ViewContext& context) {
  const ArenaSettings& s = context.settings.of<ArenaSettings>();
  const bool first = &context.session == &context.lab.game(0);
  if (!context.lab.comparing() || first || (!s.difference && !s.joins)) return comparison_.clear();
  comparison_.update(context.lab.game(0).answers().probe, context.probe, context.output);
}

void ArenaView::ask(ViewContext& context, Viewport viewport) const {
  const bool same = context.probe != nullptr && context.probe->snapshot.get() == &context.snapshot;
  std::optional<SurfaceRequest> have;
  if (same && context.probe->request.surface) have = context.probe->request.surface;
  context.actions.probe = arena_request(context.settings.of<ArenaSettings>(), camera_.camera(), viewport,
                                        !context.training, have, theory_.no_best().empty());
  theory_.ask(context);
}

ArenaScene ArenaView::scene(const ViewContext& context) const {
  const ArenaSettings& s = context.settings.of<ArenaSettings>();
  const auto opacity = [&](ArenaLayer layer) { return static_cast<float>(s.layer(layer).opacity); };
  ArenaScene scene;
  scene.surface = surface_layer(s, surface_map(s.surface_mode, s.logit_range, context.output), picture_.surface,
                                picture_.nx, picture_.ny, picture_.surface_rect, picture_.revision);
  if (s.difference && !comparison_.difference().empty()) {
    scene.surface = surface_layer(s, SurfaceMap{1, 0, comparison_.range()}, comparison_.difference(), comparison_.nx(),
                                  comparison_.ny(), comparison_.rect(), kOwnRevisions + comparison_.revision());
  }
  scene.joins = {s.joins, comparison_.joins(), 2, comparison_.revision(), 0.9F};
  const std::uint64_t marks = marks_.revision();
  scene.real = {s.layer(ArenaLayer::real).visible,
                marks_.real().xy(),
                marks,
                kRealRadius,
                opacity(ArenaLayer::real),
                {},
                marks_.real().piled()};
  scene.generated = {s.layer(ArenaLayer::generated).visible,
                     marks_.generated().xy(),
                     marks,
                     kGeneratedRadius,
                     opacity(ArenaLayer::generated),
                     {},
                     marks_.generated().piled()};
  scene.piles = {scene.generated.visible, marks_.glows(), marks, 0.9F * scene.generated.opacity};
  scene.arrows = {s.layer(ArenaLayer::arrows).visible, marks_.arrows().origins(),
                  marks_.arrows().vectors(),           marks,
                  static_cast<float>(arrow_length_),   kLongestArrow,
                  opacity(ArenaLayer::arrows)};
  scene.trails = {s.layer(ArenaLayer::trails).visible, picture_.trails.xy(), picture_.trails.length(),
                  picture_.revision, opacity(ArenaLayer::trails)};
  scene.centre_trail = {scene.trails.visible, picture_.trails.centre(), picture_.trails.length(),
                        picture_.revision,    scene.trails.opacity,     3.5F};
  scene.warped_grid = {s.layer(ArenaLayer::noise_grid).visible, picture_.noise_grid, picture_.noise_grid_length,
                       picture_.revision, opacity(ArenaLayer::noise_grid)};
  theory_.show(context, scene);
  return scene;
}

void ArenaView::draw_picture(const ViewContext& context, const ArenaCanvas& canvas) {
  const ArenaSettings& s = context.settings.of<ArenaSettings>();
  const double unit = static_cast<double>(canvas.frame.theme.scale) * canvas.camera.units_per_pixel(canvas.viewport);
  arrow_length_ = s.arrow_scale * arrow_scale_.update(picture_.median_gradient, unit, s.hold_arrow_scale);
  marks_.update(picture_, unit, arrow_length_);
  ArenaScene shown = scene(context);
  if (s.layer(ArenaLayer::grid_lines).visible) shown.tick_step = tick_step_of(canvas);
  const Theme& theme = canvas.frame.theme;
  FigurePictures* const figure = canvas.frame.figure;
  unsigned int texture = 0;
  if (figure != nullptr) {
    texture = figure->arena(shown, canvas.camera, canvas.viewport, theme.palette, theme.scale);
  } else if (painter_ != nullptr) {
    texture = painter_->paint(shown, canvas.camera, canvas.viewport, theme.palette, theme.scale);
  }
  show_texture(canvas, texture);
}

// The samples are of the picture, which may be newer than the mode.
void ArenaView::draw_mode(ViewContext& context, const ArenaCanvas& canvas) {
  const ArenaSettings& s = context.settings.of<ArenaSettings>();
  mode_.clear();
  if (!s.leading_mode || !context.kind.has(Capability::plane)) return;
  context.actions.want_spectrum(context.training, s.generated_samples);
  if (context.spectrum == nullptr || context.probe == nullptr) return;
  const double unit = static_cast<double>(canvas.frame.theme.scale) * canvas.camera.units_per_pixel(canvas.viewport);
  mode_.update(context.probe->generated, *context.spectrum, kModeCell * unit, kModeReach * unit);
  draw_mode_strokes(canvas, mode_);
}

// What can't be seen in the picture.
void ArenaView::gather_notes(const ViewContext& context, const ArenaCanvas& canvas) {
  notes_.clear();
  theory_.add_notes(context, notes_);
  if (!mode_.strokes().empty()) {
    notes_.push_back(mode_.heading());
  } else if (context.settings.of<ArenaSettings>().leading_mode && context.spectrum != nullptr) {
    notes_.push_back(context.spectrum->why_not.empty() ? "The leading mode does not move the samples"
                                                       : context.spectrum->why_not);
  }
  const Index outside = context.settings.of<ArenaSettings>().layer(ArenaLayer::generated).visible
                            ? count_outside(picture_.generated, canvas.camera.visible(canvas.viewport))
                            : 0;
  if (outside > 0) {
    notes_.push_back(whole_text(outside) + (outside == 1 ? " sample outside the view" : " samples outside the view"));
  }
  if (picture_.generated_undefined > 0) {
    notes_.push_back(whole_text(picture_.generated_undefined) + " samples are not finite");
  }
  if (const std::string company = company_note(context.snapshot); !company.empty() && !theory_.in_place())
    notes_.push_back(company);
  if (picture_.surface_undefined > 0) notes_.emplace_back("D's output is not finite in parts of the view");
}

void ArenaView::draw_overlay(const ViewContext& context, const ArenaCanvas& canvas, float opacity) {
  const ArenaSettings& s = context.settings.of<ArenaSettings>();
  // On a stage that is shared by several games in large type, words would hide the game.
  const float unit = canvas.frame.theme.space();
  const bool small = canvas.high.x - canvas.low.x < 24 * unit || canvas.high.y - canvas.low.y < 16 * unit;
  if (s.layer(ArenaLayer::grid_lines).visible && !small) {
    draw_axis_labels(canvas, tick_step_of(canvas), data_ == nullptr ? PlaneUnits{} : data_->units());
  }
  const FadeScope fading(canvas.list, opacity);
  const float space = canvas.frame.theme.space();
  const bool roomy = canvas.high.x - canvas.low.x > 36 * space && canvas.high.y - canvas.low.y > 30 * space;
  LabelBox colours{};
  const std::optional<ColourLegend> theory = theory_.legend(context);
  const bool difference = !theory && s.difference && !comparison_.difference().empty();
  if (roomy && (context.tools || difference) && (theory || s.layer(ArenaLayer::surface).visible)) {
    colours = draw_colour_legend(canvas, theory       ? *theory
                                         : difference ? difference_legend(context.output, comparison_.range())
                                                      : surface_legend(s.surface_mode, s.logit_range, context.output));
    labels_.texts.push_back(colours);
  }
  if (roomy && context.tools && s.layer(ArenaLayer::arrows).visible) {
    labels_.texts.push_back(draw_arrow_legend(canvas, arrow_length_, picture_.median_gradient, colours));
  }
  if (small) return;
  gather_notes(context, canvas);
  labels_.texts.push_back(draw_notes(canvas, notes_, canvas.low.y + space));
}

float ArenaView::draw_column(ViewContext& context, const Frame& frame, ImVec2 corner, float height, float opacity) {
  const FadeScope fading(*ImGui::GetWindowDrawList(), opacity);
  bool fit = false;
  const LayerColumn column{all_arena_layers(), "", "data", nullptr, picture_.trails.spacing(), theory_.no_best()};
  const float width = draw_layer_column(frame, column, column_, context.output, context.settings, corner, height, fit);
  if (fit) camera_.want_fit();
  camera_.cover({static_cast<int>(width + 2 * frame.theme.space()), 0});
  return width;
}

void ArenaView::draw_readout(const ViewContext& context, const ArenaCanvas& canvas) {
  const WorldPoint point = canvas.world(ImGui::GetIO().MousePos);
  const Snapshot& snapshot = context.probe == nullptr ? context.snapshot : *context.probe->snapshot;
  const double pixel = canvas.camera.units_per_pixel(canvas.viewport);
  ArenaReadout readout = arena_readout(snapshot, point.x, point.y, networks_, pixel);
  const auto mode = static_cast<std::size_t>(std::max(readout.mode, 0));
  if (readout.mode >= 0 && mode < modes_.bars.size() && modes_.samples > 0) {
    readout.mode_share = modes_.bars[mode].share;
    readout.mode_ideal = modes_.bars[mode].perfect;
  }
  theory_.add_readout(point.x, point.y, readout);
  show_readout(canvas.frame, readout, context.output);
}

void ArenaView::look_as_saved(const ArenaSettings& saved, Viewport viewport) {
  if (!saved.camera_moved) return camera_.want_fit();
  camera_.show({saved.camera_x, saved.camera_y, saved.camera_extent}, viewport);
}

void ArenaView::draw(ViewContext& context, const Frame& frame) {
  follow_game(context);
  compare(context);
  theory_.update(context);
  ArenaSettings& s = context.settings.of<ArenaSettings>();
  if (std::exchange(s.fit, false)) camera_.want_fit();
  const Theme& theme = frame.theme;
  StageScope stage;
  if (stage.too_small()) return;
  const ImVec2 low = stage.low(), high = stage.high();
  const Viewport viewport = stage.viewport();
  if (std::exchange(s.camera_read, false)) look_as_saved(s, viewport);
  if (data_ != nullptr && camera_.fit_due(viewport)) camera_.fit(arena_bounds(*data_), kFitMargin, viewport);

  const float pad = theme.space();
  const float opacity = stage_opacity(fade_, frame, context.actions);
  float left = pad;
  if (frame.paper || !context.tools) {
    if (!context.tools) camera_.cover({});
  } else {
    left += draw_column(context, frame, {low.x + pad, low.y + pad}, high.y - low.y - 2 * pad, opacity) + pad;
  }
  const bool hovered = stage.take_mouse("arena");
  const ArenaCamera before = camera_.camera();
  drag_and_zoom(camera_, low, viewport, 0);
  moved_ = camera_.camera() != before;
  s.camera_x = camera_.camera().centre_x;
  s.camera_y = camera_.camera().centre_y;
  s.camera_extent = camera_.camera().half_extent;
  s.camera_moved = camera_.moved();
  const ArenaCanvas canvas{stage.list(), frame, low, high, camera_.camera(), viewport, left};
  draw_picture(context, canvas);
  theory_.draw_marks(context, canvas);
  draw_mode(context, canvas);
  labels_.clear();
  // What lies on top says first where it does, so that no label lies below it.
  stage.on_top();
  draw_overlay(context, canvas, opacity);
  stage.beneath();
  const LayerSettings& modes = s.layer(ArenaLayer::modes);
  if (data_ != nullptr && data_->mixture() != nullptr && modes.visible) {
    const std::span<const ModeBar> shares =
        modes_.samples > 0 ? std::span<const ModeBar>(modes_.bars) : std::span<const ModeBar>();
    draw_mode_rings(canvas, *data_->mixture(), shares, static_cast<float>(modes.opacity), labels_);
  }
  if (s.layer(ArenaLayer::generated).visible) draw_pile_names(canvas, marks_, labels_);
  if (hovered && data_ != nullptr && data_->kind().has(Capability::plane)) draw_readout(context, canvas);
  ask(context, viewport);
}

}  // namespace

std::unique_ptr<View> make_arena_view_with(std::unique_ptr<ArenaPainter> painter) {
  return std::make_unique<ArenaView>(std::move(painter));
}

std::unique_ptr<View> make_arena_view(std::string& error) {
  ArenaRendererResult made = ArenaRenderer::create();
  if (made.renderer == nullptr) {
    error = made.error;
    return nullptr;
  }
  return make_arena_view_with(std::make_unique<GlPainter>(std::move(made.renderer)));
}

}  // namespace gan
