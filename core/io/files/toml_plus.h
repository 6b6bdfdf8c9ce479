// toml++, whose assertions fail on some malformed texts ("[(a]"), as exceptions. Without them such a text would abort a
// debug build and be undefined behaviour in a release build, where they are promises to the compiler. The one place
// that includes toml++; its functions are compiled in toml_plus.cpp.
#pragma once

#include <stdexcept>

namespace gan {

struct TomlFault : std::logic_error {
  using std::logic_error::logic_error;
};
[[noreturn]] inline void fail_toml(const char* assertion) {
  throw TomlFault(assertion);
}

}  // namespace gan

#pragma push_macro("NDEBUG")
#undef NDEBUG
#define TOML_HEADER_ONLY 0
#define TOML_ASSERT(expression) ((expression) ? static_cast<void>(0) : ::gan::fail_toml(#expression))
#include <toml++/toml.h>
#pragma pop_macro("NDEBUG")
