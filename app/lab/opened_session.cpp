#include "app/lab/opened_session.h"

#include <algorithm>
#include <utility>

#include "app/lab/history/marks.h"
#include "core/base/number_text.h"
#include "core/io/data_files.h"
#include "core/io/machine/machine_memory.h"

namespace gan {
namespace {

// Follows the replay and makes of every branch what a session begins with.
class SessionFollower {
 public:
  SessionFollower(OpenedSession& out, const std::vector<Scenario>& scenarios, std::string title,
                  const std::function<bool(double)>& progress)
      : out_(out), scenarios_(scenarios), title_(std::move(title)), progress_(progress) {
    for (const RecordedBranch& branch : out_.recorded.branches) steps_ += steps_of(branch);
  }

  void begins(std::size_t number, const Run& run) {
    const RecordedBranch& recorded = out_.recorded.branches[number];
    parked_ = ParkedRun();
    events_ = run.events().size();
    StartedRun& rest = parked_.rest;
    if (recorded.parent) {
      const ParkedRun& parent = *out_.branches[*recorded.parent];
      rest.history = parent.rest.history->until(recorded.origin, run.events(), run.id());
      for (const RunStretch& stretch : through_of(parent)) {
        rest.ancestors.push_back({stretch.run, std::min(stretch.until, recorded.origin)});
        if (stretch.until >= recorded.origin) break;
      }
      for (const PlayedScenario& played : parent.rest.played) {
        if (played.segment <= recorded.origin.position.segment) rest.played.push_back(played);
      }
      rest.divergences = up_to(parent.rest.divergences, recorded.origin);
      rest.hashes = parent.rest.hashes;
      std::erase_if(rest.hashes, [&](const StateHash& h) { return h.position > recorded.origin.position; });
    } else {
      rest.history.emplace(run.id());
      rest.played.push_back({0, 0, card(run.initial_settings(), "")});
    }
    for (const RecordedScenario& scenario : recorded.scenarios) add_scenario(scenario, run.initial_settings());
    rest.divergences.insert(rest.divergences.end(), recorded.divergences.begin(), recorded.divergences.end());
    // What is no condition any more is not watched for.
    for (const RecordedHappening& happening : recorded.happened) {
      if (const auto condition = find_condition(happening.id)) {
        rest.happened[happening.segment][static_cast<std::size_t>(*condition)] = happening.step;
      }
    }
    // Without that of the end, which is of a state that what is done there changes.
    rest.hashes.insert(rest.hashes.end(), recorded.hashes.begin(), std::prev(recorded.hashes.end()));
    out_.keyframes->see(run);
  }

  bool after_iteration(const Run& run) {
    out_.keyframes->see(run);
    add_marks(run);
    parked_.rest.history->append(SegmentRecord{{run.id(), run.position().segment}, run.record()});
    ++done_;
    return !progress_ || progress_(steps_ > 0 ? std::min(1.0, done_ / steps_) : 0);
  }

  void keeps(std::size_t moment, const Run& run) { out_.kept[moment] = {run.keyframe(), run.snapshot()}; }

  void ends(std::size_t number, const Run& run) {
    add_marks(run);
    parked_.rest.history->begin_segment(run.position().segment);
    parked_.past = std::make_shared<const Past>(run.past());
    parked_.front = run.keyframe();
    parked_.front_hash = run.hash();
    out_.branches[number] = std::move(parked_);
  }

 private:
  // Ahead of the records of the segments that they begin.
  void add_marks(const Run& run) {
    for (; events_ < run.events().size(); ++events_) parked_.rest.history->add_mark(mark_of(run.events()[events_]));
  }

  // Iterations, about: segments begin anew.
  static double steps_of(const RecordedBranch& branch) {
    double steps = 0;
    Position last = branch.origin.position;
    for (const StateHash& hash : branch.hashes) {
      const std::int64_t from = hash.position.segment == last.segment ? last.step : 0;
      steps += static_cast<double>(std::max<std::int64_t>(0, hash.position.step - from));
      last = hash.position;
    }
    return steps;
  }

  static std::vector<Instant> up_to(std::vector<Instant> instants, const Instant& last) {
    std::erase_if(instants, [&](const Instant& instant) { return instant > last; });
    return instants;
  }

  Scenario card(const Settings& settings, const std::string& id) const {
    const auto known =
        std::find_if(scenarios_.begin(), scenarios_.end(), [&](const Scenario& s) { return s.id == id; });
    Scenario scenario;
    if (known != scenarios_.end()) {
      scenario = *known;
      if (needs_loading(scenario.settings.spec.data)) scenario.settings.spec.data = settings.spec.data;
      return scenario;
    }
    scenario.id = scenario.title = id.empty() ? title_ : id;
    scenario.description = "A recording, replayed to its end. Play goes on from there.";
    scenario.settings = settings;
    return scenario;
  }

