// Clips as GIF, with giflib. Each frame has a table of its own and covers what has changed since the one before; where
// nothing has, that one is shown for longer.
#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include "app/figure/clip_file.h"

#if GANSCOPE_HAVE_GIFLIB

#include <gif_lib.h>

#include "app/figure/colour_table.h"
#include "core/io/files/text_file.h"

namespace gan {
namespace {

constexpr int kMostColours = 255;     // and one that leaves what lies below
constexpr int kLongestDelay = 65535;  // hundredths of a second
constexpr int kLargestSide = 65535;

class GifFile final : public ClipFile {
 public:
  explicit GifFile(AtomicFile file) : file_(std::move(file)) {}
  ~GifFile() override {
    int ignored = 0;
    if (gif_ != nullptr) EGifCloseFile(gif_, &ignored);
  }

  Outcome add(const Raster& frame, double seconds) override {
    if (gif_ == nullptr) {
      if (Outcome begun = begin(frame); !begun) return begun;
    }
    std::vector<Rgb24> pixels(frame.rgba.size() / 4);
    for (std::size_t i = 0; i < pixels.size(); ++i) {
      pixels[i] = {frame.rgba[4 * i], frame.rgba[4 * i + 1], frame.rgba[4 * i + 2]};
    }
    // Rounded as a whole, so that a clip is as long as was asked for.
    owed_ += 100 * seconds;
    const int delay = static_cast<int>(std::lround(owed_));
    owed_ -= delay;
    if (waiting_ && pixels == waiting_->pixels && waiting_->delay + delay <= kLongestDelay) {
      waiting_->delay += delay;
      return {};
    }
    if (Outcome written = write_waiting(); !written) return written;
    waiting_ = Waiting{std::move(pixels), delay};
    return {};
  }

  Outcome finish() override {
    if (gif_ == nullptr) return Error{"a clip without a frame can't be written"};
    if (Outcome written = write_waiting(); !written) return written;
    int error = 0;
    if (EGifCloseFile(std::exchange(gif_, nullptr), &error) != GIF_OK) return failed(error);
    return file_.commit();
  }

 private:
  struct Waiting {
    std::vector<Rgb24> pixels;
    int delay = 0;
  };
  struct Area {
    int left = 0, top = 0, width = 0, height = 0;
  };

  static int append(GifFileType* gif, const GifByteType* bytes, int count) {
    auto* const here = static_cast<GifFile*>(gif->UserData);
    const std::string_view text(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(count));
    return here->file_.append(text) ? count : 0;
  }

  // What the file said, or else the library.
  Outcome failed(int error) {
    if (file_.failed()) return file_.append("");
    const char* const reason = GifErrorString(error);
    return Error{"cannot write " + file_.path() + ": " + (reason == nullptr ? "the GIF could not be made" : reason)};
  }

  Outcome begin(const Raster& frame) {
    width_ = frame.width;
    height_ = frame.height;
    if (std::max(width_, height_) > kLargestSide)
      return Error{"cannot write " + file_.path() + ": a GIF has at most 65535 pixels a side"};
    int error = 0;
    gif_ = EGifOpen(this, append, &error);
    if (gif_ == nullptr) return failed(error);
    EGifSetGifVersion(gif_, true);
    const unsigned char forever[] = {1, 0, 0};
    const bool good = EGifPutScreenDesc(gif_, width_, height_, 8, 0, nullptr) == GIF_OK &&
                      EGifPutExtensionLeader(gif_, APPLICATION_EXT_FUNC_CODE) == GIF_OK &&
                      EGifPutExtensionBlock(gif_, 11, "NETSCAPE2.0") == GIF_OK &&
                      EGifPutExtensionBlock(gif_, sizeof forever, forever) == GIF_OK &&
                      EGifPutExtensionTrailer(gif_) == GIF_OK;
    return good ? Outcome() : failed(gif_->Error);
  }

