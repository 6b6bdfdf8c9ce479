// The decision surface of images: D over a plane of images, with the real and generated samples projected
// onto it, and the image under the mouse. A tab in the place of the sheets; drawn by what draws the arena.
#include <imgui.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <optional>
#include <utility>

#include "app/panels/arena/arena_overlay.h"
#include "app/panels/arena/arena_theory_model.h"
#include "app/panels/arena/layer_column.h"
#include "app/panels/arena/surface_stage.h"
#include "app/panels/drawing.h"
#include "app/panels/images/image_widgets.h"
#include "app/panels/slice/slice_bar.h"
#include "app/panels/slice/slice_marks.h"
#include "app/panels/slice/slice_model.h"
#include "app/panels/slice/slice_readout.h"
#include "app/panels/views.h"
#include "app/render/arena_renderer.h"
#include "app/render/figure_pictures.h"
#include "core/base/number_text.h"

namespace gan {
namespace {

constexpr double kSliceMargin = 0.06;
constexpr double kNumbers = 16;  // design pixels, the height of the numbers of the axis
constexpr float kTouch = 9;      // how near the mouse has to come to a mark
constexpr ArenaLayer kLayers[kSliceLayers] = {ArenaLayer::surface, ArenaLayer::contours, ArenaLayer::real,
                                              ArenaLayer::generated};

// Along a plane of images only a part of the gradient would be seen.
int shown_mode(const ArenaSettings& s) {
  return s.surface_mode == 2 ? 0 : s.surface_mode;
}

class SliceView : public View {
 public:
  void draw(ViewContext& context, const Frame& frame) override;
  void fit() override {
    camera_.want_fit();
    saved_.reset();
  }
  bool was_moved() const override { return moved_; }
  void look_as(const View& other) override {
    const auto* const leader = dynamic_cast<const SliceView*>(&other);
    if (leader != nullptr) camera_.look_as(leader->camera_);
  }
  // "slice.surface": where the surface is; "slice.through", "slice.a": the button of the plane through three
  // images, and that of its first corner.
  const Region* find_control(std::string_view key) const override {
    const Region& found = key == "slice.surface"   ? surface_
                          : key == "slice.through" ? buttons_.through
                                                   : buttons_.first_corner;
    const bool known = key == "slice.surface" || key == "slice.through" || key == "slice.a";
    return known && !found.empty() ? &found : nullptr;
  }

 private:
  void follow_game(ViewContext& context);
  void take_rings(const Frame& frame);
  void fit_camera(Viewport viewport, float scale);
  void take_saved(ImagesSettings& images);
  void note_camera(ImagesSettings& images) const;
  void draw_surface(const ViewContext& context, const ArenaCanvas& canvas);
  void draw_overlay(const ViewContext& context, const ArenaCanvas& canvas, float opacity);
  void draw_axis_titles(const ArenaCanvas& canvas, float width) const;
  void hover(ViewContext& context, const ArenaCanvas& canvas);
  void ask(ViewContext& context, Viewport viewport) const;
  ArenaScene scene(const ViewContext& context) const;
  std::shared_ptr<const Matrix<float>> through(const ViewContext& context) const {
    return context.settings.of<ImagesSettings>().slice_through ? corners_.images() : nullptr;
  }
  // Whether the image that is shown is of the plane that is wanted.
  bool current(const ViewContext& context) const {
    return image_.from && image_.from->request.slice->through == through(context);
  }

