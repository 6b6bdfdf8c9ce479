#include "app/panels/view_settings_model.h"

#include <algorithm>
#include <cmath>
#include <type_traits>

#include "core/base/check.h"

namespace gan {
namespace {

constexpr std::unique_ptr<SettingsSection> (*kSections[])() = {
    make_frame_settings, make_track_settings,  make_layout_settings, make_arena_settings, make_images_settings,
    make_plots_settings, make_phase_settings,  make_line_settings,   make_loss_settings,  make_controls_settings,
    make_strip_settings, make_figure_settings, make_modes_settings};

const void* address_of(const ViewSetting& line) {
  return std::visit([](const auto* place) { return static_cast<const void*>(place); }, line.place);
}

double number_at(const ViewSetting& line) {
  return std::visit([](const auto* place) { return static_cast<double>(*place); }, line.place);
}

}  // namespace

ViewSettings::ViewSettings() {
  for (const auto make : kSections) {
    sections_.push_back(make());
    for (ViewSetting& line : sections_.back()->table()) {
      line.standard = number_at(line);
      table_.push_back(std::move(line));
    }
    for (ViewSetting& line : sections_.back()->session_table()) {
      line.standard = number_at(line);
      session_table_.push_back(std::move(line));
    }
  }
}

void ViewSettings::reset_session() {
  for (const ViewSetting& line : session_table_) {
    std::visit([&](auto* place) { *place = static_cast<std::remove_pointer_t<decltype(place)>>(line.standard); },
               line.place);
  }
}

void ViewSettings::session_read() {
  for (const auto& section : sections_) section->session_read();
}

void ViewSettings::session_over() {
  for (const auto& section : sections_) section->session_over();
}

SettingsSection& ViewSettings::find(const std::type_info& type) const {
  const auto found = std::find_if(sections_.begin(), sections_.end(), [&](const auto& section) {
    const SettingsSection& each = *section;
    return typeid(each) == type;
  });
  GAN_CHECK(found != sections_.end(), "a section that is not in the list of sections");
  return **found;
}

const ViewSetting& ViewSettings::find_line(const void* member) const {
  const auto found =
      std::find_if(table_.begin(), table_.end(), [&](const ViewSetting& line) { return address_of(line) == member; });
  GAN_CHECK(found != table_.end(), "a view setting that is in no table");
  return *found;
}

void ViewSettings::set(int& member, double value) {
  const ViewSetting& line = line_of(member);
  if (!std::isnan(value)) member = static_cast<int>(std::clamp(std::round(value), line.minimum, line.maximum));
}

void ViewSettings::set(double& member, double value) {
  const ViewSetting& line = line_of(member);
  if (!std::isnan(value)) member = std::clamp(value, line.minimum, line.maximum);
}

}  // namespace gan
