#version 330 core
// A line with edges one pixel soft.
uniform vec3 u_colour;
uniform float u_opacity;
uniform float u_width;  // pixels
in float across;
in float opacity;
out vec4 colour;

void main() {
  float cover = clamp(0.5 * u_width + 0.5 - abs(across), 0.0, 1.0) * min(u_width, 1.0);
  colour = vec4(u_colour, cover * opacity * u_opacity);
}
