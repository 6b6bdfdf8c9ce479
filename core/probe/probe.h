// What the window looks at in one snapshot: which probes are wanted, and their answers. Pure functions of the snapshot,
// in one table: a new probe is one file, one member of request and result each, and one line in probe_table.cpp.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>

#include "core/probe/images/layers.h"
#include "core/probe/images/nearest.h"
#include "core/probe/images/sheet.h"
#include "core/probe/images/slice.h"
#include "core/probe/line/line_curves.h"
#include "core/probe/phase/phase_paths.h"
#include "core/probe/phase/phase_portrait.h"
#include "core/probe/points/arrows.h"
#include "core/probe/points/flow.h"
#include "core/probe/points/noise_grid.h"
#include "core/probe/points/optimum.h"
#include "core/probe/points/penalty.h"
#include "core/probe/points/surface.h"
#include "core/probe/quality/response.h"
#include "core/probe/record.h"
#include "core/probe/shared/piece.h"
#include "core/probe/shared/samples.h"
#include "core/probe/shared/shared_samples.h"

namespace gan {

struct ProbeRequest {
  std::optional<SurfaceRequest> surface;
  int generated = 0;    // number of generated samples
  int real = 0;         // number of real samples
  bool logits = false;  // D's logits on both
  bool arrows = false;  // at every generated sample
  bool record = false;  // the scalars of now
  std::optional<NoiseGridRequest> noise_grid;
  std::optional<SurfaceRequest> optimum;  // of data whose density is known
  std::optional<LineRequest> line;        // of data on the line whose density is known
  std::optional<SheetRequest> sheet;      // of images only, as all below
  std::optional<WalkRequest> walk;
  std::optional<NearestRequest> nearest;
  std::optional<LayersRequest> layers;
  std::optional<SliceRequest> slice;
  std::optional<ResponseRequest> response;
  std::optional<PhaseRequest> phase;  // of games of two numbers only, as those below
  std::optional<PathsRequest> paths;
  std::optional<MethodsRequest> methods;
  std::optional<PenaltyRequest> penalty;
  std::optional<FlowRequest> flow;  // of the plane only, of as many samples as are asked for
  bool operator==(const ProbeRequest&) const = default;
};

// Immutable once published. Parts that were not asked for are empty.
struct ProbeResult {
  ProbeRequest request;
  std::shared_ptr<const Snapshot> snapshot;  // what it shows: position, segment, settings
  Surface surface;                           // of D's logits
  Matrix<float> generated;                   // 2 x n, on the line 1 x n; sample i keeps its noise over time
  Matrix<float> real;                        // 2 x m
  Matrix<float> fake_logits;                 // 1 x n
  Matrix<float> real_logits;                 // 1 x m
  Matrix<float> arrows;                      // 2 x n, -dL_G/dx of each sample
  std::optional<StepRecord> record;          // of this very state, from the logits above
  NoiseGrid noise_grid;
  OptimalSurface optimum;
  LineCurves line;
  ImageSheets sheets;
  ImageSheet walk;
  NearestImages nearest;
  LayerImages layers;
  ImageSlice slice;
  ResponseState response;
  PhasePortrait phase;
  PhasePaths paths;
  PhaseMethods methods;
  PenaltyView penalty;
  SampleFlow flow;
};

// What a probe is computed with.
struct ProbeWork {
  const Snapshot& snapshot;
  const ProbeRequest& request;
  const SharedSamples& samples;  // at least as many as all wanted probes need
  Evaluators& networks;
  ComponentPlanes& planes;
  CancelFlag cancel;
};

struct ProbeInfo {
  const char* id;
  Capabilities needs;  // of the data; where they lack something there is no answer
  bool (*wanted)(const ProbeRequest&);
  // What its answer depends on besides the snapshot is the same in both.
  bool (*same)(const ProbeRequest&, const ProbeRequest&);
  SampleNeeds (*samples)(const Snapshot&, const ProbeRequest&);
  bool (*compute)(const ProbeWork&, ProbeResult&);  // false when cancelled
  void (*copy)(const ProbeResult& from, ProbeResult& to);
};

inline constexpr std::size_t kMostProbes = 32;
// In the order in which they are computed: what is quick first.
std::span<const ProbeInfo> probe_infos();

// Makes the answers to one request after another. It keeps workspaces, the data's principal components and the newest
// answers: of one snapshot only those probes are computed anew whose request has changed. One a thread.
class ProbeMaker {
 public:
  // In pieces, for who has something else to do in between: after begin() each next() computes one of the wanted
  // probes. cancel: a flag a probe, in the order of the table, or none. Once a wanted one was cancelled there is no
  // answer; what was computed before that is kept. Where memory runs out, or another answer is begun, it is dropped.
  void begin(const std::shared_ptr<const Snapshot>& snapshot, const ProbeRequest& request);
  Piece next(std::span<const CancelFlag> cancel = {});
  // After the last piece.
  std::shared_ptr<const ProbeResult> answer() const { return last_; }
  // All at once; null where it was cancelled.
  std::shared_ptr<const ProbeResult> make(const std::shared_ptr<const Snapshot>& snapshot, const ProbeRequest& request,
                                          std::span<const CancelFlag> cancel = {});
  // How often each probe was computed, in the order of the table.
  std::span<const int> computed() const { return computed_; }

 private:
  void keep(std::shared_ptr<const ProbeResult> result);

  Evaluators networks_;
  ComponentPlanes planes_;
  SharedSamples samples_;
  std::shared_ptr<const ProbeResult> last_;
  std::uint32_t last_has_ = 0;           // bit i: it has the answer of probe i
  std::shared_ptr<ProbeResult> result_;  // being made
  std::uint32_t there_ = 0, wanted_ = 0;
  int computed_[kMostProbes] = {};
};

// The same with workspaces of the caller's, and nothing kept but those. Null when cancelled.
std::shared_ptr<const ProbeResult> run_probe(std::shared_ptr<const Snapshot> snapshot, const ProbeRequest& request,
                                             Evaluators& networks, const CancelFlag& cancel = {},
                                             ComponentPlanes* planes = nullptr);

}  // namespace gan
