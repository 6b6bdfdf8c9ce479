// Hashes of what core gives as structures: the one place of this folder that names their members.
#pragma once

#include "core/insight/facts.h"
#include "core/metrics/compare.h"
#include "core/probe/images/layers.h"
#include "core/probe/images/nearest.h"
#include "core/probe/images/slice.h"
#include "core/probe/line/line_curves.h"
#include "core/probe/phase/phase_paths.h"
#include "core/probe/points/flow.h"
#include "core/probe/points/noise_grid.h"
#include "core/probe/points/optimum.h"
#include "core/probe/points/penalty.h"
#include "core/probe/quality/measure.h"
#include "tests/golden/numbers.h"

namespace gan::golden {

std::uint64_t hash_of(const Matrix<float>& m);
std::uint64_t hash_of(const StepRecord& record);
std::uint64_t hash_of(const Surface& surface);
std::uint64_t hash_of(const OptimalSurface& surface);
std::uint64_t hash_of(const NoiseGrid& grid);
std::uint64_t hash_of(const PenaltyView& view);
std::uint64_t hash_of(const SampleFlow& flow);
std::uint64_t hash_of(const LineCurves& curves);
std::uint64_t hash_of(const ImageSheet& sheet);
std::uint64_t hash_of(const NearestImages& nearest);
std::uint64_t hash_of(const LayerImages& layers);
std::uint64_t hash_of(const ImageSlice& slice);
std::uint64_t hash_of(const std::vector<ModeStatistics>& modes);
std::uint64_t hash_of(const Growth& growth);
std::uint64_t hash_of(const PhasePath& path);
std::uint64_t hash_of(const Concentration& concentration);
std::uint64_t hash_of(const PerfectScore& score);
std::uint64_t hash_of(const Facts& facts);
std::uint64_t hash_of(const NeighbourMetrics& metrics);
std::uint64_t hash_of(const KernelMetrics& metrics);

}  // namespace gan::golden
