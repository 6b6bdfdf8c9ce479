// ThreadExecutor: every worker has a thread of its own, which sleeps while the worker has nothing to do.
#pragma once

#include "core/live/executor.h"

namespace gan {

class ThreadExecutor final : public Executor {
 public:
  const Clock& clock() const override { return steady_clock(); }
  std::unique_ptr<Placement> place(Worker& worker, Urgency urgency = Urgency::usual) override;
};

}  // namespace gan
