#version 330 core
// Second half of the interpolation: for each pixel column (fragment x) and interval between grid rows (fragment y) the
// Catmull-Rom cubic along y, as the coefficients of 1, t, t^2, t^3. One fetch a pixel is then left for the picture.
uniform sampler2D u_columns;  // logits: pixel columns by grid rows
out vec4 piece;

void main() {
  int column = int(gl_FragCoord.x);
  int low = int(gl_FragCoord.y);
  int last = textureSize(u_columns, 0).y - 1;
  float a = texelFetch(u_columns, ivec2(column, max(low - 1, 0)), 0).r;
  float b = texelFetch(u_columns, ivec2(column, low), 0).r;
  float c = texelFetch(u_columns, ivec2(column, low + 1), 0).r;
  float d = texelFetch(u_columns, ivec2(column, min(low + 2, last)), 0).r;
  piece = vec4(b, 0.5 * (c - a), a - 2.5 * b + 2.0 * c - 0.5 * d, 1.5 * (b - c) + 0.5 * (d - a));
}
