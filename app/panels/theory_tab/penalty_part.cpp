#include "app/panels/theory_tab/penalty_part.h"

#include <algorithm>

#include "app/panels/theory/norm_histogram.h"
#include "app/panels/theory_tab/said.h"

namespace gan {
namespace {

constexpr float kLeastHistogram = 84, kMostHistogram = 200;  // design pixels

}  // namespace

// As many as there are, one below another, or beside it where the tab is low; each with its sentences.
void PenaltyPart::draw_groups(const Frame& frame, ImVec2 low, ImVec2 high) const {
  const Theme& theme = frame.theme;
  const auto count = static_cast<float>(penalties_.groups().size());
  const float gap = theme.space(1.5F);
  const bool beside = high.x - low.x > kWordsBeside * (high.y - low.y) && count > 1;
  const float width = beside ? (high.x - low.x - (count - 1) * gap) / count : high.x - low.x;
  const float height = beside ? high.y - low.y : (high.y - low.y - (count - 1) * gap) / count;
  ImVec2 at = low;
  for (const PenaltyGroup& group : penalties_.groups()) {
    const float words = said_height(frame, group.lines, width) + theme.px(4);
    const float bottom = beside ? high.y : std::min(at.y + height, high.y);
    const float plot = std::min(bottom - at.y - words, theme.px(kMostHistogram));
    const bool shown = plot >= theme.px(kLeastHistogram);
    if (shown) draw_norm_histogram(frame, group, penalties_.top(), at, {at.x + width, at.y + plot});
    const float end = say(frame, group.lines, {at.x, at.y + (shown ? plot + theme.px(4) : 0)}, width, bottom);
    if (beside) {
      at.x += width + gap;
    } else {
      at.y = end + gap;
    }
  }
}

void PenaltyPart::draw(ViewContext& context, const Frame& frame, ImVec2 low, ImVec2 high) {
  context.actions.want().penalty.emplace();
  const bool here = context.probe != nullptr && context.probe->snapshot->segment() == context.snapshot.segment();
  if (here) {
    penalties_.update(*context.probe, context.probe_version);
  } else {
    penalties_.clear();
  }
  if (!penalties_.known()) return;
  if (!penalties_.any_on())
    low.y = say(frame, {no_penalty_sentence()}, low, high.x - low.x, high.y) + frame.theme.space();
  draw_groups(frame, low, high);
}

}  // namespace gan
