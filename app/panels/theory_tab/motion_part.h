// The part of the theory tab that says how samples move: see panels/theory/flow_model.h.
#pragma once

#include "app/panels/theory/flow_model.h"
#include "app/panels/view.h"

namespace gan {

class MotionPart {
 public:
  // Keeps where samples are, so that there is something to say when it is shown.
  void follow(const ViewContext& context);
  void draw(ViewContext& context, const Frame& frame, ImVec2 low, ImVec2 high);

 private:
  SampleHistory history_;
  std::uint64_t version_ = 0;
  SampleFlow flow_;
  SegmentId segment_;
};

}  // namespace gan
