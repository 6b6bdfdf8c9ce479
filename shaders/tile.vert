#version 330 core
// One tile of a sheet an instance: its place on the screen with its border, its cell of the atlas, its border's colour.
layout(location = 0) in vec4 a_rect;   // pixels: corner, size
layout(location = 1) in vec2 a_cell;   // texels: corner in the atlas
layout(location = 2) in vec3 a_colour;
uniform vec2 u_viewport;
out vec2 v_at;  // pixels from the corner
flat out vec2 v_size;
flat out vec2 v_cell;
flat out vec3 v_colour;

void main() {
  vec2 corner = vec2(gl_VertexID & 1, gl_VertexID >> 1);
  v_at = corner * a_rect.zw;
  v_size = a_rect.zw;
  v_cell = a_cell;
  v_colour = a_colour;
  // The image's first row is its upper one, as the interface shows textures.
  gl_Position = vec4((a_rect.xy + v_at) / u_viewport * 2.0 - 1.0, 0.0, 1.0);
}
