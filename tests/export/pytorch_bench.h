// A folder of exported games with what Ganscope makes of the same state and batch, and PyTorch's answer to all of
// them: one process, because loading PyTorch takes longer than a step.
#pragma once

#include <string>
#include <vector>

#include "core/game/spec.h"
#include "core/nn/player_state.h"
#include "tests/own_folder.h"

namespace gan::test {

// "key=value", as --set has them.
using Changes = std::vector<std::string>;

// A small game on points or on glyphs, with the changes made.
Settings small_game(const Changes& changes);
Settings small_image_game(const Changes& changes);

// What PyTorch found for one part of one game.
struct Found {
  std::string name, part;  // "discriminator", "generator", "start", "data"
  double deviation = 0;
  std::string where;  // the tensor
  double size = 0;    // how far the step has moved a parameter, or how large the data are
};

class PytorchBench {
 public:
  // The game after some iterations, as a script that loads its checkpoint, with one step of each player in double
  // precision.
  void add_steps(const std::string& name, const Settings& settings);
  // Its script from new weights, with Ganscope's.
  void add_start(const std::string& name, const Settings& settings);
  // Its script with a sample of its data.
  void add_data(const std::string& name, const Settings& settings);
  // Empty, with a failure, where PyTorch ended with an error.
  std::vector<Found> ask() const;
  // How far single precision, in which games are played, is from the double one in these steps.
  const std::vector<Found>& single() const { return single_; }

 private:
  OwnFolder folder_;
  std::vector<Found> single_;
};

// A Python that has PyTorch, or "".
const std::string& python_with_pytorch();

}  // namespace gan::test