  void add_scenario(const RecordedScenario& scenario, const Settings& initial) {
    std::vector<PlayedScenario>& played = parked_.rest.played;
    if (scenario.segment == 0) played.clear();
    played.push_back({scenario.segment, 0, card(initial, scenario.id)});
  }

  OpenedSession& out_;
  const std::vector<Scenario>& scenarios_;
  const std::string title_;
  const std::function<bool(double)>& progress_;
  ParkedRun parked_;        // of the branch that is done again
  std::size_t events_ = 0;  // of it that its history knows already
  double steps_ = 0, done_ = 0;
};

}  // namespace

OpenedSession open_session(RecordingFile file, std::size_t memory_of_the_past, const std::vector<Scenario>& scenarios,
                           const std::string& title, const std::function<bool(double)>& progress) {
  OpenedSession opened;
  opened.other_build = other_build(file);
  opened.recorded = std::move(file.session);
  opened.keyframes = std::make_shared<Keyframes>(memory_of_the_past);
  opened.branches.resize(opened.recorded.branches.size());
  opened.kept.resize(opened.recorded.kept.size());
  SessionFollower follower(opened, scenarios, title, progress);
  SessionWatch watch;
  watch.begins = [&](std::size_t branch, const Run& run) { follower.begins(branch, run); };
  watch.after_iteration = [&](std::size_t, const Run& run) {
    opened.cancelled = !follower.after_iteration(run);
    return !opened.cancelled;
  };
  watch.keeps = [&](std::size_t moment, const Run& run) { follower.keeps(moment, run); };
  watch.ends = [&](std::size_t branch, const Run& run) { follower.ends(branch, run); };
  opened.replay = replay_session(opened.recorded, watch, free_memory);
  // What did not come to its end is not what was recorded.
  for (std::size_t branch = 0; branch < opened.branches.size(); ++branch) {
    if (!opened.replay.branches[branch].problem.empty()) opened.branches[branch].reset();
  }
  return opened;
}

SessionAccount account_of(const OpenedSession& session, const std::string& name) {
  const std::string file = "'" + name + "'";
  const std::vector<ReplayResult>& results = session.replay.branches;
  const bool several = results.size() > 1;
  if (!session.problem().empty()) {
    return {file + " could not be replayed: " +
                (several ? name_of_branch(session.recorded, session.recorded.played) + ": " : "") + session.problem() +
                ".",
            true};
  }
  if (session.replay.agrees()) {
    return {file + " was replayed: all " + whole_text(session.replay.compared()) + " hashes agree" +
                (several ? ", of " + std::to_string(results.size()) + " branches" : "") + ".",
            false};
  }
  const std::size_t first = session.replay.first_difference();
  const ReplayResult& result = results[first];
  const std::string branch = several ? name_of_branch(session.recorded, first) + " " : "";
  if (!result.problem.empty()) {
    return {file + " was replayed, but without " + branch + "(" + result.problem + ").", true};
  }
  return {file + " was replayed, but " + branch + "first differs at step " + whole_text(result.first_difference.step) +
              (session.other_build.empty() ? ", and its build is this one's." : ": " + session.other_build + "."),
          true};
}

std::vector<RecordedHappening> recorded_happenings(const GameJudge::Happened& happened) {
  std::vector<RecordedHappening> recorded;
  for (const auto& [segment, steps] : happened) {
    for (const ConditionInfo& condition : condition_infos()) {
      const std::optional<std::int64_t>& step = steps[static_cast<std::size_t>(condition.id)];
      if (step) recorded.push_back({segment, condition.name, *step});
    }
  }
  return recorded;
}

RecordedBranch recorded_branch(const Past& past, const std::vector<StateHash>& hashes,
                               std::optional<std::size_t> parent, const Instant& origin) {
  RecordedBranch recorded;
  recorded.parent = parent;
  recorded.origin = parent ? origin : Instant();
  for (const StampedCommand& command : commands_of(past.events)) {
    if (!parent || command.sequence > origin.sequence) recorded.commands.push_back(command);
  }
  for (std::size_t i = 0; i < hashes.size(); ++i) {
    const bool end = i + 1 == hashes.size();
    if (end || !parent || hashes[i].position > origin.position) recorded.hashes.push_back(hashes[i]);
  }
  return recorded;
}

}  // namespace gan
