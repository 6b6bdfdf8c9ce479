// Games that are played for their numbers: the one place of this folder that names how settings are made and
// how a run is started, driven and asked. Anything that the settings refuse ends the program with its
// sentence.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "core/run/run.h"
#include "core/scenario/scenario.h"

namespace gan::golden {

// Keys and values as text, in the order in which they are set.
using Changes = std::vector<std::pair<std::string, std::string>>;

[[noreturn]] void give_up(const std::string& sentence);

Settings with(Settings settings, const Changes& changes);
// Small and quick: a ring of Gaussians, and drawn shapes of 8 x 8 pixels for convolutional networks.
Settings small_points();
Settings small_images();
Settings small_numbers();  // two of them, which start at 0.8 and −0.6
// Points and labelled images in colour that no file holds, for the kinds of data that read one.
Settings with_points_of_a_file(Settings settings);
Settings with_images_of_a_file(Settings settings);

std::vector<Scenario> scenarios_without_files();
const Scenario& scenario_called(const std::string& id);

class Played {
 public:
  explicit Played(const Settings& settings, int threads = 1);

  // Stops early where the game blows up.
  Played& train(std::int64_t iterations);
  Played& substeps(int count);
  Played& set(const std::string& key, const Value& value);
  Played& set_text(const std::string& key, const std::string& text);
  Played& apply(const Command& command);

  std::uint64_t hash() const { return run_->hash(); }
  std::shared_ptr<const Snapshot> snapshot() const { return run_->snapshot(); }
  Run& run() { return *run_; }

 private:
  std::unique_ptr<Run> run_;
};

// The scalars that an iteration records, by name.
std::vector<std::pair<std::string, float>> scalars_of(const StepRecord& record);

}  // namespace gan::golden
