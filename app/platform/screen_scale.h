// Sizes on screens of any density. A unit is what a pixel is on a screen of scale 1: windows are remembered in units,
// so that they are as large on the next screen, and the size of the text is found from them, so that the screen's scale
// enters it once. Pure arithmetic.
#pragma once

#include "app/platform/window_size.h"

namespace gan {

// What a system reports as a window's scale, as one can work with it: in [0.5, 4], and 1 where it reports nonsense
// (0, as with "Xft.dpi: 0", a negative number, no number).
double usable_scale(double reported);

// Between units and screen coordinates; `scale` > 0 is screen coordinates a unit. At least one by one.
WindowSize to_units(WindowSize size, double scale);
WindowSize from_units(WindowSize units, double scale);

// What a size is given in. Screen coordinates are what a version before remembered.
enum class SizeIn { kUnits, kScreen, kPixels };

// How large a window opens, in screen coordinates, on a screen of this scale and so many pixels a coordinate: never
// larger than `room`, what the system leaves to a window's content there (empty: not known).
WindowSize opening_size(WindowSize size, SizeIn in, double scale, double pixels_a_coordinate, WindowSize room);

// How much larger than designed the text of a window of so many units is: it grows with a large window; in a small one
// the projector's enlargement is held back, so that the panels keep their room.
double text_scale_for(WindowSize units, bool projector);

// The wanted scale, or the largest at which a window of so many units has room for its parts; never below 1 because of
// it. The projector's enlargement comes on top.
double text_that_fits(WindowSize units, double wanted, bool projector);

}  // namespace gan
