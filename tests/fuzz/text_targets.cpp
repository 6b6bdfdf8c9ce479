// Readers of text: points, scenarios, recordings, the window's settings.
#include <cstdlib>
#include <string>

#include "app/panels/view_settings_file_model.h"
#include "core/base/check.h"
#include "core/data/distribution.h"
#include "core/io/points/points_file.h"
#include "core/io/recording_file.h"
#include "core/io/scenario_file.h"
#include "tests/fuzz/targets.h"

namespace gan::fuzz {
namespace {

// Files beside it are not there, nor are installed sets.
constexpr const char* kNowhere = "/nowhere/at/all/file.toml";

std::string text_of(Bytes bytes) {
  return std::string(reinterpret_cast<const char*>(bytes.data()), bytes.size());
}

void hide_installed_sets() {
  static const int hidden = setenv("XDG_DATA_DIRS", "/nowhere", 1) + setenv("XDG_DATA_HOME", "/nowhere", 1);
  GAN_CHECK(hidden == 0, "the environment could not be set");
}

void check_sentence(const std::string& message) {
  GAN_CHECK(!message.empty(), "a refusal without a sentence");
}

}  // namespace

void points(Bytes bytes) {
  const auto read = parse_points(text_of(bytes), "points.csv");
  if (!read) return check_sentence(read.message());
  const PointSet& set = *read.value();
  GAN_CHECK(set.count() >= 1 && set.points.rows() == 2, "points without rows");
  GAN_CHECK(set.points.allFinite(), "points that are not finite");
  GAN_CHECK(!set.note.empty(), "points without a note");
  DataSpec spec;
  spec.kind = find_distribution("csv");
  spec.points = read.value();
  const auto source = make_data_source(spec, 1);
  GAN_CHECK(source.ok(), "points that were read cannot be trained on");
  const Extent extent = source.value()->extent();
  GAN_CHECK(extent.half > 0 && extent.half < 1e9, "points that cannot be shown");
}

void scenario(Bytes bytes) {
  hide_installed_sets();
  const auto read = parse_scenario(text_of(bytes), kNowhere, Loading::nothing);
  if (!read) return check_sentence(read.message());
  const auto again = parse_scenario(write_scenario(read.value(), kNowhere), kNowhere, Loading::nothing);
  GAN_CHECK(again.ok(), "a scenario that was written cannot be read");
  Scenario first = read.value(), second = again.value();
  first.id = second.id = "";
  GAN_CHECK(first == second, "a scenario that was written and read is another one");
}

void recording(Bytes bytes) {
  hide_installed_sets();
  const auto read = parse_recording(text_of(bytes), kNowhere);
  if (!read) return check_sentence(read.message());
  const std::string written = write_session(read.value().session, kNowhere);
  const auto again = parse_recording(written, kNowhere);
  GAN_CHECK(again.ok(), "a recording that was written cannot be read");
  GAN_CHECK(write_session(again.value().session, kNowhere) == written, "a recording that was read is another one");
}

void view_settings(Bytes bytes) {
  ViewSettings settings, again;
  parse_view_settings(text_of(bytes), settings);
  const std::string written = write_view_settings(settings);
  GAN_CHECK(parse_view_settings(written, again).empty(), "settings that were written are not understood");
  GAN_CHECK(write_view_settings(again) == written, "settings that were read are others");
}

}  // namespace gan::fuzz
