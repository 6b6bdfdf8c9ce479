// Every colour of the window, in one place, for three themes: dark, light, and high contrast, which is white on black;
// and for figures in print, which is the light one on white paper.
// Blue is real data and the discriminator, orange is generated data and the generator, red is a warning and nothing
// else, and one green accent marks what is active. Colours are written in OKLCH so that "equally light" is exact. Pure:
// the contrast tests read it without an interface.
#pragma once

#include "app/ui/colour.h"

namespace gan {

enum class ThemeMode { kDark, kLight, kHighContrast, kPrint };

struct Palette {
  // Ground, from back to front.
  Rgb window;     // behind everything
  Rgb panel;      // panels, pop-ups, toolbar
  Rgb plot;       // ground of a plot
  Rgb separator;  // thin lines between panels
  Rgb grid;       // tick lines in plots

  // Text on window, panel, plot and controls.
  Rgb text;
  Rgb text_muted;  // labels, units, ticks; still at least 4.5:1

  // Controls: they recede behind the arena.
  Rgb control;
  Rgb control_hovered;
  Rgb control_active;
  Rgb grab;       // a slider's handle; text lies on it
  Rgb accent;     // what is on, selected or dragged
  Rgb on_accent;  // text and icons that lie on the accent

  // Meaning.
  Rgb real;       // real data, discriminator: marks and curves
  Rgb generated;  // generated data, generator
  Rgb third;      // a curve that belongs to neither player
  Rgb warning;    // the only red
  Rgb past;       // what is shown is not the present: frames and the head on the track

  // The arena. Marks are told from the surface by their rim, which is as far from the theme's ground as it can be; the
  // surface has less chroma than they.
  Rgb arena_neutral;    // D = ½
  Rgb arena_real;       // D = 1
  Rgb arena_generated;  // D = 0
  Rgb arena_grid;       // tick lines over the surface
  Rgb contour;          // level lines, D = ½ in bold
  Rgb mark_outline;     // rim of every sample: at least 4.5:1 against all colours of the surface
  Rgb trail;            // where generated samples were
  Rgb arrow;            // gradient arrows
  Rgb arrow_edge;       // their outline, against the surface and the samples
};

Palette make_palette(ThemeMode mode);

// The diverging map of D's surface at `side` in [-1, 1]: from D = 0 (generated) at −1 through the neutral at
// 0 to D = 1 (real) at 1. Lightness and chroma change linearly with the distance from the middle, by the same
// steps on both sides.
Rgb surface_colour(const Palette& palette, float side);

// The same of a number with a sign that is no opinion of D, in colours of neither player: green at −1, violet at 1.
// They end where marks still stand out.
Rgb signed_colour(const Palette& palette, float side);
// Of the length of a gradient, at a share in [0, 1] of the scale: from the neutral to violet.
Rgb length_colour(const Palette& palette, float share);

}  // namespace gan
