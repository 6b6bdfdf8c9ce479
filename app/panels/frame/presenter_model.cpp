#include "app/panels/frame/presenter_model.h"

#include <algorithm>

namespace gan {
namespace {

// Of one that is not among them the first is the next, and none is before it.
void open_beside(const Presented& now, bool next, Actions& actions) {
  const auto found = std::find(now.scenarios.begin(), now.scenarios.end(), now.scenario);
  if (found == now.scenarios.end()) {
    if (next && !now.scenarios.empty()) actions.scenario = now.scenarios.front();
  } else if (next && found + 1 != now.scenarios.end()) {
    actions.scenario = *(found + 1);
  } else if (!next && found != now.scenarios.begin()) {
    actions.scenario = *(found - 1);
  }
}

}  // namespace

void present_next(const Presented& now, Actions& actions) {
  if (!now.training) return actions.request(LabRequest::play);
  if (now.applied < now.remedies) return actions.request(LabRequest::apply_remedy);
  open_beside(now, true, actions);
}

void present_previous(const Presented& now, Actions& actions) {
  if (now.applied > 0 && now.can_undo) return actions.request(LabRequest::undo);
  if (now.step > 0) return actions.request(LabRequest::same_start);
  open_beside(now, false, actions);
}

}  // namespace gan
