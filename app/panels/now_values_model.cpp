#include "app/panels/now_values_model.h"

#include <limits>

#include "app/lab/session.h"
#include "app/plot/plot_ticks.h"
#include "core/game/measure.h"
#include "core/record/scalars.h"

namespace gan {
namespace {

constexpr double kNotNow = std::numeric_limits<double>::quiet_NaN();

const Metrics* metrics_now(const ViewContext& context) {
  const Measurement* const m = context.measurement;
  return !context.training && m != nullptr && m->snapshot.get() == &context.snapshot ? &m->metrics : nullptr;
}

}  // namespace

const StepRecord* record_now(const ViewContext& context) {
  const bool same = context.probe != nullptr && context.probe->snapshot.get() == &context.snapshot;
  return same && context.probe->record ? &*context.probe->record : nullptr;
}

// In single precision, as the history has it.
double value_now(const ViewContext& context, std::string_view id) {
  const ScalarInfo& scalar = scalar_info(id);
  const StepRecord* const record = record_now(context);
  const Metrics* const metrics = metrics_now(context);
  double value = kNotNow;
  if (scalar.source == ScalarSource::iteration) {
    if (record != nullptr) value = scalar_value(scalar, *record);
  } else if (metrics != nullptr) {
    value = scalar_value(scalar, *metrics);
  }
  return static_cast<double>(static_cast<float>(value));
}

void ShownRecord::update(const ViewContext& context) {
  const SegmentId segment = context.snapshot.segment();
  if (const StepRecord* const now = record_now(context)) {
    record_ = *now, of_a_state_ = true, old_ = false;
  } else {
    const bool stays = of_a_state_ && segment_ == segment && context.session.shows_substeps() &&
                       record_.loss == context.snapshot.settings->hyperparameters.loss;
    const StepRecord& newest = context.snapshot.record;
    if (!stays) {
      record_ = newest.step > 0 ? newest : empty_record(0);
      if (newest.step == 0) record_.loss = context.snapshot.settings->hyperparameters.loss;
      of_a_state_ = false;
    }
    old_ = record_.step != context.snapshot.position.step || !context.snapshot.position.is_whole();
  }
  segment_ = segment;
}

bool knows_now(const ViewContext& context) {
  return record_now(context) != nullptr;
}

double step_now(const Position& position) {
  const double done = position.discriminator_inner + position.generator_inner;
  return static_cast<double>(position.step) + done / (done + 1);
}

std::string moment_of_the_past(const Session& session) {
  if (!session.in_past()) return "";
  const auto text = [](std::int64_t step) { return std::string(step_text(step).c_str()); };
  const std::string wanted = text(session.looked_at().position.step);
  if (!session.shows_exactly()) {
    const bool near = session.snapshot()->position.segment == session.looked_at().position.segment;
    return "Step " + wanted + " is on its way" +
           (near ? ", here is " + text(session.snapshot()->position.step) : std::string());
  }
  const Position& live = session.front()->position;
  const bool elsewhere = !session.history().holds(live.segment);
  return "Step " + wanted + (elsewhere ? " of an earlier start" : "") + " · live is at " + moment_text(live).substr(5);
}

std::string moment_text(const Position& position) {
  std::string text = std::string("step ") + step_text(position.step).c_str();
  if (position.discriminator_inner > 0 || position.generator_inner > 0) text += " +";
  if (position.discriminator_inner > 0) text += std::to_string(position.discriminator_inner) + "D";
  if (position.generator_inner > 0) {
    text += (position.discriminator_inner > 0 ? " " : "") + std::to_string(position.generator_inner) + "G";
  }
  return text;
}

}  // namespace gan
