// The mouse in a plot: wheel, drags, double click, menu.
#include <algorithm>
#include <cmath>

#include "app/plot/widget/plot_frame.h"

namespace gan {

namespace {

constexpr double kWheelZoom = 1.2;   // a notch
constexpr float kDragThreshold = 4;  // pixels that make a press a drag

float drag_distance(int button) {
  return std::sqrt(ImGui::GetIO().MouseDragMaxDistanceSqr[button]);
}

void zoom_with_wheel(PlotFrame& frame, bool over_axis) {
  const ImGuiIO& io = ImGui::GetIO();
  frame.view.claim_wheel();
  if (io.MouseWheel != 0) {
    const double factor = std::pow(kWheelZoom, static_cast<double>(io.MouseWheel));
    if (over_axis || io.KeyCtrl) {
      frame.state.y.zoom(frame.y.value(io.MousePos.y), factor);
    } else {
      frame.view.x.zoom(frame.x.value(io.MousePos.x), factor);
    }
  }
  if (io.MouseWheelH != 0) {
    frame.view.x.pan(-0.1 * static_cast<double>(io.MouseWheelH) * frame.view.x.shown.span());
  }
}

void pan_y(PlotFrame& frame, float pixels) {
  if (pixels != 0) frame.state.y.pan(static_cast<double>(pixels) / frame.area.height());
}

// Right drag: marks a stretch of steps in all plots and shows it when the button is let go.
void select_stretch(PlotFrame& frame, bool active) {
  PlotViewState& view = frame.view;
  const ImGuiIO& io = ImGui::GetIO();
  constexpr int kButton = ImGuiMouseButton_Right;
  if (active && ImGui::IsMouseDown(kButton) && drag_distance(kButton) > kDragThreshold) {
    auto step_at = [&](float x) { return frame.x.value(std::clamp(x, frame.area.left, frame.area.right)); };
    const double a = step_at(io.MouseClickedPos[kButton].x);
    const double b = step_at(io.MousePos.x);
    view.selection = {std::min(a, b), std::max(a, b)};
  } else if (ImGui::IsMouseReleased(kButton) && view.selection.span() > 0) {
    view.x.show(view.selection);
    view.selection = {0, 0};
  } else if (frame.hovered && ImGui::IsMouseReleased(kButton) && drag_distance(kButton) <= kDragThreshold) {
    ImGui::OpenPopup("##menu");
  }
}

void show_menu(PlotFrame& frame) {
  if (!ImGui::BeginPopup("##menu")) return;
  SharedX& x = frame.view.x;
  PlotY& y = frame.state.y;
  if (ImGui::MenuItem("Show the whole run", "double click", x.follow == Follow::whole)) x.fit();
  if (ImGui::MenuItem("Follow the newest step", nullptr, x.follow != Follow::none)) {
    x.show({x.data.high - x.shown.span(), x.data.high});
  }
  ImGui::Separator();
  if (ImGui::MenuItem("Fit the y axis", nullptr, y.automatic)) y.automatic = true;
  if (ImGui::MenuItem("Logarithmic y axis", nullptr, y.log)) frame.state.toggle_log();
  ImGui::EndPopup();
}

void handle_axis(PlotFrame& frame) {
  ImGui::SetCursorScreenPos({frame.all.left, frame.area.top});
  ImGui::InvisibleButton("##axis", {frame.area.left - frame.all.left, frame.area.height()});
  if (ImGui::IsItemHovered()) {
    ImGui::SetMouseCursor(ImGuiMouseCursor_ResizeNS);
    zoom_with_wheel(frame, true);
    if (ImGui::IsMouseDoubleClicked(ImGuiMouseButton_Left)) frame.state.y.automatic = true;
  }
  if (ImGui::IsItemActive() && drag_distance(ImGuiMouseButton_Left) > kDragThreshold) {
    pan_y(frame, ImGui::GetIO().MouseDelta.y);
  }
}

}  // namespace

void handle_plot_input(PlotFrame& frame) {
  handle_axis(frame);
  const ImGuiIO& io = ImGui::GetIO();
  ImGui::SetCursorScreenPos({frame.area.left, frame.area.top});
  ImGui::InvisibleButton("##area", {frame.area.width(), frame.area.height()},
                         ImGuiButtonFlags_MouseButtonLeft | ImGuiButtonFlags_MouseButtonRight);
  const bool active = ImGui::IsItemActive();
  frame.hovered = ImGui::IsItemHovered();
  if (frame.hovered) {
    zoom_with_wheel(frame, false);
    frame.x = Scale(frame.view.x.shown, frame.area.left, frame.area.right);
    if (ImGui::IsMouseDoubleClicked(ImGuiMouseButton_Left)) {
      frame.view.x.fit();
      frame.state.y.automatic = true;
    }
  }
  if (active && ImGui::IsMouseDown(ImGuiMouseButton_Left) && drag_distance(ImGuiMouseButton_Left) > kDragThreshold) {
    if (io.MouseDelta.x != 0) frame.view.x.pan(-static_cast<double>(io.MouseDelta.x) * frame.x.units_per_pixel());
    if (!frame.state.y.automatic) pan_y(frame, io.MouseDelta.y);
  }
  select_stretch(frame, active);
  show_menu(frame);
  if (frame.hovered || active) {
    const double step = std::round(frame.x.value(io.MousePos.x));
    const Range& data = frame.view.x.data;
    frame.view.hover(static_cast<std::int64_t>(std::clamp(step, frame.view.x.earliest, data.high)));
  }
}

}  // namespace gan
