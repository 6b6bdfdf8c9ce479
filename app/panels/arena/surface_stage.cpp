#include "app/panels/arena/surface_stage.h"

#include <imgui.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <optional>

#include "app/panels/drawing.h"
#include "app/plot/plot_ticks.h"

namespace gan {
namespace {

constexpr double kZoomPerNotch = 1.15;
constexpr int kLines = 9;  // of the grid, about, along the longer side

}  // namespace

float stage_opacity(StageFade& fade, const Frame& frame, Actions& actions) {
  if (!frame.machine) return 1;
  const ImGuiIO& io = ImGui::GetIO();
  const bool moved = io.MouseDelta.x != 0 || io.MouseDelta.y != 0 || io.MouseWheel != 0;
  const bool used = ImGui::IsAnyMouseDown() || ImGui::IsPopupOpen(nullptr, ImGuiPopupFlags_AnyPopup);
  fade.look(ImGui::GetTime(), moved || used);
  if (const std::optional<double> next = fade.next_change()) actions.draw_again_in(*next);
  return static_cast<float>(fade.opacity());
}

bool drag_and_zoom(FittedCamera& camera, ImVec2 low, Viewport viewport, float threshold) {
  const ImGuiIO& io = ImGui::GetIO();
  const bool hovered = ImGui::IsItemHovered();
  const bool dragged = ImGui::IsItemActive() && ImGui::IsMouseDragging(0, threshold);
  if (dragged && (io.MouseDelta.x != 0 || io.MouseDelta.y != 0)) {
    camera.pan(static_cast<double>(io.MouseDelta.x), static_cast<double>(io.MouseDelta.y), viewport);
  }
  zoom_by_wheel(camera, low, viewport);
  if (hovered && ImGui::IsMouseDoubleClicked(0)) camera.want_fit();
  return dragged;
}

void zoom_by_wheel(FittedCamera& camera, ImVec2 low, Viewport viewport) {
  const ImGuiIO& io = ImGui::GetIO();
  if (!ImGui::IsItemHovered() || io.MouseWheel == 0) return;
  camera.zoom_at({static_cast<double>(io.MousePos.x - low.x), static_cast<double>(io.MousePos.y - low.y)},
                 std::pow(kZoomPerNotch, static_cast<double>(io.MouseWheel)), viewport);
}

SurfaceLayer surface_layer(const ArenaSettings& settings, const SurfaceMap& map, std::span<const float> values, int nx,
                           int ny, const WorldRect& rect, std::uint64_t revision) {
  return surface_layer(settings, settings.layer(ArenaLayer::surface), map, values, nx, ny, rect, revision);
}

SurfaceLayer surface_layer(const ArenaSettings& settings, const LayerSettings& layer, const SurfaceMap& map,
                           std::span<const float> values, int nx, int ny, const WorldRect& rect,
                           std::uint64_t revision) {
  SurfaceLayer surface;
  surface.logits = values;
  surface.nx = nx;
  surface.ny = ny;
  surface.rect = rect;
  surface.revision = revision;
  surface.mode = map.kind == 0   ? SurfaceMode::kProbability
                 : map.kind == 1 ? SurfaceMode::kLogit
                                 : SurfaceMode::kGradientNorm;
  surface.middle = static_cast<float>(map.middle);
  surface.range = static_cast<float>(map.range);
  surface.contours = settings.layer(ArenaLayer::contours).visible;
  surface.opacity = layer.visible ? static_cast<float>(layer.opacity) : 0.0F;
  surface.visible = (surface.contours || surface.opacity > 0) && nx > 1 && ny > 1;
  return surface;
}

double tick_step_of(const ArenaCanvas& canvas) {
  const WorldRect seen = canvas.camera.visible(canvas.viewport);
  return nice_step(std::max(seen.x_max - seen.x_min, seen.y_max - seen.y_min), kLines);
}

void show_texture(const ArenaCanvas& canvas, unsigned int texture) {
  if (texture == 0) {
    canvas.list.AddRectFilled(canvas.low, canvas.high, pack(canvas.frame.theme.palette.arena_neutral));
  } else {
    canvas.list.AddImage((ImTextureID) static_cast<std::intptr_t>(texture), canvas.low, canvas.high);
  }
}

}  // namespace gan
