// What a scenario's picture shows: real samples at first, and what both players have made of them after a few hundred
// iterations with the scenario's own seed. Trains a game of its own, in the caller's thread.
#pragma once

#include <functional>
#include <memory>
#include <optional>

#include "app/lab/looks/thumbnail_paint.h"
#include "core/base/result.h"
#include "core/game/spec.h"
#include "core/run/snapshot.h"

namespace gan {

// The data are loaded in both.
Result<ThumbnailScene> sketch_scene(const Settings& settings);
// Nothing where it was cancelled.
Result<std::optional<ThumbnailScene>> trained_scene(const Settings& settings, const std::function<bool()>& cancelled);

// What a state of a game shows.
ThumbnailScene scene_of(const std::shared_ptr<const Snapshot>& snapshot);

}  // namespace gan