  std::unique_ptr<ArenaRenderer> renderer_;
  bool refused_ = false;  // it could not be made, and that was said
  FittedCamera camera_;
  std::optional<ArenaCamera> saved_;  // to be looked at once the plane is there
  bool moved_ = false;
  SliceCorners corners_;
  SliceImage image_;
  std::shared_ptr<const Matrix<float>> looked_through_;  // of the plane that the camera was fitted to
  std::shared_ptr<const ImagePlane> looked_components_;  // likewise, where it is along the components
  std::shared_ptr<const Settings> costed_;               // that cost_ belongs to
  double cost_ = 1;
  std::vector<float> real_rings_, generated_rings_;
  ThemeMode ringed_ = ThemeMode::kDark;
  OutputScale output_;  // of the image that is shown
  bool dragged_ = false;
  SliceReadout readout_;
  SliceMarks marks_;
  std::vector<std::string> notes_;
  ColumnPlaces column_;
  StageFade fade_;
  std::uint64_t version_ = 0, revision_ = 0;
  Region surface_;
  SliceButtons buttons_;
};

void SliceView::follow_game(ViewContext& context) {
  const Snapshot& snapshot = context.snapshot;
  corners_.follow(snapshot);
  if (costed_ != snapshot.settings) {
    costed_ = snapshot.settings;
    cost_ = slice_cost(snapshot);
  }
  // Images of another kind are not shown while the first of this one are made.
  if (image_.from && image_.from->snapshot->data->shape() != snapshot.data->shape()) {
    image_.clear();
    ++revision_;
  }
  if (context.probe == nullptr || context.probe_version == version_ || !context.probe->slice.plane) return;
  version_ = context.probe_version;
  image_.take(context.probe);
  output_ = context.output;
  ++revision_;
  real_rings_.clear();
}

// What D says of each sample itself, as the colour of its ring.
void SliceView::take_rings(const Frame& frame) {
  if (ringed_ == frame.theme.mode && !real_rings_.empty()) return;
  ringed_ = frame.theme.mode;
  for (const auto& [samples, rings] : {std::pair{&image_.real, &real_rings_}, {&image_.generated, &generated_rings_}}) {
    rings->clear();
    for (const float logit : samples->logits) {
      const Rgb colour = opinion_colour(frame.theme.palette, output_, logit);
      rings->insert(rings->end(), {colour.r, colour.g, colour.b});
    }
  }
  ++revision_;
}

void SliceView::fit_camera(Viewport viewport, float scale) {
  const WorldRect box = slice_bounds(image_.from->slice);
  camera_.fit(box, kSliceMargin, viewport);
  // Below there is room for the numbers of the axis, around the corners for their images.
  const double pixel = static_cast<double>(scale) * camera_.camera().units_per_pixel(viewport);
  const double side =
      image_.plane().corners.cols() > 0 ? static_cast<double>(kSliceCornerSide + kSliceCornerAway) * pixel : 0;
  camera_.fit({box.x_min - side, box.x_max + side, box.y_min - kNumbers * pixel, box.y_max + side}, kSliceMargin,
              viewport);
  looked_through_ = image_.from->request.slice->through;
  looked_components_ = looked_through_ ? nullptr : image_.from->slice.plane;
}

void SliceView::take_saved(ImagesSettings& images) {
  if (!std::exchange(images.slice_read, false)) return;
  saved_.reset();
  if (images.slice_moved) saved_ = images.slice_camera;
  camera_.want_fit();
}

void SliceView::note_camera(ImagesSettings& images) const {
  if (saved_) return;
  images.slice_camera = camera_.camera();
  images.slice_moved = looked_through_ || looked_components_ ? camera_.moved() : false;
}

void SliceView::ask(ViewContext& context, Viewport viewport) const {
  const ImagesSettings& s = context.settings.of<ImagesSettings>();
  ProbeRequest& want = context.actions.want();
  const std::shared_ptr<const Matrix<float>> images = through(context);
  const ProbeResult* const have = context.probe.get();
  const bool same = have != nullptr && have->snapshot.get() == &context.snapshot && have->request.slice &&
                    have->request.slice->through == images;
  const bool located = current(context) && looked_through_ == images && camera_.viewport().width > 0;
  const SliceLook look{camera_.camera(), viewport, located, !context.training, cost_};
  want.slice = slice_request(context.settings.of<ArenaSettings>(), s, look, images,
                             same ? have->request.slice->surface : std::nullopt);
  // The chosen tile has to be there, whichever it is, so that it can become a corner.
  const ChosenTile chosen = s.chosen;
  want.generated = std::max({want.generated, s.slice_samples, kShownLogits, chosen.real ? 0 : chosen.index + 1});
  want.real = std::max({want.real, s.slice_samples, kShownLogits, chosen.real ? chosen.index + 1 : 0});
  want.logits = true;
  if (s.slice_images) want.sheet = SheetRequest{s.slice_samples, s.slice_samples, true, false};
}

ArenaScene SliceView::scene(const ViewContext& context) const {
  const ArenaSettings& s = context.settings.of<ArenaSettings>();
  const auto opacity = [&](ArenaLayer layer) { return static_cast<float>(s.layer(layer).opacity); };
  ArenaScene scene;
  scene.surface = surface_layer(s, surface_map(shown_mode(s), s.logit_range, output_), image_.surface, image_.nx,
                                image_.ny, image_.surface_rect, revision_);
  const bool marks = !context.settings.of<ImagesSettings>().slice_images;
  scene.real = {marks && s.layer(ArenaLayer::real).visible,
                image_.real.xy,
                revision_,
                5.5F,
                opacity(ArenaLayer::real),
                real_rings_};
  scene.generated = {marks && s.layer(ArenaLayer::generated).visible,
                     image_.generated.xy,
                     revision_,
                     6.5F,
                     opacity(ArenaLayer::generated),
                     generated_rings_};
  return scene;
}

void SliceView::draw_surface(const ViewContext& context, const ArenaCanvas& canvas) {
  if (canvas.frame.opengl && !renderer_ && !refused_) {
    ArenaRendererResult made = ArenaRenderer::create();
    renderer_ = std::move(made.renderer);
    refused_ = renderer_ == nullptr;
    if (refused_) context.actions.messages.push_back("The decision surface can't be drawn: " + made.error);
  }
  unsigned int texture = 0;
  FigurePictures* const figure = canvas.frame.figure;
  if ((figure != nullptr || (canvas.frame.opengl && renderer_)) && image_.from) {
    ArenaScene shown = scene(context);
    shown.tick_step = tick_step_of(canvas);
    const Theme& theme = canvas.frame.theme;
    texture = figure != nullptr ? figure->arena(shown, canvas.camera, canvas.viewport, theme.palette, theme.scale)
                                : renderer_->draw(shown, canvas.camera, canvas.viewport, theme.palette, theme.scale);
  }
  show_texture(canvas, texture);
}

// What the axes are: of the upright one at the top beside the column, of the other above its numbers. `width`: what the
// legend leaves.
void SliceView::draw_axis_titles(const ArenaCanvas& canvas, float width) const {
  const Theme& theme = canvas.frame.theme;
  const FontScope font(canvas.frame.fonts.small);
  const float line = ImGui::GetFontSize(), pad = theme.space();
  for (const int axis : {0, 1}) {
    const std::string title = (axis == 0 ? "→ " : "↑ ") + plane_axis_title(image_.plane(), axis);
    const float most = std::min(text_width(title), width - canvas.left - 4 * pad);
    if (most < theme.px(48)) return;
    const float left = canvas.low.x + canvas.left;
    const float top = axis == 0 ? canvas.high.y - 2 * line - 2 * pad : canvas.low.y + pad;
    draw_plate(canvas.list, {left, top}, {left + most + pad, top + line + pad / 2}, theme);
    draw_text_within(canvas.list, {left + pad / 2, top + pad / 4}, pack(theme.palette.text), title, most);
  }
}

void SliceView::draw_overlay(const ViewContext& context, const ArenaCanvas& canvas, float opacity) {
  const ArenaSettings& s = context.settings.of<ArenaSettings>();
  const Theme& theme = canvas.frame.theme;
  const float space = theme.space(), width = canvas.high.x - canvas.low.x;
  if (!image_.from) {
    draw_text(canvas.list, {(canvas.low.x + canvas.high.x) / 2, (canvas.low.y + canvas.high.y) / 2},
              pack(theme.palette.text_muted), "The plane of the data is being found …", 0.5F);
    return;
  }
  const float title = font_metrics(TypeFace::kSmall).size + 2 * space;
  draw_axis_labels(canvas, tick_step_of(canvas), {}, title, title);
  const FadeScope fading(canvas.list, opacity);
  const bool legend =
      canvas.high.y - canvas.low.y > 30 * space && width > 48 * space && s.layer(ArenaLayer::surface).visible;
  const ColourLegend colours = surface_legend(shown_mode(s), s.logit_range, output_);
  if (legend) draw_colour_legend(canvas, colours);
  draw_axis_titles(canvas, width - (legend ? colour_legend_width(canvas, colours) + space : 0));
  notes_.clear();
  const std::string caveat = plane_caveat(image_.plane());
  if (!caveat.empty()) notes_.push_back(caveat);
  const Index outside = s.layer(ArenaLayer::generated).visible
                            ? count_outside(image_.generated.xy, canvas.camera.visible(canvas.viewport))
                            : 0;
  if (outside > 0) {
    notes_.push_back(whole_text(outside) + (outside == 1 ? " generated sample" : " generated samples") +
                     " outside the view");
  }
  if (image_.generated.undefined > 0)
    notes_.push_back(whole_text(image_.generated.undefined) + " samples are not finite");
  if (image_.surface_undefined > 0) notes_.emplace_back("D's output is not finite in parts of the view");
  draw_notes(canvas, notes_, canvas.low.y + theme.space(4));
}

// The image at the place under the mouse, and the samples near it. A click chooses the nearer one.
void SliceView::hover(ViewContext& context, const ArenaCanvas& canvas) {
  const bool clicked = ImGui::IsItemDeactivated() && !dragged_;
  if (!ImGui::IsItemHovered() || !image_.from) return;
  const ArenaSettings& s = context.settings.of<ArenaSettings>();
  ImagesSettings& images = context.settings.of<ImagesSettings>();
  const WorldPoint place = canvas.world(ImGui::GetIO().MousePos);
  const double reach = static_cast<double>(canvas.frame.theme.px(images.slice_images ? kSliceImageSide / 2 : kTouch)) *
                       canvas.camera.units_per_pixel(canvas.viewport);
  const auto near = [&](ArenaLayer layer, const SliceSamples& samples) {
    return s.layer(layer).visible ? nearest_sample(samples, place.x, place.y, reach) : -1;
  };
  const int real = near(ArenaLayer::real, image_.real), generated = near(ArenaLayer::generated, image_.generated);
  if (clicked && (real >= 0 || generated >= 0)) {
    const auto distance = [&](const SliceSamples& samples, int i) {
      const auto at = 2 * static_cast<std::size_t>(i);
      return i < 0 ? 2 * reach
                   : std::hypot(static_cast<double>(samples.xy[at]) - place.x,
                                static_cast<double>(samples.xy[at + 1]) - place.y);
    };
    const bool nearer_real = distance(image_.real, real) < distance(image_.generated, generated);
    const SliceSamples& samples = nearer_real ? image_.real : image_.generated;
    images.chosen = {nearer_real, samples.tiles[static_cast<std::size_t>(nearer_real ? real : generated)]};
  }
  if (!ImGui::IsItemActive()) {
    readout_.show(image_, {place, real, generated, cost_, output_}, canvas.frame);
  }
}

void SliceView::draw(ViewContext& context, const Frame& frame) {
  follow_game(context);
  if (image_.from) take_rings(frame);
  if (std::exchange(context.settings.of<ArenaSettings>().fit, false)) camera_.want_fit();
  const Theme& theme = frame.theme;
  const ImVec2 corner = ImGui::GetCursorScreenPos(), size = ImGui::GetContentRegionAvail();
  const float head = theme.space(4);
  buttons_ = draw_slice_bar(context, frame, corners_, corner, size.x, std::min(head, size.y));
  surface_ = {};
  const ImVec2 low{std::round(corner.x), std::round(corner.y + head)};
  const Viewport viewport{static_cast<int>(size.x), static_cast<int>(size.y - head)};
  if (viewport.width < 8 || viewport.height < 8) return;
  const ImVec2 high{low.x + static_cast<float>(viewport.width), low.y + static_cast<float>(viewport.height)};
  surface_ = {low.x, low.y, high.x - low.x, high.y - low.y};
  ImagesSettings& images = context.settings.of<ImagesSettings>();
  if (context.tools) take_saved(images);
  if (current(context)) {
    // Another plane is shown from its own distance.
    const bool other = looked_through_ != image_.from->request.slice->through ||
                       (!looked_through_ && looked_components_ != image_.from->slice.plane);
    if (other || camera_.fit_due(viewport)) fit_camera(viewport, theme.scale);
    if (saved_ && image_.from->snapshot->run == context.snapshot.run) {
      camera_.show(*std::exchange(saved_, std::nullopt), viewport);
    }
  }
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.PushClipRect(low, high, true);
  // The column comes first for the mouse and last on the screen.
  list.ChannelsSplit(2);
  list.ChannelsSetCurrent(1);
  const float pad = theme.space();
  const ImageMarks marks{images.slice_images, images.slice_samples};
  bool fit = false;
  const float opacity = stage_opacity(fade_, frame, context.actions);
  float left = 2 * pad;
  if (!frame.paper) {
    const FadeScope fading(list, opacity);
    left += draw_layer_column(
        frame, {kLayers, "Shift+", "the real images", &marks, 0, theory_refusal(context.kind, loss_info(0))}, column_,
        output_, context.settings, {low.x + pad, low.y + pad}, high.y - low.y - 2 * pad, fit);
  }
  if (fit) camera_.want_fit();
  // The title of the upright axis lies at the top.
  camera_.cover({static_cast<int>(left), static_cast<int>(2 * pad + theme.space(1.5F))});
  list.ChannelsSetCurrent(0);
  ImGui::SetCursorScreenPos(low);
  ImGui::InvisibleButton("slice", {high.x - low.x, high.y - low.y});
  if (ImGui::IsItemActivated()) dragged_ = false;
  // A press that does not move far is a click.
  const ArenaCamera before = camera_.camera();
  if (drag_and_zoom(camera_, low, viewport, ImGui::GetIO().MouseDragThreshold)) dragged_ = true;
  moved_ = camera_.camera() != before;
  if (context.tools) note_camera(images);
  const ArenaCanvas canvas{list, frame, low, high, camera_.camera(), viewport, left};
  hover(context, canvas);
  draw_surface(context, canvas);
  marks_.draw(image_, revision_, context.settings, canvas);
  draw_overlay(context, canvas, opacity);
  list.ChannelsMerge();
  list.PopClipRect();
  ask(context, viewport);
  ImGui::SetCursorScreenPos(corner);
  ImGui::Dummy(size);
}

}  // namespace

std::unique_ptr<View> make_slice_view(std::string&) {
  return std::make_unique<SliceView>();
}

}  // namespace gan
