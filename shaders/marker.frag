#version 330 core
// Real samples are discs, generated ones triangles, of the same area, each with an outline, and inside it a ring of a
// colour of its own where that is wanted; edges are one pixel soft.
uniform int u_shape;       // 0 disc, 1 triangle that points up
uniform float u_radius;    // of the disc, pixels, outline included
uniform float u_outline;   // pixels
uniform float u_ring;      // pixels, inside the outline
uniform vec3 u_fill;
uniform vec3 u_edge;
uniform float u_opacity;
in vec2 offset;
flat in vec3 ring;
out vec4 colour;

// Signed distance to an equilateral triangle of the given inscribed radius, pointing up on the screen (-y).
float triangle(vec2 p, float inscribed) {
  p.x = abs(p.x);
  return max(p.y, 0.8660254 * p.x - 0.5 * p.y) - inscribed;
}

void main() {
  // pi r^2 = 3 sqrt(3) inscribed^2
  float distance = u_shape == 0 ? length(offset) - u_radius : triangle(offset, 0.7776 * u_radius);
  float cover = clamp(0.5 - distance, 0.0, 1.0);
  if (cover <= 0.0) discard;
  float inside = clamp(0.5 - (distance + u_outline), 0.0, 1.0);
  float core = clamp(0.5 - (distance + u_outline + u_ring), 0.0, 1.0);
  colour = vec4(mix(u_edge, mix(ring, u_fill, core), inside), cover * u_opacity);
}
