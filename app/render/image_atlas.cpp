#include "app/render/image_atlas.h"

#include <algorithm>
#include <cmath>
#include <cstring>

#include "core/base/check.h"
#include "shaders.h"

namespace gan {
namespace {

constexpr int kInstanceFloats = 9;  // rectangle, cell, colour

bool same(Rgb a, Rgb b) {
  return a.r == b.r && a.g == b.g && a.b == b.b;
}

}  // namespace

void ImageAtlas::update(const ImageSheet& sheet, std::uint64_t revision) {
  if (revision_ == revision) return;
  revision_ = revision;
  shape_ = sheet.shape;
  count_ = sheet.count();
  if (count_ == 0) return;
  columns_ = static_cast<Index>(std::ceil(std::sqrt(static_cast<double>(count_))));
  rows_ = (count_ + columns_ - 1) / columns_;
  const Index row_bytes = 4 * shape_.width, stride = columns_ * row_bytes;
  texels_.assign(static_cast<std::size_t>(stride * rows_ * shape_.height), 0);
  for (Index i = 0; i < count_; ++i) {
    const std::uint8_t* const image = sheet.image(i);
    std::uint8_t* const cell = texels_.data() + top(i) * stride + 4 * left(i);
    for (Index y = 0; y < shape_.height; ++y) {
      std::memcpy(cell + y * stride, image + y * row_bytes, static_cast<std::size_t>(row_bytes));
    }
  }
  sent_ = false;
}

const GlTexture& ImageAtlas::gl() const {
  if (!texture_) texture_.emplace(GL_NEAREST);
  if (!sent_) texture_->upload(GL_RGBA8, width(), height(), GL_RGBA, GL_UNSIGNED_BYTE, texels_.data());
  sent_ = true;
  return *texture_;
}

ImageAtlas::Part ImageAtlas::part(Index i) const {
  const auto wide = static_cast<float>(width()), high = static_cast<float>(height());
  const auto x = static_cast<float>(left(i)), y = static_cast<float>(top(i));
  return {x / wide, y / high, (x + static_cast<float>(shape_.width)) / wide,
          (y + static_cast<float>(shape_.height)) / high};
}

std::unique_ptr<TilePainter> TilePainter::create(std::string& error) {
  auto program = ShaderProgram::build("tiles", shaders::tile_vert, shaders::tile_frag, error);
  if (!program) return nullptr;
  return std::unique_ptr<TilePainter>(new TilePainter(std::move(*program)));
}

TilePainter::TilePainter(ShaderProgram program) : program_(std::move(program)) {
  glBindVertexArray(vertex_array_.id());
  glBindBuffer(GL_ARRAY_BUFFER, buffer_.id());
  const int sizes[] = {4, 2, 3};
  std::size_t offset = 0;
  for (GLuint i = 0; i < 3; ++i) {
    glEnableVertexAttribArray(i);
    glVertexAttribPointer(i, sizes[i], GL_FLOAT, GL_FALSE, kInstanceFloats * sizeof(float),
                          reinterpret_cast<const void*>(offset * sizeof(float)));
    glVertexAttribDivisor(i, 1);
    offset += static_cast<std::size_t>(sizes[i]);
  }
  glBindVertexArray(0);
}

bool TilePainter::current(const ImageAtlas& atlas, const SheetGrid& grid, const SheetCamera& camera,
                          std::span<const Rgb> borders, Rgb ground, Viewport viewport) const {
  return drawn_.atlas == &atlas && drawn_.revision == atlas.revision() && drawn_.grid == grid &&
         drawn_.camera == camera && drawn_.viewport.width == viewport.width &&
         drawn_.viewport.height == viewport.height && same(drawn_.ground, ground) &&
         std::equal(borders.begin(), borders.end(), drawn_.borders.begin(), drawn_.borders.end(), same);
}

unsigned int TilePainter::draw(const ImageAtlas& atlas, const SheetGrid& grid, const SheetCamera& camera,
                               std::span<const Rgb> borders, Rgb ground, Viewport viewport) {
  if (viewport.width <= 0 || viewport.height <= 0) return 0;
  if (current(atlas, grid, camera, borders, ground, viewport)) return target_.texture().id();
  GAN_CHECK(grid.count <= atlas.count() && borders.size() == static_cast<std::size_t>(grid.count),
            "a tile has an image and a border");
  drawn_ = {&atlas, atlas.revision(), grid, camera, viewport, ground, {borders.begin(), borders.end()}};
  ++images_drawn_;
  const int border = tile_border(grid, camera);
  instances_.clear();
  for (int i = 0; i < grid.count; ++i) {
    const TileRect tile = tile_rect(grid, camera, i);
    const int right = tile.x + tile.width + border, bottom = tile.y + tile.height + border;
    if (right < 0 || bottom < 0 || tile.x - border > viewport.width || tile.y - border > viewport.height) continue;
    const Rgb c = borders[static_cast<std::size_t>(i)];
    for (const int v : {tile.x - border, tile.y - border, tile.width + 2 * border, tile.height + 2 * border,
                        atlas.left(i), atlas.top(i)}) {
      instances_.push_back(static_cast<float>(v));
    }
    instances_.insert(instances_.end(), {c.r, c.g, c.b});
  }
  target_.resize(viewport.width, viewport.height);
  target_.bind();
  glDisable(GL_SCISSOR_TEST);
  glDisable(GL_CULL_FACE);
  glDisable(GL_DEPTH_TEST);
  glDisable(GL_BLEND);
  glClearColor(ground.r, ground.g, ground.b, 1.0F);
  glClear(GL_COLOR_BUFFER_BIT);
  if (!instances_.empty()) {
    program_.use();
    program_.set("u_viewport", static_cast<float>(viewport.width), static_cast<float>(viewport.height));
    program_.set("u_image", static_cast<float>(atlas.shape().width), static_cast<float>(atlas.shape().height));
    program_.set("u_border", static_cast<float>(border));
    program_.set("u_atlas", 0);
    atlas.gl().bind(0);
    glBindVertexArray(vertex_array_.id());
    glBindBuffer(GL_ARRAY_BUFFER, buffer_.id());
    glBufferData(GL_ARRAY_BUFFER, static_cast<GLsizeiptr>(instances_.size() * sizeof(float)), instances_.data(),
                 GL_STREAM_DRAW);
    glDrawArraysInstanced(GL_TRIANGLE_STRIP, 0, 4, static_cast<GLsizei>(instances_.size() / kInstanceFloats));
    glBindVertexArray(0);
  }
  glBindFramebuffer(GL_FRAMEBUFFER, 0);
  return target_.texture().id();
}

}  // namespace gan
