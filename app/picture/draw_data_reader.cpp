#include "app/picture/draw_data_reader.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <iterator>
#include <map>
#include <optional>
#include <utility>

namespace gan {
namespace {

constexpr float kJoined = 0.02F;  // pixels between two ends that are one
constexpr float kSpace = 0.12F;   // em between two letters from which on there is a space
constexpr float kBack = 0.25F;    // em that a letter may begin before the end of the last one's room
constexpr float kFurther = 1.2F;  // em from which on they are two texts
constexpr float kThickest = 24;   // pixels: what is wider is an area

FigureColour colour_of(ImU32 packed) {
  const auto channel = [packed](int shift) { return static_cast<std::uint8_t>(packed >> shift & 0xFF); };
  return {channel(IM_COL32_R_SHIFT), channel(IM_COL32_G_SHIFT), channel(IM_COL32_B_SHIFT), channel(IM_COL32_A_SHIFT)};
}

FigurePoint point_of(ImVec2 at) {
  return {at.x, at.y};
}

float distance(FigurePoint a, FigurePoint b) {
  return std::hypot(a.x - b.x, a.y - b.y);
}

FigurePoint between(FigurePoint a, FigurePoint b) {
  return {(a.x + b.x) / 2, (a.y + b.y) / 2};
}

// Triangles of one colour that share corners: an area, or one segment of a line.
struct Area {
  ImU32 colour = 0;
  std::vector<unsigned int> indices;  // three a triangle
};

// The corners along the edges that belong to one triangle only: what encloses the area. Several where it has several
// parts or holes.
std::vector<std::vector<FigurePoint>> outlines_of(const Area& area, const ImDrawVert* vertices) {
  std::map<std::pair<unsigned int, unsigned int>, int> edges;
  for (std::size_t i = 0; i + 2 < area.indices.size(); i += 3) {
    for (std::size_t k = 0; k < 3; ++k) {
      const unsigned int a = area.indices[i + k], b = area.indices[i + (k + 1) % 3];
      const auto back = edges.find({b, a});
      if (back != edges.end()) {
        edges.erase(back);
      } else {
        edges[{a, b}] = 1;
      }
    }
  }
  std::multimap<unsigned int, unsigned int> next;
  for (const auto& [edge, count] : edges) next.insert(edge);
  std::vector<std::vector<FigurePoint>> outlines;
  while (!next.empty()) {
    std::vector<FigurePoint> outline;
    const unsigned int first = next.begin()->first;
    unsigned int at = first;
    do {
      const auto found = next.find(at);
      if (found == next.end()) break;
      const FigurePoint point = point_of(vertices[at].pos);
      if (outline.empty() || !(outline.back() == point)) outline.push_back(point);
      at = found->second;
      next.erase(found);
    } while (at != first);
    if (outline.size() > 1 && outline.front() == outline.back()) outline.pop_back();
    if (outline.size() > 2) outlines.push_back(std::move(outline));
  }
  return outlines;
}

// Follows one draw command.
class CommandReader {
 public:
  CommandReader(FigureScene& scene, const FigureRect& part, const GlyphTable& glyphs, const KnownPictures& pictures)
      : scene_(scene), part_(part), glyphs_(glyphs), pictures_(pictures) {}

  void read(const ImDrawList& list, const ImDrawCmd& command) {
    const FigureRect clip{command.ClipRect.x, command.ClipRect.y, command.ClipRect.z, command.ClipRect.w};
    if (common_part(clip, part_).empty()) return;
    if (!(clip == clip_)) finish();
    clip_ = clip;
    vertices_ = list.VtxBuffer.Data + command.VtxOffset;
    const ImDrawIdx* const index = list.IdxBuffer.Data + command.IdxOffset;
    const FigurePicture* const picture = pictures_.find(command.GetTexID());
    const bool letters = command.GetTexID() == ImGui::GetIO().Fonts->TexID;
    for (unsigned int i = 0; i + 2 < command.ElemCount;) {
      const bool quad = i + 5 < command.ElemCount && index[i] == index[i + 3] && index[i + 2] == index[i + 4] &&
                        index[i + 1] != index[i + 5];
      if (quad && picture != nullptr) {
        finish();
        show(*picture, vertices_[index[i]], vertices_[index[i + 2]]);
        i += 6;
      } else if (quad && letters && letter(vertices_[index[i]], vertices_[index[i + 2]])) {
        i += 6;
      } else {
        i += triangle(index + i, command.ElemCount - i);
      }
    }
    finish_area();
  }

  // What has been followed ends here.
  void finish() {
    finish_area();
    finish_line();
    finish_text();
  }

 private:
  void add(FigurePart part, const FigureRect& clip) {
    move_part(part, {-part_.left, -part_.top});
    scene_.add({clip.left - part_.left, clip.top - part_.top, clip.right - part_.left, clip.bottom - part_.top},
               std::move(part));
  }

