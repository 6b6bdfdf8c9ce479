#include "core/run/run_id.h"

#include <atomic>

namespace gan {

RunId RunId::next() {
  static std::atomic<std::uint64_t> last{0};
  return RunId(++last);
}

}  // namespace gan
