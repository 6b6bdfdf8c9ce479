#include "app/window/clip_maker.h"

#include <cmath>
#include <filesystem>

#include "app/figure/figure_faces.h"
#include "app/panels/figure/figure_names.h"

namespace gan {
namespace {

constexpr double kLastSeconds = 1.5;  // for which the last state stands
constexpr float kCaptionHeight = 30;  // design pixels
constexpr float kCaptionEm = 14;

}  // namespace

void add_caption(FigureScene& scene, const FigureFace& face, const std::string& title, const ClipMoment& moment,
                 const Theme& theme) {
  const float top = scene.height, height = theme.whole_px(kCaptionHeight), pad = theme.space(1.5F);
  const float em = theme.px(kCaptionEm), baseline = top + std::round(0.5F * (height + 0.7F * em));
  scene.height += height;
  const std::size_t number = scene.face(face);
  const FigureFaces faces(scene.faces);
  const Palette& p = theme.palette;
  const FigureRect all{0, 0, scene.width, scene.height};
  const auto words = [&](const std::string& said) {
    return figure_text(faces, number, em, {0, baseline}, figure_shade(p.text), said);
  };
  FigureText right = words(moment.change.empty() ? moment.step : moment.change + " · " + moment.step);
  if (width_of(right) + 2 * pad > scene.width) right = words(moment.step);
  const float width = width_of(right);
  FigureText left = figure_text(faces, number, em, {pad, baseline}, figure_shade(p.text_muted), title);
  // The step is what it is for: of a title that has no room beside it there is none.
  if (width_of(left) + width + 3 * pad <= scene.width) scene.add(all, std::move(left));
  FigurePart moved = std::move(right);
  move_part(moved, {scene.width - pad - width, 0});
  scene.add(all, std::move(moved));
}

std::string beside_clip(const std::string& path) {
  return std::filesystem::path(path).replace_extension(".toml").string();
}

Outcome make_clip(Studio& studio, const ClipPlan& plan, ClipFile& file, const ClipWatch& watch) {
  const std::vector<RunPlace> places = clip_places(plan.segments, plan.from, plan.to, plan.every);
  const bool within_one = plan.from.segment == plan.to.segment;
  FigureLook look = plan.look;
  float width = 0, height = 0;
  for (std::size_t i = 0; i < places.size(); ++i) {
    const bool last = i + 1 == places.size();
    if (!watch(static_cast<double>(i) / static_cast<double>(places.size())) || studio.ending()) {
      return Error{"the clip was cancelled"};
    }
    if (const Outcome there = studio.look_at(places[i]); !there) return there;
    look.panel = figure_name_here(plan.look.panel, studio.lab());
    FigureScene scene = studio.figure(look);
    if (studio.ending()) return Error{"the clip was cancelled"};
    if (i == 0) {
      width = scene.width;
      height = scene.height;
      // Of a plot the size is not the panel's.
      const bool panel = look.panel != "window" && !look.panel.starts_with("plot.");
      if (panel) look.panel_size = {static_cast<int>(width), static_cast<int>(height)};
    }
    // All frames of a file have one size.
    scene.width = width;
    scene.height = height;
    add_caption(scene, studio.text_face(), studio.lab().scenario().title,
                clip_moment(plan.segments, places[i], within_one), plan.look.theme);
    const Result<Raster> drawn = draw_raster(scene, plan.scale);
    if (!drawn) return drawn.error();
    if (Outcome added = file.add(drawn.value(), last ? kLastSeconds : 1 / plan.frames_per_second); !added) return added;
  }
  return file.finish();
}

}  // namespace gan
