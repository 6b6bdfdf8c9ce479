// MetricsWriter: rows of metrics while the game trains, as ganscope-cli writes them: every n-th iteration and
// the last one. Used on the trainer's thread; the file appears when it is finished.
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "core/base/result.h"
#include "core/io/files/text_file.h"
#include "core/probe/quality/measure.h"
#include "core/run/run.h"

namespace gan {

class MetricsWriter {
 public:
  // Opens the file, so that an unwritable place is found before the training. `steps`: how long the run is after step
  // `from`, for the distance of the rows and the last row. random_features: images are measured without a classifier.
  static Result<std::shared_ptr<MetricsWriter>> create(const std::string& path, std::int64_t steps,
                                                       bool random_features = false, std::int64_t from = 0);

  void after_iteration(const Run& run);
  // Completes the file; the first thing that went wrong, if anything did.
  Outcome finish();

 private:
  MetricsWriter(AtomicFile file, std::int64_t steps, bool random_features, std::int64_t from);
  void look_at_data(const Snapshot& snapshot);

  std::mutex mutex_;
  AtomicFile file_;
  Outcome state_;
  std::int64_t every_;
  std::int64_t from_;
  std::int64_t last_;
  bool random_features_;
  std::optional<bool> images_;  // which columns there are; nothing before the first row
  // Of the trainer's thread.
  std::shared_ptr<const DataSource> data_;  // that request_ is for
  Measurer measurer_;
  MeasureRequest request_;
};

}  // namespace gan
