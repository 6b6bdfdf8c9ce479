#version 330 core
// A gradient arrow: a box along its direction in which arrow.frag draws shaft and head.
layout(location = 0) in vec2 origin;  // world
layout(location = 1) in vec2 vector;  // world, before u_scale
uniform vec4 u_world_to_pixel;
uniform vec2 u_viewport;
uniform float u_scale;       // arrow length in world units = scale * length of the vector
uniform float u_max_length;  // pixels
uniform float u_reach;       // half of the box's width, pixels
out vec2 along;              // pixels from the origin, along and across the arrow
flat out float size;         // the arrow's length, pixels

void main() {
  vec2 shown = vector * u_scale * u_world_to_pixel.xy;
  float full = length(shown);
  size = min(full, u_max_length);
  vec2 direction = full > 1e-6 ? shown / full : vec2(1.0, 0.0);
  vec2 corner = vec2(gl_VertexID & 1, gl_VertexID >> 1);
  along = vec2(mix(-u_reach, size + u_reach, corner.x), (corner.y * 2.0 - 1.0) * u_reach);
  vec2 pixel = origin * u_world_to_pixel.xy + u_world_to_pixel.zw + direction * along.x + vec2(-direction.y, direction.x) * along.y;
  gl_Position = vec4(pixel / u_viewport * 2.0 - 1.0, 0.0, 1.0);
}
