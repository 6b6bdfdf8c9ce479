// Checkpoints: a game at rest as a safetensors file. Both players' tensors stand under the names and shapes
// of the same torch.nn.Sequential ("generator.0.weight", [out, in]), the optimisers' moments under
// "optimizer.<player>.exp_avg." and ".exp_avg_sq.", settings and counters in the header. Loading one
// continues bit for bit.
#pragma once

#include <memory>
#include <string>

#include "core/base/result.h"
#include "core/run/command.h"

namespace gan {

// `file` is where the bytes will lie: data.file is written as seen from there.
std::string write_checkpoint(const SavedGame& game, const std::string& file);
Outcome save_checkpoint(const SavedGame& game, const std::string& path);

// Fails with one sentence when the file is truncated, is not a checkpoint, has numbers that are not finite,
// or tensors that are not those of its settings' architecture.
Result<std::shared_ptr<const SavedGame>> parse_checkpoint(const std::string& bytes, const std::string& file);
Result<std::shared_ptr<const SavedGame>> load_checkpoint(const std::string& path);

}  // namespace gan
