// A picture of one snapshot for the window: which parts are wanted, and the parts. A pure function of the
// snapshot.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>

#include "core/probe/arrows.h"
#include "core/probe/layers.h"
#include "core/probe/nearest.h"
#include "core/probe/noise_grid.h"
#include "core/probe/record.h"
#include "core/probe/samples.h"
#include "core/probe/sheet.h"
#include "core/probe/slice.h"
#include "core/probe/surface.h"

namespace gan {

struct ProbeRequest {
  std::optional<SurfaceRequest> surface;
  int generated = 0;    // number of generated samples
  int real = 0;         // number of real samples
  bool logits = false;  // D's logits on both
  bool arrows = false;  // at every generated sample
  bool record = false;  // the scalars of now
  std::optional<NoiseGridRequest> noise_grid;
  std::optional<SheetRequest> sheet;  // of pictures only, as all below
  std::optional<WalkRequest> walk;
  std::optional<NearestRequest> nearest;
  std::optional<LayersRequest> layers;
  std::optional<SliceRequest> slice;
  bool operator==(const ProbeRequest&) const = default;
};

// Immutable once published. Parts that were not asked for are empty.
struct ProbeResult {
  ProbeRequest request;
  std::shared_ptr<const Snapshot> snapshot;  // what it shows: position, segment, settings
  Surface surface;                           // of D's logits
  Matrix<float> generated;                   // 2 x n; sample i keeps its noise over time
  Matrix<float> real;                        // 2 x m
  Matrix<float> fake_logits;                 // 1 x n
  Matrix<float> real_logits;                 // 1 x m
  Matrix<float> arrows;                      // 2 x n, -dL_G/dx of each sample
  std::optional<StepRecord> record;          // of this very state, from the logits above
  NoiseGrid noise_grid;
  PictureSheets sheets;
  PictureSheet walk;
  NearestPictures nearest;
  LayerPictures layers;
  PictureSlice slice;
};

// Null when cancelled. `planes` keeps the data's principal components from one probe to the next; with null they are
// computed anew, where a slice asks for them.
std::shared_ptr<const ProbeResult> run_probe(std::shared_ptr<const Snapshot> snapshot,
                                             const ProbeRequest& request, Evaluators& networks,
                                             const CancelFlag& cancel = {}, ComponentPlanes* planes = nullptr);

}  // namespace gan
