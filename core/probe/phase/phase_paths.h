// Where games of two numbers go: from several starts under the settings as they are, and from one start under each of
// the methods that literature compares.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "core/probe/phase/phase_portrait.h"
#include "core/probe/shared/evaluate.h"
#include "core/run/snapshot.h"

namespace gan {

struct PhasePath {
  std::vector<PhasePoint> places;  // the start, then after each iteration
  bool diverged = false;           // a number was not finite: it ends before that
};

// A handful of starts, under the snapshot's settings.
struct PathsRequest {
  std::vector<PhasePoint> starts;
  int iterations = 500;
  bool operator==(const PathsRequest&) const = default;
};
struct PhasePaths {
  PathsRequest request;
  std::vector<PhasePath> paths;  // in the order of the starts
};
bool probe_paths(const Snapshot& snapshot, const PathsRequest& request, Evaluators& networks, const CancelFlag& cancel,
                 PhasePaths& out);

// A method: what is set besides the loss of the game and its learning rates.
struct PhaseMethod {
  const char* title;
  const char* paper;
  void (*set)(Hyperparameters&);
};
std::span<const PhaseMethod> phase_methods();

// Each of them from one start. Where settings rule a method out its path is empty, with the reason.
struct MethodsRequest {
  PhasePoint start{1, 1};
  int iterations = 500;
  bool operator==(const MethodsRequest&) const = default;
};
struct MethodPath {
  PhasePath path;
  std::string why_not;
  Growth equilibrium;
};
struct PhaseMethods {
  MethodsRequest request;
  std::vector<MethodPath> methods;  // in the order of the table
};
bool probe_methods(const Snapshot& snapshot, const MethodsRequest& request, Evaluators& networks,
                   const CancelFlag& cancel, PhaseMethods& out);

}  // namespace gan
