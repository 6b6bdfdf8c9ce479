// The commands of ganscope-cli. Each writes its result to stdout and what is wrong, one sentence each, to stderr,
// and returns the exit code: 0, 1 for a replay that differs, 2 for bad input and for what could not be written,
// 128 + the signal when it was interrupted.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/classifier/classifier.h"
#include "core/io/machine/interruption.h"
#include "core/io/start_options.h"

namespace gan::cli {

inline constexpr int kGood = 0;
inline constexpr int kDiffers = 1;
inline constexpr int kBadInput = 2;

struct TrainOptions {
  StartOptions start;
  std::optional<std::int64_t> steps;  // else the number that the scenario names
  std::optional<std::int64_t> every;  // a row of metrics each so many steps
  std::string load;                   // a checkpoint to continue from, instead of a scenario
  std::string metrics, record, checkpoint, samples, spectrum, summary;
  std::int64_t sample_count = 0;
  int threads = 0;               // 0: default_thread_count()
  bool random_features = false;  // images are measured without a classifier
  bool compare_samples = false;  // points are compared with those of the data
};

struct ClassifierOptions {
  std::string data = "glyphs";        // a folder or file of images, an installed set's name, or glyphs
  std::vector<std::string> set = {};  // data.size=16, data.colour=false
  std::optional<std::int64_t> steps;
  int threads = 0;  // 0: default_thread_count()
  bool anew = false;
};

struct ExportOptions {
  StartOptions start;
  std::optional<std::int64_t> steps;  // else the number that the scenario names
  std::string load;                   // a checkpoint to begin from, instead of a scenario
  std::string pytorch;                // the script to write
};

struct PathOptions {
  std::string from, to;  // checkpoints; `from` may be "start"
  std::string out;       // CSV
  std::optional<std::int64_t> places;
};

int train(const TrainOptions& options, Interruption& interruption);
int classifier(const ClassifierOptions& options, Interruption& interruption);
int export_game(const ExportOptions& options);
int path_between(const PathOptions& options, Interruption& interruption);
int replay_file(const std::string& path, Interruption& interruption);
int list();
int describe(const std::string& name);

// What games on this data are measured with: the kept classifier, or one that is trained now with a progress line; null
// for points, for images without labels, and when it was interrupted.
struct ReadyClassifier {
  std::shared_ptr<const ClassifierWeights> weights;
  bool interrupted = false;
};
Result<ReadyClassifier> ready_classifier(const ImageSet& images, const ClassifierOptions& options,
                                         Interruption& interruption);

// "ganscope-cli: <message>" on stderr; returns kBadInput.
int refuse(const std::string& message);

}  // namespace gan::cli
