#version 330 core
// First half of the separable Catmull-Rom interpolation of the logits: along x, one value for each pixel column of the
// picture (fragment x) and each row of the grid (fragment y). The spline passes through the grid's values.
uniform sampler2D u_logits;      // nx by ny, nodes at the centres of cells
uniform vec2 u_column_to_node;   // node index along x = pixel column * x + y
out float value;

vec4 catmull_rom(float t) {
  float t2 = t * t;
  float t3 = t2 * t;
  return 0.5 * vec4(-t + 2.0 * t2 - t3, 2.0 - 5.0 * t2 + 3.0 * t3, t + 4.0 * t2 - 3.0 * t3, t3 - t2);
}

void main() {
  int last = textureSize(u_logits, 0).x - 1;
  int row = int(gl_FragCoord.y);
  float node = clamp(gl_FragCoord.x * u_column_to_node.x + u_column_to_node.y, -0.5, float(last) + 0.5);
  int left = clamp(int(node), 0, last - 1);  // the outer half cells go on with the nearest piece
  vec4 taps = vec4(texelFetch(u_logits, ivec2(max(left - 1, 0), row), 0).r,
                   texelFetch(u_logits, ivec2(left, row), 0).r,
                   texelFetch(u_logits, ivec2(left + 1, row), 0).r,
                   texelFetch(u_logits, ivec2(min(left + 2, last), row), 0).r);
  value = dot(catmull_rom(node - float(left)), taps);
}
