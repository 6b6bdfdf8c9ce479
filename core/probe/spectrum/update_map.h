// UpdateMap: what one whole iteration makes of a small change of the state: the derivative A of the update map,
// exactly, as products A u. The iteration is the one that trains: its rule with all sub-steps, losses and penalties,
// the optimisers with their moments, weight decay, clipping and schedules as they act at that step; its batches are
// held fixed. Played on dual numbers (DualNetworkGame), so that no formula of a rule or optimiser is written twice.
//
// The state that changes are the numbers that training moves and that decide about the next step: of each player that
// moves its parameters, the moments that its optimiser uses, and what the rule remembers. Not part of it: statistics of
// batch norm, which training does not read; vectors of spectral norm, which count as constants in the gradients as
// well; counters; the moving average of G; moments of numbers that have never had a gradient, which decay by
// themselves.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/game/dual_network_game.h"
#include "core/game/rules/rule_list.h"
#include "core/probe/spectrum/frozen_batches.h"

namespace gan {

class UpdateMap {
 public:
  using Number = DualNumber<double>;

  // One sentence where settings rule it out that all iterations are one map, or that anything moves; else "".
  static std::string why_not(const Hyperparameters& h);

  // At this state, whose iteration under way counts as not begun. Settings, for which there is no why_not, and data
  // outlive it. Where the rule has nothing to remember yet, it is the map of the iteration after the next.
  UpdateMap(const Settings& settings, const DataSource& data, const GameState<double>& state);
  UpdateMap(const UpdateMap&) = delete;
  UpdateMap& operator=(const UpdateMap&) = delete;

  // False where the iteration itself leads to what is not finite: there is no map.
  bool defined() const { return defined_; }
  // Numbers of the state.
  Index size() const { return size_; }
  // out = A u; both `size()` numbers. In coordinates of the size of parameters: each moment is multiplied by about what
  // a change of it moves its parameter by, which changes no eigenvalue and keeps A from being lopsided. False where the
  // product is not finite.
  bool times(const double* u, double* out);
  // The part of a vector of the state that is G's parameters, laid out like them.
  AlignedBlock<double> generator_part(const double* u) const;
  // Where the map is taken: at the state, or after its first iteration.
  std::int64_t step() const { return state_.step; }
  // For tests: its numbers, and the state in those coordinates.
  FrozenBatches& batches() { return *batches_; }
  Vector<double> coordinates(const GameState<double>& state) const;
  void move_along(const double* u, double length, GameState<double>& state) const;

 private:
  template <class Real>
  using Block = AlignedBlock<Real>;
  enum class Kind { parameters, first_moment, second_moment, remembered };
  struct Part {
    Player player;
    Kind kind;
    std::vector<std::uint32_t> places;  // in the block
    std::vector<double> scales;         // coordinate = scale · number
  };

  template <class Real>
  static AlignedBlock<Real>& block(PlayerState<Real>& player, Kind kind);
  bool iterate(GameState<Number>& state);
  void list_numbers(const GameState<Number>& after);
  void list_player(Player player, const GameState<Number>& after);
  void add_part(Part part);

  const Settings& settings_;
  const DataSource& data_;
  Hyperparameters h_;  // without the average, which nothing follows from
  DualNetworkGame game_;
  std::unique_ptr<Rule<Number>> rule_;
  std::unique_ptr<FrozenBatches> batches_;
  GameState<Number> state_, moved_;
  std::vector<Part> parts_;
  Index size_ = 0;
  bool defined_ = false;
};

// A run's state in double precision.
GameState<double> widened(const GameState<float>& state);

}  // namespace gan
