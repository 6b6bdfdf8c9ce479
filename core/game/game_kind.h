// What can be asked of a game: what its data can, and what its players add.
#pragma once

#include "core/data/distribution.h"
#include "core/game/spec.h"

namespace gan {

DataKind kind_of(const GameSpec& spec, const DataSource& data);

}  // namespace gan
