// Sheets of images to look at: what G makes of a fixed set of noise vectors, with its own weights and with their
// average where the game keeps one, and a fixed set of real images; as bytes that a texture takes, each with D's
// logit. Tile i keeps its noise, or its real image, for ever.
#pragma once

#include <cstdint>
#include <vector>

#include "core/base/sample_shape.h"
#include "core/probe/shared/evaluate.h"
#include "core/probe/shared/samples.h"

namespace gan {

struct ImageSheet {
  SampleShape shape = {1, 1, 1};
  std::vector<std::uint8_t> rgba;  // count x height x width x 4, opaque; grey images have three equal channels
  std::vector<float> logits;       // D's, one an image
  Index count() const { return static_cast<Index>(logits.size()); }
  const std::uint8_t* image(Index i) const { return rgba.data() + 4 * i * shape.pixels(); }
};

struct SheetRequest {
  int generated = 0, real = 0;  // tiles
  bool raw = true;              // G with its own weights
  bool averaged = false;        // G with their average, of the same noise; nothing where the game keeps none
  bool operator==(const SheetRequest&) const = default;
};

struct ImageSheets {
  ImageSheet generated, averaged, real;
  std::vector<std::uint16_t> real_labels;  // one a real image, or none
};

// Noise vectors that somebody chose, one after the other: d numbers each.
struct WalkRequest {
  std::vector<float> noise;
  bool averaged = false;  // with the average of G's weights, where the game keeps one
  bool operator==(const WalkRequest&) const = default;
};

// Images as an ImageSet holds them, and the first `count` columns of images as numbers: shape.size() x n.
void append_rgba(const std::uint8_t* bytes, Index count, SampleShape shape, std::vector<std::uint8_t>& out);
void append_rgba(const Matrix<float>& images, Index count, SampleShape shape, PixelRange range,
                 std::vector<std::uint8_t>& out);

bool keeps_average(const Snapshot& snapshot);

// Samples as the probe of the same snapshot has them, with their logits: at least as many as the sheet wants of each.
// False when cancelled. For images only.
bool probe_sheets(const Snapshot& snapshot, const SheetRequest& request, const Matrix<float>& generated,
                  const Matrix<float>& fake_logits, const Matrix<float>& real, const Matrix<float>& real_logits,
                  Evaluators& networks, const CancelFlag& cancel, ImageSheets& out);

// G's images of the request's noise. Empty where that is not of the snapshot's dimension. False when cancelled.
bool probe_walk(const Snapshot& snapshot, const WalkRequest& request, Evaluators& networks, const CancelFlag& cancel,
                ImageSheet& out);

}  // namespace gan
