// WindowLayout: the parts of the window and the splitters between them. Makes the views of the one array,
// gives each its region, and keeps what the splitters were dragged to in the view settings.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/panels/regions_model.h"
#include "app/panels/views.h"
#include "app/window/compared_stage.h"

namespace gan {

class WindowLayout {
 public:
  // Makes all views; a sentence in `error` where one can't be made. With an arena in the place of the stage's views, no
  // view needs OpenGL.
  using MakeArena = std::function<std::unique_ptr<View>()>;
  static std::unique_ptr<WindowLayout> create(std::string& error, const MakeArena& arena = nullptr);

  // Draws every view, between NewFrame and Render.
  void draw(ViewContext& context, const Frame& frame);
  // What views of games beside the one in focus asked for in the last frame.
  const Actions& asked_beside(std::size_t game) const { return compared_.asked(game); }
  // The panel of one view alone, at this place: for a figure. False where there is none of that id for the data.
  bool draw_alone(std::string_view id, const Region& region, ViewContext& context, const Frame& frame);
  // Where that panel was drawn last, without the names of those that share its place, or else the place that it would
  // take; null where there is no such panel.
  const Region* region_of_panel(std::string_view id) const;
  // Another game: views show all of it.
  void fit();
  // The name of the panel of that place as ImGui knows it; null where none was drawn in the last frame.
  const char* panel(Place place) const;
  // Gives the keyboard to it, inside a frame or between two.
  void focus(Place place) const;
  // Also that of the tab of a view: "tab.plots".
  const Region* find_control(std::string_view key) const;
  // Where the panels of that place were drawn last; empty where none was.
  const Region& region(Place place) const;

 private:
  struct Panel {
    const ViewEntry* entry;
    std::unique_ptr<View> view;
    std::optional<Place> drawn = {};  // where it was drawn in the last frame
    Region at = {};                   // there
    Region tab = {};                  // where its name was, while it shares its place
  };

  RegionSizes sizes(const ViewContext& context, const Frame& frame) const;
  void gather(Place place, const DataKind& kind);
  void draw_place(Place place, Region region, ViewContext& context, const Frame& frame);
  void draw_panel(Panel& panel, const Region& region, ViewContext& context, const Frame& frame);
  bool bring_to_front(ViewContext& context, const Frame& frame);
  // The names of the views that share a place; returns the chosen one.
  std::size_t draw_tabs(Place place, Region& region, ViewContext& context, const Frame& frame);
  void draw_splitters(const Regions& regions, ViewContext& context, const Frame& frame);

  std::vector<Panel> panels_;
  std::vector<Panel*> sharing_;  // of the place that is being drawn
  Regions regions_;              // of the last frame
  ComparedStage compared_;
};

}  // namespace gan
