#include "app/platform/gl_objects.h"

#include "core/base/check.h"

namespace gan {
namespace {

// The two pixel formats that a render target is allocated with: data is null, yet the pair has to be a legal
// one.
GLenum matching_format(GLenum internal_format) {
  return internal_format == GL_R32F ? GL_RED : GL_RGBA;
}

// Zero and the compiler's message on failure.
GLuint compile(GLenum kind, std::string_view source, std::string& error) {
  const GLuint shader = glCreateShader(kind);
  const char* text = source.data();
  const auto length = static_cast<GLint>(source.size());
  glShaderSource(shader, 1, &text, &length);
  glCompileShader(shader);
  GLint good = GL_FALSE;
  glGetShaderiv(shader, GL_COMPILE_STATUS, &good);
  if (good == GL_TRUE) return shader;
  char log[1024] = {};
  glGetShaderInfoLog(shader, sizeof log, nullptr, log);
  error = std::string(kind == GL_VERTEX_SHADER ? "vertex" : "fragment") + " shader does not compile: " + log;
  glDeleteShader(shader);
  return 0;
}

}  // namespace

GlTexture::GlTexture(GLenum filter) {
  glBindTexture(GL_TEXTURE_2D, object_.id());
  const auto value = static_cast<GLint>(filter);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, value);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, value);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAX_LEVEL, 0);
}

void GlTexture::upload(GLenum internal_format, int width, int height, GLenum format, GLenum type, const void* data) {
  GAN_CHECK(width >= 1 && height >= 1, "a texture is at least one by one");
  glBindTexture(GL_TEXTURE_2D, object_.id());
  glPixelStorei(GL_UNPACK_ALIGNMENT, 1);
  if (internal_format == internal_format_ && width == width_ && height == height_) {
    if (data != nullptr) glTexSubImage2D(GL_TEXTURE_2D, 0, 0, 0, width, height, format, type, data);
    return;
  }
  glTexImage2D(GL_TEXTURE_2D, 0, static_cast<GLint>(internal_format), width, height, 0, format, type, data);
  internal_format_ = internal_format;
  width_ = width;
  height_ = height;
}

void GlTexture::bind(int unit) const {
  glActiveTexture(GL_TEXTURE0 + static_cast<GLenum>(unit));
  glBindTexture(GL_TEXTURE_2D, object_.id());
}

RenderTarget::RenderTarget(GLenum internal_format, GLenum filter)
    : internal_format_(internal_format), texture_(filter) {}

void RenderTarget::resize(int width, int height) {
  if (texture_.width() == width && texture_.height() == height) return;
  texture_.upload(internal_format_, width, height, matching_format(internal_format_), GL_FLOAT, nullptr);
  glBindFramebuffer(GL_FRAMEBUFFER, framebuffer_.id());
  glFramebufferTexture2D(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_TEXTURE_2D, texture_.id(), 0);
  GAN_CHECK(glCheckFramebufferStatus(GL_FRAMEBUFFER) == GL_FRAMEBUFFER_COMPLETE,
            "OpenGL 3.3 can draw into this format");
}

void RenderTarget::bind() const {
  glBindFramebuffer(GL_FRAMEBUFFER, framebuffer_.id());
  glViewport(0, 0, texture_.width(), texture_.height());
}

std::optional<ShaderProgram> ShaderProgram::build(std::string_view name, std::string_view vertex,
                                                  std::string_view fragment, std::string& error) {
  const GLuint vertex_shader = compile(GL_VERTEX_SHADER, vertex, error);
  const GLuint fragment_shader = vertex_shader != 0 ? compile(GL_FRAGMENT_SHADER, fragment, error) : 0;
  if (fragment_shader == 0) {
    glDeleteShader(vertex_shader);
    error = std::string(name) + ": " + error;
    return std::nullopt;
  }
  ShaderProgram program(glCreateProgram());
  glAttachShader(program.id_, vertex_shader);
  glAttachShader(program.id_, fragment_shader);
  glLinkProgram(program.id_);
  glDeleteShader(vertex_shader);
  glDeleteShader(fragment_shader);
  GLint good = GL_FALSE;
  glGetProgramiv(program.id_, GL_LINK_STATUS, &good);
  if (good == GL_TRUE) return program;
  char log[1024] = {};
  glGetProgramInfoLog(program.id_, sizeof log, nullptr, log);
  error = std::string(name) + ": shader program does not link: " + log;
  return std::nullopt;
}

ShaderProgram::~ShaderProgram() {
  if (id_ != 0) glDeleteProgram(id_);
}

void ShaderProgram::set(const char* name, int value) const {
  glUniform1i(glGetUniformLocation(id_, name), value);
}

void ShaderProgram::set(const char* name, float value) const {
  glUniform1f(glGetUniformLocation(id_, name), value);
}

void ShaderProgram::set(const char* name, float x, float y) const {
  glUniform2f(glGetUniformLocation(id_, name), x, y);
}

void ShaderProgram::set(const char* name, float x, float y, float z) const {
  glUniform3f(glGetUniformLocation(id_, name), x, y, z);
}

void ShaderProgram::set(const char* name, float x, float y, float z, float w) const {
  glUniform4f(glGetUniformLocation(id_, name), x, y, z, w);
}

}  // namespace gan