  Area changed(const std::vector<Rgb24>& pixels) const {
    if (shown_.empty()) return {0, 0, width_, height_};
    int left = width_, right = -1, top = height_, bottom = -1;
    for (int y = 0; y < height_; ++y) {
      for (int x = 0; x < width_; ++x) {
        const std::size_t i = at(x, y);
        if (pixels[i] == shown_[i]) continue;
        left = std::min(left, x);
        right = std::max(right, x);
        top = std::min(top, y);
        bottom = std::max(bottom, y);
      }
    }
    // GIF has no frame without pixels.
    if (right < 0) return {0, 0, 1, 1};
    return {left, top, right - left + 1, bottom - top + 1};
  }

  std::size_t at(int x, int y) const {
    return static_cast<std::size_t>(y) * static_cast<std::size_t>(width_) + static_cast<std::size_t>(x);
  }

  Outcome write_waiting() {
    if (!waiting_) return {};
    const Waiting frame = *std::exchange(waiting_, std::nullopt);
    const Area area = changed(frame.pixels);
    std::vector<Rgb24> drawn;
    for (int y = area.top; y < area.top + area.height; ++y) {
      for (int x = area.left; x < area.left + area.width; ++x) {
        const std::size_t i = at(x, y);
        if (shown_.empty() || !(frame.pixels[i] == shown_[i])) drawn.push_back(frame.pixels[i]);
      }
    }
    if (drawn.empty()) drawn.push_back(frame.pixels.front());
    const ColourTable table(drawn, kMostColours);
    std::vector<GifColorType> colours(256);
    for (std::size_t i = 0; i < table.colours().size(); ++i) {
      colours[i] = {table.colours()[i].r, table.colours()[i].g, table.colours()[i].b};
    }
    constexpr int kBelow = 255;
    const GraphicsControlBlock control{DISPOSE_DO_NOT, false, frame.delay, kBelow};
    GifByteType extension[4];
    EGifGCBToExtension(&control, extension);
    ColorMapObject* const map = GifMakeMapObject(256, colours.data());
    if (map == nullptr) return Error{"cannot write " + file_.path() + ": there is not enough memory"};
    bool good = EGifPutExtension(gif_, GRAPHICS_EXT_FUNC_CODE, sizeof extension, extension) == GIF_OK &&
                EGifPutImageDesc(gif_, area.left, area.top, area.width, area.height, false, map) == GIF_OK;
    GifFreeMapObject(map);
    std::vector<GifPixelType> line(static_cast<std::size_t>(area.width));
    for (int y = area.top; good && y < area.top + area.height; ++y) {
      for (int x = 0; x < area.width; ++x) {
        const std::size_t i = at(area.left + x, y);
        const bool same = !shown_.empty() && frame.pixels[i] == shown_[i];
        line[static_cast<std::size_t>(x)] = same ? kBelow : table.index_of(frame.pixels[i]);
      }
      good = EGifPutLine(gif_, line.data(), area.width) == GIF_OK;
    }
    if (!good) return failed(gif_->Error);
    shown_ = frame.pixels;
    return {};
  }

  AtomicFile file_;
  GifFileType* gif_ = nullptr;
  int width_ = 0, height_ = 0;
  double owed_ = 0;           // hundredths of a second that were not shown yet
  std::vector<Rgb24> shown_;  // what the frames up to now were made of
  std::optional<Waiting> waiting_;
};

}  // namespace

Result<std::unique_ptr<ClipFile>> create_gif(const std::string& path) {
  Result<AtomicFile> file = AtomicFile::create(path);
  if (!file) return file.error();
  return std::unique_ptr<ClipFile>(new GifFile(std::move(file).value()));
}

}  // namespace gan

#else

namespace gan {

Result<std::unique_ptr<ClipFile>> create_gif(const std::string&) {
  return Error{
      "this build was made without giflib, which clips as GIF need: expected .mp4, or a build that found giflib "
      "(Debian: libgif-dev)"};
}

}  // namespace gan

#endif
