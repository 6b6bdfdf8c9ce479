#include "app/ui/icons.h"

#include <cmath>
#include <initializer_list>

namespace gan {
namespace {

// Draws in units of half the icon's size, y down.
struct Pen {
  ImDrawList& list;
  ImVec2 centre;
  float half;
  ImU32 colour;

  ImVec2 at(float x, float y) const { return ImVec2(centre.x + x * half, centre.y + y * half); }
  float width() const { return std::fmax(1.0F, 0.22F * half); }
  void line(ImVec2 from, ImVec2 to) const { list.AddLine(from, to, colour, width()); }
  void triangle(ImVec2 a, ImVec2 b, ImVec2 c) const { list.AddTriangleFilled(a, b, c, colour); }
  void box(float left, float top, float right, float bottom) const {
    list.AddRectFilled(at(left, top), at(right, bottom), colour, 0.08F * half);
  }
};

// A circle that is open at the top right and ends in an arrow head.
void draw_restart(const Pen& pen) {
  constexpr float kPi = 3.14159265F;
  constexpr float kEnd = 1.55F * kPi;
  pen.list.PathArcTo(pen.centre, 0.62F * pen.half, -0.10F * kPi, kEnd, 24);
  pen.list.PathStroke(pen.colour, 0, pen.width());
  const float x = 0.62F * std::cos(kEnd);
  const float y = 0.62F * std::sin(kEnd);
  pen.triangle(pen.at(x - 0.05F, y - 0.42F), pen.at(x - 0.05F, y + 0.42F), pen.at(x + 0.48F, y));
}

// An arrow that turns back, to the left or, as redo, to the right.
void draw_undo(const Pen& pen, float side) {
  constexpr float kPi = 3.14159265F;
  const ImVec2 centre = pen.at(side * 0.08F, 0.18F);
  const float radius = 0.5F * pen.half;
  const float from = -0.5F * kPi, to = side > 0 ? 0.55F * kPi : -1.55F * kPi;
  pen.list.PathArcTo(centre, radius, from, to, 20);
  pen.list.PathStroke(pen.colour, 0, pen.width());
  pen.line(ImVec2(centre.x, centre.y - radius), ImVec2(centre.x - side * 0.35F * pen.half, centre.y - radius));
  const float x = side * (0.08F - 0.35F);
  pen.triangle(pen.at(x, -0.74F), pen.at(x, 0.10F), pen.at(x - side * 0.5F, -0.32F));
}

void draw_fit(const Pen& pen) {
  constexpr float kFar = 0.75F;
  constexpr float kNear = 0.30F;
  for (const float x : {-1.0F, 1.0F}) {
    for (const float y : {-1.0F, 1.0F}) {
      pen.line(pen.at(kFar * x, kFar * y), pen.at(kNear * x, kFar * y));
      pen.line(pen.at(kFar * x, kFar * y), pen.at(kFar * x, kNear * y));
    }
  }
}

// Half of a square in full, half of it fainter.
void draw_surface(const Pen& pen) {
  constexpr float kFar = 0.72F;
  ImVec4 faint = ImGui::ColorConvertU32ToFloat4(pen.colour);
  faint.w *= 0.4F;
  pen.triangle(pen.at(-kFar, kFar), pen.at(-kFar, -kFar), pen.at(kFar, -kFar));
  pen.list.AddTriangleFilled(pen.at(kFar, -kFar), pen.at(kFar, kFar), pen.at(-kFar, kFar),
                             ImGui::ColorConvertFloat4ToU32(faint));
}

// A line through points that wave about y = `height`.
void draw_wave(const Pen& pen, float height, float reach) {
  constexpr int kPieces = 12;
  for (int i = 0; i <= kPieces; ++i) {
    const float x = -0.8F + 1.6F * static_cast<float>(i) / kPieces;
    pen.list.PathLineTo(pen.at(x, height - reach * std::sin(2.6F * x)));
  }
  pen.list.PathStroke(pen.colour, 0, 0.8F * pen.width());
}

void draw_arrow(const Pen& pen) {
  pen.line(pen.at(-0.65F, 0.65F), pen.at(0.35F, -0.35F));
  pen.triangle(pen.at(0.75F, -0.75F), pen.at(0.55F, 0.10F), pen.at(-0.10F, -0.55F));
}

// Where a triangle came from, fainter with time.
void draw_trail(const Pen& pen) {
  constexpr float kDots[][3] = {{-0.75F, 0.70F, 0.10F}, {-0.55F, 0.30F, 0.13F}, {-0.22F, 0.02F, 0.16F}};
  for (const auto& [x, y, radius] : kDots) pen.list.AddCircleFilled(pen.at(x, y), radius * pen.half, pen.colour, 10);
  pen.triangle(pen.at(0.38F, -0.85F), pen.at(0.85F, 0.0F), pen.at(-0.09F, 0.0F));
}

void draw_bent_grid(const Pen& pen) {
  for (const float at : {-0.6F, 0.0F, 0.6F}) {
    draw_wave(pen, at, 0.18F);
    for (int i = 0; i <= 8; ++i) {
      const float y = -0.8F + 0.2F * static_cast<float>(i);
      pen.list.PathLineTo(pen.at(at + 0.18F * std::sin(2.6F * y), y));
    }
    pen.list.PathStroke(pen.colour, 0, 0.8F * pen.width());
  }
}

void draw_axes(const Pen& pen) {
  pen.line(pen.at(-0.60F, -0.80F), pen.at(-0.60F, 0.60F));
  pen.line(pen.at(-0.60F, 0.60F), pen.at(0.80F, 0.60F));
  for (const float at : {-0.45F, 0.05F}) pen.line(pen.at(-0.85F, at), pen.at(-0.60F, at));
  for (const float at : {-0.05F, 0.45F}) pen.line(pen.at(at, 0.60F), pen.at(at, 0.85F));
}

// The letter: an upright ellipse and a bar across.
void draw_theta(const Pen& pen) {
  constexpr int kPieces = 20;
  for (int i = 0; i < kPieces; ++i) {
    const float angle = 6.2831853F * static_cast<float>(i) / kPieces;
    pen.list.PathLineTo(pen.at(0.52F * std::cos(angle), 0.85F * std::sin(angle)));
  }
  pen.list.PathStroke(pen.colour, ImDrawFlags_Closed, pen.width());
  pen.line(pen.at(-0.52F, 0.0F), pen.at(0.52F, 0.0F));
}

// Three centres, each in its circle.
void draw_modes(const Pen& pen) {
  constexpr float kCentres[][2] = {{0.0F, -0.48F}, {0.50F, 0.42F}, {-0.50F, 0.42F}};
  for (const auto& [x, y] : kCentres) {
    pen.list.AddCircle(pen.at(x, y), 0.36F * pen.half, pen.colour, 16, 0.8F * pen.width());
    pen.list.AddCircleFilled(pen.at(x, y), 0.13F * pen.half, pen.colour, 8);
  }
}

void draw_image(const Pen& pen) {
  pen.list.AddRect(pen.at(-0.80F, -0.65F), pen.at(0.80F, 0.65F), pen.colour, 0.15F * pen.half, 0, 0.8F * pen.width());
  pen.triangle(pen.at(-0.15F, -0.20F), pen.at(0.45F, 0.50F), pen.at(-0.60F, 0.50F));
  pen.list.AddCircleFilled(pen.at(0.40F, -0.28F), 0.15F * pen.half, pen.colour, 8);
}

void draw_chevron(const Pen& pen, ImVec2 from, ImVec2 tip, ImVec2 to) {
  pen.list.PathLineTo(from);
  pen.list.PathLineTo(tip);
  pen.list.PathLineTo(to);
  pen.list.PathStroke(pen.colour, 0, pen.width());
}

void draw_bookmark(const Pen& pen) {
  for (const ImVec2 corner : {ImVec2(-0.48F, -0.75F), ImVec2(0.48F, -0.75F), ImVec2(0.48F, 0.75F), ImVec2(0.0F, 0.30F),
                              ImVec2(-0.48F, 0.75F)}) {
    pen.list.PathLineTo(pen.at(corner.x, corner.y));
  }
  pen.list.PathStroke(pen.colour, ImDrawFlags_Closed, pen.width());
}

// A way that parts from another, which goes straight on.
void draw_branch(const Pen& pen) {
  pen.line(pen.at(-0.80F, -0.40F), pen.at(0.80F, -0.40F));
  pen.list.PathLineTo(pen.at(-0.35F, -0.40F));
  pen.list.PathLineTo(pen.at(0.15F, 0.45F));
  pen.list.PathLineTo(pen.at(0.40F, 0.45F));
  pen.list.PathStroke(pen.colour, 0, pen.width());
  pen.triangle(pen.at(0.38F, 0.08F), pen.at(0.38F, 0.82F), pen.at(0.90F, 0.45F));
}

void draw_lock(const Pen& pen) {
  constexpr float kPi = 3.14159265F;
  pen.box(-0.62F, -0.12F, 0.62F, 0.82F);
  pen.list.PathLineTo(pen.at(-0.38F, -0.10F));
  pen.list.PathArcTo(pen.at(0.0F, -0.38F), 0.38F * pen.half, kPi, 2 * kPi, 12);
  pen.list.PathLineTo(pen.at(0.38F, -0.10F));
  pen.list.PathStroke(pen.colour, 0, pen.width());
}

}  // namespace

void draw_icon(ImDrawList& draw_list, Icon icon, ImVec2 centre, float size, ImU32 colour) {
  const Pen pen{draw_list, centre, 0.5F * size, colour};
  switch (icon) {
    case Icon::kPlay:
      pen.triangle(pen.at(-0.55F, -0.75F), pen.at(-0.55F, 0.75F), pen.at(0.75F, 0.0F));
      break;
    case Icon::kPause:
      pen.box(-0.60F, -0.70F, -0.16F, 0.70F);
      pen.box(0.16F, -0.70F, 0.60F, 0.70F);
      break;
    case Icon::kStep:
      pen.triangle(pen.at(-0.65F, -0.65F), pen.at(-0.65F, 0.65F), pen.at(0.40F, 0.0F));
      pen.box(0.42F, -0.65F, 0.66F, 0.65F);
      break;
    case Icon::kRestart:
      draw_restart(pen);
      break;
    case Icon::kNewStart:
      draw_restart(pen);
      draw_list.AddCircleFilled(centre, 0.18F * pen.half, colour, 12);
      break;
    case Icon::kUndo:
      draw_undo(pen, 1);
      break;
    case Icon::kRedo:
      draw_undo(pen, -1);
      break;
    case Icon::kCheck:
      draw_chevron(pen, pen.at(-0.60F, 0.0F), pen.at(-0.15F, 0.45F), pen.at(0.65F, -0.50F));
      break;
    case Icon::kChevronDown:
      draw_chevron(pen, pen.at(-0.50F, -0.25F), pen.at(0.0F, 0.28F), pen.at(0.50F, -0.25F));
      break;
    case Icon::kChevronRight:
      draw_chevron(pen, pen.at(-0.25F, -0.50F), pen.at(0.28F, 0.0F), pen.at(-0.25F, 0.50F));
      break;
    case Icon::kClose:
      pen.line(pen.at(-0.5F, -0.5F), pen.at(0.5F, 0.5F));
      pen.line(pen.at(-0.5F, 0.5F), pen.at(0.5F, -0.5F));
      break;
    case Icon::kWarning:
      draw_list.AddTriangle(pen.at(0.0F, -0.75F), pen.at(0.80F, 0.65F), pen.at(-0.80F, 0.65F), colour, pen.width());
      pen.line(pen.at(0.0F, -0.28F), pen.at(0.0F, 0.20F));
      draw_list.AddCircleFilled(pen.at(0.0F, 0.42F), 0.11F * pen.half, colour, 8);
      break;
    case Icon::kFit:
      draw_fit(pen);
      break;
    case Icon::kDisc:
      draw_list.AddCircleFilled(centre, 0.62F * pen.half, colour, 20);
      break;
    case Icon::kTriangle:
      pen.triangle(pen.at(0.0F, -0.80F), pen.at(0.76F, 0.52F), pen.at(-0.76F, 0.52F));
      break;
    case Icon::kLock:
      draw_lock(pen);
      break;
    case Icon::kSurface:
      draw_surface(pen);
      break;
    case Icon::kContours:
      for (const float height : {-0.5F, 0.0F, 0.5F}) draw_wave(pen, height, 0.30F);
      break;
    case Icon::kArrow:
      draw_arrow(pen);
      break;
    case Icon::kTrail:
      draw_trail(pen);
      break;
    case Icon::kBentGrid:
      draw_bent_grid(pen);
      break;
    case Icon::kAxes:
      draw_axes(pen);
      break;
    case Icon::kModes:
      draw_modes(pen);
      break;
    case Icon::kTheta:
      draw_theta(pen);
      break;
    case Icon::kImage:
      draw_image(pen);
      break;
    case Icon::kKeep:
      draw_bookmark(pen);
      break;
    case Icon::kBranch:
      draw_branch(pen);
      break;
    case Icon::kLive:
      draw_list.AddCircle(centre, 0.70F * pen.half, colour, 20, 0.8F * pen.width());
      draw_list.AddCircleFilled(centre, 0.32F * pen.half, colour, 14);
      break;
    case Icon::kMore:
      for (const float x : {-0.6F, 0.0F, 0.6F}) draw_list.AddCircleFilled(pen.at(x, 0.0F), 0.17F * pen.half, colour, 8);
      break;
  }
}

bool icon_button(const char* id, Icon icon, ImU32 colour) {
  const float side = ImGui::GetFrameHeight();
  ImGui::PushID(id);
  const bool pressed = ImGui::Button("##icon", ImVec2(side, side));
  ImGui::PopID();
  const ImVec2 low = ImGui::GetItemRectMin();
  const ImVec2 high = ImGui::GetItemRectMax();
  const ImVec2 centre(0.5F * (low.x + high.x), 0.5F * (low.y + high.y));
  const float alpha = ImGui::GetStyle().Alpha;
  const ImVec4 faded = ImGui::ColorConvertU32ToFloat4(colour);
  const ImU32 shown = ImGui::ColorConvertFloat4ToU32(ImVec4(faded.x, faded.y, faded.z, faded.w * alpha));
  draw_icon(*ImGui::GetWindowDrawList(), icon, centre, 0.62F * side, shown);
  return pressed;
}

}  // namespace gan
