// MetricsWriter: rows of metrics into a file while a game trains, for every program alike: every n-th
// iteration and the last one. It may be used on the trainer's thread; the file appears when it is finished.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "core/base/result.h"
#include "core/io/files/text_file.h"
#include "core/probe/quality/metrics.h"
#include "core/run/run.h"

namespace gan {

// Which iterations have a row: those that are a multiple of `every` away from step `from`, and the last of
// `steps`.
struct MetricsRows {
  std::int64_t from = 0, steps = 0;
  std::optional<std::int64_t> every = std::nullopt;  // else so that there are about 200 rows
  bool compared = false;                             // points with those of the data: further columns
};

// What a snapshot scores. Only ever called by one thread at a time.
using MeasureSnapshot = std::function<Metrics(const Snapshot&)>;
// Images by the classifier that is kept for their data, or in random features where there is none or
// `random_features`.
MeasureSnapshot measure_as_kept(bool random_features);

class MetricsWriter {
 public:
  // Opens the file, so that an unwritable place is found before the training.
  static Result<std::unique_ptr<MetricsWriter>> create(const std::string& path, const MetricsRows& rows,
                                                       MeasureSnapshot measure);

  // The header, whose columns follow from the first data that is seen. What comes first of these three writes
  // it.
  void begin(const Snapshot& snapshot);
  // A row where this iteration has one. What cannot be written or measured ends the rows, not the training.
  void after_iteration(const Run& run);
  // Training has ended here: the last row, where this iteration has none yet.
  void after_last(const Run& run);

  // Completes the file; the first thing that went wrong, if anything did.
  Outcome finish();
  // What went wrong so far.
  Outcome state() const;
  const std::string& path() const { return file_.path(); }

 private:
  MetricsWriter(AtomicFile file, const MetricsRows& rows, MeasureSnapshot measure);
  void write_header(Capabilities of);
  void write_row(const Run& run);

  mutable std::mutex mutex_;
  AtomicFile file_;
  Outcome state_;
  std::optional<Capabilities> columns_;  // which columns there are; nothing before the header
  // Of the thread that trains.
  MetricsRows rows_;
  std::int64_t every_;
  MeasureSnapshot measure_;
  bool row_is_due_ = false;  // the newest iteration has none
};

}  // namespace gan
