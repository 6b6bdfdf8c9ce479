#include "core/game/game_kind.h"

namespace gan {

DataKind kind_of(const GameSpec& spec, const DataSource& data) {
  DataKind kind = data.kind();
  if (spec.is_numbers()) kind.can.add(Capability::numbers);
  return kind;
}

}  // namespace gan
