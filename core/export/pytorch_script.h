// A game as a short PyTorch program that a student can take home: data, networks, losses, penalties, optimisers,
// schedule and Algorithm 1, with the lecture's names (x, z, G, D, k, m) and only what this game uses. Pure text of
// the settings; tests/export runs it against PyTorch.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/game/spec.h"
#include "core/game/state.h"

namespace gan {

struct PytorchRequest {
  // The game at a checkpoint: its settings of then, and where the script finds it.
  struct Start {
    std::string file;                         // as seen from the script's folder, or absolute
    const GameState<float>* state = nullptr;  // what the file holds, and what has become of it since
  };

  Settings settings;
  std::string title;            // of the scenario
  std::string name;             // of the script's file, without its folder
  std::int64_t iterations = 0;  // that the script trains for
  std::optional<Start> start;   // none: from new weights
};

struct PytorchScript {
  std::string text;
  // What no formula makes: the images or points that are drawn from, as a file of NumPy's for the script's folder.
  std::string data_name;           // "" where there is none
  std::string data;                // its bytes
  std::vector<std::string> notes;  // what is not the same as here, a sentence each; they stand in the script, too
};

// Fails with a sentence where PyTorch, or this, has no word for something in the game.
Result<PytorchScript> pytorch_script(const PytorchRequest& request);

}  // namespace gan
