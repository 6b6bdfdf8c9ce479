// The menu of how the window looks: theme, text, panels, what the past may take of the memory, and what of it is kept.
#pragma once

#include "app/panels/view.h"
#include "app/panels/widgets.h"

namespace gan {

class ViewMenu {
 public:
  // Its button, at the cursor.
  void draw(ViewContext& context, const Frame& frame);

 private:
  void text_size(ViewContext& context, const Frame& frame);
  void best_metric(ViewContext& context, const Frame& frame);

  double text_found_at_ = -kFlashSeconds, past_found_at_ = -kFlashSeconds, best_found_at_ = -kFlashSeconds;
};

}  // namespace gan
