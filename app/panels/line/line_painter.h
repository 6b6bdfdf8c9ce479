// The pieces of figure 1, drawn into a list: densities, D and D*, samples, the map of the noise, axes, legend. Changes
// nothing.
#pragma once

#include <span>

#include "app/panels/line/line_canvas.h"
#include "app/panels/theory/penalty_model.h"

namespace gan {

// Where p_data is above p_g the surplus is filled in its colour, and the other way round: there D* is above, or below,
// ½.
void draw_densities(const LineCanvas& canvas, const LineCurves& curves);
void draw_level(const LineCanvas& canvas);  // D = ½, or the middle of a critic
void draw_discriminator(const LineCanvas& canvas, const LineCurves& curves, const OutputScale& output);
// Between lines at two standard errors, where p_g is estimated.
void draw_best(const LineCanvas& canvas, const LineCurves& curves);
// The points at which penalties look at D's slope, on the curve of D, coloured by it.
void draw_line_penalties(const LineCanvas& canvas, const LineCurves& curves, const OutputScale& output,
                         const PenaltyPicture& penalties);
// Real ones above the generated ones, 1 x n each.
void draw_line_samples(const LineCanvas& canvas, const Matrix<float>& real, const Matrix<float>& generated);
void draw_noise_map(const LineCanvas& canvas, const LineCurves& curves, NoiseKind kind, bool words);
// Base line, numbers of x, density at the left and D's output at the right.
void draw_line_axes(const LineCanvas& canvas, const OutputScale& output, const LineSettings& shown);
// In an upper corner, under `top`. Returns where it lies; empty where it has nothing to say.
LabelBox draw_line_legend(const LineCanvas& canvas, const OutputScale& output, const LineSettings& shown,
                          const PenaltyPicture& penalties, LegendSide side, float top);
// In the corner across from the legend, or below it where they would lie on it; as many as have room above the base.
void draw_line_notes(const LineCanvas& canvas, std::span<const std::string> notes, const LabelBox& legend,
                     LegendSide side);

}  // namespace gan
