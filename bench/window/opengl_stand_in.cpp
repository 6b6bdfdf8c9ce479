#include "bench/window/opengl_stand_in.h"

#include <epoxy/gl.h>

#include <cstddef>
#include <cstring>
#include <vector>

namespace gan::bench {
namespace {

struct Driver {
  std::vector<std::byte> memory;
  std::uint64_t sent = 0;
  GLuint names = 0;

  void take(const void* data, std::size_t bytes) {
    if (data == nullptr) return;
    if (memory.size() < bytes) memory.resize(bytes);
    std::memcpy(memory.data(), data, bytes);
    sent += bytes;
  }
};

// Calls of OpenGL carry no context with them.
Driver& driver() {
  static Driver only;
  return only;
}

std::size_t texel_bytes(GLenum format, GLenum type) {
  const std::size_t numbers = format == GL_RED ? 1 : 4;
  return numbers * (type == GL_FLOAT ? sizeof(float) : 1);
}

void take_texels(GLsizei width, GLsizei height, GLenum format, GLenum type, const void* data) {
  driver().take(data, static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * texel_bytes(format, type));
}

template <class Answer, class... Arguments>
void ignore(Answer (*&call)(Arguments...)) {
  call = [](Arguments...) -> Answer { return Answer(); };
}

void name_objects(void (*&call)(GLsizei, GLuint*)) {
  call = [](GLsizei count, GLuint* names) {
    for (GLsizei i = 0; i < count; ++i) names[i] = ++driver().names;
  };
}

// Objects have names, shaders compile, and targets are complete.
void replace_objects() {
  name_objects(epoxy_glGenTextures);
  name_objects(epoxy_glGenBuffers);
  name_objects(epoxy_glGenFramebuffers);
  name_objects(epoxy_glGenVertexArrays);
  epoxy_glCreateShader = [](GLenum) { return ++driver().names; };
  epoxy_glCreateProgram = [] { return ++driver().names; };
  epoxy_glGetShaderiv = [](GLuint, GLenum, GLint* answer) { *answer = GL_TRUE; };
  epoxy_glGetProgramiv = [](GLuint, GLenum, GLint* answer) { *answer = GL_TRUE; };
  epoxy_glCheckFramebufferStatus = [](GLenum) -> GLenum { return GL_FRAMEBUFFER_COMPLETE; };
  ignore(epoxy_glDeleteTextures), ignore(epoxy_glDeleteBuffers), ignore(epoxy_glDeleteFramebuffers);
  ignore(epoxy_glDeleteVertexArrays), ignore(epoxy_glDeleteShader), ignore(epoxy_glDeleteProgram);
  ignore(epoxy_glShaderSource), ignore(epoxy_glCompileShader), ignore(epoxy_glAttachShader);
  ignore(epoxy_glLinkProgram), ignore(epoxy_glGetShaderInfoLog), ignore(epoxy_glGetProgramInfoLog);
}

void replace_transfers() {
  epoxy_glTexImage2D = [](GLenum, GLint, GLint, GLsizei width, GLsizei height, GLint, GLenum format, GLenum type,
                          const void* data) { take_texels(width, height, format, type, data); };
  epoxy_glTexSubImage2D = [](GLenum, GLint, GLint, GLint, GLsizei width, GLsizei height, GLenum format, GLenum type,
                             const void* data) { take_texels(width, height, format, type, data); };
  epoxy_glBufferData = [](GLenum, GLsizeiptr bytes, const void* data, GLenum) {
    driver().take(data, static_cast<std::size_t>(bytes));
  };
}

void replace_state() {
  ignore(epoxy_glActiveTexture), ignore(epoxy_glBindBuffer), ignore(epoxy_glBindFramebuffer);
  ignore(epoxy_glBindTexture), ignore(epoxy_glBindVertexArray), ignore(epoxy_glBlendEquation);
  ignore(epoxy_glBlendFuncSeparate), ignore(epoxy_glClear), ignore(epoxy_glClearColor), ignore(epoxy_glDisable);
  ignore(epoxy_glEnable), ignore(epoxy_glFramebufferTexture2D), ignore(epoxy_glPixelStorei), ignore(epoxy_glScissor);
  ignore(epoxy_glTexParameteri), ignore(epoxy_glUseProgram), ignore(epoxy_glViewport), ignore(epoxy_glDrawArrays);
  ignore(epoxy_glDrawArraysInstanced), ignore(epoxy_glGetUniformLocation), ignore(epoxy_glUniform1f);
  ignore(epoxy_glUniform1i), ignore(epoxy_glUniform2f), ignore(epoxy_glUniform3f), ignore(epoxy_glUniform4f);
  ignore(epoxy_glVertexAttrib3f), ignore(epoxy_glVertexAttribDivisor), ignore(epoxy_glVertexAttribPointer);
  ignore(epoxy_glEnableVertexAttribArray), ignore(epoxy_glDisableVertexAttribArray);
}

}  // namespace

void replace_opengl() {
  replace_objects();
  replace_transfers();
  replace_state();
}

std::uint64_t bytes_sent() {
  return driver().sent;
}

}  // namespace gan::bench
