// The line above what a person looks at: what happens in the game, in words. One for all views that stand there,
// because it remembers what it has said.
#pragma once

#include "app/panels/view.h"
#include "core/insight/sentences.h"

namespace gan {

class SentenceLine {
 public:
  // Judges anew where there is something new to judge.
  void update(const ViewContext& context);
  void draw(const Frame& frame, float width, float height) const;

 private:
  SentenceJudge judge_;
  Moment judged_{{}, {-1, 0, 0, 0}}, judged_measurement_{{}, {-1, 0, 0, 0}};
  LastChange judged_change_;
  bool judged_diverged_ = false, judged_knows_now_ = false;
};

}  // namespace gan
