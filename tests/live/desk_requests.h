// Snapshots and requests for the tests of the probe desk.
#pragma once

#include <memory>
#include <vector>

#include "core/live/probe_desk.h"
#include "tests/live/live_game.h"

namespace gan::test {

inline std::vector<std::shared_ptr<const Snapshot>> snapshots_of_a_run(int count) {
  auto run = make_run();
  std::vector<std::shared_ptr<const Snapshot>> snapshots;
  for (int i = 0; i < count; ++i) {
    snapshots.push_back(run->snapshot());
    run->step();
  }
  return snapshots;
}

inline ProbeRequest small_request() {
  ProbeRequest request;
  request.surface = SurfaceRequest{{-3, -3, 3, 3}, 32, 32};
  request.generated = request.real = 50;
  request.logits = request.arrows = true;
  request.noise_grid = NoiseGridRequest{5, 9};
  return request;
}

// Together: the best part of an hour unless it is cancelled, longer than any test may take.
inline Settings large_game() {
  Settings settings = small_game();
  settings.spec.discriminator.hidden = {1024, 1024, 1024, 1024, 1024};
  return settings;
}
inline ProbeRequest endless_request() {
  ProbeRequest request;
  request.surface = SurfaceRequest{{-3, -3, 3, 3}, 4000, 4000};
  return request;
}

}  // namespace gan::test
