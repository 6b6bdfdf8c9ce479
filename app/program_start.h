// What the window begins with, from its command line: a scenario's first step, a checkpoint that goes on, or the end of
// a recording, made before there is a window.
#pragma once

#include <cstdint>
#include <memory>

#include "app/lab/lab.h"
#include "app/lab/opened_session.h"
#include "app/options.h"

namespace gan {

struct ProgramStart {
  Scenario scenario;
  std::shared_ptr<StartedRun> started;           // null: the scenario's first step
  std::int64_t from = 0;                         // the step that it begins at
  std::vector<std::vector<SettingEdit>> beside;  // what is other in each game beside it
  std::shared_ptr<OpenedSession> opened;         // that the window goes on with
  bool opens_later = false;                      // FILE is opened by the window, which shows how far its replay is
};

// Fails with a sentence when something of it can't be opened, does not fit the rest, or would be overwritten by an
// output.
Result<ProgramStart> prepare_start(const ProgramOptions& options);

}  // namespace gan
