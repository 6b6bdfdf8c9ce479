// Refusals: what a person typed at a setting's field and could not be taken, with the sentence that says why. It
// stands at the field until that is mended: until the field gets a value that is taken, its value changes otherwise,
// or another game is opened.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/settings/setting.h"

namespace gan {

struct Refusal {
  std::string key;
  std::string typed;     // as it was typed, so that it can be mended instead of typed again
  std::string sentence;  // for the field: it does not name its key
};

class Refusals {
 public:
  // `now`: what the setting is instead. A message that begins with the setting's key loses it.
  void refuse(const std::string& key, std::string typed, std::string_view message, Value now);
  // The field got a value that is taken.
  void mended(std::string_view key);
  // Forgets what stands at fields whose values are others by now; `is_pending` says of a key that its value is on its
  // way.
  template <class IsPending>
  void follow(const Settings& settings, IsPending is_pending) {
    std::erase_if(all_, [&](const Noted& one) {
      return !is_pending(one.refusal.key) && find_setting(one.refusal.key)->get(settings) != one.value;
    });
  }
  void clear() { all_.clear(); }

  bool empty() const { return all_.empty(); }
  // Null where nothing stands at that field.
  const Refusal* find(std::string_view key) const;

 private:
  struct Noted {
    Refusal refusal;
    Value value;
  };
  std::vector<Noted> all_;  // one a key
};

}  // namespace gan
