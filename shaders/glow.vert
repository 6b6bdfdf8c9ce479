#version 330 core
// A glow around a point: a triangle that holds its circle, whose light is spread by glow.frag.
layout(location = 0) in vec3 glow;  // world, and the radius in pixels
uniform vec4 u_world_to_pixel;      // pixel = world * xy + zw
uniform vec2 u_viewport;            // pixels
uniform float u_scale;              // of the radius
out vec2 offset;                    // from the middle, in radii

void main() {
  const vec2 corners[3] = vec2[3](vec2(0.0, -2.0), vec2(1.7320508, 1.0), vec2(-1.7320508, 1.0));
  offset = corners[gl_VertexID];
  vec2 pixel = glow.xy * u_world_to_pixel.xy + u_world_to_pixel.zw + offset * glow.z * u_scale;
  gl_Position = vec4(pixel / u_viewport * 2.0 - 1.0, 0.0, 1.0);
}