  void show(const FigurePicture& picture, const ImDrawVert& low, const ImDrawVert& high) {
    const FigureRect at{low.pos.x, low.pos.y, high.pos.x, high.pos.y};
    const float wide = (high.uv.x - low.uv.x) * picture.width, tall = (high.uv.y - low.uv.y) * picture.height;
    if (wide <= 0 || tall <= 0 || at.empty()) return;
    const FigureRect clip = common_part(clip_, at);
    if (common_part(clip, part_).empty()) return;
    for (FigurePart part : picture.parts) {
      if (auto* const image = std::get_if<FigureImage>(&part); image != nullptr && picture.parts.size() == 1) {
        // The part of it alone, whose sides may be enlarged differently.
        const FigureRect& whole = image->part;
        image->part = {whole.left + low.uv.x * whole.width(), whole.top + low.uv.y * whole.height(),
                       whole.left + high.uv.x * whole.width(), whole.top + high.uv.y * whole.height()};
        image->at = at;
      } else {
        const float factor = at.width() / wide;
        move_part(part, {at.left / factor - low.uv.x * picture.width, at.top / factor - low.uv.y * picture.height},
                  factor);
      }
      add(std::move(part), clip);
    }
  }

  bool letter(const ImDrawVert& low, const ImDrawVert& high) {
    if (low.uv.x == high.uv.x) return false;
    const KnownGlyph* const glyph = glyphs_.find(low.uv.x, low.uv.y, high.uv.x, high.uv.y);
    if (glyph == nullptr) return false;
    finish_area();
    finish_line();
    if ((low.col & IM_COL32_A_MASK) == 0) return true;
    const float share = (high.uv.x - low.uv.x) / (glyph->u1 - glyph->u0);
    const float factor = (high.pos.x - low.pos.x) / (share * glyph->width);
    const float cut_left = (low.uv.x - glyph->u0) / (glyph->u1 - glyph->u0) * glyph->width;
    const float cut_top = (low.uv.y - glyph->v0) / (glyph->v1 - glyph->v0) * (high.pos.y - low.pos.y) *
                          (glyph->v1 - glyph->v0) / (high.uv.y - low.uv.y);
    const float x = low.pos.x - factor * (cut_left + glyph->left);
    const float baseline = low.pos.y - cut_top + factor * (glyph->ascent - glyph->top);
    const float size = factor * glyph->em, advance = factor * glyph->advance;
    const FigureColour colour = colour_of(low.col);
    // A letter of which a part is shown is clipped to that.
    const bool whole = share > 0.999F && high.uv.y - low.uv.y > 0.999F * (glyph->v1 - glyph->v0);
    const FigureRect clip = whole ? clip_ : common_part(clip_, {low.pos.x, low.pos.y, high.pos.x, high.pos.y});
    const std::size_t face = scene_.face(glyph->face);
    if (text_) {
      const FigureLetter& last = text_->letters.back();
      const float gap = x - (last.x + last.advance);
      const bool goes_on = face == text_->face && colour == text_->colour && std::abs(size - text_->size) < 0.01F &&
                           std::abs(baseline - text_->baseline) < 0.01F && text_clip_ == clip && gap > -kBack * size &&
                           gap < kFurther * size;
      if (!goes_on) {
        finish_text();
      } else if (gap > kSpace * size) {
        text_->letters.push_back({U' ', last.x + last.advance, gap});
      }
    }
    if (!text_) {
      text_ = FigureText{face, size, baseline, colour, {}};
      text_clip_ = clip;
    }
    text_->letters.push_back({glyph->letter, x, advance});
    return true;
  }

  // Takes one triangle, or all that belong to one patch of several colours; returns how many indices that were.
  unsigned int triangle(const ImDrawIdx* index, unsigned int count) {
    finish_text();
    const ImU32 colour = vertices_[index[0]].col;
    const bool plain = vertices_[index[1]].col == colour && vertices_[index[2]].col == colour;
    if (!plain) {
      finish_area();
      finish_line();
      const bool quad = count >= 6 && index[0] == index[3] && index[2] == index[4];
      FigurePatch patch;
      for (const unsigned int corner : {0U, 1U, 2U, 5U}) {
        if (corner == 5 && !quad) break;
        const ImDrawVert& vertex = vertices_[index[corner]];
        patch.corners.push_back(point_of(vertex.pos));
        patch.colours.push_back(colour_of(vertex.col));
      }
      add(std::move(patch), clip_);
      return quad ? 6 : 3;
    }
    // With the first of its corners or those of the last two triangles: as fans and strips go on.
    const auto belongs = [&](unsigned int corner) {
      const auto end = area_.indices.end();
      return corner == area_.indices.front() ||
             std::find(end - std::min<std::ptrdiff_t>(6, std::ssize(area_.indices)), end, corner) != end;
    };
    const bool shares = !area_.indices.empty() && area_.colour == colour &&
                        (belongs(index[0]) || belongs(index[1]) || belongs(index[2]));
    if (!shares) finish_area();
    area_.colour = colour;
    area_.indices.insert(area_.indices.end(), {index[0], index[1], index[2]});
    return 3;
  }

