#include "app/panels/stage/stage_scope.h"

#include <cmath>

namespace gan {

StageScope::StageScope()
    : list_(*ImGui::GetWindowDrawList()),
      corner_(ImGui::GetCursorScreenPos()),
      size_(ImGui::GetContentRegionAvail()),
      low_(std::round(corner_.x), std::round(corner_.y)),
      viewport_{static_cast<int>(size_.x), static_cast<int>(size_.y)} {
  high_ = {low_.x + static_cast<float>(viewport_.width), low_.y + static_cast<float>(viewport_.height)};
  if (too_small()) return;
  list_.PushClipRect(low_, high_, true);
  list_.ChannelsSplit(2);
  on_top();
}

StageScope::~StageScope() {
  if (too_small()) return;
  list_.ChannelsMerge();
  list_.PopClipRect();
  ImGui::SetCursorScreenPos(corner_);
  ImGui::Dummy(size_);
}

bool StageScope::take_mouse(const char* id, ImGuiButtonFlags buttons) {
  beneath();
  ImGui::SetCursorScreenPos(low_);
  ImGui::InvisibleButton(id, {high_.x - low_.x, high_.y - low_.y}, buttons);
  return ImGui::IsItemHovered() && !ImGui::IsItemActive();
}

}  // namespace gan
