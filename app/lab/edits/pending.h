// PendingEdits: values that a person has set and the trainer has not shown yet. A control shows its pending
// value. Of one key at most one command is on its way; what is dragged meanwhile waits, and only the newest
// of it goes out next. Settings that start a new segment go out when the gesture ends.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/live/trainer.h"
#include "core/settings/setting.h"

namespace gan {

class PendingEdits {
 public:
  // True when the value has to be sent now; the caller then says sent().
  bool edit(const Setting& setting, const Value& value, bool finished, std::uint64_t gesture);
  void sent(const std::string& key, Ticket ticket);

  struct Due {
    std::string key;
    Value value;
    std::uint64_t gesture = 0;
  };
  // Every command up to `ticket` is shown by the newest snapshot: forgets what it carried and returns what
  // waits behind it, to be sent now.
  std::vector<Due> acknowledged(Ticket ticket);

  const Value* find(const std::string& key) const;
  bool empty() const { return edits_.empty(); }
  // Those that are shown instead of the snapshot's.
  void overlay(Settings& settings) const;
  void clear() { edits_.clear(); }

 private:
  struct Edit {
    Value shown;
    std::optional<Ticket> ticket;  // on its way
    bool waiting = false;          // `shown` is newer than what is on its way
    bool held = false;             // goes out when the gesture ends
    std::uint64_t gesture = 0;
  };
  std::map<std::string, Edit> edits_;
};

}  // namespace gan
