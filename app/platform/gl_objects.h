// OpenGL objects that end with their owner: texture, buffer, vertex array, framebuffer, shader program.
// Move-only, made and ended while the context is current. A shader that does not compile is a message, not an
// exception.
#pragma once

#include <epoxy/gl.h>

#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace gan {

// An OpenGL name with its maker and its end.
template <void (*Make)(GLuint*), void (*End)(GLuint)>
class GlObject {
 public:
  GlObject() { Make(&id_); }
  ~GlObject() {
    if (id_ != 0) End(id_);
  }
  GlObject(GlObject&& other) noexcept : id_(std::exchange(other.id_, 0)) {}
  GlObject& operator=(GlObject&& other) noexcept {
    std::swap(id_, other.id_);
    return *this;
  }
  GLuint id() const { return id_; }

 private:
  GLuint id_ = 0;
};

namespace gl_detail {
inline void make_texture(GLuint* id) {
  glGenTextures(1, id);
}
inline void end_texture(GLuint id) {
  glDeleteTextures(1, &id);
}
inline void make_buffer(GLuint* id) {
  glGenBuffers(1, id);
}
inline void end_buffer(GLuint id) {
  glDeleteBuffers(1, &id);
}
inline void make_vertex_array(GLuint* id) {
  glGenVertexArrays(1, id);
}
inline void end_vertex_array(GLuint id) {
  glDeleteVertexArrays(1, &id);
}
inline void make_framebuffer(GLuint* id) {
  glGenFramebuffers(1, id);
}
inline void end_framebuffer(GLuint id) {
  glDeleteFramebuffers(1, &id);
}
}  // namespace gl_detail

using GlBuffer = GlObject<gl_detail::make_buffer, gl_detail::end_buffer>;
using GlVertexArray = GlObject<gl_detail::make_vertex_array, gl_detail::end_vertex_array>;

// A two-dimensional texture without mipmaps, clamped at its edges.
class GlTexture {
 public:
  // `filter` is GL_NEAREST or GL_LINEAR.
  explicit GlTexture(GLenum filter);

  // Gives it this size and content; data may be null. The storage is kept where size and format have not
  // changed.
  void upload(GLenum internal_format, int width, int height, GLenum format, GLenum type, const void* data);

  void bind(int unit) const;
  GLuint id() const { return object_.id(); }
  int width() const { return width_; }
  int height() const { return height_; }

 private:
  GlObject<gl_detail::make_texture, gl_detail::end_texture> object_;
  GLenum internal_format_ = 0;
  int width_ = 0;
  int height_ = 0;
};

// A texture that one can draw into, of any colour-renderable format (GL_RGBA8, GL_R32F …).
class RenderTarget {
 public:
  RenderTarget(GLenum internal_format, GLenum filter);

  // At least 1×1. Keeps its content where the size has not changed.
  void resize(int width, int height);

  // Makes it the place that is drawn to, all of it.
  void bind() const;

  GLuint framebuffer() const { return framebuffer_.id(); }
  const GlTexture& texture() const { return texture_; }

 private:
  GLenum internal_format_;
  GlTexture texture_;
  GlObject<gl_detail::make_framebuffer, gl_detail::end_framebuffer> framebuffer_;
};

// A linked vertex and fragment shader. Uniforms are set by name while it is in use; a name that the compiler
// has removed is ignored, as OpenGL does.
class ShaderProgram {
 public:
  // The program, or nothing and the compiler's message, with `name` in front, in `error`.
  static std::optional<ShaderProgram> build(std::string_view name, std::string_view vertex, std::string_view fragment,
                                            std::string& error);
  ~ShaderProgram();
  ShaderProgram(ShaderProgram&& other) noexcept : id_(std::exchange(other.id_, 0)) {}
  ShaderProgram& operator=(ShaderProgram&& other) noexcept {
    std::swap(id_, other.id_);
    return *this;
  }

  void use() const { glUseProgram(id_); }
  void set(const char* name, int value) const;
  void set(const char* name, float value) const;
  void set(const char* name, float x, float y) const;
  void set(const char* name, float x, float y, float z) const;
  void set(const char* name, float x, float y, float z, float w) const;

 private:
  explicit ShaderProgram(GLuint id) : id_(id) {}
  GLuint id_;
};

}  // namespace gan
