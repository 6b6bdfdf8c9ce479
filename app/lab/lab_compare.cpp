// Lab: games side by side. Each is a session of its own that trains by itself; what they have in common is the seed,
// and with it every batch and all noise, and that they wait for each other.
#include <algorithm>
#include <utility>

#include "app/lab/compare/comparison_table.h"
#include "app/lab/compare/differences.h"
#include "app/lab/lab.h"
#include "core/base/check.h"
#include "core/io/files/text_file.h"
#include "core/io/machine/machine_memory.h"
#include "core/settings/setting_values.h"

namespace gan {

std::size_t Lab::focus() const {
  const auto at = std::find_if(games_.begin(), games_.end(), [&](const auto& game) { return game.get() == session_; });
  return at == games_.end() ? 0 : static_cast<std::size_t>(at - games_.begin());
}

void Lab::focus_on(std::size_t game) {
  if (game >= games_.size()) return;
  session_ = games_[game].get();
  branches_.play(session_->id());
}

void Lab::ask(std::size_t game, const Actions& actions) {
  if (game >= games_.size() || game == focus()) return;
  Wishes wishes = wishes_of(actions, *games_[game]);
  wishes.compare = actions.compare_samples || compare_samples_;
  games_[game]->ask(wishes);
}

// True where it was about several games.
bool Lab::request_of_games(LabRequest request) {
  switch (request) {
    case LabRequest::compare_here:
      return compare_here(), true;
    case LabRequest::compare_from_start:
      return compare_from_start(), true;
    case LabRequest::focus_next:
      return focus_on((focus() + 1) % games_.size()), true;
    case LabRequest::swap_games:
      return swap_games(), true;
    case LabRequest::make_equal:
      return make_equal(), true;
    case LabRequest::drop_game:
      return drop_game(focus()), true;
    case LabRequest::end_compare:
      return end_compare(), true;
    case LabRequest::toggle_lockstep:
      lockstep_->engage(!lockstep_->engaged());
      trained_together_ = true;  // who is behind comes up
      return true;
    case LabRequest::save_comparison:
      save_file("comparison", "comparison", "md",
                [text = comparison()](const std::string& path, JobControl&) { return write_file(path, text); });
      return true;
    default:
      break;
  }
  if (!comparing()) return false;
  const auto in_all = [&](auto&& act) {
    for (const auto& game : games_) act(*game);
    return true;
  };
  const auto time = [&](auto&& act) {
    act(*session_);
    look_where_focus_looks();
    return true;
  };
  switch (request) {
    case LabRequest::play:
      return play(), true;
    case LabRequest::pause:
      return pause(), true;
    case LabRequest::toggle_play:
      return toggle_play(), true;
    case LabRequest::step_iteration:
      return advance(1), true;
    case LabRequest::step_discriminator:
      return in_all([](Session& game) { game.take_step(Player::discriminator); });
    case LabRequest::step_generator:
      return in_all([](Session& game) { game.take_step(Player::generator); });
    case LabRequest::train_discriminator:
      // One that is under way ends all, rather than that some end and others begin.
      return in_all(
          [going = optimum_under_way()](Session& game) { going ? game.stop_optimum() : game.train_to_optimum(); });
    case LabRequest::same_start:
      return in_all([](Session& game) { game.same_start(); });
    case LabRequest::new_start: {
      const std::uint64_t seed = session_->next_seed();
      return in_all([&](Session& game) { game.new_start(seed); });
    }
    case LabRequest::look_back:
      return time([](Session& game) { game.look_on(-1); });
    case LabRequest::look_far_back:
      return time([](Session& game) { game.look_on(-kFarIterations); });
    case LabRequest::look_at_front:
      return look_at_front(), true;
    case LabRequest::go_on:
    case LabRequest::go_far_on: {
      const std::int64_t iterations = request == LabRequest::go_on ? 1 : kFarIterations;
      if (session_->in_past()) return time([&](Session& game) { game.look_on(iterations); });
      return advance(iterations), true;
    }
    case LabRequest::undo:
      return act_on_focus([](Session& game) { game.undo(); }), true;
    case LabRequest::redo:
      return act_on_focus([](Session& game) { game.redo(); }), true;
    case LabRequest::apply_remedy:
      return act_on_focus([](Session& game) { game.apply_remedy(); }), true;
    default:
      return false;
  }
}

// What starts it anew starts the others anew, too: they would be compared at different iterations else.
void Lab::act_on_focus(const std::function<void(Session&)>& act) {
  const std::uint64_t starts = session_->starts();
  act(*session_);
  if (session_->starts() == starts) return;
  for (const auto& game : games_) {
    if (game.get() != session_) game->same_start();
  }
}

void Lab::edit_games(const SettingEdit& edit) {
  if (!comparing()) return this->edit(edit);
  act_on_focus([&](Session&) { this->edit(edit); });
  // Games of different seeds would show what luck does.
  if (!edit.in_all && edit.key != "seed") return;
  for (const auto& game : games_) {
    if (game.get() != session_) game->edit(edit);
  }
}

// No setting of them decides what is loaded.
void Lab::edit_together(const Actions& actions) {
  if (actions.together.empty()) return;
  if (!actions.together.front().in_all) {
    return act_on_focus([&](Session& game) { game.edit_together(actions.together); });
  }
  for (const auto& game : games_) game->edit_together(actions.together);
}

std::string Lab::comparison() const {
  std::vector<ComparedGame> games;
  for (const auto& game : games_) {
    const Snapshot& shown = *game->snapshot();
    const std::shared_ptr<const Measurement>& measured = game->answers().measurement;
    games.push_back(
        {shown.settings.get(), shown.position, shown.record, measured != nullptr ? &measured->metrics : nullptr});
  }
  return comparison_table(games);
}

bool Lab::training() const {
  return std::any_of(games_.begin(), games_.end(), [](const auto& game) { return game->training(); });
}

// One that has diverged stays where it is.
void Lab::toggle_play() {
  const bool rest =
      std::all_of(games_.begin(), games_.end(), [](const auto& game) { return game->activity() == Activity::paused; });
  if (!rest) return pause();
  bool any = false;
  for (const auto& game : games_) {
    if (game->front()->status.diverged) continue;
    game->play();
    any = true;
  }
  if (!any) session_->toggle_play();  // which says why not
}

void Lab::play() {
  for (const auto& game : games_) game->play();
}
void Lab::pause() {
  for (const auto& game : games_) game->pause();
}
void Lab::advance(std::int64_t iterations) {
  for (const auto& game : games_) game->advance(iterations);
}
void Lab::run_to(std::int64_t step) {
  for (const auto& game : games_) game->run_to(step);
}

bool Lab::busy_training() const {
  return std::any_of(games_.begin(), games_.end(),
                     [](const auto& game) { return game->training() || !game->requests_done(); });
}

bool Lab::rests() const {
  return !trained_together_ &&
         std::all_of(games_.begin(), games_.end(), [](const auto& game) { return game->rests(); });
}

void Lab::stand_beside(const std::vector<SettingEdit>& changes) {
  compare_here();
  if (!comparing()) return;
  for (const SettingEdit& edit : changes) edit_games(edit);
  std::rotate(games_.begin() + static_cast<std::ptrdiff_t>(focus()),
              games_.begin() + static_cast<std::ptrdiff_t>(focus()) + 1, games_.end());
  focus_on(0);
}

void Lab::stand_beside(StartedRun started) {
  GAN_CHECK(has_room_to_compare(), "a game more than stand side by side");
  branches_.add(started.run->id(), {});
  Scenario scenario = started.played.empty() ? session_->scenario() : started.played.back().scenario;
  games_.emplace_back();
  open_session(games_.size() - 1, std::move(started), std::move(scenario));
  branches_.play(session_->id());
}

void Lab::look_at(std::int64_t segment, std::int64_t step) {
  for (const auto& game : games_) game->look_at(segment, step);
}

void Lab::look_at_front() {
  for (const auto& game : games_) game->look_at_front();
}

// Where the others have not come so far they show how far they are.
void Lab::look_where_focus_looks() {
  for (const auto& game : games_) {
    if (game.get() == session_) continue;
    if (session_->in_past()) {
      const Position& at = session_->looked_at().position;
      game->look_at(at.segment, at.step);
    } else {
      game->look_at_front();
    }
  }
}

void Lab::drop_game(std::size_t game) {
  if (!comparing()) return;
  park_session(game);
  const bool was_in_focus = games_[game].get() == session_;
  games_.erase(games_.begin() + static_cast<std::ptrdiff_t>(game));
  if (was_in_focus) focus_on(std::min(game, games_.size() - 1));
  stand_before_parents();
}

void Lab::end_compare() {
  while (comparing()) drop_game(focus() == 0 ? 1 : 0);
}

void Lab::swap_games() {
  if (comparing()) std::swap(games_[focus()], games_[(focus() + 1) % games_.size()]);
}

void Lab::make_equal() {
  const Settings& wanted = session_->shown_settings();
  for (const auto& game : games_) {
    if (game.get() == session_) continue;
    const Settings* const both[] = {&wanted, &game->shown_settings()};
    // What one of them changes may change which others are heeded.
    std::vector<SettingEdit> edits;
    for (const Difference& d : differences(both)) edits.push_back({d.setting->key, d.values.front()});
    for (const SettingEdit& edit : edits) game->edit(edit);
  }
}

// Right of those that are there. False where it can't.
bool Lab::stand_parked_beside(RunId run) {
  const auto parked =
      std::find_if(parked_.begin(), parked_.end(), [&](const ParkedRun& p) { return p.past->run == run; });
  if (parked == parked_.end()) return false;
  Result<std::unique_ptr<Run>> resumed = Run::resume(*parked->past, *parked->front, free_memory);
  if (!resumed) {
    messages_.problem("This branch can't stand beside: " + resumed.message() + ".");
    return false;
  }
  StartedRun started = std::move(parked->rest);
  started.run = std::move(resumed).value();
  parked_.erase(parked);
  pin_fronts();
  Scenario scenario = started.played.back().scenario;
  games_.emplace_back();
  open_session(games_.size() - 1, std::move(started), std::move(scenario));
  return true;
}

// All at the moment to which all have come.
void Lab::compare_with_branch(RunId run) {
  if (!has_room_to_compare()) return compare_here();
  pause();
  if (!stand_parked_beside(run)) return;
  focus_on(games_.size() - 1);
  const auto earlier = [](const auto& a, const auto& b) {
    return a->front()->position.step < b->front()->position.step;
  };
  const std::int64_t step = (*std::min_element(games_.begin(), games_.end(), earlier))->front()->position.step;
  for (const auto& game : games_) game->look_at(game->front()->position.segment, step);
}

// At rest all come to the end of the iteration to which the first of them has come.
void Lab::keep_step() {
  if (!comparing() || !in_lockstep() || lockstep_->strict()) {
    trained_together_ = false;
    return;
  }
  if (training()) trained_together_ = true;
  if (!trained_together_) return;
  std::int64_t goal = 0;
  std::vector<std::int64_t> steps;
  for (const auto& game : games_) {
    if (!game->rests()) return;
    const Position& at = game->front()->position;
    if (game->front()->status.diverged) continue;
    steps.push_back(2 * at.step + (at.is_whole() ? 0 : 1));
    goal = std::max(goal, at.step + (at.is_whole() ? 0 : 1));
  }
  const bool there = std::all_of(steps.begin(), steps.end(), [&](std::int64_t step) { return step == 2 * goal; });
  // Where that was tried before, somebody can't come up: both of its players are held.
  if (there || steps == brought_from_) {
    trained_together_ = false;
    brought_from_.clear();
    return;
  }
  brought_from_ = std::move(steps);
  for (const auto& game : games_) {
    if (!game->front()->status.diverged) game->run_to(goal);
  }
}

}  // namespace gan
