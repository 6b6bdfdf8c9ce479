#include "app/panels/strip/strip_model.h"

#include <cmath>
#include <limits>

#include "app/lab/session.h"
#include "app/panels/now_values_model.h"
#include "core/base/number_text.h"
#include "core/game/measure.h"
#include "core/game/rules/rule_list.h"

namespace gan {
namespace {

Progress progress_of(const Position& position) {
  return {position.step, {position.discriminator_inner, position.generator_inner}};
}

// Where both players are frozen any step by hand completes an iteration, so that the position does not tell whose it
// was: the log does. None where this iteration did not end so.
std::optional<Turn> frozen_turn(const RunHistory& history, const Progress& now) {
  const std::span<const HistoryMark> marks = history.segment_marks();
  for (std::size_t i = marks.size(); i-- > 0 && marks[i].step >= now.step - 1;) {
    // They may not have been frozen before it.
    if (!marks[i].key.empty()) break;
    if (marks[i].by_hand && marks[i].step == now.step - 1) return Turn{move_of(*marks[i].by_hand), 1, 0};
  }
  return std::nullopt;
}

}  // namespace

bool strip_is_line(bool playing, double substeps_per_second, float window_height) {
  return window_height < kStripWindowHeight || (playing && !(substeps_per_second <= kStripSpeed));
}

void StripMoment::update(const ViewContext& context) {
  take_turn(context.snapshot, context.history);
  record_.update(context);
}

void StripMoment::take_turn(const Snapshot& snapshot, const RunHistory& history) {
  const Hyperparameters& h = snapshot.settings->hyperparameters;
  const Moment moment = snapshot.moment();
  const Progress now = progress_of(snapshot.position);
  const bool same = moment_ && moment_->segment() == moment.segment();
  const bool moved = !same || moment_->position != moment.position;
  if (moved) {
    const std::optional<Progress> before = same ? std::optional(progress_of(moment_->position)) : std::nullopt;
    turn_ = last_turn(now, h, before);
    done_ = turn_.has_value();
    if (same) ++count_;
    moment_ = moment;
  }
  if (stands_still(Player::discriminator, h) && stands_still(Player::generator, h) && !done_) {
    turn_ = frozen_turn(history, now);
    done_ = turn_.has_value();
  }
  // Nothing was done yet, and what comes next may be set.
  if (!done_) turn_ = next_turn(now, h);
}

double StripMoment::number(StripNode node) const {
  const StepRecord& r = record();
  const bool pairs = loss_info(r.loss).value.fake.mean[0] == 0;
  const auto of = [](float value) { return static_cast<double>(value); };
  switch (node) {
    case StripNode::generator:
      return of(r.g_grad_norm);
    case StripNode::discriminator:
      return of(r.d_grad_norm);
    case StripNode::fake_output:
      return of(r.d_fake);
    case StripNode::real_output:
      return of(r.d_real);
    case StripNode::fake_term:
      return of(r.value_fake);
    case StripNode::real_term:
      return pairs ? of(r.d_real) - of(r.d_fake) : of(r.value_real);
    case StripNode::value:
      return of(r.value);
    case StripNode::noise:
    case StripNode::generated:
    case StripNode::data:
    case StripNode::count:
      break;
  }
  return std::numeric_limits<double>::quiet_NaN();
}

std::string strip_number(double value) {
  if (!std::isfinite(value)) return "–";
  const double size = std::abs(value);
  if (size >= 9999.5) return scientific_text(value, size < 1e9 ? 1 : 0, true).c_str();
  if (size < 5e-4 && size > 0) return scientific_text(value, 0, true).c_str();
  return fixed_text(value, size < 9.9995 ? 3 : size < 99.995 ? 2 : size < 999.95 ? 1 : 0).c_str();
}

}  // namespace gan
