#version 330 core
// The light of a pile: full in its middle, nothing at its radius, without an edge in between.
uniform vec3 u_colour;
uniform float u_opacity;
in vec2 offset;
out vec4 colour;

void main() {
  float outside = dot(offset, offset);
  if (outside >= 1.0) discard;
  float inside = 1.0 - outside;
  colour = vec4(u_colour, inside * inside * u_opacity);
}
