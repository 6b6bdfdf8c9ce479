// The fuzz targets: one for every reader of files. Each takes bytes as a file may hold them and aborts where what was
// accepted is not what the reader promises. With GANSCOPE_FUZZ each becomes a program of libFuzzer's (fuzz_NAME);
// otherwise one program plays files through them (corpus_test NAME FOLDER).
#pragma once

#include <cstdint>
#include <span>

namespace gan::fuzz {

using Bytes = std::span<const std::uint8_t>;

#define GANSCOPE_FUZZ_TARGETS(X) \
  X(points)                      \
  X(safetensors)                 \
  X(checkpoint)                  \
  X(classifier)                  \
  X(scenario)                    \
  X(recording)                   \
  X(view_settings)               \
  X(gzip)                        \
  X(idx)                         \
  X(idx_labels)                  \
  X(cifar)                       \
  X(png)                         \
  X(jpeg)                        \
  X(exif)

#define GANSCOPE_DECLARE_TARGET(name) void name(Bytes bytes);
GANSCOPE_FUZZ_TARGETS(GANSCOPE_DECLARE_TARGET)
#undef GANSCOPE_DECLARE_TARGET

}  // namespace gan::fuzz
