#version 330 core
// One piece of a polyline between consecutive vertices. A vertex with a negative opacity ends its polyline: the piece
// that starts there is not drawn.
layout(location = 0) in vec3 start;  // world, opacity
layout(location = 1) in vec3 end;
uniform vec4 u_world_to_pixel;
uniform vec2 u_viewport;
uniform float u_reach;               // half the width and a pixel for the soft edge
out float across;                    // pixels from the middle of the line
out float opacity;

void main() {
  vec2 from = start.xy * u_world_to_pixel.xy + u_world_to_pixel.zw;
  vec2 to = end.xy * u_world_to_pixel.xy + u_world_to_pixel.zw;
  float size = length(to - from);
  vec2 direction = size > 1e-6 ? (to - from) / size : vec2(1.0, 0.0);
  vec2 corner = vec2(gl_VertexID & 1, gl_VertexID >> 1);
  across = (corner.y * 2.0 - 1.0) * u_reach;
  opacity = mix(start.z, abs(end.z), corner.x);
  vec2 pixel = mix(from, to, corner.x) + vec2(-direction.y, direction.x) * across;
  if (start.z < 0.0) pixel = vec2(-10.0);
  gl_Position = vec4(pixel / u_viewport * 2.0 - 1.0, 0.0, 1.0);
}
