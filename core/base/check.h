// GAN_CHECK: the check for a programmer's mistake, on in release builds too. It names the condition, the place and
// a sentence, and aborts. Bad input from a person never ends here: it returns a result with a message.
#pragma once

namespace gan {

[[noreturn]] void check_failed(const char* condition, const char* message, const char* file, int line);

}  // namespace gan

#define GAN_CHECK(condition, message)                                               \
  do {                                                                              \
    if (!(condition)) ::gan::check_failed(#condition, message, __FILE__, __LINE__); \
  } while (false)
