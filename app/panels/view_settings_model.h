// ViewSettings: everything that is only looked at, in sections: each panel has a struct of its own beside its view,
// with the table of what of it is kept between sessions. The tables drive saving and loading, and hold the one range of
// each number. Adding a setting is one member and one line of its panel's table; adding a section, one line in the list
// of view_settings_model.cpp.
#pragma once

#include <limits>
#include <memory>
#include <span>
#include <string>
#include <typeinfo>
#include <variant>
#include <vector>

namespace gan {

// One line of a section's table: where a setting is stored in the file and in memory, and its range.
struct ViewSetting {
  std::string key;  // "arena.trails.visible"
  std::variant<bool*, int*, double*> place;
  double minimum = 0;  // of numbers
  double maximum = 0;
  std::vector<std::string> former = {};  // what versions before called it
  double standard = 0;                   // the value at first; the store fills it in
  double reads_from =
      std::numeric_limits<double>::infinity();  // less than the minimum, of versions before: read as that
};

// What is not in the table is of this session only.
class SettingsSection {
 public:
  virtual ~SettingsSection() = default;
  virtual std::vector<ViewSetting> table() = 0;
  // What is kept with a session alone, as where the camera was, which says nothing about another game.
  virtual std::vector<ViewSetting> session_table() { return {}; }
  // Such values have been read; and, before a view has taken them over, another game was opened, which they say nothing
  // about.
  virtual void session_read() {}
  virtual void session_over() {}
};

class ViewSettings {
 public:
  // Every section, with its defaults.
  ViewSettings();

  template <class Section>
  Section& of() {
    return static_cast<Section&>(find(typeid(Section)));
  }
  template <class Section>
  const Section& of() const {
    return static_cast<const Section&>(find(typeid(Section)));
  }

  // All that is kept, in the order of the file; the places are in this object.
  std::span<const ViewSetting> table() const { return table_; }
  std::span<const ViewSetting> session_table() const { return session_table_; }
  // What a session alone keeps is as at first again.
  void reset_session();
  // The sections are told that a session's values have been read into them; that they are not wanted any more.
  void session_read();
  void session_over();
  // The line of a member that is kept.
  const ViewSetting& line_of(const int& member) const { return find_line(&member); }
  const ViewSetting& line_of(const double& member) const { return find_line(&member); }
  // The value, or the nearest in the member's range; NaN changes nothing.
  void set(int& member, double value);
  void set(double& member, double value);

 private:
  SettingsSection& find(const std::type_info& type) const;
  const ViewSetting& find_line(const void* member) const;

  std::vector<std::unique_ptr<SettingsSection>> sections_;
  std::vector<ViewSetting> table_, session_table_;  // point into them
};

// One a section.
std::unique_ptr<SettingsSection> make_frame_settings();
std::unique_ptr<SettingsSection> make_track_settings();
std::unique_ptr<SettingsSection> make_layout_settings();
std::unique_ptr<SettingsSection> make_arena_settings();
std::unique_ptr<SettingsSection> make_images_settings();
std::unique_ptr<SettingsSection> make_phase_settings();
std::unique_ptr<SettingsSection> make_line_settings();
std::unique_ptr<SettingsSection> make_plots_settings();
std::unique_ptr<SettingsSection> make_modes_settings();
std::unique_ptr<SettingsSection> make_loss_settings();
std::unique_ptr<SettingsSection> make_controls_settings();
std::unique_ptr<SettingsSection> make_strip_settings();
std::unique_ptr<SettingsSection> make_figure_settings();

}  // namespace gan
