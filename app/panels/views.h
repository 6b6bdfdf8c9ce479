// The one array of views: what the window consists of. Adding a view is one file and one line in views.cpp; a
// duplicate id aborts at the start.
#pragma once

#include <memory>
#include <span>
#include <string>

#include "app/panels/view.h"
#include "core/data/kind.h"

namespace gan {

// Where the layout puts a view. Several that fit the data in one place become tabs. `overlay` views open over the
// window and decide themselves whether they show.
enum class Place { toolbar, left, stage, strip, numbers, lens, track, messages, overlay };

struct ViewEntry {
  const char* id;
  const char* title;
  const char* meaning;  // one sentence
  Place place;
  Capabilities needs;  // of the data; a view that they lack something for is not there
  // Needs a current OpenGL context. Null and a sentence in `error` where the view can't be made.
  std::unique_ptr<View> (*make)(std::string& error);

  bool fits(const DataKind& kind) const { return kind.has_all(needs); }
};

std::span<const ViewEntry> view_entries();

std::unique_ptr<View> make_toolbar_view(std::string& error);
std::unique_ptr<View> make_card_view(std::string& error);
std::unique_ptr<View> make_controls_view(std::string& error);
std::unique_ptr<View> make_arena_view(std::string& error);
std::unique_ptr<View> make_strip_view(std::string& error);
std::unique_ptr<View> make_sheets_view(std::string& error);
std::unique_ptr<View> make_slice_view(std::string& error);
std::unique_ptr<View> make_phase_view(std::string& error);
std::unique_ptr<View> make_line_view(std::string& error);
std::unique_ptr<View> make_theory_view(std::string& error);
std::unique_ptr<View> make_latent_walk_view(std::string& error);
std::unique_ptr<View> make_neighbours_view(std::string& error);
std::unique_ptr<View> make_layers_view(std::string& error);
std::unique_ptr<View> make_modes_view(std::string& error);
std::unique_ptr<View> make_classes_view(std::string& error);
std::unique_ptr<View> make_numbers_view(std::string& error);
std::unique_ptr<View> make_plots_view(std::string& error);
std::unique_ptr<View> make_loss_curve_view(std::string& error);
std::unique_ptr<View> make_timeline_view(std::string& error);
std::unique_ptr<View> make_message_line_view(std::string& error);
std::unique_ptr<View> make_gallery_view(std::string& error);
std::unique_ptr<View> make_find_view(std::string& error);
std::unique_ptr<View> make_messages_view(std::string& error);
std::unique_ptr<View> make_help_view(std::string& error);
std::unique_ptr<View> make_figure_view(std::string& error);

}  // namespace gan
