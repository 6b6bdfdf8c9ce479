// libFuzzer's entry into the target GANSCOPE_FUZZ_TARGET.
#include <cstddef>
#include <cstdint>

#include "tests/fuzz/targets.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  gan::fuzz::GANSCOPE_FUZZ_TARGET({data, size});
  return 0;
}
