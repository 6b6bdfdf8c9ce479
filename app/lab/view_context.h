// ViewContext: all that a view may see of the game and touch of the window, for the length of one frame. A
// view reads it, draws, and leaves what it wants done in `actions`. No ImGui here: the pure halves of the
// views use it too.
#pragma once

#include <cstdint>
#include <memory>

#include "app/lab/actions.h"
#include "app/lab/history/history.h"
#include "app/lab/looks/output_scale.h"
#include "core/probe/path/moment_path.h"
#include "core/probe/probe.h"
#include "core/probe/quality/measure.h"
#include "core/probe/quality/metrics.h"
#include "core/probe/quality/perfect.h"
#include "core/probe/spectrum/spectrum.h"
#include "core/run/snapshot.h"

namespace gan {

class Lab;
class Session;
class ViewSettings;

struct ViewContext {
  const Lab& lab;            // scenarios, messages, jobs: app/lab/lab.h
  const Session& session;    // the game: pending values, scenario, undo: app/lab/session.h
  const Snapshot& snapshot;  // what is shown: the newest, or a moment of the past
  DataKind kind;             // of its data
  // The newest picture, of this or an older step of this segment; or null. A view may keep it.
  const std::shared_ptr<const ProbeResult>& probe;
  std::uint64_t probe_version;                     // grows whenever `probe` changes
  const std::shared_ptr<const ProbeResult>& walk;  // the newest answer to Actions::walk, or null
  std::uint64_t walk_version;
  const OutputScale& output;       // how D's output of `probe` is shown: one scale for all views
  const Measurement* measurement;  // the newest metrics of this segment, or null
  std::uint64_t measurement_version;
  const PerfectMetrics* perfect;  // what a perfect generator would score; null until it is known
  const RunHistory& history;
  ViewSettings& settings;
  Actions& actions;
  bool training;  // playing or on the way to a goal
  double iterations_per_second;
  double frame_ms;  // CPU time for building the last frames, smoothed
  // Of games side by side only the first has what is there once for all: columns of layers, legends.
  bool tools = true;
  // The newest spectrum of this segment, or null.
  std::shared_ptr<const Spectrum> spectrum = nullptr;
  std::uint64_t spectrum_version = 0;
  // The line between two moments that was asked for, or null.
  std::shared_ptr<const MomentPath> path = nullptr;
  std::uint64_t path_version = 0;
};

}  // namespace gan
