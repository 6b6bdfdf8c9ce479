#include "core/io/version.h"

namespace gan {

std::string program_version() {
  return GANSCOPE_VERSION;
}

std::string build_description() {
#if defined(__clang__)
  std::string text = "clang " __clang_version__;
#elif defined(__GNUC__)
  std::string text = "gcc " __VERSION__;
#else
  std::string text = "another compiler";
#endif
#if defined(__AVX512F__)
  text += ", avx512";
#elif defined(__AVX2__)
  text += ", avx2";
#elif defined(__ARM_NEON)
  text += ", neon";
#endif
#if defined(__FMA__)
  text += ", fma";
#endif
#if defined(__OPTIMIZE__)
  text += ", optimised";
#endif
  return text;
}

}  // namespace gan
