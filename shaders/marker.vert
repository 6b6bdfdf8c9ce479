#version 330 core
// A sample: a square around a point, a few pixels large, whose shape is cut out by marker.frag.
layout(location = 0) in vec2 position;  // world
uniform vec4 u_world_to_pixel;          // pixel = world * xy + zw
uniform vec2 u_viewport;                // pixels
uniform float u_reach;                  // half of the square's side, pixels
out vec2 offset;                        // pixels from the sample

void main() {
  vec2 corner = vec2(gl_VertexID & 1, gl_VertexID >> 1) * 2.0 - 1.0;
  offset = corner * u_reach;
  vec2 pixel = position * u_world_to_pixel.xy + u_world_to_pixel.zw + offset;
  gl_Position = vec4(pixel / u_viewport * 2.0 - 1.0, 0.0, 1.0);
}
