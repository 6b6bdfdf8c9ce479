#version 330 core
// An image with square pixels, scaled to any size: each pixel of the screen is the mean of the texels that it covers,
// so that enlarged texels keep sharp edges and equal widths, and a sheet of many tiles does not shimmer.
in vec2 v_at;
flat in vec2 v_size;
flat in vec2 v_cell;
flat in vec3 v_colour;
uniform sampler2D u_atlas;
uniform vec2 u_image;  // texels
uniform float u_border;  // pixels
out vec4 colour;

void main() {
  vec2 inner = v_size - 2.0 * u_border;
  vec2 at = v_at - u_border;
  if (any(lessThan(at, vec2(0.0))) || any(greaterThan(at, inner))) {
    colour = vec4(v_colour, 1.0);
    return;
  }
  vec2 texels = u_image / inner;
  vec2 low = clamp((at - 0.5) * texels, vec2(0.0), u_image);
  vec2 high = clamp((at + 0.5) * texels, vec2(0.0), u_image);
  ivec2 first = ivec2(floor(low)), last = min(ivec2(ceil(high)), ivec2(u_image));
  vec4 sum = vec4(0.0);
  for (int y = first.y; y < last.y; ++y) {
    for (int x = first.x; x < last.x; ++x) {
      vec2 covered = min(high, vec2(x + 1, y + 1)) - max(low, vec2(x, y));
      sum += vec4(texelFetch(u_atlas, ivec2(v_cell) + ivec2(x, y), 0).rgb, 1.0) * covered.x * covered.y;
    }
  }
  colour = vec4(sum.rgb / max(sum.a, 1e-6), 1.0);
}
