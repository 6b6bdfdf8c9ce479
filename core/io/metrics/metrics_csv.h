// The metrics of a run as CSV: a header row, then one row a recorded step: the step, a column a scalar in the order of
// their table (core/record), every number with all its digits; a quantity that is not defined (a frozen player's, modes
// of data without any) is nan.
#pragma once

#include <string>

#include "core/base/matrix.h"
#include "core/data/point_set.h"
#include "core/game/step_record.h"
#include "core/probe/path/moment_path.h"
#include "core/probe/quality/metrics.h"
#include "core/probe/spectrum/spectrum.h"
#include "core/record/scalars.h"

namespace gan {

// Both end with a newline. `compared`: with the columns of points that were compared with the data's. `of`: what the
// game is of. On images it has the columns of their scalars besides, and the features that these were measured in; of a
// few numbers, those.
std::string metrics_header(Capabilities of = {}, bool compared = false);
std::string metrics_row(const StepRecord& record, const Metrics& metrics, Capabilities of = {}, bool compared = false);

// Images have no modes and a density that nobody knows; their files have those columns all the same, as ever.
// What only games of a few numbers have is in theirs alone.
bool has_metrics_column(const ScalarInfo& scalar, Capabilities of, bool compared);
// With all its digits; nan, inf, -inf.
std::string exact_text(double number);

// "real,imaginary,modulus,degrees,residual" and a row for each multiplier that was found, the largest modulus first;
// degrees are those by which an iteration turns, −180 to 180.
std::string spectrum_csv(const Spectrum& spectrum);

// "t,cosine,norm,d_loss,g_loss" and a row for each place of the line; what is not finite there is nan.
std::string path_csv(const MomentPath& path);

// "x,y", of the line "x", and a row for each column of points, 2 x n or 1 x n in the game's coordinates: the rows are
// in the data's own.
std::string samples_csv(const Matrix<float>& points, const PlaneUnits& units = {});

}  // namespace gan
