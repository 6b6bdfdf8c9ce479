// What a run is measured at, on standard output: a line or a few, each number beside a perfect generator's where there
// is one.
#pragma once

#include "core/game/step_record.h"
#include "core/probe/quality/measure.h"

namespace gan::cli {

void print_image_metrics(const Measurement& measurement);
// Of data with modes; of others nothing.
void print_point_metrics(const Metrics& metrics);
// The same, and how they compare with the data's samples.
void print_compared(const Measurement& measurement);
// Of players that are a few numbers.
void print_numbers(const StepRecord& record);

}  // namespace gan::cli
