// The outputs that were asked for, opened before the training so that an unwritable place is found then.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "app/lab/lab.h"
#include "app/options.h"
#include "core/io/files/text_file.h"
#include "core/io/metrics/metrics_writer.h"

namespace gan {

class Outputs {
 public:
  // `from`: the step that it begins at, and how many follow.
  Outcome open(const ProgramOptions& options, std::int64_t steps, std::int64_t from);
  // What the rows of metrics are written by, of each game side by side; empty where none are wanted.
  std::vector<std::function<void(const Run&)>> after_iteration() const;

  // The bytes of one more file; they are asked for once the run is at its end. Fails with a sentence.
  using Content = std::function<Result<std::string>()>;
  void set_screenshot(Content content) { screenshot_.content = std::move(content); }
  void set_figure(Content content) { figure_.content = std::move(content); }
  void set_numbers(Content content) { numbers_.content = std::move(content); }

  // Each is tried, whatever happened to the others; says the sentence of each that fails.
  bool finish(Lab& lab);
  static bool tell(const Outcome& outcome);

 private:
  struct Output {
    std::optional<AtomicFile> file;
    Content content;
  };
  static Outcome create(const std::string& path, std::optional<AtomicFile>& file);
  static Outcome write(AtomicFile& file, const Result<std::string>& content);

  std::vector<std::shared_ptr<MetricsWriter>> metrics_;  // of each game
  std::optional<AtomicFile> record_;
  std::string record_path_;
  Output screenshot_, figure_, numbers_;
};

}  // namespace gan
