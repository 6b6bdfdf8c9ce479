#include "app/lab/edits/refusals.h"

#include <utility>

namespace gan {
namespace {

// "hyperparameters.k is 0: expected ..." stands below the field of k, which makes the key a repetition.
std::string for_the_field(std::string_view key, std::string_view message) {
  constexpr std::string_view kIs = " is ";
  if (message.starts_with(key) && message.substr(key.size()).starts_with(kIs)) {
    message.remove_prefix(key.size() + kIs.size());
  }
  std::string sentence(message);
  if (sentence.starts_with(": ")) sentence.erase(0, 2);  // nothing was typed
  return sentence;
}

}  // namespace

void Refusals::refuse(const std::string& key, std::string typed, std::string_view message, Value now) {
  mended(key);
  all_.push_back({{key, std::move(typed), for_the_field(key, message)}, std::move(now)});
}

void Refusals::mended(std::string_view key) {
  std::erase_if(all_, [&](const Noted& one) { return one.refusal.key == key; });
}

const Refusal* Refusals::find(std::string_view key) const {
  for (const Noted& one : all_) {
    if (one.refusal.key == key) return &one.refusal;
  }
  return nullptr;
}

}  // namespace gan
