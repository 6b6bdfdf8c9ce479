#version 330 core
// D's surface: its value from the cubic pieces along y, its colour and its contour lines. Row 0 of the picture is its top.
// Line widths are in pixels, through the screen-space gradient of the value. The colour map is one parabola a side, from
// the neutral: a fit to the map that is even in lightness, cheaper than a texture where the processor draws.
uniform sampler2D u_pieces;      // the cubic's coefficients: pixel columns by grid intervals
uniform vec2 u_row_to_node;      // node index along y = pixel row * x + y
uniform int u_mode;              // 0 probability, 1 linear in the logit, 2 length of the gradient of the logit
uniform float u_middle;          // of the logit: the neutral; 0 for a probability
uniform float u_unit;            // of the logit: from the middle to the map's ends where the map is linear, else 1
uniform float u_range;           // gradient: the value at the map's end
uniform float u_levels;          // contours in one unit where they are levels of the logit
uniform float u_pixels_per_unit; // of the world
uniform vec3 u_neutral;
uniform vec3 u_real_slope;       // colour = neutral + share * (slope + share * bend), share in [0, 1]
uniform vec3 u_real_bend;
uniform vec3 u_generated_slope;
uniform vec3 u_generated_bend;
uniform vec3 u_contour;
uniform float u_contour_opacity; // 0: none
uniform float u_line_width;      // of the middle, D = 1/2; the others are thinner
uniform float u_opacity;         // 0 shows the neutral
out vec4 colour;

// Share of the pixel that a line of `width` pixels covers, `offset` / `slope` pixels away. A plateau has no lines.
float line(float offset, float slope, float width) {
  if (slope < 1e-7) return 0.0;
  return clamp(0.5 * width + 0.5 - abs(offset) / slope, 0.0, 1.0);
}

void main() {
  int last = textureSize(u_pieces, 0).y - 1;
  float node = clamp(gl_FragCoord.y * u_row_to_node.x + u_row_to_node.y, -0.5, float(last) + 1.5);
  int low = clamp(int(node), 0, last);  // the outer half cells go on with the nearest piece
  float t = node - float(low);
  // Derivatives are taken over pairs of pixels, the last of which may lie outside the picture.
  int column = min(int(gl_FragCoord.x), textureSize(u_pieces, 0).x - 1);
  vec4 piece = texelFetch(u_pieces, ivec2(column, low), 0);
  float logit = piece.x + t * (piece.y + t * (piece.z + t * piece.w));
  // In units of the map, so that the lines of a critic whose outputs are tiny are found like those of any other.
  float value = (logit - u_middle) / u_unit;
  float value_slope = length(vec2(dFdx(value), dFdy(value)));
  float probability = 1.0 / (1.0 + exp(-clamp(value, -60.0, 60.0)));

  // What the map shows, in [-1, 1], and what the thin lines are levels of: its integers.
  float shown;
  float level;
  float level_slope;
  if (u_mode == 0) {
    shown = 2.0 * probability - 1.0;
    level = 10.0 * probability;
    level_slope = 10.0 * probability * (1.0 - probability) * value_slope;
  } else {
    shown = u_mode == 1 ? value : value_slope * u_pixels_per_unit / u_range;
    level = value * u_levels;
    level_slope = value_slope * u_levels;
  }
  float share = min(abs(shown), 1.0) * u_opacity;
  vec3 slope = shown < 0.0 ? u_generated_slope : u_real_slope;
  vec3 bend = shown < 0.0 ? u_generated_bend : u_real_bend;
  vec3 ground = u_neutral + share * (slope + share * bend);

  float middle = u_mode == 0 ? 5.0 : 0.0;
  float nearest = floor(level + 0.5);
  bool inner = u_mode != 0 || (nearest > 0.5 && nearest < 9.5);
  float thin = inner && nearest != middle ? line(level - nearest, level_slope, 0.5 * u_line_width) : 0.0;
  // Where the levels are closer than a few pixels the thin lines would run together: they fade.
  thin *= 0.45 * clamp(2.0 - 6.0 * level_slope, 0.0, 1.0);
  float bold = line(value, value_slope, u_line_width);
  colour = vec4(mix(ground, u_contour, max(thin, bold) * u_contour_opacity), 1.0);
}
