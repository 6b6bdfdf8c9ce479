// Lab: sessions as files: every branch, the moments that are kept, and how the window looks.
#include <algorithm>
#include <chrono>
#include <filesystem>
#include <utility>

#include "app/lab/lab.h"
#include "app/lab/opened_session.h"
#include "core/io/file_kind.h"
#include "core/io/machine/machine_memory.h"

namespace gan {
namespace {

std::string stem_of_session(const std::string& path) {
  return std::filesystem::path(path).filename().string();
}

// Of built-in ones: others are called what the file is.
std::vector<RecordedScenario> recorded_scenarios(const std::vector<PlayedScenario>& played,
                                                 const std::vector<Scenario>& builtin, std::int64_t after) {
  std::vector<RecordedScenario> scenarios;
  for (const PlayedScenario& one : played) {
    const bool known =
        std::any_of(builtin.begin(), builtin.end(), [&](const Scenario& s) { return s.id == one.scenario.id; });
    if (known && one.segment > after) scenarios.push_back({one.segment, one.scenario.id});
  }
  return scenarios;
}

}  // namespace

// Replayed beside the running game, which is replaced when the end is reached.
void Lab::replay_recording(const std::string& path, RecordingFile file) {
  const std::string name = stem_of_session(path);
  jobs_.start("Replaying " + name, [this, name, file = std::move(file), scenarios = scenarios_,
                                    memory = options_.memory_of_the_past](JobControl& control) mutable {
    const auto progress = [&](double share) {
      control.share = share;
      return !control.cancelled;
    };
    auto opened =
        std::make_shared<OpenedSession>(gan::open_session(std::move(file), memory, scenarios, name, progress));
    return Jobs::Finish([this, name, opened] {
      if (opened->cancelled) return messages_.note("The replay of '" + name + "' was cancelled.");
      const SessionAccount account = account_of(*opened, name);
      const RunId before = session_->id();
      if (opened->problem().empty()) {
        begin_session(*opened);
        if (session_->id() == before) return;  // it has said why
      }
      if (account.problem) {
        messages_.problem(account.sentence);
      } else {
        messages_.note(account.sentence);
      }
    });
  });
}

// All branches rest, but for the one that is played.
void Lab::begin_session(OpenedSession& opened) {
  const RecordedSession& recorded = opened.recorded;
  Result<std::unique_ptr<Run>> resumed =
      Run::resume(*opened.branches[recorded.played]->past, *opened.branches[recorded.played]->front, free_memory);
  if (!resumed) return messages_.problem("The session can't be gone on with: " + resumed.message() + ".");
  begin_past(opened.keyframes);
  std::vector<RunId> runs;
  for (std::size_t i = 0; i < opened.branches.size(); ++i) {
    runs.push_back(opened.branches[i] ? opened.branches[i]->past->run : RunId());
    if (opened.branches[i]) add_opened_branch(recorded.branches[i], *opened.branches[i]);
  }
  const RunId played = runs[recorded.played];
  StartedRun started = std::move(opened.branches[recorded.played]->rest);
  started.run = std::move(resumed).value();
  for (std::size_t i = 0; i < opened.branches.size(); ++i) {
    if (i != recorded.played && opened.branches[i]) parked_.push_back(std::move(*opened.branches[i]));
  }
  branches_.play(played);
  Scenario scenario = started.played.back().scenario;
  open_session(0, std::move(started), std::move(scenario));
  for (std::size_t i = 0; i < recorded.kept.size(); ++i) {
    const OpenedSession::State& state = opened.kept[i];
    const RunId run = runs[recorded.kept[i].branch];
    if (state.keyframe && run != RunId()) {
      keep_opened(recorded.kept[i], run, state.keyframe, state.snapshot);
    } else {
      messages_.problem("A kept moment was left out: nothing comes by step " +
                        std::to_string(recorded.kept[i].instant.position.step) + " of segment " +
                        std::to_string(recorded.kept[i].instant.position.segment) + " that way.");
    }
  }
  pin_fronts();
  stand_as_recorded(recorded.beside, runs);
  if (recorded.looked_at) session_->look_at(*recorded.looked_at);
  look_where_focus_looks();
  opened_view_ = recorded.view;
}

// As many as there is room for; a branch that could not be done again does not stand there.
void Lab::stand_as_recorded(std::span<const std::size_t> beside, std::span<const RunId> runs) {
  const RunId focus = session_->id();
  for (const std::size_t branch : beside) {
    if (branch < runs.size() && runs[branch] != focus && has_room_to_compare()) stand_parked_beside(runs[branch]);
  }
  const auto place = [&](const std::unique_ptr<Session>& game) {
    const auto at = std::find_if(beside.begin(), beside.end(), [&](std::size_t b) { return runs[b] == game->id(); });
    return at - beside.begin();
  };
  std::stable_sort(games_.begin(), games_.end(), [&](const auto& a, const auto& b) { return place(a) < place(b); });
}

void Lab::add_opened_branch(const RecordedBranch& recorded, const ParkedRun& parked) {
  const RunId run = parked.past->run;
  const std::vector<RunStretch>& through = parked.rest.ancestors;
  if (branches_.all().empty()) {
    branches_.begin(run);
  } else {
    // The one that it parts from may be missing.
    const bool known = !through.empty() && branches_.find(through.back().run) != nullptr;
    branches_.add(run, known ? std::span(through) : std::span<const RunStretch>());
  }
  branches_.rename(run, recorded.name);
  const RunHistory& history = *parked.rest.history;
  branches_.note(run, parked.front->instant, history.first_segment(), first_change(history, *branches_.find(run)));
}

// Of a metric that is not there any more it is one that a person keeps.
void Lab::keep_opened(const RecordedMoment& recorded, RunId run, const std::shared_ptr<const Keyframe>& keyframe,
                      const std::shared_ptr<const Snapshot>& snapshot) {
  KeptMoments& moments = keeper_of_moments_.moments();
  const auto number = moments.keep(run, recorded.instant);
  if (!number) return;
  moments.rename(*number, recorded.name);
  if (const ScalarInfo* const best = recorded.best.empty() ? nullptr : find_scalar(recorded.best)) {
    moments.call_best(*number, *best);
    best_data_ = snapshot->settings->spec.data;
  }
  keeper_of_moments_.prepare(*number, keyframe, snapshot);
}

// The recording of the run that is played is given by who trains it; the rest is as it is now.
void Lab::save_session(const SessionSave& wanted) {
  Save save = record_session(wanted);
  save.path = free_output_path(plain_stem(scenario().id), ".toml");
  saves_.push_back(std::move(save));
}

std::function<Outcome(const std::string& path)> Lab::session_writer(const SessionSave& wanted) {
  auto save = std::make_shared<Save>(record_session(wanted));
  return [save](const std::string& path) { return gan::save_session(complete(*save), path); };
}

Lab::Save Lab::record_session(const SessionSave& wanted) {
  Save save;
  RecordedSession& session = save.session;
  for (const Branch& branch : branches_.all()) {
    const auto parent = std::find_if(branches_.all().begin(), branches_.all().end(),
                                     [&](const Branch& b) { return branch.has_parent() && b.run == branch.parent; });
    const auto place = static_cast<std::size_t>(parent - branches_.all().begin());
    std::optional<std::size_t> parent_place;
    if (parent != branches_.all().end()) parent_place = place;
    const std::int64_t after = parent_place ? branch.origin.position.segment : -1;
    RecordedBranch recorded;
    const std::vector<Instant>* diverged = nullptr;
    if (Session* const game = game_of(branch.run)) {
      if (game == session_) session.played = session.branches.size();
      save.recordings.emplace_back(session.branches.size(), game->finish_recording());
      recorded.parent = parent_place;
      recorded.origin = parent_place ? branch.origin : Instant();
      recorded.scenarios = recorded_scenarios(game->played(), scenarios_, after);
      recorded.happened = recorded_happenings(game->happened());
      diverged = &game->course().divergences();
    } else {
      const auto parked =
          std::find_if(parked_.begin(), parked_.end(), [&](const ParkedRun& p) { return p.past->run == branch.run; });
      std::vector<StateHash> hashes = parked->rest.hashes;
      const Position end = parked->front->instant.position;
      if (!hashes.empty() && hashes.back().position == end) hashes.pop_back();
      hashes.push_back({end, parked->front_hash});
      recorded = recorded_branch(*parked->past, hashes, parent_place, branch.origin);
      recorded.scenarios = recorded_scenarios(parked->rest.played, scenarios_, after);
      recorded.happened = recorded_happenings(parked->rest.happened);
      diverged = &parked->rest.divergences;
    }
    for (const Instant& instant : *diverged) {
      if (!parent_place || instant > branch.origin) recorded.divergences.push_back(instant);
    }
    recorded.name = branch.name;
    session.branches.push_back(std::move(recorded));
  }
  if (comparing()) {
    for (const auto& game : games_) {
      const auto at = std::find_if(branches_.all().begin(), branches_.all().end(),
                                   [&](const Branch& b) { return b.run == game->id(); });
      session.beside.push_back(static_cast<std::size_t>(at - branches_.all().begin()));
    }
  }
  if (session_->in_past()) session.looked_at = session_->looked_at();
  for (const KeptMoment& moment : keeper_of_moments_.moments().all()) record_kept(moment, session);
  session.view = wanted.view;
  return save;
}

// On the branch on whose stretch it lies; where that is gone, on one that comes by.
void Lab::record_kept(const KeptMoment& moment, RecordedSession& session) const {
  const std::span<const Branch> branches = branches_.all();
  for (std::size_t i = 0; i < branches.size(); ++i) {
    if (!comes_by(through_of_branch(branches[i].run), moment.run, moment.instant)) continue;
    session.kept.push_back({branch_of_moment(session, i, moment.instant), moment.instant, moment.name,
                            moment.best != nullptr ? moment.best->id : ""});
    return;
  }
}

// Those that are there. A job that waited for one would hold up the trainer where both share a thread.
void Lab::write_sessions() {
  for (auto save = saves_.begin(); save != saves_.end();) {
    const bool there = std::all_of(save->recordings.begin(), save->recordings.end(), [](const auto& one) {
      return one.second.wait_for(std::chrono::seconds(0)) == std::future_status::ready;
    });
    if (!there) {
      ++save;
      continue;
    }
    auto written = std::make_shared<Save>(std::move(*save));
    jobs_.start("Saving the session", [this, written](JobControl&) {
      std::error_code failed;
      std::filesystem::create_directories(std::filesystem::path(written->path).parent_path(), failed);
      const Outcome done = gan::save_session(complete(*written), written->path);
      return Jobs::Finish([this, path = written->path, done] {
        if (!done) return messages_.problem(done.message());
        messages_.note("Session saved to " + path + ".");
      });
    });
    save = saves_.erase(save);
  }
}

// With the recordings of the runs that were trained.
RecordedSession Lab::complete(Save& save) {
  RecordedSession session = std::move(save.session);
  for (auto& [branch, given] : save.recordings) {
    Recording recording = given.get();
    RecordedBranch& recorded = session.branches[branch];
    session.settings = std::move(recording.settings);
    const bool parted = recorded.parent.has_value();
    std::erase_if(recording.commands,
                  [&](const StampedCommand& c) { return parted && c.sequence <= recorded.origin.sequence; });
    const StateHash end = recording.hashes.back();
    recording.hashes.pop_back();
    std::erase_if(recording.hashes,
                  [&](const StateHash& h) { return parted && h.position <= recorded.origin.position; });
    recording.hashes.push_back(end);
    recorded.commands = std::move(recording.commands);
    recorded.hashes = std::move(recording.hashes);
  }
  return session;
}

// The session that trains it; null of one that is parked.
Session* Lab::game_of(RunId run) const {
  const auto game = std::find_if(games_.begin(), games_.end(), [&](const auto& g) { return g->id() == run; });
  return game == games_.end() ? nullptr : game->get();
}

std::vector<RunStretch> Lab::through_of_branch(RunId run) const {
  if (const Session* const game = game_of(run)) return game->through();
  const auto parked =
      std::find_if(parked_.begin(), parked_.end(), [&](const ParkedRun& p) { return p.past->run == run; });
  return parked == parked_.end() ? std::vector<RunStretch>() : gan::through_of(*parked);
}

}  // namespace gan
