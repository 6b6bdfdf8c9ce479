#version 330 core
// A sample: a triangle around a point, pointing up, a few pixels large, whose shape is cut out by marker.frag. One
// triangle holds either shape, and on software renderers its set-up is most of a mark's cost.
layout(location = 0) in vec2 position;  // world
layout(location = 1) in vec3 ring_colour; // the fill's, where there is no ring
uniform vec4 u_world_to_pixel;          // pixel = world * xy + zw
uniform vec2 u_viewport;                // pixels
uniform float u_reach;                  // radius of the triangle's inscribed circle, pixels
out vec2 offset;                        // pixels from the sample
flat out vec3 ring;

void main() {
  const vec2 corners[3] = vec2[3](vec2(0.0, -2.0), vec2(1.7320508, 1.0), vec2(-1.7320508, 1.0));
  vec2 corner = corners[gl_VertexID];
  offset = corner * u_reach;
  ring = ring_colour;
  vec2 pixel = position * u_world_to_pixel.xy + u_world_to_pixel.zw + offset;
  gl_Position = vec4(pixel / u_viewport * 2.0 - 1.0, 0.0, 1.0);
}
