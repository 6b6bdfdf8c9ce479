// The one image that a person has chosen in a sheet, which several probes look into.
#pragma once

#include "core/base/matrix.h"
#include "core/probe/shared/evaluate.h"

namespace gan {

struct ChosenImage {
  bool real = false;
  int tile = 0;           // of its sheet, 0 and up: it keeps its noise, or its image, for ever
  bool averaged = false;  // of a generated one: with the average of G's weights, where the game keeps one
  bool operator==(const ChosenImage&) const = default;
};

// Its noise: d x 1. For a generated one.
Matrix<float> chosen_noise(const Snapshot& snapshot, const ChosenImage& chosen);

// The image as numbers: dimension() x 1 (resized). False when cancelled. For images only.
bool probe_chosen(const Snapshot& snapshot, const ChosenImage& chosen, Evaluators& networks, const CancelFlag& cancel,
                  Matrix<float>& out);

}  // namespace gan
