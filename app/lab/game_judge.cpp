#include "app/lab/game_judge.h"

#include "core/insight/advice.h"

namespace gan {
namespace {

constexpr std::int64_t kUnmeasuredSteps = 200;  // iterations between two judgements without metrics

}  // namespace

// With every new measurement and every change; in between nothing can be said that is worth the time. Where images wait
// for what measures them, now and then.
bool GameJudge::is_due(const Known& known, const Moment& measured) const {
  const Moment now = known.snapshot.moment();
  return measured != judged_measurement_ || known.snapshot.status.diverged != judged_diverged_ ||
         now.segment() != judged_.segment() || known.since != judged_change_ ||
         (known.measurement == nullptr && now.position.step >= judged_.position.step + kUnmeasuredSteps) ||
         (!known.training && (now != judged_ || (known.record != nullptr) != judged_knows_now_));
}

void GameJudge::update(const Known& known) {
  const RunHistory& h = known.history;
  const Measurement* const m = known.measurement;
  const Moment measured = m == nullptr ? Moment{{}, {-1, 0, 0, 0}} : m->snapshot->moment();
  if (!is_due(known, measured)) return;
  const Moment now = known.snapshot.moment();
  judged_ = now;
  judged_change_ = known.since;
  judged_measurement_ = measured;
  judged_diverged_ = known.snapshot.status.diverged;
  judged_knows_now_ = known.record != nullptr;
  const FindSeries series = [&h](std::string_view id) { return h.find(id); };
  Facts facts = gather_facts(known.snapshot, known.since, series, m == nullptr ? nullptr : &m->metrics,
                             m == nullptr ? nullptr : m->perfect.get(), known.until);
  facts.divergence = divergence_sentence(known.snapshot);
  facts.at_rest = !known.training;
  if (facts.at_rest && known.record != nullptr) take_facts_now(*known.record, facts);
  judge_.update(facts);
  // What went on with players that were rebuilt is the same course.
  const std::int64_t segment = now.position.segment;
  if (h.holds(segment - 1) && !happened_.contains(segment)) happened_[segment] = happened_[segment - 1];
  note_what_holds(now);
}

void GameJudge::note_what_holds(const Moment& now) {
  auto& here = happened_[now.position.segment];
  for (const ConditionInfo& info : condition_infos()) {
    std::optional<std::int64_t>& happened = here[static_cast<std::size_t>(info.id)];
    if (!happened && conditions().holds(info.id)) happened = now.position.step;
  }
}

std::optional<std::int64_t> GameJudge::happened_at(ConditionId id, const Position& until) const {
  const auto found = happened_.find(until.segment);
  if (found == happened_.end()) return std::nullopt;
  const std::optional<std::int64_t>& step = found->second[static_cast<std::size_t>(id)];
  return step && *step <= until.step ? step : std::nullopt;
}

GameJudge::Happened GameJudge::happened_until(const Position& until) const {
  Happened happened(happened_.begin(), happened_.upper_bound(until.segment));
  if (const auto last = happened.find(until.segment); last != happened.end()) {
    for (std::optional<std::int64_t>& step : last->second) {
      if (step && *step > until.step) step.reset();
    }
  }
  return happened;
}

void take_facts_now(const StepRecord& now, Facts& facts) {
  if (facts.records > 0) return;
  facts.records = 1;
  facts.d_accuracy = static_cast<double>(now.d_accuracy);
  facts.distance = static_cast<double>(now.distance);
  facts.d_real = static_cast<double>(now.d_real);
  facts.d_fake = static_cast<double>(now.d_fake);
  facts.g_grad_norm = static_cast<double>(now.g_grad_norm);
}

}  // namespace gan
