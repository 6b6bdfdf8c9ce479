// A clip as a file: frames one after the other, each shown for a while. Nothing lies under the file's name until
// finish() has succeeded; what fails or is given up leaves nothing behind.
#pragma once

#include <memory>
#include <string>

#include "app/figure/cairo_writer.h"
#include "core/base/result.h"

namespace gan {

class ClipFile {
 public:
  virtual ~ClipFile() = default;
  // Shown for so many seconds. All frames have one size.
  virtual Outcome add(const Raster& frame, double seconds) = 0;
  virtual Outcome finish() = 0;
};

// By the ending of the name: .gif, or .mp4 where ffmpeg is installed. Fails with a sentence.
Result<std::unique_ptr<ClipFile>> create_clip(const std::string& path);
// The same of the name alone.
Outcome check_clip_name(const std::string& path);

Result<std::unique_ptr<ClipFile>> create_gif(const std::string& path);
Result<std::unique_ptr<ClipFile>> create_mp4(const std::string& path);

}  // namespace gan
