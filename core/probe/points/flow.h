// How generated samples move: their velocities between two moments of a game, smoothed, with divergence and curl. A
// function of where the same noise was sent at both.
#pragma once

#include <cstdint>
#include <memory>

#include "core/base/cancel_flag.h"
#include "core/base/matrix.h"
#include "core/probe/points/surface.h"
#include "core/run/run_id.h"

namespace gan {

// Around one place: v(x) ≈ v₀ + A (x − x₀).
struct LocalFlow {
  bool known = false;  // enough samples lie around it, and not all on one line
  double a11 = 0, a12 = 0, a21 = 0, a22 = 0;
  double divergence() const { return a11 + a22; }
  double curl() const { return a21 - a12; }  // twice the angular velocity, counterclockwise
};

// How many samples move around a place.
struct MovingSamples {
  Matrix<float> places;      // 2 x n, where they are shown
  Matrix<float> middles;     // 2 x n, of the ways that they went
  Matrix<float> velocities;  // 2 x n
};

// Fit by least squares to the velocities as an affine function of the middles, each sample weighted with the kernel of
// its place, exp(−‖x − x₀‖²/(2 width²)): A = C_vm C_mm⁻¹ of the weighted covariances. Not known where fewer than six
// samples weigh in (Kish's (Σw)²/Σw²), where their weighted mean is further away than 1.25 widths, or where their
// middles spread a tenth as far across as along. Columns that are not finite are left out.
LocalFlow local_flow(const MovingSamples& samples, double x, double y, double width);

struct FlowRequest {
  // 2 x n, of an earlier or a later moment of the same segment, column i of the same noise as the probe's sample i.
  // Requests are told apart by the matrix and not by its numbers.
  std::shared_ptr<const Matrix<float>> other;
  SegmentId segment;
  std::int64_t step = 0;  // of that moment
  SurfaceRequest lattice;
  bool operator==(const FlowRequest&) const = default;
};

// An iteration's worth of motion; NaN where it is not known. Empty where there is no motion to speak of: another
// segment, or the same step.
struct SampleFlow {
  FlowRequest request;
  double width = 0;                // of the kernel, data units
  std::int64_t from = 0, to = 0;   // steps
  Matrix<float> divergence, curl;  // nx x ny, as Surface::logits
  // Over the samples around which the flow is known: mean |div v|, mean |curl v|, and the mean of both with their
  // signs; the mean speed of all samples.
  double divergence_size = 0, curl_size = 0, mean_divergence = 0, mean_curl = 0, speed = 0;
  Index samples = 0;  // around which it is known
  // Share of rotation: mean |curl| over the sum of both; NaN where nothing is known.
  double rotation() const { return curl_size / (curl_size + divergence_size); }
};

// Smoothed over a tenth of the extent's half side.
double flow_width(const Extent& extent);

// Where samples were at one step, and at a later one (2 x n each, the first so many columns of both are compared); the
// field is of the places at the later step, or at the earlier one. The velocity (later − earlier)/(to − from) is taken
// at the middle of the way, so that a rigid rotation has no divergence however far it turns. False when cancelled.
enum class FlowAt { earlier, later };
bool sample_flow(const Matrix<float>& earlier, std::int64_t from, const Matrix<float>& later, std::int64_t to,
                 FlowAt at, const SurfaceRequest& lattice, double width, const CancelFlag& cancel, SampleFlow& out);

// Of the snapshot's own generated samples, where they are, and those of the request.
bool probe_flow(const Snapshot& snapshot, const FlowRequest& request, const Matrix<float>& generated,
                const CancelFlag& cancel, SampleFlow& out);

}  // namespace gan
