#version 330 core
// Shaft and head as distances. An arrow too short to have a direction on the screen is a dot at its origin, so that a
// vanished gradient looks like one.
uniform vec3 u_colour;
uniform vec3 u_edge;
uniform float u_opacity;
uniform float u_width;  // of the shaft, pixels
in vec2 along;
flat in float size;
out vec4 colour;

void main() {
  float head = min(4.5 * u_width, size);
  float half_width = 0.5 * u_width;
  float dot_distance = length(along) - 0.8 * u_width;
  // The head narrows from its base to the tip.
  float from_tip = size - along.x;
  float slant = (abs(along.y) - 0.45 * from_tip) * 0.912;
  float head_distance = max(slant, max(from_tip - head, along.x - size));
  float shaft_distance = max(abs(along.y) - half_width, max(-along.x, along.x - (size - 0.8 * head)));
  float distance = size < 2.0 * u_width ? dot_distance : min(head_distance, shaft_distance);
  float outline = 0.75;
  float cover = clamp(0.5 + outline - distance, 0.0, 1.0);
  if (cover <= 0.0) discard;
  float inside = clamp(0.5 - distance, 0.0, 1.0);
  colour = vec4(mix(u_edge, u_colour, inside), mix(0.55 * cover, cover, inside) * u_opacity);
}
