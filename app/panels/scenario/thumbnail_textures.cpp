#include "app/panels/scenario/thumbnail_textures.h"

#include <cmath>

namespace gan {
namespace {

Rgb8 bytes_of(Rgb colour) {
  const auto byte = [](float channel) { return static_cast<std::uint8_t>(std::lround(255 * channel)); };
  return {byte(colour.r), byte(colour.g), byte(colour.b)};
}

ThumbnailLook look_of(ThemeMode mode) {
  const Palette palette = make_palette(mode);
  ThumbnailLook look;
  look.name = mode == ThemeMode::kDark ? "dark" : "light";
  for (std::size_t i = 0; i < look.surface.size(); ++i) {
    const float share = static_cast<float>(i) / static_cast<float>(look.surface.size() - 1);
    look.surface[i] = bytes_of(surface_colour(palette, 2 * share - 1));
  }
  look.ground = bytes_of(palette.plot);
  look.contour = bytes_of(palette.contour);
  look.real = bytes_of(palette.real);
  look.fake = bytes_of(palette.generated);
  look.rim = bytes_of(palette.mark_outline);
  look.path = bytes_of(palette.third);
  return look;
}

}  // namespace

std::shared_ptr<const ThumbnailLooks> thumbnail_looks() {
  return std::make_shared<const ThumbnailLooks>(ThumbnailLooks{look_of(ThemeMode::kDark), look_of(ThemeMode::kLight)});
}

unsigned int ThumbnailTextures::texture(std::size_t scenario, const Thumbnail& thumbnail, ThemeMode mode) {
  if (thumbnail.state == Thumbnail::State::nothing) return 0;
  if (held_.size() <= scenario) held_.resize(scenario + 1);
  std::unique_ptr<Held>& held = held_[scenario];
  if (!held) held = std::make_unique<Held>();
  if (held->revision != thumbnail.revision || held->mode != mode) {
    const auto& pixels = thumbnail.pixels[thumbnail_look_of(mode)];
    held->texture.upload(GL_RGB8, kThumbnailWidth, kThumbnailHeight, GL_RGB, GL_UNSIGNED_BYTE, pixels.data());
    held->revision = thumbnail.revision;
    held->mode = mode;
  }
  return held->texture.id();
}

}  // namespace gan
