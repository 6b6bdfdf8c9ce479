// A game whose state is two numbers, G's point θ and D's slope ψ, played in double precision beside the run by who
// looks at it: its field, its Jacobian, what an iteration makes of any place, and the multipliers of that map.
#pragma once

#include <complex>
#include <memory>
#include <vector>

#include "core/base/matrix.h"
#include "core/game/network_game.h"
#include "core/game/rules/rule_list.h"

namespace gan {

struct PhasePoint {
  double theta = 0, psi = 0;
  bool operator==(const PhasePoint&) const = default;
};

class NumbersPlay {
 public:
  // Whether the players have one number each and nothing is drawn at random.
  static bool plays(const GameSpec& spec);
  // Of settings for which it does, which have to outlive it. At the start of the game.
  explicit NumbersPlay(const Settings& settings);
  NumbersPlay(const NumbersPlay&) = delete;
  NumbersPlay& operator=(const NumbersPlay&) = delete;

  // Goes on from there, with moments as at a start or with those of the state.
  void place(PhasePoint at);
  void take(const GameState<float>& state);
  PhasePoint at() const;

  // (v_θ, v_ψ), where plain gradient descent of both moves; and its derivative by (θ, ψ), both here.
  PhasePoint field();
  Matrix<double> jacobian();
  // One whole iteration under the rule, in place. False where a number was not finite; it stays then.
  bool iterate();
  // The eigenvalues of what an iteration makes of a small change of the state, moments of the optimisers included: of
  // (θ, ψ, moments that act, what the rule remembers). By central differences of the iteration, to about 1e-8. The
  // state stays as it is. Empty under lookahead, whose iterations are not all alike, where an iteration fails, or where
  // its two sides differ: at a jump or a kink, as of WGAN-GP at ψ = 0, there is no derivative.
  std::vector<std::complex<double>> multipliers();

 private:
  class ExpectedBatches;
  // A number of the state that decides about the next.
  struct Number {
    double* value;
    bool never_negative;  // a mean of squares
  };
  std::vector<Number> numbers(GameState<double>& state) const;
  bool iterate(GameState<double>& state);
  std::vector<std::complex<double>> multipliers_here();
  // Of what an iteration makes of the state, which is `middle`, by its number `column`; false where it is not smooth.
  bool differentiate(const GameState<double>& middle, Index column, Matrix<double>& derivative);
  Batch<double> batch();

  const Settings& settings_;
  NetworkGame<double> game_;
  std::unique_ptr<Rule<double>> rule_;
  GameState<double> state_;
};

}  // namespace gan
