// The menus behind the column of layers: what the surface shows, the arrows' length, how many samples, opacities.
#pragma once

#include "app/panels/arena/layer_column.h"

namespace gan {

inline constexpr const char* kLayerOptions = "layer options";  // the popup's name

// What a layer is called here: that of the surface has the name of the output.
const char* layer_title(ArenaLayer layer, const OutputScale& output);

// The popup, where it is open.
void layer_options_popup(const Frame& frame, const LayerColumn& column, const OutputScale& output,
                         ViewSettings& settings);
// At a right click on the last item.
void layer_opacity_popup(const Frame& frame, ViewSettings& settings, ArenaLayer layer);
// The same of layer θ, with what it shows.
void theory_popup(const Frame& frame, const LayerColumn& column, ViewSettings& settings);

}  // namespace gan
