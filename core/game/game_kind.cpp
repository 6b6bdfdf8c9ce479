#include "core/game/game_kind.h"

#include "core/game/expected_batch.h"

namespace gan {

DataKind kind_of(const GameSpec& spec, const DataSource& data) {
  DataKind kind = data.kind();
  if (spec.is_numbers()) {
    kind.can.add(Capability::numbers);
    kind.can.remove(Capability::points);  // all that it generates is one point
  }
  if (plays_expectation(spec) && kind.has(Capability::line)) kind.can.add(Capability::portrait);
  return kind;
}

}  // namespace gan
