#include "app/panels/views.h"

#include <string_view>

#include "core/base/check.h"

namespace gan {
namespace {

constexpr Capabilities kAll{}, kPlane{Capability::plane}, kPoints{Capability::extent}, kImages{Capability::images},
    kPortrait{Capability::portrait}, kLine{Capability::line, Capability::density};

constexpr ViewEntry kViews[] = {
    {"toolbar", "Toolbar", "Play, step, speed, which game, and how the window looks.", Place::toolbar, kAll,
     make_toolbar_view},
    {"scenario", "Scenario", "What this game shows, what to expect and to watch for, and what helps.", Place::left,
     kAll, make_card_view},
    {"controls", "Settings", "Every setting of the game, acting at once.", Place::left, kAll, make_controls_view},
    {"arena", "Arena", "D's decision surface, real and generated samples, and where G is pushed.", Place::stage, kPlane,
     make_arena_view},
    {"sheets", "Images", "What G makes of the same noise all the time, beside real images.", Place::stage, kImages,
     make_sheets_view},
    {"slice", "Decision surface", "D over a plane of images, with real and generated ones projected onto it.",
     Place::stage, kImages, make_slice_view},
    {"phase", "Phase portrait", "Where the game drives the two numbers of its players, and where they have been.",
     Place::stage, kPortrait, make_phase_view},
    {"figure_1", "Figure 1", "p_data, p_g, D and D* over x, where G carries z, and V as a sum and as an integral.",
     Place::stage, kLine, make_line_view},
    {"strip", "One iteration",
     "What one iteration does, from the noise to the value function, with the numbers of now.", Place::strip, kAll,
     make_strip_view},
    {"numbers", "Numbers", "The value function, D's mean outputs, and how good the samples are.", Place::numbers, kAll,
     make_numbers_view},
    {"plots", "Plots", "The scalars of the training over its steps.", Place::lens, kAll, make_plots_view},
    {"loss_curve", "Loss", "What D and G minimise, and both losses over D's output with where the samples lie.",
     Place::lens, kAll, make_loss_curve_view},
    {"modes", "Modes", "The share of the generated samples on each mode of the data, and the metrics.", Place::lens,
     kPoints, make_modes_view},
    {"classes", "Classes", "The share of the generated images in each class of the data, and the metrics.", Place::lens,
     kImages, make_classes_view},
    {"latent_walk", "Latent walk", "G's image follows the hand through a plane of noise.", Place::lens, kImages,
     make_latent_walk_view},
    {"neighbours", "Neighbours", "The training images nearest to the chosen tile, and whether it is memorised.",
     Place::lens, kImages, make_neighbours_view},
    {"layers", "Layers", "The filters of a player, and what its layers make of the chosen tile.", Place::lens, kImages,
     make_layers_view},
    {"theory", "Theory",
     "How small changes grow, where penalties act, how samples move, and the line between two moments.", Place::lens,
     kAll, make_theory_view},
    {"timeline", "Timeline", "Every change as a labelled mark.", Place::track, kAll, make_timeline_view},
    {"message_line", "Message", "What was done last, and work that is under way.", Place::messages, kAll,
     make_message_line_view},
    {"scenarios", "Scenarios", "The games to choose from.", Place::overlay, kAll, make_gallery_view},
    {"find", "Find", "Any setting, plot, layer, tab, command or scenario by its name.", Place::overlay, kAll,
     make_find_view},
    {"messages", "Messages", "All messages of the session.", Place::overlay, kAll, make_messages_view},
    {"help", "Keys", "What the keys and the mouse do.", Place::overlay, kAll, make_help_view},
    {"figure", "Save a figure", "What is seen as a file: a figure, or a clip of the run.", Place::overlay, kAll,
     make_figure_view},
};

void check_ids() {
  for (const ViewEntry& a : kViews) {
    for (const ViewEntry& b : kViews) {
      GAN_CHECK(&a == &b || std::string_view(a.id) != b.id, "two views have the same id");
    }
  }
}

}  // namespace

std::span<const ViewEntry> view_entries() {
  check_ids();
  return kViews;
}

}  // namespace gan