  void finish_area() {
    if (area_.indices.empty()) return;
    const Area area = std::exchange(area_, {});
    if ((area.colour & IM_COL32_A_MASK) == 0) return;
    if (segment(area)) return;
    finish_line();
    FigurePath path;
    path.fill = colour_of(area.colour);
    path.starts.clear();
    for (const std::vector<FigurePoint>& outline : outlines_of(area, vertices_)) {
      if (path.points.empty()) path.starts = {0};
      path.add(outline);
    }
    if (!path.points.empty()) add(std::move(path), clip_);
  }

  // Two triangles of four corners that are a piece of a line: its ends are two sides of the same width across it.
  bool segment(const Area& area) {
    if (area.indices.size() != 6 || area.indices[0] != area.indices[3] || area.indices[2] != area.indices[4]) {
      return false;
    }
    FigurePoint corners[4];
    for (std::size_t i = 0; i < 3; ++i) corners[i] = point_of(vertices_[area.indices[i]].pos);
    corners[3] = point_of(vertices_[area.indices[5]].pos);
    const FigurePoint from = between(corners[0], corners[3]), to = between(corners[1], corners[2]);
    const float width = distance(corners[0], corners[3]), length = distance(from, to);
    if (width == 0) return true;  // of no length
    const float along_x = to.x - from.x, along_y = to.y - from.y;
    const float across = (corners[3].x - corners[0].x) * along_x + (corners[3].y - corners[0].y) * along_y;
    const bool upright = std::abs(across) < 0.01F * width * std::max(length, 1.0F);
    if (!upright || std::abs(distance(corners[1], corners[2]) - width) > kJoined || width > kThickest) return false;
    const FigureColour colour = colour_of(area.colour);
    const bool goes_on = line_ && line_->line == colour && std::abs(line_->width - width) < kJoined &&
                         distance(line_->points.back(), from) < kJoined;
    if (!goes_on) {
      finish_line();
      line_ = FigurePath{{from}, {0}, false, {}, colour, width, true};
    }
    line_->points.push_back(to);
    return true;
  }

  void finish_line() {
    if (!line_) return;
    FigurePath path = std::move(*line_);
    line_.reset();
    const FigurePoint first = path.points.front(), last = path.points.back();
    const float x = std::abs(last.x - first.x), y = std::abs(last.y - first.y);
    if (path.points.size() == 2 && std::min(x, y) < kJoined) {
      // A bar as well as a line: it keeps its ends.
      const float half = path.width / 2, wide = x < y ? half : 0, tall = x < y ? 0 : half;
      FigurePath bar;
      bar.fill = path.line;
      bar.add({{std::min(first.x, last.x) - wide, std::min(first.y, last.y) - tall},
               {std::max(first.x, last.x) + wide, std::min(first.y, last.y) - tall},
               {std::max(first.x, last.x) + wide, std::max(first.y, last.y) + tall},
               {std::min(first.x, last.x) - wide, std::max(first.y, last.y) + tall}});
      return add(std::move(bar), clip_);
    }
    path.round = path.points.size() > 2;
    if (path.points.size() > 3 && distance(first, last) < kJoined) {
      path.points.pop_back();
      path.closed = true;
      path.round = false;
    }
    add(std::move(path), clip_);
  }

  void finish_text() {
    if (!text_) return;
    add(std::move(*text_), text_clip_);
    text_.reset();
  }

  FigureScene& scene_;
  const FigureRect part_;
  const GlyphTable& glyphs_;
  const KnownPictures& pictures_;
  const ImDrawVert* vertices_ = nullptr;
  FigureRect clip_;
  Area area_;
  std::optional<FigurePath> line_;
  std::optional<FigureText> text_;
  FigureRect text_clip_;
};

}  // namespace

FigureScene read_draw_data(const ImDrawData& data, const FigureRect& part, const GlyphTable& glyphs,
                           const KnownPictures& pictures) {
  FigureScene scene;
  scene.width = part.width();
  scene.height = part.height();
  for (int l = 0; l < data.CmdListsCount; ++l) {
    const ImDrawList& list = *data.CmdLists[l];
    CommandReader reader(scene, part, glyphs, pictures);
    for (const ImDrawCmd& command : list.CmdBuffer) {
      if (command.UserCallback == nullptr) reader.read(list, command);
    }
    reader.finish();
  }
  return scene;
}

}  // namespace gan
