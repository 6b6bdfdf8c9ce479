// The stage of several games: a heading, a sentence and the view of each, which all look at the same place. The first
// game has the view that the stage has for one; the others have views of their own, made when they are first needed.
#pragma once

#include <array>
#include <functional>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "app/panels/views.h"
#include "core/live/lockstep.h"

namespace gan {

// Makes the view of an entry; null with a sentence in `error` where it can't be made.
using MakeView = std::function<std::unique_ptr<View>(const ViewEntry& entry, std::string& error)>;

class ComparedStage {
 public:
  // `make`: of another game; empty: the entry does.
  explicit ComparedStage(MakeView make = nullptr) : make_(std::move(make)) {}

  // What stands above all games.
  void draw_bar(ViewContext& context, const Frame& frame, const Region& at) const;
  // `own`: the stage's view of this entry.
  void draw(const ViewEntry& entry, View& own, const Region& stage, ViewContext& context, const Frame& frame);
  // What the views of a game asked for in the last frame; of the one in focus nothing: its context has that.
  const Actions& asked(std::size_t game) const { return slots_[game].actions; }
  // The game under the mouse, else the one in focus.
  std::size_t pointed_at(const Lab& lab) const;
  // Where a game is shown: "game.A"; null where none is.
  const Region* find(std::string_view key) const;
  // Shows all of the data again.
  void fit();

 private:
  struct Slot {
    std::map<std::string, std::unique_ptr<View>> views;  // by the entry's id
    Actions actions;
    Region place;
  };
  View* view_of(std::size_t game, const ViewEntry& entry, View& own, Actions& actions);
  void draw_game(std::size_t game, const ViewEntry& entry, View& view, Region place, ViewContext& context,
                 const Frame& frame) const;

  MakeView make_;
  std::array<Slot, Lockstep::kMostGames> slots_;
};

}  // namespace gan
